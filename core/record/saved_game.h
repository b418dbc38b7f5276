// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/position.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <variant>

namespace concert {

struct SavedMessage {
    QString sender;
    QString recipient; ///< "GLOBAL": everybody
    QString phase;
    QString text;
    qint64 timeSent = 0; ///< microseconds since 1970
    QJsonObject further; ///< keys that are not known here, as they were
};

/// A field of a file that was no use. What could be read of it was taken, the game goes on.
struct SavedGameNote {
    QStringList phases; ///< where it is so; empty: in the game itself
    QString field;      ///< "messages"
    QString text;       ///< what is wrong there, in the first of them

    QString place() const; ///< "S1901M and 11 more"; empty for the game itself
    QString sentence() const;
};

/// One phase of a saved game. Everything but name and state, and all of the state but its units,
/// may be missing in a file, or damaged: then what could be read of it stands here, and the whole
/// as it was in `further`.
struct SavedPhase {
    QString name;                ///< "S1901M", also "FORMING" and "COMPLETED"
    std::optional<Phase> phase;  ///< absent: it is no phase of the calendar
    QJsonObject state;           ///< as it was
    Position position;           ///< what the state says; where attacks came from it does not say
    bool hasRetreats = true;     ///< all places to retreat to are known
    bool hasCenters = true;      ///< all owners are known
    bool hasOrders = true;       ///< all orders are known
    bool hasSoundResults = true; ///< all that the file has could be read
    std::map<Power, QStringList> orders; ///< absent: none were given (null)
    QMap<QString, QStringList> results; ///< codes by unit, "A PAR"; builds done have one that is ""
    QList<SavedMessage> messages;
    QJsonObject further; ///< state_agents, order_results, … and what others added
};

/// A game in the `diplomacy` library's format, which AI_Diplomacy's lmvsgame.json extends and
/// Concert writes too.
struct SavedGame {
    QString id;
    QString map;
    QStringList rules;
    QList<SavedPhase> phases; ///< the last one is the current, which nobody played yet
    QJsonObject further;
    QList<SavedGameNote> notes; ///< one for each field, for the reader of the file
};

/// "S1901M", "S1901M and 1 more", "S1901M and 11 more".
QString phasesText(const QStringList &phases);

/// Reads a game. Only a map that is unknown and what no board can be drawn without (phases with
/// names, states and units) are errors: "PLACE:S1901M: what is wrong", without the phase if it is
/// no phase's.
std::variant<SavedGame, QString> savedGameFromJson(const QJsonObject &json, const QString &place);
QJsonObject toJson(const SavedGame &game);

/// Reads a `state` as a position whose phase is of no account when its name is none; otherwise a
/// sentence that says what is wrong. With \a problems, those of retreats and centers stand there,
/// and what could be read of them is taken.
struct StateProblems {
    QStringList retreats;
    QStringList centers;
};
std::variant<Position, QString> positionFromState(const QJsonObject &state,
                                                  StateProblems *problems = nullptr);
/// The part of a `state` that follows from a position: name, units, retreats, centers, homes,
/// civil_disorder, builds. As in the library, units that cannot retreat are gone.
QJsonObject stateOf(const Position &position);

} // namespace concert
