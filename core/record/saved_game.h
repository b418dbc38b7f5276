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

/// One phase of a saved game. Everything but name and state may be missing in a file.
struct SavedPhase {
    QString name;               ///< "S1901M", also "FORMING" and "COMPLETED"
    std::optional<Phase> phase; ///< absent: it is no phase of the calendar
    QJsonObject state;          ///< as it was
    Position position;          ///< what the state says; where attacks came from it does not say
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
};

/// Reads a game. On error "PLACE:S1901M: what is wrong", without the phase if it is no phase's.
std::variant<SavedGame, QString> savedGameFromJson(const QJsonObject &json, const QString &place);
QJsonObject toJson(const SavedGame &game);

/// Reads a `state` as a position whose phase is of no account when its name is none; otherwise a
/// sentence that says what is wrong.
std::variant<Position, QString> positionFromState(const QJsonObject &state);
/// The part of a `state` that follows from a position: name, units, retreats, centers, homes,
/// civil_disorder, builds. As in the library, units that cannot retreat are gone.
QJsonObject stateOf(const Position &position);

} // namespace concert
