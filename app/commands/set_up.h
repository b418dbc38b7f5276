// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/saved_game_check.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <variant>

namespace concert {

/// A board and orders, as `concert adjudicate` and `concert legal` read them.
struct SetUp {
    QJsonValue id; ///< as it came; a text or a number
    Position position;
    std::map<Power, QStringList> orders;
};

/// Reads a set-up:
///
///     {"id": "6.A.5", "phase": "S1901M",
///      "units": [{"power": "ENGLAND", "type": "F", "province": "NTH"},
///                {"power": "FRANCE", "type": "A", "province": "BUR", "dislodged": true,
///                 "retreats": ["PAR"]}],
///      "centers": {"ENGLAND": ["LON"]},
///      "orders": [{"power": "ENGLAND", "order": "F NTH - PIC"}]}
///
/// Phase and units must be there. Instead of phase, units and centres there may be the `state` of a
/// saved game, and instead of the list a table {POWER: [orders]}. On error a sentence that says
/// what would be right.
std::variant<SetUp, QString> setUpFromJson(const QJsonObject &json);

/// A command that answers set-ups, one JSON object a line.
struct SetUpCommand {
    QString name;
    QString description;
    bool takesRules = false; ///< has the option --rules
    std::function<QJsonObject(const SetUp &, RuleSet)> answer;
};

/// Reads the set-ups of the one file that the arguments name and answers each. Gives the exit
/// code: 2 if anything could not be read; the rest is answered all the same.
int answerSetUps(const SetUpCommand &command, const QStringList &arguments);

} // namespace concert
