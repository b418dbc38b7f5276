// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/adjudicator.h"
#include "tests/core/rules/sample_files.h"

/// Results as the diplomacy library writes them, one line a unit: "A PAR: bounce dislodged". Waived
/// builds are left out: it counts them with the orders that were refused.
namespace samples {

/// Its `disrupted` comes with its faults C and E and is left out.
inline QString resultLine(const QString &unit, QStringList codes)
{
    codes.removeAll(u"disrupted"_s);
    codes.removeDuplicates();
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
    codes.remove(u"WAIVE"_s);
    for (auto it = codes.begin(); it != codes.end(); ++it)
        lines.append(resultLine(it.key(), it.value()));
    return sorted(lines);
}

inline QStringList resultLines(const QJsonObject &results)
{
    QStringList lines;
    for (auto it = results.begin(); it != results.end(); ++it) {
        QString unit = it.key();
        if (unit == u"WAIVE"_s)
            continue;
        if (unit.startsWith(u"A "_s))
            unit = unit.left(5); // an army has no coast
        lines.append(resultLine(unit, strings(it.value())));
    }
    return sorted(lines);
}

/// Where the library wrongly takes a convoy for disrupted (its faults C and E), what it says of the
/// army, its supporters and its other fleets is wrong as well. These lines are taken from both
/// lists.
inline void removeDisrupted(const concert::Resolution &resolution, const QJsonObject &theirs,
                            QStringList &results, QStringList &wanted)
{
    concert::ProvinceSet armies;
    for (const concert::ResolvedOrder &resolved : resolution.orders) {
        const QString unit = text(concert::unitText(resolved.order.unitType, resolved.order.unit));
        if (resolved.order.kind == concert::OrderKind::Convoy &&
            strings(theirs[unit]).contains(u"disrupted"_s))
            armies.insert(resolved.order.auxiliary.province());
    }
    for (const concert::ResolvedOrder &resolved : resolution.orders) {
        const concert::Order &order = resolved.order;
        const bool helps = (order.kind == concert::OrderKind::Support ||
                            order.kind == concert::OrderKind::Convoy) &&
                           armies.contains(order.auxiliary.province());
        if (!helps && !armies.contains(order.unit.province()))
            continue;
        const QString prefix = text(concert::unitText(order.unitType, order.unit)) + u':';
        for (QStringList *list : {&results, &wanted})
            list->removeIf([&prefix](const QString &line) { return line.startsWith(prefix); });
    }
}

} // namespace samples
