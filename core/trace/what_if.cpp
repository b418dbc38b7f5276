// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/what_if.h"

#include "core/trace/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <tuple>
#include <vector>

namespace concert {

namespace {

/// Preparations much longer than the shortest were waits for a slot: prompts take about equal time
/// to build, a burst of calls is prepared one after another, and even when most calls of a match
/// had to queue, a tenth did not. Three times, as a call counts as sent when all of it has left:
/// the shortest preparation holds its way to the connection, too.
constexpr double shortestPreparations = 0.1;
constexpr double usualPreparation = 3;

/// A span cut into its parts. Microseconds.
struct SpanParts {
    qint64 preparation = 0;
    qint64 firstToken = 0;
    qint64 generation = 0;
    qint64 after = 0; ///< our work on the answer
    qint64 model() const { return firstToken + generation; }
};

qint64 scaled(qint64 time, double factor)
{
    return std::llround(static_cast<double>(time) * factor);
}

SpanParts partsOf(const Span &span, const WhatIf &change, qint64 longestPreparation, qint64 now)
{
    SpanParts parts;
    const qint64 end = std::max(span.started, span.ended.value_or(now));
    if (!span.isCall || !span.sent) {
        parts.preparation = end - span.started - span.heldTime(span.started, end);
        return parts;
    }
    const double pace = 1 / change.modelSpeed.value(span.model, change.speed);
    const qint64 latency = span.latency(now);
    const qint64 last = span.lastToken.value_or(end);
    const qint64 firstToken = span.firstToken.value_or(last);
    const qint64 first = std::clamp<qint64>(
        firstToken - *span.sent - span.heldTime(*span.sent, firstToken), 0, latency);
    parts.preparation = std::clamp<qint64>(*span.sent - span.started, 0, longestPreparation);
    parts.firstToken = scaled(first, pace);
    parts.generation = scaled(latency - first, pace * change.outputScale);
    parts.after = std::max<qint64>(0, end - last);
    return parts;
}

/// In the order in which the scheduler starts what may start at the same moment.
QList<Span> inSchedulersOrder(const QList<Span> &spans)
{
    QList<Span> ordered;
    ordered.reserve(spans.size());
    for (const QList<qsizetype> &group : scheduleGroups(spans)) {
        for (const qsizetype place : group)
            ordered << spans[place];
    }
    return ordered;
}

/// Plays the spans on a clock of its own: an event is a span that asks, is answered or is done.
class PaperMatch {
public:
    PaperMatch(const QList<Span> &spans, const WhatIf &change, qint64 now)
        : spans_(inSchedulersOrder(spans)), change_(change),
          count_(static_cast<std::size_t>(spans.size()))
    {
        QList<double> preparations;
        for (const Span &span : spans) {
            if (span.sent)
                preparations << static_cast<double>(*span.sent - span.started);
        }
        const qint64 longest =
            std::llround(usualPreparation * quantile(preparations, shortestPreparations));
        for (const Span &span : spans_)
            parts_.push_back(partsOf(span, change, longest, now));
        connectSpans();
        if (change.slots > 0 && change.longestFirst)
            measureRemaining();
    }

    QList<Span> play()
    {
        qint64 offset = spans_.isEmpty() ? 0 : std::numeric_limits<qint64>::max();
        for (const Span &span : spans_)
            offset = std::min(offset, span.started); // setting up took that long
        done_.assign(count_, false);
        for (std::size_t place = 0; place < count_; ++place) {
            spans_[at(place)].ready = offset;
            if (missing_[place] == 0)
                begin(place, offset);
        }
        while (!events_.empty()) {
            const auto [time, place, what] = events_.top();
            events_.pop();
            if (what == What::Asks)
                waiting_.push_back(place);
            else if (what == What::Answered)
                answered(place, time);
            else
                end(place, time);
            // Only when all that happens at this moment has happened: the choice is among all.
            if (events_.empty() || std::get<0>(events_.top()) > time)
                sendNext(time);
        }
        QList<Span> result;
        for (std::size_t place = 0; place < count_; ++place) {
            if (done_[place])
                result << spans_[at(place)];
        }
        return result;
    }

private:
    enum class What { Asks, Answered, Done };
    using Event = std::tuple<qint64, std::size_t, What>;

    static qsizetype at(std::size_t place) { return static_cast<qsizetype>(place); }

    void connectSpans()
    {
        QHash<int, std::size_t> placeOf;
        for (std::size_t place = 0; place < count_; ++place) {
            if (!placeOf.contains(spans_[at(place)].id))
                placeOf.insert(spans_[at(place)].id, place);
        }
        const QList<QList<int>> waits = scheduleWaits(spans_, change_.schedule);
        after_.resize(count_);
        missing_.assign(count_, 0);
        for (std::size_t place = 0; place < count_; ++place) {
            spans_[at(place)].waits = waits[at(place)];
            const auto connectTo = [&](const QList<int> &ids, bool isInput) {
                for (const int id : ids) {
                    const auto other = placeOf.constFind(id);
                    if (other == placeOf.cend() || *other == place)
                        continue;
                    after_[*other].push_back({place, isInput});
                    ++missing_[place];
                }
            };
            connectTo(spans_[at(place)].inputs, true);
            connectTo(waits[at(place)], false);
        }
    }

