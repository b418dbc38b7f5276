// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_picture.h"

#include "core/record/text.h"

#include <algorithm>
#include <limits>

namespace concert {

namespace {

constexpr qint64 neverNeeded = std::numeric_limits<qint64>::max();

/// When the first that uses a span's outputs, or waits for it, went on; by id.
std::vector<qint64> timelineNeeds(const QList<Span> &spans)
{
    std::vector<qint64> needed(static_cast<std::size_t>(spans.size()), neverNeeded);
    const auto need = [&](int id, qint64 time) {
        if (id < 0 || id >= spans.size())
            return;
        qint64 &known = needed[static_cast<std::size_t>(id)];
        known = std::min(known, time);
    };
    for (const Span &span : spans) {
        for (const int id : span.inputs)
            need(id, span.ready);
        for (const int id : span.waits)
            need(id, span.started);
    }
    return needed;
}

std::optional<TimelineBar> timelineBar(const Span &span, qint64 neededAt, qint64 now, bool over)
{
    const auto power = powerFromText(span.power);
    const auto stage = parseStageName(span.stage);
    if (!span.isCall || !power || !stage)
        return std::nullopt;
    TimelineBar bar;
    bar.span = span.id;
    bar.power = *power;
    bar.stage = *stage;
    bar.started = std::max<qint64>(span.started, 0);
    bar.ready = std::clamp<qint64>(span.ready, 0, bar.started);
    bar.running = !span.ended && !over;
    bar.brokenOff = !span.ended && over;
    bar.end = std::max(span.ended.value_or(now), bar.started);
    // The log learns when a call was sent only when it ends.
    bar.sent = std::clamp(span.sent.value_or(bar.started), bar.started, bar.end);
    bar.answering = span.firstToken.has_value();
    bar.firstToken = std::clamp(span.firstToken.value_or(bar.end), bar.sent, bar.end);
    bar.neededAt = !span.ended || neededAt == neverNeeded ? bar.end : std::max(bar.end, neededAt);
    bar.failed = span.failed;
    for (const SpanRequest &request : span.requests.mid(1))
        bar.again << std::clamp(request.sent, bar.sent, bar.end);
    return bar;
}

/// Gives each bar the first lane of its power that is free.
void assignLanes(std::vector<TimelineBar> *bars, std::array<int, powerCount> *lanes)
{
    std::array<std::vector<qint64>, powerCount> freeFrom;
    for (TimelineBar &bar : *bars) {
        std::vector<qint64> &taken = freeFrom[static_cast<std::size_t>(indexOf(bar.power))];
        const auto lane = std::find_if(taken.begin(), taken.end(),
                                       [&](qint64 until) { return until <= bar.started; });
        bar.lane = static_cast<int>(lane - taken.begin());
        if (lane == taken.end())
            taken.push_back(bar.end);
        else
            *lane = bar.end;
    }
    for (std::size_t i = 0; i < powerCount; ++i)
        (*lanes)[i] = std::max(1, static_cast<int>(freeFrom[i].size()));
}

} // namespace

TimelinePicture TimelinePicture::at(const MatchLog &log, qint64 now, bool over)
{
    TimelinePicture picture;
    const QList<Span> &spans = log.spans();
    const std::vector<qint64> needed = timelineNeeds(spans);
    picture.bars.reserve(needed.size());
    for (qsizetype i = 0; i < spans.size(); ++i) {
        if (const auto bar = timelineBar(spans[i], needed[static_cast<std::size_t>(i)], now,
                                         over || log.hasEnded()))
            picture.bars.push_back(*bar);
    }
    std::stable_sort(
        picture.bars.begin(), picture.bars.end(),
        [](const TimelineBar &a, const TimelineBar &b) { return a.started < b.started; });
    assignLanes(&picture.bars, &picture.lanes);

    picture.total = std::max<qint64>(now, 1);
    std::vector<std::size_t> placeOf(needed.size(), picture.bars.size());
    for (std::size_t i = 0; i < picture.bars.size(); ++i) {
        placeOf[static_cast<std::size_t>(picture.bars[i].span)] = i;
        picture.total = std::max(picture.total, picture.bars[i].end);
    }
    for (const PathStep &step : criticalPath(spans, now)) {
        const std::size_t place = placeOf[static_cast<std::size_t>(step.span)];
        if (place < picture.bars.size()) // an adjudication has no bar, and takes no time
            picture.path.push_back({place, step.from, step.to});
    }
    const QList<PhaseEntry> &phases = log.phases();
    for (qsizetype i = 0; i < phases.size(); ++i) {
        const bool last = i + 1 == phases.size();
        picture.phases.push_back({phaseText(phases[i].phase), log.at(phases[i].started).time,
                                  last ? picture.total : log.at(phases[i + 1].started).time});
    }
    return picture;
}

const TimelineBar *TimelinePicture::bar(int span) const
{
    const auto found = std::find_if(bars.begin(), bars.end(),
                                    [span](const TimelineBar &bar) { return bar.span == span; });
    return found == bars.end() ? nullptr : &*found;
}

TimelineTotals TimelinePicture::totals(const MatchLog &log, qint64 from, qint64 to) const
{
    TimelineTotals totals;
    totals.duration = to - from;
    for (const TimelineBar &bar : bars) {
        if (bar.end <= from || bar.started >= to)
            continue;
        const Span &span = log.spans()[bar.span];
        ++totals.calls;
        totals.inputTokens += span.inputTokens;
        totals.outputTokens += span.outputTokens;
    }
    return totals;
}

} // namespace concert
