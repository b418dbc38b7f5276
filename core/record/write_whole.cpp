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
    if (file.open(QIODevice::WriteOnly) && file.write(clean) == clean.size() && file.commit())
        return {};
    return QCoreApplication::translate("concert::Timings", "%1 could not be written: %2.")
        .arg(QDir::toNativeSeparators(path), file.errorString());
}

} // namespace concert
