// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/forecast.h"

#include "core/trace/statistics.h"

#include <QMap>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <tuple>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Further turns are as long as these are on average.
constexpr int turnsPlayed = 4;
/// A call that already runs longer than any before: so much longer still.
constexpr double overdue = 1.25;
/// Of the movement phases after 1901 of the 150 games in tests/data/games-sample.jsonl.gz, 53 in
/// 100 were followed by retreats, mostly of one power; in 1901 hardly any were.
constexpr double retreatsFollow = 0.5;
constexpr int turnsWithoutRetreats = 2;

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

    /// The orders of the newest phase of that type, or else of the newest movement phase but one.
    QList<const Span *> ordersLike(QChar type) const
    {
        for (const QChar wanted : {type, QChar(u'M')}) {
            for (int number = count() - 2; number >= 0; --number) {
                QList<const Span *> orders = turns_[number];
                orders.removeIf([wanted](const Span *span) {
                    return span->stage != u"orders"_s || typeOf(span->phase) != wanted;
                });
                if (!orders.isEmpty())
                    return orders;
            }
        }
        return {};
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
            const auto after = [&span](qint64 time) { // what held it up once need not come again
                return time - span.started - span.heldTime(span.started, time);
            };
            shapes_[{span.model, span.stage}]
                << CallShape{after(*span.sent), after(span.firstToken.value_or(last)), after(last),
                             after(*span.ended)};
        }
    }

    /// As if other calls had been seen, just as many: what is known of a model is uncertain, too.
    CallShapes resampled(quint32 seed) const
    {
        std::mt19937 random(seed);
        CallShapes other(*this);
        for (auto it = other.shapes_.begin(); it != other.shapes_.end(); ++it) {
            const QList<CallShape> known = *it;
            for (CallShape &shape : *it)
                shape =
                    known[static_cast<qsizetype>(random() % static_cast<quint64>(known.size()))];
        }
        return other;
    }

    /// One that takes longer than \a least; nothing known: absent. Not just those that were seen:
    /// of seven calls at once the slowest counts, and few calls have not seen the slowest yet. So
    /// they are drawn from a smoothed bootstrap of the logarithms that keeps their variance
    /// (Silverman, Density Estimation, 1986, 6.4.1).
    template <typename Random>
    std::optional<CallShape> draw(const Span &span, qint64 least, Random *random) const
    {
        const auto known = shapes_.constFind({span.model, span.stage});
        if (known == shapes_.cend())
            return std::nullopt;
        for (int attempt = 0; attempt < attempts; ++attempt) {
            const CallShape shape = drawn(*known, random);
            if (shape.ended > least)
                return shape;
        }
        const auto longest =
            std::max_element(known->begin(), known->end(),
                             [](const auto &a, const auto &b) { return a.ended < b.ended; });
        CallShape shape = *longest;
        shape.ended = shape.lastToken = std::llround(overdue * static_cast<double>(least));
        return shape;
    }

