// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"
#include "core/record/call_id.h"
#include "core/record/commitment.h"
#include "core/record/match_config.h"
#include "core/record/relationship.h"
#include "core/record/shared.h"
#include "core/rules/adjudicator.h"
#include "core/rules/position.h"
#include "core/trace/span.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

#include <map>
#include <optional>
#include <variant>

namespace concert {

/// Which powers may know of an event: all, some, or only the watcher.
class Audience {
public:
    static constexpr Audience everyone() { return Audience((1U << powerCount) - 1U); }
    static constexpr Audience watcherOnly() { return Audience(0); }
    static constexpr Audience only(Power power) { return Audience(1U << indexOf(power)); }
    constexpr Audience with(Power power) const { return Audience(bits_ | 1U << indexOf(power)); }
    constexpr bool includes(Power power) const { return (bits_ & 1U << indexOf(power)) != 0; }
    constexpr unsigned bits() const { return bits_; }
    static constexpr Audience fromBits(unsigned bits) { return Audience(bits & 127U); }
    constexpr bool operator==(const Audience &) const = default;

private:
    constexpr explicit Audience(unsigned bits) : bits_(bits) {}
    unsigned bits_ = 0;
};

struct MatchStarted {
    int formatVersion = 1;
    QString program; ///< "Concert 0.1.0"
    QDateTime startedAt;
    Shared<MatchConfig> config;
};

struct PhaseStarted {
    Shared<Position> position; ///< its phase included
};

/// A stage has begun: its seat was asked.
struct CallStarted {
    int span = 0;
    CallId call;
    QString model;
    QList<int> inputs; ///< spans, see core/trace/span.h
    QList<int> waits;
    qint64 ready = 0; ///< microseconds since the match started
};

/// What became of a call.
enum class CallOutcome {
    Answered,  ///< used as it was
    Repaired,  ///< used after asking again or leaving out what was no use
    Defaulted, ///< no use: the stage went on with its default
    Cancelled  ///< the match was stopped, or its program ended, meanwhile
};

QString outcomeName(CallOutcome outcome); ///< "repaired"

struct CallEnded {
    int span = 0;
    CallId call;
    CallOutcome outcome = CallOutcome::Answered;
    QString problem;                                              ///< a sentence; empty: none
    std::optional<qint64> sent, firstByte, firstToken, lastToken; ///< microseconds, as in Span
    Usage usage;
    std::optional<double> cost;  ///< dollars, told (usage.cost) or by prices; absent: unknown
    int attempts = 0;            ///< requests sent, asking again included
    QList<SpanRequest> requests; ///< these, if there were several
    QList<TimeRange> held;       ///< when no spending cap had room for it
    QString model;               ///< who answered, if another was asked first; else empty
    QByteArray requestHash;      ///< of the first request's messages, SHA-256, hex
};

struct MessageSent {
    Phase phase;
    int round = 0;
    Power from = Power::Austria;
    std::optional<Power> to; ///< absent: to everybody
    QString text;            ///< plain text, always shown as such
    QString note; ///< what was changed ("made public: no power is called X"); mostly empty

