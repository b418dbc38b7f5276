// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/write_whole.h"

#include "core/chat/redactor.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace concert {

namespace {

QString whyUnwritten(const QString &path, const QFileDevice &file)
{
    return QCoreApplication::translate("concert::Timings", "%1 could not be written: %2.")
        .arg(QDir::toNativeSeparators(path), file.errorString());
}

} // namespace

QString writeWhole(const QString &path, const QByteArray &bytes)
{
    const QByteArray clean = Redactor::ofProcess().clean(bytes);
    const auto writeTo = [&clean](QFileDevice *file) {
        // flush(): what a full disk does not take of the buffer escapes commit() (Qt 6.4), which
        // would put the half in the old file's place.
        return file->open(QIODevice::WriteOnly) && file->write(clean) == clean.size() &&
               file->flush();
    };
    const QFileInfo there(path);
    if (there.exists() && !there.isFile() && !there.isDir()) {
        // A pipe or a device: there is nothing to keep, and a file must not take its place.
        QFile device(path);
        return writeTo(&device) ? QString() : whyUnwritten(path, device);
    }
    QSaveFile file(path);
    return writeTo(&file) && file.commit() ? QString() : whyUnwritten(path, file);
}

} // namespace concert