private:
    static constexpr int attempts = 20;

    static double logOf(const CallShape &shape)
    {
        return std::log(std::max(1.0, static_cast<double>(shape.ended)));
    }

    template <typename Random>
    static CallShape drawn(const QList<CallShape> &known, Random *random)
    {
        CallShape shape =
            known[static_cast<qsizetype>((*random)() % static_cast<quint64>(known.size()))];
        if (known.size() < 2)
            return shape;
        const auto count = static_cast<double>(known.size());
        double mean = 0;
        for (const CallShape &each : known)
            mean += logOf(each) / count;
        double variance = 0;
        for (const CallShape &each : known)
            variance += std::pow(logOf(each) - mean, 2) / (count - 1);
        const double width = 1.06 * std::pow(count, -0.2); // of Silverman's rule, in deviations
        const double away = (logOf(shape) - mean + width * std::sqrt(variance) * normal(random)) /
                            std::sqrt(1 + width * width);
        const double scale = std::exp(mean + away - logOf(shape));
        for (qint64 *time : {&shape.sent, &shape.firstToken, &shape.lastToken, &shape.ended})
            *time = std::llround(scale * static_cast<double>(*time));
        return shape;
    }

    /// Box and Muller's, by hand: the library's differ from one to the next.
    template <typename Random>
    static double normal(Random *random)
    {
        const auto uniform = [random] {
            return (static_cast<double>((*random)()) + 0.5) /
                   (static_cast<double>(Random::max()) + 1);
        };
        return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * std::numbers::pi * uniform());
    }

    QMap<std::pair<QString, QString>, QList<CallShape>> shapes_; // ordered: the seed alone decides
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
    PossibleMatch(const RecordedTurns &recorded, const CallShapes &shapes, const WhatIf &how,
                  qint64 now, quint32 seed)
        : recorded_(recorded), shapes_(shapes),
          startsAtOnce_(!hasBarriers(how.schedule) && how.slots <= 0), now_(now), random_(seed)
    {
        // What was played long ago changes nothing any more: from the turn before the newest on.
        first_ = std::max(0, recorded.count() - 2);
        for (int turn = first_; turn < recorded.count(); ++turn) {
            for (const Span *span : recorded.turn(turn)) {
                nextId_ = std::max(nextId_, span->id + 1);
                ids_[turn].insert(keyOf(*span), span->id);
                if (!span->isCall)
                    adjudicated_[turn] = span->id;
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
        const bool isPlayed = std::any_of(newest.begin(), newest.end(), [](const Span *span) {
            return !span->isCall && typeOf(span->phase) == u'M';
        });
        const bool isAdjusting = std::any_of(newest.begin(), newest.end(), [](const Span *span) {
            return typeOf(span->phase) == u'A';
        });
        for (const Span *span : recorded_.turn(model)) {
            // Goals are set once.
            if (typeOf(span->phase) == u'M' && span->stage != u"initial_state"_s &&
                !ids_[turn].contains(keyOf(*span)))
                add(turn, model, *span, newest);
        }
        const bool isRetreating =
            turn >= turnsWithoutRetreats && drawn(retreatsFollow) && !isAdjusting;
        const bool isAutumn = turn % 2 == 1;
        const bool isDecided =
            addRulesPhase(turn, u'R', isRetreating, isPlayed && startsAtOnce_, newest);
        addRulesPhase(turn, u'A', isAutumn, isDecided, newest);
    }

    bool drawn(double probability)
    {
        return static_cast<double>(random_()) <
               probability * static_cast<double>(std::mt19937::max());
    }

    /// A phase that the rules may call for. Whether they do is known from its calls, where these
    /// start as soon as the phase before it has been played; the same is returned for the phase
    /// after it.
    bool addRulesPhase(int turn, QChar type, bool isExpected, bool isDecided,
                       const QList<const Span *> &newest)
    {
        QList<int> orders;
        for (const Span *span : newest) {
            if (typeOf(span->phase) != type)
                continue;
            if (!span->isCall)
                return startsAtOnce_; // it was played
            orders << span->id;
        }
        if (orders.isEmpty() && (isDecided || !isExpected))
            return isDecided;
        const QString phase = phaseName(turn, type, newest);
        if (orders.isEmpty()) {
            QList<const Span *> like = recorded_.ordersLike(type);
            if (type == u'R' && !like.isEmpty())
                like = {
                    like[static_cast<qsizetype>(random_() % static_cast<quint64>(like.size()))]};
            for (const Span *span : like)
                orders << append(turn, *span, phase, {adjudicated_.value(turn, -1)});
        }
        Span played;
        played.isCall = false;
        played.stage = u"adjudication"_s;
        append(turn, played, phase, orders);
        return false;
    }

    void add(int turn, int model, const Span &like, const QList<const Span *> &newest)
    {
        QList<int> inputs;
        for (const int input : like.inputs) {
            const Span *other = recorded_.span(input);
            if (other == nullptr)
                continue;
            const int back = model - recorded_.turnOf(input);
            // A board of the turn before is the one after all that the rules called for there.
            const int id = !other->isCall && back > 0 ? adjudicated_.value(turn - back, -1)
                                                      : idOf(turn - back, *other);
            if (id >= 0)
                inputs << id;
        }
        // The first turn began with goals; later ones begin with the look back at the one before.
        if (like.isCall && inputs.isEmpty())
            inputs = lookBack(turn - 1, like.power);
        append(turn, like, phaseName(turn, typeOf(like.phase), newest), inputs);
    }

    int append(int turn, const Span &like, const QString &phase, const QList<int> &inputs)
    {
        Span span = like;
        span.id = nextId_++;
        span.phase = phase;
        const QChar type = typeOf(phase);
        span.started = span.ready = now_ + qint64{1000} * turn +
                                    (type == u'M'   ? 0
                                     : type == u'R' ? 1
                                                    : 2);
        span.inputs = inputs;
        span.waits.clear();
        const qint64 took = like.ended.value_or(like.started) - like.started;
        const auto shape = span.isCall ? shapes_.draw(span, 0, &random_) : std::nullopt;
        setShape(&span, shape.value_or(CallShape{0, took, took, took}));
        if (!span.isCall) {
            span.sent = span.firstByte = span.firstToken = span.lastToken = std::nullopt;
            adjudicated_[turn] = span.id;
        }
        ids_[turn].insert(keyOf(span), span.id);
        spans_ << span;
        return span.id;
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
    const bool startsAtOnce_; ///< what may start: neither barriers nor slots hold it
    const qint64 now_;
    std::mt19937 random_;
    int first_ = 0;
    int nextId_ = 0;
    QHash<int, QMap<TurnKey, int>> ids_; // by turn
    QHash<int, int> adjudicated_;        // by turn: the last adjudication
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
        const auto seed = static_cast<quint32>(draw) + 1;
        const CallShapes seen = shapes.resampled(seed);
        PossibleMatch match(recorded, seen, how, now, seed);
        const WhatIfResult result = whatIf(match.upTo(shown), how, now);
        auto rest = static_cast<double>(result.total - paperNow);
        const QList<qint64> ends = turnEnds(result.spans);
        // Spans that name each other in a circle are never played, on paper.
        if (turns > shown && ends.size() > turnsPlayed)
            rest += static_cast<double>(turns - shown) *
                    static_cast<double>(ends.last() - ends[ends.size() - 1 - turnsPlayed]) /
                    turnsPlayed;
        left << std::max(rest, 0.0);
    }
    return TimeLeft{std::llround(quantile(left, 0.5)), std::llround(quantile(left, 0.1)),
                    std::llround(quantile(left, 0.9))};
}

} // namespace concert
