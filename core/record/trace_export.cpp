// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/trace_export.h"

#include "core/record/text.h"
#include "core/trace/analysis.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int tracePid = 1;
constexpr int lanesAPower = 10; // tracks of one power have numbers next to one another

/// The spans' tracks. Slices of one track must nest, so a call that runs beside another of its
/// power goes to that power's next track.
class TraceTracks {
public:
    TraceTracks(const QList<Span> &spans, qint64 now)
    {
        QList<const Span *> ordered;
        for (const Span &span : spans)
            ordered << &span;
        std::stable_sort(ordered.begin(), ordered.end(),
                         [](const Span *a, const Span *b) { return a->started < b->started; });
        QHash<QString, std::vector<qint64>> busyUntil; // by power, then track
        for (const Span *span : ordered) {
            std::vector<qint64> &tracks = busyUntil[span->power];
            auto free = std::find_if(tracks.begin(), tracks.end(),
                                     [span](qint64 until) { return until <= span->started; });
            if (free == tracks.end())
                free = tracks.insert(tracks.end(), 0);
            *free = span->ended.value_or(now);
            const int lane = static_cast<int>(free - tracks.begin());
            tracks_.insert(span->id, number(span->power) * lanesAPower + lane);
            if (!names_.contains(tracks_.value(span->id)))
                names_.insert(tracks_.value(span->id), name(span->power, lane));
        }
    }

    int of(const Span &span) const { return tracks_.value(span.id); }
    const QMap<int, QString> &names() const { return names_; }

private:
    static int number(const QString &power)
    {
        const auto known = powerFromText(power);
        return known ? indexOf(*known) + 1 : 0;
    }
    static QString name(const QString &power, int lane)
    {
        const QString text = power.isEmpty() ? u"Match"_s : power;
        return lane == 0 ? text : u"%1 (%2)"_s.arg(text).arg(lane + 1);
    }

    QHash<int, int> tracks_;   // by span
    QMap<int, QString> names_; // by track
};

QJsonObject traceEvent(const QString &phase, const QString &name, int track)
{
    return {{u"ph"_s, phase}, {u"name"_s, name}, {u"pid"_s, tracePid}, {u"tid"_s, track}};
}

QJsonObject metadataEvent(const QString &name, int track, const QJsonObject &args)
{
    QJsonObject event = traceEvent(u"M"_s, name, track);
    event.insert(u"args"_s, args);
    return event;
}

QJsonObject completeEvent(const QString &name, const QString &category, int track, qint64 from,
                          qint64 to)
{
    QJsonObject event = traceEvent(u"X"_s, name, track);
    event.insert(u"cat"_s, category);
    event.insert(u"ts"_s, from);
    event.insert(u"dur"_s, std::max<qint64>(0, to - from));
    return event;
}

QString sliceName(const Span &span)
{
    const QString round = span.round > 0 ? u" %1"_s.arg(span.round) : QString();
    return u"%1 %2%3"_s.arg(span.phase, span.stage, round);
}

/// What happens within a call, nested in its slice.
void addInnerSlices(const Span &span, int track, qint64 now, QJsonArray *events)
{
    const qint64 end = span.ended.value_or(now);
    const qint64 sent = std::clamp(span.sent.value_or(end), span.started, end);
    const qint64 answered = std::clamp(span.lastToken.value_or(end), sent, end);
    const qint64 first = std::clamp(span.firstToken.value_or(answered), sent, answered);
    *events << completeEvent(u"queue"_s, u"queue"_s, track, span.started, sent);
    if (!span.sent)
        return;
    *events << completeEvent(u"first token"_s, u"first_token"_s, track, sent, first);
    if (span.firstToken)
        *events << completeEvent(u"generation"_s, u"generation"_s, track, first, answered);
}

