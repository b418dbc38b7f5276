// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/summary/summary_view.h"

#include "core/record/text.h"
#include "ui/latency/latency_model.h"
#include "ui/navigator.h"
#include "ui/no_timings.h"
#include "ui/summary/phase_times_model.h"
#include "ui/summary/summary_model.h"

#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

constexpr int summaryInterval = 500; // ms

QTreeView *summaryTable(QAbstractItemModel *model, const QString &name, QWidget *parent)
{
    auto *view = new QTreeView(parent);
    view->setModel(model);
    view->setAccessibleName(name);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setFrameShape(QFrame::NoFrame);
    view->setExpandsOnDoubleClick(false);
    view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view->header()->setStretchLastSection(false);
    return view;
}

} // namespace

SummaryView::SummaryView(Navigator *navigator, QWidget *parent)
    : QWidget(parent), navigator_(navigator), statistics_(new SummaryModel(this)),
      phases_(new PhaseTimesModel(this))
{
    setObjectName(u"summaryView"_s);
    tables_ = new QSplitter(this);
    statisticsView_ = summaryTable(statistics_, tr("Calls by model and stage"), tables_);
    statisticsView_->setObjectName(u"summaryStatistics"_s);
    phasesView_ = summaryTable(phases_, tr("Time by phase"), tables_);
    phasesView_->setObjectName(u"summaryPhases"_s);
    phasesView_->setRootIsDecorated(false);
    phasesView_->header()->setStretchLastSection(true);
    tables_->addWidget(statisticsView_);
    tables_->addWidget(phasesView_);
    tables_->setStretchFactor(0, 3);
    tables_->setStretchFactor(1, 2);
    tables_->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(tables_);
    empty_ = new QLabel(this);
    empty_->setTextFormat(Qt::PlainText);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setForegroundRole(QPalette::PlaceholderText);
    empty_->setMargin(12);
    layout->addWidget(empty_);

    connect(statistics_, &QAbstractItemModel::modelReset, statisticsView_,
            [this] { statisticsView_->expand(statistics_->index(0, 0)); });
    connect(statisticsView_, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const int span = index.data(SummaryModel::SlowestRole).toInt();
        navigator_->selectCall(span);
        Q_EMIT callChosen(span);
    });
    connect(phasesView_, &QTreeView::activated, this,
            [this](const QModelIndex &index) { goToPhase(phases_->phaseAt(index.row())); });
    refresh_.setSingleShot(true);
    refresh_.setInterval(summaryInterval);
    connect(&refresh_, &QTimer::timeout, this, &SummaryView::refresh);
    connect(navigator_, &Navigator::logChanged, this, [this] { setLog(navigator_->log()); });
    setLog(navigator_->log());
}

void SummaryView::setLog(const MatchLog *log)
{
    if (log_)
        disconnect(log_, nullptr, this, nullptr);
    log_ = log;
    now_ = 0;
    running_ = false;
    if (log_)
        connect(log_, &MatchLog::appended, this, &SummaryView::schedule);
    refresh();
}

void SummaryView::setClock(qint64 nowMicroseconds, bool running)
{
    const bool changed = running || running_ != running;
    now_ = nowMicroseconds;
    running_ = running;
    if (changed)
        schedule();
}

void SummaryView::schedule()
{
    if (!refresh_.isActive())
        refresh_.start();
}

void SummaryView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void SummaryView::refresh()
{
    if (!isVisible() && log_)
        return; // showEvent comes back
    QElapsedTimer elapsed;
    elapsed.start();
    const QList<Span> spans = log_ ? log_->spans() : QList<Span>();
    const qint64 last = log_ ? log_->lastTime() : 0;
    const qint64 now = running_ ? std::max(now_, last) : last;
    empty_->setText(noTimingsText(log_, tr("While a match is played, this counts its calls: how "
                                           "long they took, their tokens, and what they cost.")));
    empty_->setVisible(spans.isEmpty());
    tables_->setVisible(!spans.isEmpty());
    statistics_->setSpans(spans, now);
    phases_->setPhases(LatencyPicture::at(spans, now).phases); // the same as in the chart
    // A match of many thousands of calls must not take more than a fifth of the event loop.
    refresh_.setInterval(std::max(summaryInterval, static_cast<int>(elapsed.elapsed()) * 5));
}

void SummaryView::goToPhase(const QString &phase)
{
    if (!log_)
        return;
    const QList<PhaseEntry> &phases = log_->phases();
    for (qsizetype i = 0; i < phases.size(); ++i) {
        if (phaseText(phases[i].phase) == phase)
            navigator_->goToPhase(i);
    }
}

} // namespace concert
