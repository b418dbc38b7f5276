// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/saved_game_check.h"
#include "tests/core/rules/sample_files.h"

/// Results as lines, "A PAR: bounce dislodged", compared as `concert verify` compares them.
namespace samples {

inline QStringList resultLines(const concert::ResultTable &table)
{
    QStringList lines;
    for (auto it = table.begin(); it != table.end(); ++it)
        lines.append(it.key() + u": "_s + it.value().join(u' '));
    return lines;
}

inline QStringList resultLines(const concert::Resolution &resolution, concert::PhaseType)
{
    return resultLines(concert::resultTable(resolution));
}

inline QMap<QString, QStringList> resultMap(const QJsonObject &results)
{
    QMap<QString, QStringList> map;
    for (auto it = results.begin(); it != results.end(); ++it)
        map.insert(it.key(), strings(it.value()));
    return map;
}

inline QStringList resultLines(const QJsonObject &results,
                               concert::PhaseType type = concert::PhaseType::Movement)
{
    return resultLines(concert::resultTable(resultMap(results), type));
}

/// Where the library wrongly takes a convoy for disrupted, what it says of those who took part is
/// taken from both lists.
inline void removeDisrupted(const concert::Resolution &resolution, const QJsonObject &theirs,
                            QStringList &results, QStringList &wanted)
{
    for (const QString &unit : concert::unitsOfDisruptedConvoys(resolution, resultMap(theirs))) {
        const QString prefix = unit + u':';
        for (QStringList *list : {&results, &wanted})
            list->removeIf([&prefix](const QString &line) { return line.startsWith(prefix); });
    }
}

} // namespace samples
