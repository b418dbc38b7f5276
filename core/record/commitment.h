// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/phase.h"
#include "core/rules/province.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace concert {

/// What a message promises, as data beside its text.
struct Commitment {
    enum class Kind {
        Support,      ///< units: the sender's, the supported one; places: where to, none: to hold
        Move,         ///< units: the sender's; places: where to
        StayOut,      ///< places the sender's units will not enter
        Demilitarise, ///< places the sender's units will neither enter nor stand in
        Peace         ///< no attack on the recipient's units and centres
    };
    Kind kind = Kind::Peace;
    QList<Province> units; ///< where they stand
    QList<Province> places;
    Phase phase; ///< for which it is meant

    bool operator==(const Commitment &) const = default;
};

/// What became of a commitment when its phase was played.
enum class CommitmentVerdict {
    Kept,
    Broken,
    Moot ///< it could not be kept or broken: no such unit, nobody to keep peace with
};

QString commitmentKindName(Commitment::Kind kind); ///< "stay_out"
std::optional<Commitment::Kind> parseCommitmentKind(const QString &name);
/// All names, in the order of the enumeration.
QList<Commitment::Kind> allCommitmentKinds();

/// For prompts and reports: "MAR supports PAR to BUR", "PAR goes to BUR", "stays out of ENG",
/// "keeps ENG, MAO free of units", "peace".
QString commitmentText(const Commitment &commitment);

/// {"type": "support", "units": ["MAR", "PAR"], "places": ["BUR"], "phase": "S1901M"}.
QJsonObject toJson(const Commitment &commitment);
/// Tolerant: units may carry their type ("A MAR"), places any spelling, a missing phase, or
/// one in which nothing can be kept, is \a phase. None: no commitment can be made out.
std::optional<Commitment> commitmentFromJson(const QJsonObject &json, const Phase &phase);

} // namespace concert
