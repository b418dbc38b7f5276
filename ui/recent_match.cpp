// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recent_match.h"

#include "core/record/match_folder.h"
#include "core/record/match_summary.h"
#include "ui/isolated_text.h"
#include "ui/phase_text.h"
#include "ui/plain_tip.h"
#include "ui/powers.h"
#include "ui/time_text.h"
#include "ui/work_aside.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int leadersNamed = 3;

class RecentMatchWords {
    Q_DECLARE_TR_FUNCTIONS(RecentMatch)

public:
    static QString outcome(const MatchEnded &ended)
    {
        if (ended.winner)
            return tr("%1 won").arg(powerDisplayName(*ended.winner));
        std::vector<Power> order(allPowers.begin(), allPowers.end());
        const auto centers = [&ended](Power power) { return ended.position->centerCount(power); };
        std::stable_sort(order.begin(), order.end(),
                         [&](Power a, Power b) { return centers(a) > centers(b); });
        QStringList leaders;
        for (int i = 0; i < leadersNamed; ++i) {
            const Power power = order[static_cast<std::size_t>(i)];
            leaders << u"%1 %2"_s.arg(powerDisplayName(power)).arg(centers(power));
        }
        return leaders.join(u", "_s);
    }

    static QString models(const QStringList &models)
    {
        return models.size() == 1 ? models.first()
                                  : tr("%n model(s)", nullptr, static_cast<int>(models.size()));
    }

    static QString interrupted(const std::optional<Phase> &reached)
    {
        return reached ? tr("interrupted in %1").arg(phaseShortName(*reached)) : tr("interrupted");
    }
    static QString played() { return tr("being played"); }
    static QString savedGame() { return tr("saved game"); }
};

} // namespace

QString recentMatchText(const QString &folder)
{
    if (const QFileInfo file(folder); file.isFile()) // as programs name them, many are called alike
        return QStringList{isolated(u"%1/%2"_s.arg(file.dir().dirName(), file.fileName())),
                           RecentMatchWords::savedGame(), momentText(file.lastModified())}
            .join(u" · "_s);
    const auto summary = readMatchSummary(folder);
    if (!summary)
        return isolated(QDir::toNativeSeparators(folder));
    const QString when = momentText(summary->startedAt);
    QString state = RecentMatchWords::interrupted(summary->reached);
    if (!summary->isInterrupted())
        state = RecentMatchWords::outcome(*summary->ended);
    else if (!summary->ended && isBeingPlayed(folder)) // it may be locked by who shows its end
        state = RecentMatchWords::played();
    return QStringList{when, RecentMatchWords::models(summary->models), state}.join(u" · "_s);
}

void RecentMatches::read(const QStringList &paths)
{
    QList<RecentMatch> known;
    for (const QString &path : paths) {
        const auto before =
            std::find_if(matches_.cbegin(), matches_.cend(),
                         [&path](const RecentMatch &match) { return match.path == path; });
        known << (before != matches_.cend()
                      ? *before
                      : RecentMatch{path, isolated(QDir::toNativeSeparators(path)), false});
    }
    set(known);
    const auto look = [paths] {
        QList<RecentMatch> matches;
        for (const QString &path : paths)
            matches << RecentMatch{path, recentMatchText(path), isUnfinishedMatch(path)};
        return matches;
    };
    workAside(this, look, [this, number = ++reading_](const QList<RecentMatch> &matches) {
        if (number == reading_)
            set(matches);
    });
}

void RecentMatches::set(const QList<RecentMatch> &matches)
{
    if (matches == matches_)
        return;
    matches_ = matches;
    Q_EMIT changed();
}

QString pathTip(const QString &path)
{
    return plainTip(isolated(QDir::toNativeSeparators(path)));
}

bool isUnfinishedMatch(const QString &folder)
{
    const auto summary = readMatchSummary(folder);
    return summary && summary->isInterrupted() && (summary->ended || !isBeingPlayed(folder));
}

} // namespace concert
