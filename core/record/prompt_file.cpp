// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/prompt_file.h"

#include "core/record/folder_file.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qint64 longestPrompt = qint64{256} * 1024; // a few are filled into one another

} // namespace

QString openPrompt(const QString &path, QFile *file)
{
    const QFileInfo info(path);
    QString target = path;
    if (info.isSymLink() && info.exists()) {
        target = info.canonicalFilePath();
        if (!target.startsWith(QFileInfo(info.path()).canonicalFilePath() % u'/'))
            return u"it is a link that leads out of its folder"_s;
    }
    QString reason = openToRead(target, file);
    if (reason.isEmpty() && file->size() > longestPrompt) {
        file->close();
        reason = u"it is longer than %1 KB"_s.arg(longestPrompt / 1024);
    }
    return reason;
}

QString whyNoPrompts(const QString &folder)
{
    const QStringList names = QDir(folder).entryList(
        {u"*.txt"_s}, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        QFile file;
        if (const QString reason = openPrompt(folder % u'/' % name, &file); !reason.isEmpty())
            return u"the prompt file %1 cannot be used: %2"_s.arg(
                QDir::toNativeSeparators(folder % u'/' % name), reason);
    }
    return {};
}

} // namespace concert
