// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace concert {

/// Which of the packaged prompts are used: all there is to know about every unit, or short ones for
/// models with small contexts.
enum class PromptSet { Full, Compact };

/// The prompt templates: files with {name} placeholders, looked up in folders in order, the
/// packaged ones last. A file "france_<name>" or "<name without .txt>_france.txt" comes before the
/// general one of the same folder. Where a folder has none of the three for orders, its
/// "order_instructions.txt" stands for them, as it did in AI_Diplomacy once. Read once.
class PromptLibrary {
public:
    struct Options {
        PromptSet set = PromptSet::Full;
        bool countrySpecific = true; ///< the files with a power's name are used
    };

    explicit PromptLibrary(const QStringList &folders = {}) : PromptLibrary(folders, {}) {}
    PromptLibrary(const QStringList &folders, const Options &options);

    /// The template, e.g. "system_prompt.txt"; a packaged one always exists.
    QString text(const QString &fileName, Power power) const;
    /// Whether text() comes from one of the folders, not from the program.
    bool isForeign(const QString &fileName, Power power) const;
    /// The name of the file that text() comes from, without its folder.
    QString source(const QString &fileName, Power power) const;

    /// The names of all prompts.
    static QStringList fileNames();
    /// What a file of this name is good for in a folder.
    struct Use {
        QStringList prompts;        ///< that it may stand for; none: it is never used
        std::optional<Power> power; ///< for this one only
    };
    static Use useOf(const QString &file);

    /// Replaces every {name} that \a values knows, in one pass: what a value holds is never looked
    /// at again, every other brace stays as it is.
    static QString filled(const QString &text, const QHash<QString, QString> &values);
    using Values = std::function<std::optional<QString>(const QString &name)>;
    static QString filled(const QString &text, const Values &values);

private:
    struct Template {
        QString text;
        bool foreign = false;
        QString source;
    };
    const Template &find(const QString &fileName, Power power) const;

    QStringList folders_;
    bool countrySpecific_ = true;
    mutable QHash<QString, Template> cache_; // by power and name
};

} // namespace concert
