// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/prompt_library.h"

#include "core/record/prompt_file.h"
#include "core/record/text.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QString packagedFolder = u":/prompts"_s;

} // namespace

PromptLibrary::PromptLibrary(const QStringList &folders, const Options &options)
    : folders_(folders), countrySpecific_(options.countrySpecific)
{
    if (options.set == PromptSet::Compact)
        folders_ << packagedFolder % u"/compact"_s;
    folders_ << packagedFolder;
}

QString PromptLibrary::text(const QString &fileName, Power power) const
{
    return find(fileName, power).text;
}

bool PromptLibrary::isForeign(const QString &fileName, Power power) const
{
    return find(fileName, power).foreign;
}

const PromptLibrary::Template &PromptLibrary::find(const QString &fileName, Power power) const
{
    const QString who = powerText(power).toLower();
    const QString key = who % u'/' % fileName;
    const auto known = cache_.constFind(key);
    if (known != cache_.constEnd())
        return *known;
    const QString base = fileName.section(u'.', 0, 0);
    Template found;
    QStringList names{fileName};
    if (countrySpecific_)
        names = {who % u'_' % fileName, base % u'_' % who % u".txt"_s, fileName};
    for (const QString &folder : folders_) {
        for (const QString &name : std::as_const(names)) {
            const QString path = folder % u'/' % name;
            QFile file(path);
            const bool foreign = !folder.startsWith(packagedFolder);
            if (foreign ? !openPrompt(path, &file).isEmpty() : !file.open(QIODevice::ReadOnly))
                continue;
            found = {QString::fromUtf8(file.readAll()), foreign};
            // One of theirs is empty: a call that asks nothing. Ours asks.
            if (!found.text.trimmed().isEmpty())
                return *cache_.insert(key, found);
        }
    }
    return *cache_.insert(key, found);
}

QString PromptLibrary::filled(const QString &text, const QHash<QString, QString> &values)
{
    return filled(text, [&values](const QString &name) {
        const auto value = values.constFind(name);
        return value == values.constEnd() ? std::nullopt : std::optional(*value);
    });
}

QString PromptLibrary::filled(const QString &text, const Values &values)
{
    QString result;
    result.reserve(text.size() * 2);
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(u'}', open);
        if (close < 0)
            break;
        const auto value = values(text.mid(open + 1, close - open - 1));
        if (!value) {
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
