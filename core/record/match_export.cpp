// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_export.h"

#include "core/record/saved_game_export.h"
#include "core/record/timings.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

template <TimingsFormat format>
QByteArray timingsIn(const MatchLog &log)
{
    return timingsBytes(log, format);
}

/// The diplomacy library's saved game, with AI_Diplomacy's additions.
QByteArray gameBytes(const MatchLog &log)
{
    return QJsonDocument(savedGameJson(log)).toJson(QJsonDocument::Indented);
}

} // namespace

const QList<MatchExport> &matchExports()
{
    static const QList<MatchExport> exports{
        {u"csv"_s, u"timings.csv"_s, timingsIn<TimingsFormat::Csv>},
        {u"json"_s, u"timings.json"_s, timingsIn<TimingsFormat::Json>},
        {u"trace"_s, u"timings.trace.json"_s, timingsIn<TimingsFormat::Trace>},
        {u"md"_s, u"timings.md"_s, timingsIn<TimingsFormat::Markdown>},
        {u"game"_s, u"lmvsgame.json"_s, gameBytes},
    };
    return exports;
}

const MatchExport *matchExport(const QString &name)
{
    const QList<MatchExport> &exports = matchExports();
    const auto found = std::find_if(exports.begin(), exports.end(),
                                    [&name](const MatchExport &each) { return each.name == name; });
    return found == exports.end() ? nullptr : &*found;
}

} // namespace concert
