// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_panel.h"

#include "ui/latency/latency_model.h"
#include "ui/navigator.h"
#include "ui/timeline/timeline_legend.h"
#include "ui/timeline/timeline_view.h"
#include "ui/window_icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int scrollUnit = 1000; // microseconds: a scroll bar counts in int

QToolButton *timelineButton(WindowIcon icon, const QString &tip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(drawnIcon(icon));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus); // the timeline's own keys do the same
    return button;
}

} // namespace

TimelinePanel::TimelinePanel(Navigator *navigator, QWidget *parent)
    : QWidget(parent), navigator_(navigator), view_(new TimelineView(this)),
      totals_(new QLabel(this)), scroll_(new QScrollBar(Qt::Horizontal, this)),
      legend_(new TimelineLegend(this))
{
    setObjectName(u"timelinePanel"_s);
    totals_->setTextFormat(Qt::PlainText);
    totals_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    totals_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    scroll_->setAccessibleName(tr("Stretch of time that is shown"));
    auto *out = timelineButton(WindowIcon::ZoomOut, tr("Show more time (-)"), this);
    auto *in = timelineButton(WindowIcon::ZoomIn, tr("Show less time (+)"), this);
    auto *fit = timelineButton(WindowIcon::Fit, tr("Show the whole match (0)"), this);

    auto *top = new QHBoxLayout;
    top->setSpacing(2);
    top->addWidget(totals_, 1);
    top->addWidget(out);
    top->addWidget(in);
    top->addWidget(fit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(view_, 1);
    layout->addWidget(scroll_);
    layout->addWidget(legend_);

    connect(out, &QToolButton::clicked, view_, &TimelineView::zoomOut);
    connect(in, &QToolButton::clicked, view_, &TimelineView::zoomIn);
    connect(fit, &QToolButton::clicked, view_, &TimelineView::fit);
    connect(view_, &TimelineView::viewChanged, this, &TimelinePanel::showScroll);
    connect(view_, &TimelineView::pictureChanged, this, &TimelinePanel::showTotals);
    connect(view_, &TimelineView::rangeChanged, this, &TimelinePanel::showTotals);
    connect(view_, &TimelineView::callClicked, navigator_, &Navigator::selectCall);
    connect(view_, &TimelineView::callClicked, this, &TimelinePanel::callClicked);
    connect(scroll_, &QScrollBar::valueChanged, view_,
            [this](int value) { view_->scrollTo(qint64{value} * scrollUnit); });
    connect(navigator_, &Navigator::logChanged, this, [this] { view_->setLog(navigator_->log()); });
    connect(navigator_, &Navigator::playheadChanged, view_,
            [this] { view_->setPlayhead(navigator_->playhead()); });
    connect(navigator_, &Navigator::selectionChanged, view_,
            [this] { view_->setSelected(navigator_->selectedCall()); });
    view_->setLog(navigator_->log());
    view_->setPlayhead(navigator_->playhead());
    showTotals();
    showScroll();
}

void TimelinePanel::setClock(qint64 nowMicroseconds, bool running)
{
    view_->setClock(nowMicroseconds, running);
}

void TimelinePanel::setOver(bool over)
{
    view_->setOver(over);
}

void TimelinePanel::showTotals()
{
    if (view_->picture().bars.empty()) {
        totals_->clear();
        return;
    }
    if (!view_->range()) {
        totals_->setText(tr("Drag over the calls to measure a stretch of time."));
        totals_->setToolTip({});
        return;
    }
    const TimelineTotals totals = view_->rangeTotals();
    const QLocale locale;
    totals_->setText(tr("%1 · %n call(s) · %2 tokens in, %3 out", nullptr, totals.calls)
                         .arg(durationText(totals.duration), locale.toString(totals.inputTokens),
                              locale.toString(totals.outputTokens)));
    totals_->setToolTip(
        tr("Calls that run in the stretch you dragged over, wholly or in part, and their tokens"));
}

void TimelinePanel::showScroll()
{
    const TimelineGeometry geometry = view_->geometryNow();
    const double shown = geometry.plot.width() * geometry.perPixel;
    const auto total = static_cast<double>(view_->picture().total);
    const QSignalBlocker blocker(scroll_);
    scroll_->setPageStep(static_cast<int>(shown / scrollUnit));
    scroll_->setSingleStep(static_cast<int>(shown / scrollUnit / 20) + 1);
    scroll_->setMaximum(static_cast<int>(std::max(total * 1.02 - shown, 0.0) / scrollUnit));
    scroll_->setValue(static_cast<int>(geometry.from / scrollUnit));
    scroll_->setVisible(!geometry.isFitted(view_->picture().total));
}

void TimelinePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    legend_->setVisible(height() > fontMetrics().height() * 13); // the calls come first
}

} // namespace concert
