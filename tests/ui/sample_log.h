// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "core/rules/order.h"

namespace concert::sample {

/// Builds logs as a match would, a second an event.
class Writer {
public:
    explicit Writer(MatchLog *log) : log_(log), time_(log->lastTime()) {}

    void add(MatchEventData data, Audience audience = Audience::everyone())
    {
        log_->append(event(std::move(data), audience));
    }
    MatchEvent event(MatchEventData data, Audience audience = Audience::everyone())
    {
        time_ += 1000000;
        return {time_, audience, std::move(data)};
    }
    void start()
    {
        MatchStarted started;
        started.program = QStringLiteral("Concert 0.1.0");
        started.startedAt = QDateTime(QDate(2026, 11, 22), QTime(10, 3));
        started.config = MatchConfig::demo();
        add(started);
    }
    void phase(Phase phase) { position_.phase = phase, add(PhaseStarted{position_}); }
    void message(Power from, std::optional<Power> to, const QString &text, int round = 1,
                 const QString &note = {})
    {
        add(messageEvent(from, to, text, round, note));
    }
    MessageSent messageEvent(Power from, std::optional<Power> to, const QString &text,
                             int round = 1, const QString &note = {}) const
    {
        return {position_.phase, round, from, to, text, note, {}};
    }
    void orders(Power power, QList<SubmittedOrder> orders, QList<RejectedOrder> rejected = {})
    {
        add(OrdersSubmitted{position_.phase, power, std::move(orders), std::move(rejected), {}},
            Audience::watcherOnly());
    }
    void callStarted(int span, Power power, StageKind stage)
    {
        add(CallStarted{span, {power, position_.phase, stage, 1, 1}, {}, {}, {}, time_},
            Audience::watcherOnly());
    }
    void adjudicated(std::vector<ResolvedOrder> resolved = {})
    {
        PhaseAdjudicated event;
        event.phase = position_.phase;
        event.span = static_cast<int>(log_->spans().size());
        event.orders = std::move(resolved);
        add(event);
    }
    void end(MatchEnded::Reason reason = MatchEnded::Reason::LastYear)
    {
        MatchEnded ended;
        ended.reason = reason;
        ended.position = position_;
        add(ended);
    }
    Position &position() { return position_; }

private:
    MatchLog *log_;
    Position position_ = Position::start();
    qint64 time_ = 0;
};

inline constexpr Phase spring{1901, Season::Spring, PhaseType::Movement};
inline constexpr Phase fall{1901, Season::Fall, PhaseType::Movement};
inline constexpr Phase winter{1901, Season::Winter, PhaseType::Adjustment};

/// Spring: France goes to Burgundy and is bounced, Germany holds; two messages and one private.
/// Fall and winter after it. Ends if \a ended.
inline void writeMatch(MatchLog *log, bool ended)
{
    Writer writer(log);
    const Order move = Order::move(UnitType::Army, Province::PAR, Province::BUR);
    const Order hold = Order::hold(UnitType::Army, Province::MUN);
    writer.start();
    writer.phase(spring);
    writer.callStarted(0, Power::France, StageKind::Messages);
    writer.message(Power::France, Power::Germany, QStringLiteral("Shall we leave Burgundy empty?"));
    writer.message(Power::Germany, Power::France, QStringLiteral("Agreed."));
    writer.message(Power::England, std::nullopt, QStringLiteral("Peace in the north."), 2);
    writer.orders(Power::France, {{move, false}},
                  {{QStringLiteral("A PAR - MOS"), QStringLiteral("Too far.")}});
    writer.orders(Power::Germany, {{hold, true}});
    writer.adjudicated({{Power::France, move, static_cast<OrderResults>(OrderResult::Bounce),
                         "stands off with A MUN"},
                        {Power::Germany, hold, 0, {}}});
    writer.position().clearUnit(Province::PAR);
    writer.position().setUnit({Power::France, UnitType::Army, Province::BUR});
    writer.phase(fall);
    writer.message(Power::Italy, Power::Austria, QStringLiteral("Trieste is yours."));
    writer.adjudicated();
    writer.phase(winter);
    if (ended) {
        writer.adjudicated();
        writer.end();
    }
}

} // namespace concert::sample
