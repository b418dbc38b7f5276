// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/saved_game.h"
#include "core/rules/adjudicator.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <vector>

namespace concert {

/// Something in which a saved game and the rules disagree.
struct SavedGameFinding {
    enum class Kind {
        Difference,
        Note,       ///< worth a line, but nothing to hold against either
        Explanation ///< which known fault of the library explains this phase's differences
    };
    Kind kind = Kind::Difference;
    QString phase;   ///< "S1901M"; of a note that stands for many: "S1901M and 11 more"
    QString subject; ///< the order ("A PAR - BUR"), or the centre or power it is about
    QString text;    ///< a sentence
};

struct SavedGameCheck {
    int phases = 0; ///< played again
    QList<SavedGameFinding> findings;
    int differences() const;
};

/// Plays every phase of a game again from its own state and orders, and compares what follows
/// with the next state, and how each order fared with the results. Lists are compared as sets.
/// What is compared is the game, not its bookkeeping: a game may be ended without an adjudication,
/// where nobody builds no home centers are free to build in, and what a file does not tell cannot
/// differ. One note a game says what is missing, one what could not be read, and one where an old
/// engine recorded phases in which there was nothing to do. Results that differ only where the file
/// has a convoy as disrupted are notes.
SavedGameCheck checkSavedGame(const SavedGame &game);

/// An order that the library would not have kept, and why.
struct RefusedOrder {
    QString text;
    QString reason;
    /// Of retreats and adjustments, whose refused orders the library tells of as void, by unit.
    QString voidUnit;
};

/// What the library makes of orders handed in: in a movement phase for each unit the last one
/// that is legal, in other phases all (the adjudicator tells which are void).
struct TakenOrders {
    std::vector<Order> orders;
    QList<RefusedOrder> refused;
    QList<RefusedOrder> replaced; ///< legal, but their units have a later order
};
TakenOrders takeOrders(const Position &position, const std::map<Power, QStringList> &submitted,
                       RuleSet rules = RuleSet::library());

/// Result codes as sets, sorted, by unit ("A PAR"); a unit that did as ordered has none. Without
/// waived builds (the library counts them with the refused ones) and without `disrupted` (which
/// comes with its faults C and E).
using ResultTable = QMap<QString, QStringList>;
ResultTable resultTable(const Resolution &resolution, const QList<RefusedOrder> &refused = {});
ResultTable resultTable(const QMap<QString, QStringList> &results, PhaseType type);

/// Units whose results the library tells wrongly when it wrongly takes a convoy for disrupted (its
/// faults C and E): the army, its supporters, its other fleets.
QStringList unitsOfDisruptedConvoys(const Resolution &resolution,
                                    const QMap<QString, QStringList> &results);

} // namespace concert
