// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace concert {

/// The prompt templates: files with {name} placeholders, looked up in folders in order, the
/// packaged ones last. A file "<power>_<name>", lower case, comes before the general one. Read
/// once.
class PromptLibrary {
public:
    explicit PromptLibrary(const QStringList &folders = {});

    /// The template, e.g. "system_prompt.txt"; a packaged one always exists.
    QString text(const QString &fileName, Power power) const;

    /// Replaces every {name} that \a values knows, in one pass: what a value holds is never looked
    /// at again, every other brace stays as it is.
    static QString filled(const QString &text, const QHash<QString, QString> &values);

private:
    std::optional<QString> read(const QString &fileName) const;

    QStringList folders_;
    mutable QHash<QString, std::optional<QString>> cache_;
};

} // namespace concert
