// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

namespace concert {

/// A match's folder as people know it: "2026-11-25 22:20 · simulator · Russia 6, France 5", or
/// instead "interrupted in S1902M"; a saved game: "games/lmvsgame.json · saved game · 2026-11-25
/// 22:20". What holds no match (any more) is called by its path.
QString recentMatchText(const QString &folder);

/// One of a list of matches, by its path.
struct RecentMatch {
    QString path;
    QString text;              ///< see recentMatchText(); the path until it is known
    bool isUnfinished = false; ///< see isUnfinishedMatch()
    bool operator==(const RecentMatch &) const = default;
};

/// What the recent matches are. Their folders may lie on a slow disk or far away, and the event
/// loop stamps the times of calls: they are read beside it.
class RecentMatches : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Looks at them (again). What is known of them is there at once, all else with changed().
    void read(const QStringList &paths);
    const QList<RecentMatch> &matches() const { return matches_; }

Q_SIGNALS:
    void changed();

private:
    void set(const QList<RecentMatch> &matches);

    QList<RecentMatch> matches_;
    int reading_ = 0; ///< of what is read now, the last is wanted
};

/// Its path, for a tooltip.
QString pathTip(const QString &path);

/// It was interrupted, nobody plays it, and it can go on.
bool isUnfinishedMatch(const QString &folder);

} // namespace concert
