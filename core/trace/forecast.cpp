// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/forecast.h"

#include "core/trace/statistics.h"

#include <QMap>

#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Further turns are as long as these are on average.
constexpr int turnsPlayed = 4;
/// A call that already runs longer than any before: so much longer still.
constexpr double overdue = 1.25;

/// How long the parts of a call took, from its start.
struct CallShape {
    qint64 sent = 0;
    qint64 firstToken = 0;
    qint64 lastToken = 0;
    qint64 ended = 0;
};

/// What a span is in its turn: the same thing in another turn has the same key.
using TurnKey = std::tuple<QChar, QString, int, QString>; // phase type, stage, round, power

QChar typeOf(const QString &phase)
{
    return phase.isEmpty() ? QChar() : phase.back(); // M, R or A: see core/record
}

TurnKey keyOf(const Span &span)
{
    return {typeOf(span.phase), span.stage, span.round, span.power};
}

/// The recorded match cut into turns.
class RecordedTurns {
public:
    explicit RecordedTurns(const QList<Span> &spans)
    {
        QHash<QString, int> turnOfPhase;
        QList<const Span *> ordered;
        for (const Span &span : spans)
            ordered << &span;
        std::stable_sort(ordered.begin(), ordered.end(),
                         [](const Span *a, const Span *b) { return a->started < b->started; });
        for (const Span *span : ordered) {
            if (!turnOfPhase.contains(span->phase)) {
                if (typeOf(span->phase) == u'M' || turns_.isEmpty())
                    turns_.append(QList<const Span *>());
                turnOfPhase.insert(span->phase, static_cast<int>(turns_.size()) - 1);
            }
            const int turn = turnOfPhase.value(span->phase);
            turns_[turn] << span;
            turnOfSpan_.insert(span->id, turn);
            byId_.insert(span->id, span);
        }
    }

    int count() const { return static_cast<int>(turns_.size()); }
    const QList<const Span *> &turn(int number) const { return turns_[number]; }
    int turnOf(int span) const { return turnOfSpan_.value(span, -1); }
    const Span *span(int id) const { return byId_.value(id); }

    /// The turn that a turn to come is like: played to its end, of the same season if there is one.
    int modelFor(int number) const
    {
        const int last = count() - 2; // the newest one runs
        for (const int back : {0, 1}) {
            if (last - back >= 0 && (last - back) % 2 == number % 2)
                return last - back;
        }
        return last;
    }

private:
    QList<QList<const Span *>> turns_;
    QHash<int, int> turnOfSpan_;
    QHash<int, const Span *> byId_;
};

/// How long calls took, by model and stage.
class CallShapes {
public:
    explicit CallShapes(const QList<Span> &spans)
    {
        for (const Span &span : spans) {
            if (!span.isCall || !span.sent || !span.ended)
                continue;
            const qint64 last = span.lastToken.value_or(*span.ended);
            shapes_[{span.model, span.stage}] << CallShape{
                *span.sent - span.started, span.firstToken.value_or(last) - span.started,
                last - span.started, *span.ended - span.started};
        }
    }

    /// One that took at least \a least; nothing known: absent.
    template <typename Random>
    std::optional<CallShape> draw(const Span &span, qint64 least, Random *random) const
    {
        const auto known = shapes_.constFind({span.model, span.stage});
        if (known == shapes_.cend())
            return std::nullopt;
        QList<CallShape> longer = *known;
        longer.removeIf([least](const CallShape &shape) { return shape.ended <= least; });
        if (!longer.isEmpty())
            return longer[static_cast<qsizetype>((*random)() % longer.size())];
        const auto longest =
            std::max_element(known->begin(), known->end(),
                             [](const auto &a, const auto &b) { return a.ended < b.ended; });
        CallShape shape = *longest;
        shape.ended = shape.lastToken = std::llround(overdue * static_cast<double>(least));
        return shape;
    }

private:
    QHash<std::pair<QString, QString>, QList<CallShape>> shapes_;
};

void setShape(Span *span, const CallShape &shape)
{
    span->sent = span->started + shape.sent;
    span->firstByte = span->firstToken = span->started + shape.firstToken;
    span->lastToken = span->started + shape.lastToken;
    span->ended = span->started + shape.ended;
}

/// The match as it may go on: one draw.
class PossibleMatch {
public:
    PossibleMatch(const RecordedTurns &recorded, const CallShapes &shapes, qint64 now, quint32 seed)
        : recorded_(recorded), shapes_(shapes), now_(now), random_(seed)
    {
        // What was played long ago changes nothing any more: from the turn before the newest on.
        first_ = std::max(0, recorded.count() - 2);
        for (int turn = first_; turn < recorded.count(); ++turn) {
            for (const Span *span : recorded.turn(turn)) {
                nextId_ = std::max(nextId_, span->id + 1);
                ids_[turn].insert(keyOf(*span), span->id);
                spans_ << *span;
                if (!span->ended)
                    letEnd(&spans_.last());
            }
        }
    }

    /// What the newest turn still lacks, and further ones up to \a turns in all.
    QList<Span> upTo(int turns)
    {
        addTurn(recorded_.count() - 1);
        for (int turn = recorded_.count(); turn < turns; ++turn)
            addTurn(turn);
        return spans_;
    }

private:
    void letEnd(Span *span)
    {
        const qint64 sofar = std::max<qint64>(0, now_ - span->started);
        const auto shape = span->isCall ? shapes_.draw(*span, sofar, &random_) : std::nullopt;
        setShape(span, shape.value_or(CallShape{0, sofar, sofar, sofar}));
    }

