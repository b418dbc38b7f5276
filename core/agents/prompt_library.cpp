// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/prompt_library.h"

#include "core/record/prompt_file.h"
#include "core/record/text.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QString packagedFolder = u":/prompts"_s;
const QString oldOrders = u"order_instructions.txt"_s;

bool isForOrders(const QString &fileName)
{
    return fileName.startsWith(u"order_instructions_"_s);
}

/// Names of one prompt's files, the power's own first.
QStringList namesOf(const QString &fileName, const QString &who, bool countrySpecific)
{
    if (!countrySpecific)
        return {fileName};
    const QString base = fileName.section(u'.', 0, 0);
    return {who % u'_' % fileName, base % u'_' % who % u".txt"_s, fileName};
}

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

QString PromptLibrary::source(const QString &fileName, Power power) const
{
    return find(fileName, power).source;
}

QStringList PromptLibrary::fileNames()
{
    return QDir(packagedFolder).entryList({u"*.txt"_s}, QDir::Files, QDir::Name);
}

PromptLibrary::Use PromptLibrary::useOf(const QString &file)
{
    const QStringList all = fileNames();
    for (const QString &prompt : all + QStringList{oldOrders}) {
        QStringList prompts{prompt};
        if (prompt == oldOrders)
            prompts = all.filter(u"order_instructions_"_s);
        if (file == prompt)
            return {prompts, std::nullopt};
        for (const Power power : allPowers) {
            const QStringList own = namesOf(prompt, powerText(power).toLower(), true);
            if (own.indexOf(file) >= 0)
                return {prompts, power};
        }
    }
    return {};
}

const PromptLibrary::Template &PromptLibrary::find(const QString &fileName, Power power) const
{
    const QString who = powerText(power).toLower();
    const QString key = who % u'/' % fileName;
    const auto known = cache_.constFind(key);
    if (known != cache_.constEnd())
        return *known;
    Template found;
    QStringList names = namesOf(fileName, who, countrySpecific_);
    if (isForOrders(fileName))
        names += namesOf(oldOrders, who, countrySpecific_);
    for (const QString &folder : folders_) {
        for (const QString &name : std::as_const(names)) {
            const QString path = folder % u'/' % name;
            QFile file(path);
            const bool foreign = !folder.startsWith(packagedFolder);
            if (foreign ? !openPrompt(path, &file).isEmpty() : !file.open(QIODevice::ReadOnly))
                continue;
            found = {QString::fromUtf8(file.readAll()), foreign, name};
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
