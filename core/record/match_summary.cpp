// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_summary.h"

#include "core/record/folder_file.h"
#include "core/record/match_log_file.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

// More than the longest first or last line of a match: a configuration with every provider, or the
// final board.
constexpr qint64 longestLine = qint64{256} * 1024;
constexpr int mostLines = 40; // among the last of a match one tells its newest phase

std::optional<MatchEvent> eventOf(const QByteArray &line)
{
    auto event = matchEventFromJson(jsonFrom(line).object());
    if (auto *good = std::get_if<MatchEvent>(&event))
        return std::move(*good);
    return std::nullopt;
}

/// The last lines, the newest first.
QList<QByteArray> lastLines(QFile *file)
{
    file->seek(std::max<qint64>(0, file->size() - longestLine));
    const QByteArray end = file->read(longestLine);
    QList<QByteArray> lines;
    qsizetype stop = end.lastIndexOf('\n'); // what follows it is torn, or not written yet
    while (stop >= 0 && lines.size() < mostLines) {
        const qsizetype begin = stop == 0 ? -1 : end.lastIndexOf('\n', stop - 1);
        lines << end.mid(begin + 1, stop - begin - 1);
        stop = begin;
    }
    return lines;
}

std::optional<Phase> phaseOf(const MatchEvent &event)
{
    if (const auto *started = event.as<PhaseStarted>())
        return started->position->phase;
    if (const auto *call = event.as<CallStarted>())
        return call->call.phase;
    if (const auto *played = event.as<PhaseAdjudicated>())
        return played->phase;
    return std::nullopt;
}

} // namespace

std::optional<MatchSummary> readMatchSummary(const QString &folder)
{
    QFile file;
    if (!openToRead(folder % u'/' % matchFileName, &file).isEmpty())
        return std::nullopt;
    const auto first = eventOf(file.readLine(longestLine));
    const MatchStarted *started = first ? first->as<MatchStarted>() : nullptr;
    if (started == nullptr)
        return std::nullopt;
    MatchSummary summary;
    summary.startedAt = started->startedAt;
    for (const ModelId &model : started->config->models) {
        if (const QString name = model.toString(); !summary.models.contains(name))
            summary.models << name;
    }
    const QList<QByteArray> lines = lastLines(&file);
    for (const QByteArray &line : lines) {
        const auto event = eventOf(line);
        if (!event)
            continue;
        if (const auto *ended = event->as<MatchEnded>();
            ended != nullptr && &line == &lines.first())
            summary.ended = *ended;
        // A diary on the phase before may come last.
        if (const auto phase = phaseOf(*event);
            phase && (!summary.reached || *summary.reached < *phase))
            summary.reached = phase;
    }
    if (summary.ended)
        summary.reached = summary.ended->position->phase;
    return summary;
}

bool MatchSummary::isInterrupted() const
{
    return !ended || (ended->reason != MatchEnded::Reason::Solo &&
                      ended->reason != MatchEnded::Reason::LastYear);
}

} // namespace concert
