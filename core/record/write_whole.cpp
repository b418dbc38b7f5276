// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/write_whole.h"

#include "core/chat/redactor.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

namespace concert {

QString writeWhole(const QString &path, const QByteArray &bytes)
{
    const QByteArray clean = Redactor::ofProcess().clean(bytes);
    QSaveFile file(path);
    // flush(): what a full disk does not take of the buffer escapes commit() (Qt 6.4), which would
    // put the half in the old file's place.
    if (file.open(QIODevice::WriteOnly) && file.write(clean) == clean.size() && file.flush() &&
        file.commit())
        return {};
    return QCoreApplication::translate("concert::Timings", "%1 could not be written: %2.")
        .arg(QDir::toNativeSeparators(path), file.errorString());
}

} // namespace concert