    /// How long the scheduler would expect each span to take: what its model takes for its stage.
    std::vector<qint64> expectedLatencies() const
    {
        QHash<std::pair<QString, QString>, QList<double>> known;
        for (std::size_t place = 0; place < count_; ++place) {
            const Span &span = spans_[at(place)];
            known[{span.model, span.stage}] << static_cast<double>(parts_[place].model());
        }
        QHash<std::pair<QString, QString>, qint64> medians;
        for (auto it = known.cbegin(); it != known.cend(); ++it)
            medians.insert(it.key(), std::llround(quantile(it.value(), 0.5)));
        std::vector<qint64> expected;
        for (const Span &span : spans_)
            expected.push_back(span.isCall ? medians.value({span.model, span.stage}) : 0);
        return expected;
    }

    /// The part of the match that a span belongs to: the scheduler knows of nothing behind the
    /// next adjudication, because the rules decide what follows it.
    std::vector<qsizetype> turns() const
    {
        QList<qint64> played;
        for (const Span &span : spans_) {
            if (!span.isCall)
                played << span.started;
        }
        std::sort(played.begin(), played.end());
        std::vector<qsizetype> turns;
        for (const Span &span : spans_) {
            const auto after = span.isCall
                                   ? std::upper_bound(played.cbegin(), played.cend(), span.ready)
                                   : std::lower_bound(played.cbegin(), played.cend(), span.started);
            turns.push_back(std::distance(played.cbegin(), after));
        }
        return turns;
    }

    /// The longest way that the scheduler would expect from each span, for the order in front of
    /// the slots.
    void measureRemaining()
    {
        remaining_.assign(count_, 0);
        std::vector<int> missing = missing_;
        std::vector<std::size_t> order;
        for (std::size_t place = 0; place < count_; ++place) {
            if (missing[place] == 0)
                order.push_back(place);
        }
        for (std::size_t next = 0; next < order.size(); ++next) {
            for (const Follower &follower : after_[order[next]]) {
                if (--missing[follower.place] == 0)
                    order.push_back(follower.place);
            }
        }
        const std::vector<qint64> expected = expectedLatencies();
        const std::vector<qsizetype> turn = turns();
        for (auto place = order.rbegin(); place != order.rend(); ++place) {
            qint64 longest = 0;
            for (const Follower &follower : after_[*place]) {
                if (turn[follower.place] == turn[*place])
                    longest = std::max(longest, remaining_[follower.place]);
            }
            remaining_[*place] = longest + expected[*place];
        }
    }

    void begin(std::size_t place, qint64 time)
    {
        Span &span = spans_[at(place)];
        span.started = time;
        span.held.clear(); // on paper everybody is there
        if (span.isCall && span.sent)
            events_.emplace(time, place, What::Asks);
        else
            events_.emplace(time + parts_[place].preparation, place, What::Done);
    }

    void sendNext(qint64 time)
    {
        while (!waiting_.empty() && (change_.slots <= 0 || inFlight_ < change_.slots)) {
            auto next = waiting_.begin();
            if (!remaining_.empty()) {
                next = std::max_element(
                    waiting_.begin(), waiting_.end(),
                    [this](std::size_t a, std::size_t b) { return remaining_[a] < remaining_[b]; });
            }
            const std::size_t place = *next;
            waiting_.erase(next);
            ++inFlight_;
            Span &span = spans_[at(place)];
            const SpanParts &parts = parts_[place];
            const qint64 sent = time + parts.preparation;
            span.sent = sent;
            if (span.firstByte)
                span.firstByte = sent + parts.firstToken;
            if (span.firstToken)
                span.firstToken = sent + parts.firstToken;
            if (span.lastToken)
                span.lastToken = sent + parts.model();
            events_.emplace(sent + parts.model(), place, What::Answered);
        }
    }

    void answered(std::size_t place, qint64 time)
    {
        --inFlight_;
        events_.emplace(time + parts_[place].after, place, What::Done);
    }

    void end(std::size_t place, qint64 time)
    {
        done_[place] = true;
        spans_[at(place)].ended = time;
        for (const Follower &follower : after_[place]) {
            if (follower.isInput) {
                qint64 &ready = spans_[at(follower.place)].ready;
                ready = std::max(ready, time);
            }
            if (--missing_[follower.place] == 0)
                begin(follower.place, time);
        }
    }

    struct Follower {
        std::size_t place;
        bool isInput;
    };

    QList<Span> spans_;
    const WhatIf &change_;
    const std::size_t count_;
    std::vector<SpanParts> parts_;
    std::vector<std::vector<Follower>> after_;
    std::vector<int> missing_;
    std::vector<qint64> remaining_;
    std::vector<bool> done_;
    std::vector<std::size_t> waiting_; // for a slot
    int inFlight_ = 0;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
};

} // namespace

QList<TableHolder> tableHolders(const QList<Span> &spans, const QList<PathStep> &path)
{
    QHash<int, QString> powerOf;
    for (const Span &span : spans)
        powerOf.insert(span.id, span.power);
    QHash<QString, TableHolder> byPower;
    for (const PathStep &step : path) {
        const QString power = powerOf.value(step.span);
        TableHolder &holder = byPower[power];
        holder.power = power;
        holder.time += step.to - step.from;
        ++holder.calls;
    }
    QList<TableHolder> holders = byPower.values();
    std::sort(holders.begin(), holders.end(), [](const TableHolder &a, const TableHolder &b) {
        return a.time != b.time ? a.time > b.time : a.power < b.power;
    });
    return holders;
}

WhatIfResult whatIf(const QList<Span> &spans, const WhatIf &change, qint64 now)
{
    WhatIfResult result;
    result.spans = PaperMatch(spans, change, now).play();
    for (const Span &span : result.spans)
        result.total = std::max(result.total, span.ended.value_or(0));
    result.path = criticalPath(result.spans, result.total);
    result.holders = tableHolders(result.spans, result.path);
    return result;
}

} // namespace concert
