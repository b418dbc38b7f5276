// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/requests.h"

#include <QWidget>

#include <optional>

class QLabel;
class QProgressBar;
class QTabWidget;
class QTextBrowser;
class QTreeView;

namespace concert {

class ComparisonBars;
class ResultsModel;
class RunsModel;

/// A comparison while it runs and afterwards: how far it is, its verdict, bars, tables, the matches
/// and the report.
class ComparisonProgress : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonProgress(QWidget *parent = nullptr);

    void show(const ComparisonState &state);
    QString headline() const;

Q_SIGNALS:
    void matchChosen(const QString &folder); ///< to be opened in the window

protected:
    bool event(QEvent *event) override;

private:
    QWidget *createResults();
    QWidget *createRuns();
    void showHeadline(const ComparisonState &state);
    void showReport(const ComparisonState &state);
    void drawReport();
    void openRun(const QModelIndex &index);

    QString folder_;
    QString reportedFolder_;
    std::optional<ComparisonReport> reported_; ///< the report that is shown, of that folder
    QLabel *headline_ = nullptr;
    QLabel *verdict_ = nullptr;
    QProgressBar *progress_ = nullptr;
    QTabWidget *tabs_ = nullptr;
    ComparisonBars *bars_ = nullptr;
    QTreeView *resultsView_ = nullptr;
    ResultsModel *results_ = nullptr;
    QTreeView *runsView_ = nullptr;
    RunsModel *runs_ = nullptr;
    QTextBrowser *report_ = nullptr;
};

/// Microseconds that a comparison still takes, by what its matches took so far; absent: none has
/// ended yet.
std::optional<qint64> comparisonTimeLeft(const ComparisonState &state);

} // namespace concert
