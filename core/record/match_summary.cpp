// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_summary.h"

#include "core/record/match_log_file.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

// More than the longest first or last line of a match: a configuration with every provider, or the
// final board.
constexpr qint64 longestLine = 256 * 1024;

std::optional<MatchEvent> eventOf(const QByteArray &line)
{
    auto event = matchEventFromJson(QJsonDocument::fromJson(line).object());
    if (auto *good = std::get_if<MatchEvent>(&event))
        return std::move(*good);
    return std::nullopt;
}

QByteArray lastLine(QFile *file)
{
    file->seek(std::max<qint64>(0, file->size() - longestLine));
    const QByteArray end = file->read(longestLine);
    const qsizetype stop = end.lastIndexOf('\n'); // what follows it is torn, or not written yet
    if (stop < 0)
        return {};
    const qsizetype begin = stop == 0 ? -1 : end.lastIndexOf('\n', stop - 1);
    return end.mid(begin + 1, stop - begin - 1);
}

} // namespace

std::optional<MatchSummary> readMatchSummary(const QString &folder)
{
    QFile file(folder % u'/' % matchFileName);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto first = eventOf(file.readLine(longestLine));
    const MatchStarted *started = first ? first->as<MatchStarted>() : nullptr;
    if (started == nullptr)
        return std::nullopt;
    MatchSummary summary;
    summary.startedAt = started->startedAt;
    for (const ModelId &model : started->config.models) {
        if (const QString name = model.toString(); !summary.models.contains(name))
            summary.models << name;
    }
    if (const auto last = eventOf(lastLine(&file))) {
        if (const auto *ended = last->as<MatchEnded>())
            summary.ended = *ended;
    }
    return summary;
}

} // namespace concert
