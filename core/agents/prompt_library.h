// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace concert {

/// The prompt templates: files with {name} placeholders, looked up in folders in order, the
/// packaged ones last. A file "france_<name>" or "<name without .txt>_france.txt" comes before the
/// general one of the same folder. Read once.
class PromptLibrary {
public:
    explicit PromptLibrary(const QStringList &folders = {});

    /// The template, e.g. "system_prompt.txt"; a packaged one always exists.
    QString text(const QString &fileName, Power power) const;
    /// Whether text() comes from one of the folders, not from the program.
    bool isForeign(const QString &fileName, Power power) const;

    /// Replaces every {name} that \a values knows, in one pass: what a value holds is never looked
    /// at again, every other brace stays as it is.
    static QString filled(const QString &text, const QHash<QString, QString> &values);
    using Values = std::function<std::optional<QString>(const QString &name)>;
    static QString filled(const QString &text, const Values &values);

private:
    struct Template {
        QString text;
        bool foreign = false;
    };
    const Template &find(const QString &fileName, Power power) const;

    QStringList folders_;
    mutable QHash<QString, Template> cache_; // by power and name
};

} // namespace concert
