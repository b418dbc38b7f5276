// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QSplitter;
class QTreeView;

namespace concert {

class Navigator;
class PhaseTimesModel;
class SummaryModel;

/// The match in numbers: latencies, tokens, errors and retries by model and stage, and what each
/// phase took. A double click leads to the longest call of a row, or to the phase.
class SummaryView : public QWidget {
    Q_OBJECT

public:
    explicit SummaryView(Navigator *navigator, QWidget *parent = nullptr);

    /// While \a running, calls without an end last until \a nowMicroseconds.
    void setClock(qint64 nowMicroseconds, bool running);

Q_SIGNALS:
    void callChosen(int span);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void setLog(const MatchLog *log);
    void schedule();
    void refresh();
    void goToPhase(const QString &phase);

    Navigator *navigator_;
    QPointer<const MatchLog> log_;
    qint64 now_ = 0;
    bool running_ = false;
    QTimer refresh_; ///< coalesces what happens within half a second
    SummaryModel *statistics_ = nullptr;
    PhaseTimesModel *phases_ = nullptr;
    QLabel *empty_ = nullptr; ///< stands in the tables' place
    QSplitter *tables_ = nullptr;
    QTreeView *statisticsView_ = nullptr;
    QTreeView *phasesView_ = nullptr;
};

} // namespace concert
