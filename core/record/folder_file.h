// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonParseError>
#include <QString>

namespace concert {

// The one way to the files of a match's folder. Such a folder may be a stranger's, full of links,
// pipes and files without an end, so nothing in it is opened that is no file there and then: no
// link is followed, nothing waits for the other end of a pipe, nothing is read into memory without
// a limit. Where a function gives a reason, it continues a sentence ("X cannot be read: …"); empty:
// all went well. A QFile that was opened here does not know its name (Qt 6.4).

enum class FileFrom {
    Folder, ///< a name in a match's folder: no link
    User    ///< the very path that the user gave, which may be a link as well
};

/// Opens a file for reading.
QString openToRead(const QString &path, QFile *file, FileFrom from = FileFrom::Folder);

/// Opens a file of a folder for writing in this mode; with Append it is made, for this user only,
/// if it is absent. One that is there must be this user's, and have no second name elsewhere.
QString openToWrite(const QString &path, QFile *file, QIODevice::OpenMode mode);

/// Why a name in a folder must not be written to or replaced; empty also if nothing is there.
QString whyNotOurs(const QString &path);

/// Makes a folder that only this user may look into, and the folders above it as usual. Nothing
/// happens to one that is there.
QString makePrivateFolder(const QString &path);

/// Waits until the disk has a folder's list of files: a new or renamed file survives the machine
/// only then.
void syncFolder(const QString &path);

/// No honest line of a match is longer.
inline constexpr qint64 longestFileLine = qint64{32} << 20;

/// The next line with its end. Without an end it is the file's last, not whole (yet), or, if it has
/// more bytes than longestFileLine, the beginning of one that nobody should hold in memory.
QByteArray nextLine(QFile *file);

/// As saidDocument() of core/chat/text_sanitizer.h, but of a text whose values would take far more
/// memory than it does (millions of empty lists) nothing is read: DocumentTooLarge.
QJsonDocument jsonFrom(const QByteArray &text, QJsonParseError *error = nullptr);

} // namespace concert
