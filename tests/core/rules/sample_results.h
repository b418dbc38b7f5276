// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/adjudicator.h"
#include "tests/core/rules/sample_files.h"

/// Results as the diplomacy library writes them, one line a unit: "A PAR: bounce dislodged".
namespace samples {

/// Its `disrupted` comes with its faults C and E and is left out.
inline QString resultLine(const QString &unit, QStringList codes)
{
    codes.removeAll(u"disrupted"_s);
    return unit + u": "_s + sorted(codes).join(u' ');
}

inline QStringList resultLines(const concert::Resolution &resolution, concert::PhaseType type)
{
    QMap<QString, QStringList> codes;
    for (const concert::ResolvedOrder &resolved : resolution.orders) {
        const bool isWaive = resolved.order.kind == concert::OrderKind::Waive;
        QStringList &list =
            codes[isWaive ? u"WAIVE"_s
                          : text(concert::unitText(resolved.order.unitType, resolved.order.unit))];
        for (const std::string &code : concert::resultCodes(resolved.results))
            list.append(text(code));
        if (type == concert::PhaseType::Adjustment && resolved.results == 0)
            list.append(QString());
    }
    QStringList lines;
    for (auto it = codes.begin(); it != codes.end(); ++it)
        lines.append(resultLine(it.key(), it.value()));
    return sorted(lines);
}

inline QStringList resultLines(const QJsonObject &results)
{
    QStringList lines;
    for (auto it = results.begin(); it != results.end(); ++it)
        lines.append(resultLine(it.key(), strings(it.value())));
    return sorted(lines);
}

} // namespace samples
