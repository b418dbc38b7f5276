// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/model_id.h"
#include "core/chat/provider_profile.h"
#include "core/rules/power.h"
#include "core/trace/schedule.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace concert {

QString scheduleName(Schedule schedule); ///< "pipelined"
std::optional<Schedule> parseSchedule(const QString &name);

/// How fast the built-in model answers.
struct SimulatorConfig {
    bool logNormal = false; ///< false: token-shaped (first token, then tokens at a speed)
    double medianMs = 400;  ///< of the log-normal mode
    double sigma = 0.6;
    double scale = 1.0; ///< multiplies every wait; 0: at once

    bool operator==(const SimulatorConfig &) const = default;
};

/// What was run: written into the match's first event, never with a key.
struct MatchConfig {
    std::array<ModelId, powerCount> models; ///< in the order of Power
    QList<ProviderProfile> providers;       ///< at least those that models name
    int maxYear = 1902;                     ///< the last year that is played
    int negotiationRounds = 2;              ///< message rounds a movement phase
    Schedule schedule = Schedule::Pipelined;
    quint64 seed = 1;
    int maxTokens = 4096; ///< of each answer
    SimulatorConfig simulator;

    /// Every power played by the built-in model.
    static MatchConfig demo();

    const ProviderProfile *provider(const ModelId &model) const; ///< null: unknown
    bool usesSimulator() const;

    /// What is wrong, one sentence each, each saying what would be right; empty: it can be run.
    QStringList problems() const;

    QJsonObject toJson() const;
    static MatchConfig fromJson(const QJsonObject &json);

    bool operator==(const MatchConfig &) const = default;
};

inline constexpr int maxNegotiationRounds = 10;

} // namespace concert