    /// "S1901M/1/FRANCE/0": phase, round, sender, number: the same under every schedule.
    QString id;
    QList<Commitment> commitments = {}; ///< what it promises, by its sender's own words
};

struct SubmittedOrder {
    Order order;
    bool defaulted = false; ///< nobody gave it: the rulebook's default
};

struct RejectedOrder {
    QString text;   ///< as the model wrote it
    QString reason; ///< a sentence
};

struct OrdersSubmitted {
    Phase phase;
    Power power = Power::Austria;
    QList<SubmittedOrder> orders;
    QList<RejectedOrder> rejected;
    QString reasoning;
};

/// A power's goals and relationships after a stage that may change them.
struct MemoryUpdated {
    Phase phase;
    Power power = Power::Austria;
    QStringList goals;
    std::map<Power, Relationship> relationships;
    QString reasoning;
};

/// A power's directive for the orders of a phase.
struct PlanMade {
    Phase phase;
    Power power = Power::Austria;
    QString text;
};

/// An entry of a power's private diary.
struct DiaryWritten {
    Phase phase;
    Power power = Power::Austria;
    StageKind kind = StageKind::NegotiationDiary; ///< or ResultDiary
    QString text;
    QString intent; ///< NegotiationDiary: what the power privately means to do; may be empty
};

/// From its next message prompt on, a power's working diary has this in place of every entry from
/// before the phase's year; the full diary keeps them.
struct DiaryConsolidated {
    Phase phase;
    Power power = Power::Austria;
    QString text;
};

/// What the narrator says about a phase that was played.
struct Commented {
    Phase phase;
    QString model;
    QString text;
};

/// What became of a commitment, judged by the rules when its phase was played.
struct CommitmentJudged {
    Phase phase;
    QString message; ///< MessageSent::id
    int index = 0;   ///< in MessageSent::commitments
    Power from = Power::Austria;
    std::optional<Power> to; ///< absent: to everybody
    Commitment commitment;
    CommitmentVerdict verdict = CommitmentVerdict::Moot;
    QString reason; ///< a sentence
};

struct PhaseAdjudicated {
    Phase phase;
    int span = 0;
    QList<int> inputs;
    QList<int> waits; ///< spans, as in CallStarted: at a barrier, consolidations too
    qint64 ready = 0; ///< microseconds: when it began
    std::vector<ResolvedOrder> orders;
    std::vector<Province> standoffs;
};

struct ProblemReported {
    enum class Severity { Note, Warning, Error };
    Severity severity = Severity::Warning;
    std::optional<Power> power;
    QString text; ///< a sentence: what happened, to whom, what to do
};

struct MatchPaused {
    QString reason;       ///< a sentence; empty: the watcher wanted it
    bool unsaved = false; ///< until the record can be written again; it goes on by itself then
};
struct MatchResumed {
    QString reason;      ///< as above
    QDateTime resumedAt; ///< the match's clock stood still meanwhile; null in older records
};

enum class ParkReason {
    Key,     ///< missing, wrong, or not allowed to
    Money,   ///< the account or its limit is used up
    Model,   ///< the model does not exist, or refuses what is asked
    Outage,  ///< the server is not there; tried again from time to time
    Busy,    ///< the server wants to be left alone for a while; tried again then
    Failures ///< several calls in a row had no answer
};

/// A power's provider is gone: what it is asked for waits until somebody decides, or the server is
/// back.
struct PowerParked {
    Power power = Power::Austria;
    QString model;
    QString server; ///< "OpenAI (api.openai.com)"
    ParkReason reason = ParkReason::Failures;
    QString text;    ///< a sentence
    QDateTime until; ///< the server asks to wait until then; null: it said nothing
};

/// A power goes on.
struct PowerUnparked {
    enum class How {
        Again,      ///< it is asked again
        OtherModel, ///< another model plays it from now on
        Defaults    ///< nobody is asked from now on: the rulebook's defaults
    };
    Power power = Power::Austria;
    How how = How::Again;
    QString model; ///< who plays it from now on
};

struct MatchEnded {
    enum class Reason { LastYear, Solo, Stopped, Failed, Spent };
    Reason reason = Reason::LastYear;
    QString text;                ///< a sentence for Failed and Spent (at the spending cap)
    std::optional<Power> winner; ///< of a solo
    Shared<Position> position;   ///< the final board
};

/// A match that was interrupted goes on, or is played anew from a phase. What the log has before it
/// stays as it is, and what was being asked then is asked again. The time in between is nobody's:
/// events after it count on from where the log stood, as if none had passed.
struct MatchContinued {
    QString program; ///< "Concert 0.1.0"
    QDateTime continuedAt;
    Shared<MatchConfig> config; ///< from now on
    QString origin;             ///< where what comes before was played, if in another folder
    std::optional<Phase> from;  ///< played anew from its start; absent: goes on where it stood
};

using MatchEventData =
    std::variant<MatchStarted, PhaseStarted, CallStarted, CallEnded, MessageSent, OrdersSubmitted,
                 MemoryUpdated, PhaseAdjudicated, ProblemReported, MatchPaused, MatchResumed,
                 MatchEnded, PlanMade, DiaryWritten, DiaryConsolidated, Commented, CommitmentJudged,
                 PowerParked, PowerUnparked, MatchContinued>;

/// One thing that happened. Never changed once it is in the log.
struct MatchEvent {
    qint64 time = 0; ///< microseconds since the match started
    Audience audience = Audience::watcherOnly();
    MatchEventData data;

    template <typename T>
    const T *as() const
    {
        return std::get_if<T>(&data);
    }
};

/// One line of match.jsonl.
QJsonObject toJson(const MatchEvent &event);
/// The event, or a sentence that says what is wrong with the line.
std::variant<MatchEvent, QString> matchEventFromJson(const QJsonObject &json);

} // namespace concert
