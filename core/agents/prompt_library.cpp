// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/prompt_library.h"

#include "core/record/text.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace concert {

PromptLibrary::PromptLibrary(const QStringList &folders) : folders_(folders)
{
    folders_ << u":/prompts"_s;
}

QString PromptLibrary::text(const QString &fileName, Power power) const
{
    if (const auto own = read(powerText(power).toLower() % u'_' % fileName))
        return *own;
    return read(fileName).value_or(QString());
}

std::optional<QString> PromptLibrary::read(const QString &fileName) const
{
    const auto known = cache_.constFind(fileName);
    if (known != cache_.constEnd())
        return *known;
    std::optional<QString> text;
    for (const QString &folder : folders_) {
        QFile file(folder % u'/' % fileName);
        if (file.open(QIODevice::ReadOnly)) {
            text = QString::fromUtf8(file.readAll());
            break;
        }
    }
    return *cache_.insert(fileName, text);
}

QString PromptLibrary::filled(const QString &text, const QHash<QString, QString> &values)
{
    QString result;
    result.reserve(text.size() * 2);
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(u'}', open);
        if (close < 0)
            break;
        const auto value = values.constFind(text.mid(open + 1, close - open - 1));
        if (value == values.constEnd()) {
            result += QStringView(text).mid(at, open + 1 - at);
            at = open + 1;
        } else {
            result += QStringView(text).mid(at, open - at);
            result += *value;
            at = close + 1;
        }
    }
    result += QStringView(text).mid(at);
    return result;
}

} // namespace concert
