// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/write_whole.h"

#include "core/chat/redactor.h"
#include "core/record/folder_file.h"
#include "core/record/match_log_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace concert {

namespace {

QString whyUnwritten(const QString &path, const QString &reason)
{
    return QCoreApplication::translate("concert::Timings", "%1 could not be written: %2.")
        .arg(QDir::toNativeSeparators(path), reason);
}

bool isOfMatchFolder(const QFileInfo &file)
{
    const QFileInfo match(file.path() % u'/' % matchFileName);
    return match.exists() || match.isSymLink() || file.fileName() == matchFileName ||
           file.fileName() == callsFileName;
}

} // namespace

QString writeWhole(const QString &path, const QByteArray &bytes)
{
    const QByteArray clean = Redactor::ofProcess().withoutSecrets(bytes);
    const auto writeTo = [&clean](QFileDevice *file) {
        // flush(): what a full disk does not take of the buffer escapes commit() (Qt 6.4), which
        // would put the half in the old file's place.
        return file->open(QIODevice::WriteOnly) && file->write(clean) == clean.size() &&
               file->flush();
    };
    const QFileInfo there(path);
    const bool isOfMatch = isOfMatchFolder(there);
    const QString reason = isOfMatch ? whyNotOurs(path) : QString();
    if (!reason.isEmpty())
        return whyUnwritten(path, reason);
    if (there.exists() && !there.isFile() && !there.isDir()) {
        // A pipe or a device: there is nothing to keep, and a file must not take its place.
        QFile device(path);
        return writeTo(&device) ? QString() : whyUnwritten(path, device.errorString());
    }
    QSaveFile file(path);
    bool done = writeTo(&file);
    if (done && isOfMatch && !there.exists())
        done = file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return done && file.commit() ? QString() : whyUnwritten(path, file.errorString());
}

} // namespace concert
