// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QHBoxLayout;
class QLabel;
class QListView;
class QPushButton;
class QStandardItemModel;
class QVBoxLayout;

namespace concert {

struct RecentMatch;

/// What stands in the map's place when no match is open: what this is, and the ways to begin.
/// It scrolls where it has no room, so that the window can be as small as the map lets it.
class WelcomePage : public QScrollArea {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    /// What is chosen stays chosen while it is listed.
    void setRecent(const QList<RecentMatch> &matches);

Q_SIGNALS:
    void startClicked();
    void newMatchClicked();
    void openClicked();
    void recentChosen(const QString &path);
    void resumeClicked(const QString &path);

private:
    void addIntroduction(QVBoxLayout *layout);
    void setUpStart();
    void setUpRecent();
    QHBoxLayout *otherButtons();
    QModelIndex unfinished() const;
    void showResume();

    QPushButton *start_;
    QPushButton *resume_;
    QLabel *recentTitle_;
    QListView *recent_;
    QStandardItemModel *matches_;
};

} // namespace concert