/// The requests of a call that needed several. They may overlap (a hedge), so they are no slices of
/// its track: a viewer gives each a line of its own.
void addRequests(const Span &span, int track, int *id, QJsonArray *events)
{
    if (span.requests.size() < 2)
        return;
    for (const SpanRequest &request : span.requests) {
        QJsonObject begin = traceEvent(u"b"_s, request.hedge ? u"hedge"_s : u"request"_s, track);
        begin.insert(u"cat"_s, u"request"_s);
        begin.insert(u"id"_s, ++*id);
        begin.insert(u"ts"_s, request.sent);
        begin.insert(u"args"_s, QJsonObject{{u"problem"_s, request.problem}});
        QJsonObject end = begin;
        end.insert(u"ph"_s, u"e"_s);
        end.insert(u"ts"_s, std::max(request.sent, request.ended));
        *events << begin << end;
    }
}

/// An arrow from an input's slice to the slice that used it.
void addArrow(const Span &from, const Span &to, const TraceTracks &tracks, int id, qint64 now,
              QJsonArray *events)
{
    QJsonObject start = traceEvent(u"s"_s, u"input"_s, tracks.of(from));
    start.insert(u"cat"_s, u"input"_s);
    start.insert(u"id"_s, id);
    // Inside its slice, which a moment at the very end is not: the last microsecond.
    start.insert(u"ts"_s, std::max(from.started, from.ended.value_or(now) - 1));
    *events << start;
    QJsonObject end = traceEvent(u"f"_s, u"input"_s, tracks.of(to));
    end.insert(u"cat"_s, u"input"_s);
    end.insert(u"id"_s, id);
    end.insert(u"ts"_s, to.started);
    end.insert(u"bp"_s, u"e"_s); // it belongs to the slice around it, not to the next one
    *events << end;
}

QJsonArray idList(const QList<int> &ids)
{
    QJsonArray array;
    for (const int id : ids)
        array << id;
    return array;
}

} // namespace

QByteArray traceEvents(const MatchLog &log)
{
    const qint64 now = log.lastTime();
    const QList<Span> &spans = log.spans();
    const TraceTracks tracks(spans, now);
    const QHash<int, qint64> slacks = slack(spans, now);
    QHash<int, qint64> critical;
    for (const PathStep &step : criticalPath(spans, now))
        critical[step.span] += step.to - step.from;

    QJsonArray events;
    events << metadataEvent(u"process_name"_s, 0, {{u"name"_s, u"Concert"_s}});
    for (auto track = tracks.names().cbegin(); track != tracks.names().cend(); ++track) {
        events << metadataEvent(u"thread_name"_s, track.key(), {{u"name"_s, track.value()}})
               << metadataEvent(u"thread_sort_index"_s, track.key(),
                                {{u"sort_index"_s, track.key()}});
    }
    int arrow = 0;
    int requests = 0;
    for (const Span &span : spans) {
        const bool isCritical = critical.value(span.id) > 0;
        QJsonObject slice =
            completeEvent(sliceName(span), span.isCall ? u"call"_s : u"adjudication"_s,
                          tracks.of(span), span.started, span.ended.value_or(now));
        slice.insert(u"args"_s,
                     QJsonObject{{u"span"_s, span.id},
                                 {u"model"_s, span.model},
                                 {u"input_tokens"_s, span.inputTokens},
                                 {u"output_tokens"_s, span.outputTokens},
                                 {u"cost_usd"_s, span.cost ? QJsonValue(*span.cost) : QJsonValue()},
                                 {u"requests"_s, span.attempts},
                                 {u"failed"_s, span.failed},
                                 {u"critical"_s, isCritical},
                                 {u"critical_us"_s, critical.value(span.id)},
                                 {u"slack_us"_s, slacks.value(span.id)},
                                 {u"inputs"_s, idList(span.inputs)},
                                 {u"waits"_s, idList(span.waits)}});
        events << slice;
        if (span.isCall)
            addInnerSlices(span, tracks.of(span), now, &events);
        addRequests(span, tracks.of(span), &requests, &events);
        for (const int input : span.inputs) {
            if (input >= 0 && input < spans.size())
                addArrow(spans[input], span, tracks, ++arrow, now, &events);
        }
    }
    const QJsonObject json{{u"traceEvents"_s, events},
                           {u"displayTimeUnit"_s, u"ms"_s},
                           {u"otherData"_s, log.config().toJson()}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace concert