    void addTurn(int turn)
    {
        const int model = recorded_.modelFor(turn);
        const QList<const Span *> newest =
            turn < recorded_.count() ? recorded_.turn(turn) : QList<const Span *>();
        const bool played = std::any_of(newest.begin(), newest.end(), [](const Span *span) {
            return !span->isCall && typeOf(span->phase) == u'M';
        });
        for (const Span *span : recorded_.turn(model)) {
            const TurnKey key = keyOf(*span);
            // Goals are set once, and what the rules called for the last time they may not call
            // for again.
            if (span->stage == u"initial_state"_s || ids_[turn].contains(key) ||
                (played && std::get<QChar>(key) != u'M'))
                continue;
            add(turn, model, *span, newest);
        }
    }

    void add(int turn, int model, const Span &like, const QList<const Span *> &newest)
    {
        Span span = like;
        span.id = nextId_++;
        span.phase = phaseName(turn, typeOf(like.phase), newest);
        span.started = span.ready = now_ + 1000 * turn + (typeOf(like.phase) == u'M' ? 0 : 1);
        span.inputs.clear();
        span.waits.clear();
        for (const int input : like.inputs) {
            const Span *other = recorded_.span(input);
            if (other == nullptr)
                continue;
            const int back = model - recorded_.turnOf(input);
            const int id = idOf(turn - back, *other);
            if (id >= 0)
                span.inputs << id;
        }
        // The first turn began with goals; later ones begin with the look back at the one before.
        if (span.isCall && span.inputs.isEmpty())
            span.inputs = lookBack(turn - 1, span.power);
        const qint64 took = like.ended.value_or(like.started) - like.started;
        const auto shape = span.isCall ? shapes_.draw(span, 0, &random_) : std::nullopt;
        setShape(&span, shape.value_or(CallShape{0, took, took, took}));
        if (!span.isCall)
            span.sent = span.firstByte = span.firstToken = span.lastToken = std::nullopt;
        ids_[turn].insert(keyOf(span), span.id);
        spans_ << span;
    }

    int idOf(int turn, const Span &like) const
    {
        const auto known = ids_.constFind(turn);
        return known == ids_.cend() ? -1 : known->value(keyOf(like), -1);
    }

    QList<int> lookBack(int turn, const QString &power) const
    {
        QList<int> ids;
        for (const Span &span : spans_) {
            const bool last = span.stage == u"result_diary"_s || span.stage == u"state_update"_s ||
                              span.stage == u"consolidation"_s;
            const bool own = (last && span.power == power) || !span.isCall;
            if (own && ids_.value(turn).value(keyOf(span), -1) == span.id)
                ids << span.id;
        }
        return ids;
    }

    static QString phaseName(int turn, QChar type, const QList<const Span *> &newest)
    {
        for (const Span *span : newest) {
            if (typeOf(span->phase) == type)
                return span->phase;
        }
        return u"turn %1 %2"_s.arg(turn, 6).arg(type);
    }

    const RecordedTurns &recorded_;
    const CallShapes &shapes_;
    const qint64 now_;
    std::mt19937 random_;
    int first_ = 0;
    int nextId_ = 0;
    QHash<int, QMap<TurnKey, int>> ids_; // by turn
    QList<Span> spans_;
};

/// When the orders of each turn to come are played, on paper.
QList<qint64> turnEnds(const QList<Span> &played)
{
    QList<qint64> ends;
    for (const Span &span : played) {
        if (!span.isCall && typeOf(span.phase) == u'M' && span.ended)
            ends << *span.ended;
    }
    std::sort(ends.begin(), ends.end());
    return ends;
}

} // namespace

std::optional<TimeLeft> timeLeft(const QList<Span> &spans, const WhatIf &how, int turns, qint64 now,
                                 int draws)
{
    const RecordedTurns recorded(spans);
    if (recorded.count() < 2 || draws < 1)
        return std::nullopt;
    const CallShapes shapes(spans);
    QList<Span> sofar; // the same turns as they are played again below, up to now
    for (int turn = std::max(0, recorded.count() - 2); turn < recorded.count(); ++turn) {
        for (const Span *span : recorded.turn(turn))
            sofar << *span;
    }
    const qint64 paperNow = whatIf(sofar, how, now).total;
    const int shown = std::min(turns, recorded.count() + turnsPlayed);
    QList<double> left;
    for (int draw = 0; draw < draws; ++draw) {
        PossibleMatch match(recorded, shapes, now, static_cast<quint32>(draw) + 1);
        const WhatIfResult result = whatIf(match.upTo(shown), how, now);
        auto rest = static_cast<double>(result.total - paperNow);
        const QList<qint64> ends = turnEnds(result.spans);
        if (turns > shown && ends.size() > 1)
            rest += static_cast<double>(turns - shown) *
                    static_cast<double>(ends.last() - ends[ends.size() - 1 - turnsPlayed]) /
                    turnsPlayed;
        left << std::max(rest, 0.0);
    }
    return TimeLeft{std::llround(quantile(left, 0.5)), std::llround(quantile(left, 0.1)),
                    std::llround(quantile(left, 0.9))};
}

} // namespace concert
