// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/prompt_check.h"

#include "core/agents/prompt_library.h"
#include "core/agents/prompt_texts.h"
#include "core/record/prompt_file.h"
#include "core/record/text.h"
#include "core/rules/edit_distance.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qsizetype mostNamed = 12;
constexpr qsizetype longestPlaceholder = 40;

QString listed(const QStringList &names)
{
    const QString list = names.mid(0, mostNamed).join(u", "_s);
    return names.size() > mostNamed ? QString(list % u", …"_s) : list;
}

/// {name} in single braces: what is in double ones, or no name, is text.
QStringList placeholdersIn(const QString &text)
{
    static const QRegularExpression placeholder(u"(?<!\\{)\\{([A-Za-z_][A-Za-z0-9_]*)\\}(?!\\})"_s);
    QStringList names;
    for (auto found = placeholder.globalMatch(text); found.hasNext();)
        names << found.next().captured(1).left(longestPlaceholder);
    return names;
}

/// One folder, of one power or of all.
class FolderCheck {
public:
    FolderCheck(const QString &folder, const PromptLibrary::Options &options,
                const QList<Power> &powers)
        : folder_(QDir::toNativeSeparators(folder)), options_(options), library_({folder}, options),
          powers_(powers),
          files_(QDir(folder).entryList({u"*.txt"_s}, QDir::Files | QDir::Readable, QDir::Name))
    {}

    QStringList remarks()
    {
        for (const QString &prompt : PromptLibrary::fileNames())
            lookInto(prompt);
        if (used_.isEmpty())
            return {u"%1 holds no prompts; Concert's own are used."_s.arg(folder_)};
        for (const QString &file : std::as_const(files_)) {
            if (!used_.contains(file))
                tellUnused(file);
        }
        if (!ofPowers_.isEmpty())
            sentences_ << u"In %1, these files are not used, as prompts of single powers are "
                          "switched off: %2."_s.arg(folder_, listed(ofPowers_));
        if (!unused_.isEmpty())
            sentences_ << u"In %1, these files are not used: %2."_s.arg(folder_, listed(unused_));
        for (auto it = meaningless_.begin(); it != meaningless_.end(); ++it)
            sentences_ << u"In %1, these names stand for nothing and are sent as they are: %2."_s
                              .arg(pathOf(it.key()), listed(it.value()));
        return sentences_;
    }

private:
    QString pathOf(const QString &file) const { return folder_ % QDir::separator() % file; }

    void tellUnused(const QString &file)
    {
        const PromptLibrary::Use use = PromptLibrary::useOf(file);
        const QString meant = use.prompts.isEmpty() ? nearest(file) : QString();
        if (!meant.isEmpty())
            sentences_ << u"%1 is not used; perhaps %2 is meant."_s.arg(pathOf(file), meant);
        else if (use.power && !options_.countrySpecific)
            ofPowers_ << file;
        else if (!use.prompts.isEmpty() && isBlank(file))
            sentences_ << u"%1 is empty; Concert's own is used."_s.arg(pathOf(file));
        else
            unused_ << file; // another comes before it, or Concert has no such prompt
    }

    bool isBlank(const QString &file) const
    {
        QFile read;
        return openPrompt(QDir(folder_).filePath(file), &read).isEmpty() &&
               read.readAll().trimmed().isEmpty();
    }

    /// A prompt that this name may be a slip for; empty: none.
    static QString nearest(const QString &file)
    {
        for (const QString &prompt : PromptLibrary::fileNames()) {
            if (editDistance(file.toLower().toStdString(), prompt.toStdString()) <= 2)
                return prompt;
        }
        return {};
    }

    /// As the powers will get it, from whichever files of the folder.
    void lookInto(const QString &prompt)
    {
        for (const Power power : powers_) {
            if (!library_.isForeign(prompt, power))
                continue;
            const QString file = library_.source(prompt, power);
            if (used_.contains(file))
                continue;
            used_.insert(file);
            QStringList unknown;
            for (const QString &name : placeholdersIn(library_.text(prompt, power))) {
                if (!PromptTexts::names().contains(name))
                    unknown << u'{' % name % u'}';
            }
            unknown.removeDuplicates();
            if (!unknown.isEmpty())
                meaningless_.insert(file, unknown);
        }
    }

    QString folder_;
    PromptLibrary::Options options_;
    PromptLibrary library_;
    QList<Power> powers_;
    QStringList files_;
    QSet<QString> used_;
    QStringList unused_;
    QStringList ofPowers_;
    QMap<QString, QStringList> meaningless_; ///< placeholders, by file
    QStringList sentences_;
};

} // namespace

QStringList promptRemarks(const MatchConfig &config)
{
    const PromptLibrary::Options options{
        config.simplePrompts ? PromptSet::Compact : PromptSet::Full, config.countrySpecificPrompts};
    const bool isShared = config.promptFolders.size() == 1;
    QMap<QString, QList<Power>> powersOf; // seven powers may share two folders
    for (const Power power : allPowers) {
        const auto place = static_cast<qsizetype>(indexOf(power));
        if (isShared || place < config.promptFolders.size())
            powersOf[config.promptFolders[isShared ? 0 : place]] << power;
    }
    QStringList remarks;
    for (auto it = powersOf.begin(); it != powersOf.end(); ++it)
        remarks << FolderCheck(it.key(), options, it.value()).remarks();
    return remarks;
}

} // namespace concert
