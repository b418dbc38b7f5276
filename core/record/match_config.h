// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/model_id.h"
#include "core/chat/provider_profile.h"
#include "core/rules/phase.h"
#include "core/rules/power.h"
#include "core/trace/schedule.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace concert {

QString scheduleName(Schedule schedule); ///< "pipelined"
std::optional<Schedule> parseSchedule(const QString &name);

/// Who hears whom in a movement phase's press.
enum class PressOrder {
    Simultaneous, ///< in round k everybody knows the rounds before k
    Speaking,     ///< one after another: everybody knows what was said before their turn
    Mailbox, ///< a power writes its next message when it has its last one, and reads what has come
    UntilQuiet ///< simultaneous; who has nothing new to answer is skipped, all silent: it ends
};

QString pressOrderName(PressOrder order); ///< "until_quiet"
std::optional<PressOrder> parsePressOrder(const QString &name);

/// Whether diaries and updates are calls of their own.
enum class Deliberation {
    Separate,
    Fused ///< fields of the orders' answer and of the next phase's first message
};

QString deliberationName(Deliberation deliberation); ///< "fused"
std::optional<Deliberation> parseDeliberation(const QString &name);

/// What becomes of a power whose provider is gone, unless somebody decides otherwise.
enum class WhenParked {
    Wait,    ///< the others go on as far as they can; an outage ends by itself
    Default, ///< default orders from then on
    Stop     ///< the match ends
};

QString whenParkedName(WhenParked policy); ///< "wait"
std::optional<WhenParked> parseWhenParked(const QString &name);

/// What calls may use up; 0: no limit. A day counts all matches of this user on this machine.
struct SpendingCaps {
    double cost = 0; ///< dollars
    double dayCost = 0;
    qint64 tokens = 0; ///< of prompts and answers
    qint64 dayTokens = 0;

    bool operator==(const SpendingCaps &) const = default;
};

/// How fast the built-in model answers.
struct SimulatorConfig {
    bool logNormal = false; ///< false: token-shaped (first token, then tokens at a speed)
    double medianMs = 400;  ///< of the log-normal mode
    double sigma = 0.6;
    double scale = 1.0; ///< multiplies every wait; 0: at once
    QString faults;     ///< that it plays, and how often: "stall:0.1,http429:0.2"

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
    int maxTokens = 4096;                 ///< of each answer
    QList<int> maxTokensPerModel = {};    ///< none, or one a power, in the order of Power
    std::optional<Phase> endAtPhase = {}; ///< the last phase that is played, if maxYear is later
    bool planning = true;                 ///< a plan before the orders of each movement phase
    bool diaries = true;                  ///< diaries and their consolidation; needs message rounds
    PressOrder pressOrder = PressOrder::Simultaneous;
    Deliberation deliberation = Deliberation::Separate;
    std::optional<ModelId> commentary;  ///< who tells the watcher about each phase; absent: nobody
    QStringList promptFolders;          ///< none: the packaged prompts; one for all or one a power
    bool simplePrompts = false;         ///< the short packaged prompts instead of the full ones
    bool countrySpecificPrompts = true; ///< prompt files with a power's name are used
    int promptTokens = 16'000; ///< budget of each prompt; the diary's oldest entries make room
    WhenParked whenParked = WhenParked::Wait;
    bool hedging = false; ///< a second request for a call slower than the model's 95th percentile
    int turnDeadline = 0; ///< seconds until default orders for a power that is later; 0: none
    SpendingCaps caps;
    int callSlots = 0;            ///< calls at once; 0: no limit
    bool longestPathFirst = true; ///< where slots are short; false: first come, first served
    SimulatorConfig simulator;

    /// Every power played by the built-in model.
    static MatchConfig demo();

    const ProviderProfile *provider(const ModelId &model) const; ///< null: unknown
    /// The same with the model's own address, if it has one; whose server that is nobody knows, so
    /// the provider's key is not for it. Absent: unknown.
    std::optional<ProviderProfile> effectiveProvider(const ModelId &model) const;
    bool usesSimulator() const;
    /// In spring and in fall of every year that is played.
    int movementPhases() const;
    /// Diaries are written: they are wanted and there is press to write about.
    bool writesDiaries() const { return diaries && negotiationRounds > 0; }

    int maxTokensOf(Power power) const;
    /// Whether the match is over when this phase comes.
    bool endsBefore(const Phase &phase) const;
    /// Models that nobody knows the price of: with them money cannot be capped.
    QStringList unpricedModels() const;

    /// What is wrong, one sentence each, each saying what would be right; empty: it can be run.
    QStringList problems() const;

    QJsonObject toJson() const;
    /// A model that cannot be read stays as it is written: problems() says what is wrong with it.
    static MatchConfig fromJson(const QJsonObject &json);

    bool operator==(const MatchConfig &) const = default;

private:
    QStringList providerNames() const;
    QStringList modelProblems() const;
    QStringList promptProblems() const;
    QStringList limitProblems() const;
};

inline constexpr int maxNegotiationRounds = 10;

} // namespace concert
