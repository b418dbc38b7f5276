// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/folder_file.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <optional>

struct gzFile_s; // zlib's

namespace concert {

/// Reads the JSON objects of a file one after another, compressed with gzip or not: one object a
/// line, or one document (an object, or an array of objects) over any number of lines. With one
/// object a line never more than a line is in memory, and nothing is parsed that would take more
/// than some 200 MB. No rubbish makes it stop but the file's end.
class JsonlReader {
public:
    struct Item {
        QString place; ///< "games.jsonl:12", "game.json", "setups.json[3]": a message's beginning
        QJsonObject object;
        QString problem; ///< what is wrong at this place, a sentence; empty: there is an object
    };

    /// "-": standard input. Pipes and devices that the user names are read, and waited for, too.
    explicit JsonlReader(const QString &path, FileFrom from = FileFrom::User);
    ~JsonlReader();
    JsonlReader(const JsonlReader &) = delete;
    JsonlReader &operator=(const JsonlReader &) = delete;

    /// The next object or problem; nothing at the end.
    std::optional<Item> next();

private:
    bool open();
    bool fillBuffer();
    std::optional<QByteArray> readLine();
    Item readFailure();
    Item parsed(const QByteArray &line);
    Item nextOfArray();
    void addRest(QByteArray *text);
    void giveUp(const QString &failure);
    QString placeOfLine() const;

    QString path_;
    FileFrom from_;
    QString shown_; ///< the file's name in messages
    bool isLines_;  ///< by its name: one object a line, whatever stands there
    std::unique_ptr<gzFile_s, void (*)(gzFile_s *)> file_;
    bool wasOpened_ = false;
    QByteArray buffer_;
    qsizetype begin_ = 0; ///< of what is not read yet in the buffer
    bool atEnd_ = false;
    QString failure_; ///< why reading ended early, until it was told
    int line_ = 0;
    bool isFirst_ = true;
    QJsonArray array_; ///< whose items come one after another, from this one on
    qsizetype arrayAt_ = 0;
};

} // namespace concert
