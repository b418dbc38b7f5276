// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_view.h"

#include "core/record/text.h"
#include "ui/call_text.h"
#include "ui/latency/latency_model.h"
#include "ui/no_timings.h"
#include "ui/plain_tip.h"
#include "ui/sentences.h"
#include "ui/window_colors.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int timelineInterval = 100; // ms: ten times a second at most
constexpr double zoomStep = 1.25;     // a notch of the wheel

} // namespace

TimelineView::TimelineView(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"timelineView"_s);
    setAccessibleName(tr("Timeline of calls"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    refresh_.setSingleShot(true);
    refresh_.setInterval(timelineInterval);
    connect(&refresh_, &QTimer::timeout, this, &TimelineView::refresh);
}

void TimelineView::setLog(const MatchLog *log)
{
    if (log_)
        disconnect(log_, nullptr, this, nullptr);
    log_ = log;
    playhead_ = -1;
    now_ = 0;
    running_ = false;
    over_ = false;
    marks_ = {};
    fitted_ = true;
    if (log_)
        connect(log_, &MatchLog::appended, this, &TimelineView::schedule);
    Q_EMIT rangeChanged();
    refresh();
}

void TimelineView::setPlayhead(qsizetype eventIndex)
{
    playhead_ = eventIndex;
    marks_.playhead.reset();
    if (log_ && playhead_ >= 0 && playhead_ < log_->size())
        marks_.playhead = log_->at(playhead_).time;
    update();
}

void TimelineView::setClock(qint64 nowMicroseconds, bool running)
{
    const bool changed = running || running_ != running;
    now_ = nowMicroseconds;
    running_ = running;
    if (changed)
        schedule();
}

void TimelineView::setOver(bool over)
{
    if (std::exchange(over_, over) != over)
        schedule();
}

void TimelineView::setSelected(std::optional<int> span)
{
    if (marks_.selected == span)
        return;
    marks_.selected = span;
    revealSelected();
    describeSelected();
    update();
}

void TimelineView::describeSelected()
{
    const TimelineBar *bar = marks_.selected ? picture_.bar(*marks_.selected) : nullptr;
    setAccessibleDescription(bar && log_ ? describe(*bar) : QString());
}

void TimelineView::revealSelected()
{
    const TimelineBar *bar = marks_.selected ? picture_.bar(*marks_.selected) : nullptr;
    if (!bar)
        return;
    TimelineGeometry next = geometry_;
    next.reveal(static_cast<double>(bar->started), static_cast<double>(bar->end), picture_.total);
    changeView(next);
}

void TimelineView::schedule()
{
    if (!refresh_.isActive())
        refresh_.start();
}

void TimelineView::refresh()
{
    if (!isVisible() && log_)
        return; // showEvent comes back
    QElapsedTimer elapsed;
    elapsed.start();
    const qint64 before = picture_.total;
    picture_ = {};
    if (log_)
        picture_ = TimelinePicture::at(
            *log_, running_ ? std::max(now_, log_->lastTime()) : log_->lastTime(), over_);
    TimelineGeometry next = geometry_;
    if (fitted_)
        next.fit(picture_.total);
    else if (next.to() >= static_cast<double>(before)) // at the newest moment: stays there
        next.moveTo(next.from + static_cast<double>(picture_.total - before), picture_.total);
    changeView(next);
    describeSelected();
    update();
    Q_EMIT pictureChanged();
    // A match of many thousands of calls must not take more than a fifth of the event loop.
    refresh_.setInterval(std::max(timelineInterval, static_cast<int>(elapsed.elapsed()) * 5));
}

TimelineTotals TimelineView::rangeTotals() const
{
    if (!marks_.range || !log_)
        return {};
    return picture_.totals(*log_, marks_.range->first, marks_.range->second);
}

void TimelineView::changeView(const TimelineGeometry &geometry)
{
    geometry_ = geometry;
    fitted_ = geometry_.isFitted(picture_.total);
    update();
    Q_EMIT viewChanged();
}

void TimelineView::zoomIn()
{
    TimelineGeometry next = geometry_;
    next.zoomAt(next.plot.center().x(), zoomStep * zoomStep, picture_.total);
    changeView(next);
}

void TimelineView::zoomOut()
{
    TimelineGeometry next = geometry_;
    next.zoomAt(next.plot.center().x(), 1 / (zoomStep * zoomStep), picture_.total);
    changeView(next);
}

void TimelineView::fit()
{
    TimelineGeometry next = geometry_;
    next.fit(picture_.total);
    changeView(next);
}

void TimelineView::scrollTo(qint64 time)
{
    TimelineGeometry next = geometry_;
    next.moveTo(static_cast<double>(time), picture_.total);
    changeView(next);
}

void TimelineView::placePlot()
{
    const double left = TimelinePainter::nameWidth(font(), width());
    const double top = TimelinePainter::rulerHeight(font());
    TimelineGeometry next = geometry_;
    next.plot = QRectF(left, top, std::max(width() - left, 1.0), std::max(height() - top, 1.0));
    if (fitted_)
        next.fit(picture_.total);
    else
        next.moveTo(next.from, picture_.total);
    changeView(next);
}

QSize TimelineView::sizeHint() const
{
    return {fontMetrics().height() * 40, fontMetrics().height() * 14};
}

QSize TimelineView::minimumSizeHint() const
{
    return {fontMetrics().height() * 10, fontMetrics().height() * 5};
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (picture_.bars.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap,
                         noTimingsText(log_, tr("While a match is played, this shows every call: "
                                                "who was asked when, who waited, and who held up "
                                                "the table.")));
    } else {
        TimelinePainter(picture_, geometry_, palette(), font()).paint(&painter, marks_);
    }
    if (hasFocus())
        paintFocus(&painter, rect(), palette());
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placePlot();
}

void TimelineView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    placePlot();
    refresh();
    revealSelected();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    const QPoint angle = event->angleDelta();
    TimelineGeometry next = geometry_;
    if (event->modifiers() & Qt::ShiftModifier || std::abs(angle.x()) > std::abs(angle.y())) {
        const int delta = angle.x() != 0 ? angle.x() : angle.y();
        next.panBy(-delta, picture_.total);
    } else {
        next.zoomAt(event->position().x(), std::pow(zoomStep, angle.y() / 120.0), picture_.total);
    }
    changeView(next);
}

void TimelineView::setRange(std::optional<std::pair<qint64, qint64>> range)
{
    if (marks_.range == range)
        return;
    marks_.range = range;
    update();
    Q_EMIT rangeChanged();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        pressed_ = event->position();
    } else if (event->button() == Qt::MiddleButton) {
        panning_ = event->position();
        setCursor(Qt::ClosedHandCursor);
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (panning_) {
        TimelineGeometry next = geometry_;
        next.panBy(panning_->x() - at.x(), picture_.total);
        panning_ = at;
        changeView(next);
        return;
    }
    const bool dragged =
        pressed_ && std::abs(at.x() - pressed_->x()) >= QApplication::startDragDistance();
    if (dragged || (pressed_ && marks_.range)) {
        const auto time = [this](double x) {
            const double inside = std::clamp(x, geometry_.plot.left(), geometry_.plot.right());
            return std::clamp<qint64>(std::llround(geometry_.timeAt(inside)), 0, picture_.total);
        };
        const auto [first, last] = std::minmax({time(pressed_->x()), time(at.x())});
        setRange(std::pair(first, last));
        return;
    }
    const int hovered = geometry_.spanAt(picture_, at);
    if (hovered != marks_.hovered) {
        marks_.hovered = hovered;
        setCursor(hovered < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
        update();
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton && panning_) {
        panning_.reset();
        unsetCursor();
    }
    if (event->button() != Qt::LeftButton || !pressed_)
        return;
    const bool clicked =
        (event->position() - *pressed_).manhattanLength() < QApplication::startDragDistance();
    pressed_.reset();
    if (!clicked)
        return;
    setRange(std::nullopt);
    if (const int span = geometry_.spanAt(picture_, event->position()); span >= 0)
        Q_EMIT callClicked(span);
}

void TimelineView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    marks_.hovered = -1;
    update();
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
        zoomIn();
        break;
    case Qt::Key_Minus:
        zoomOut();
        break;
    case Qt::Key_0:
        fit();
        break;
    case Qt::Key_Up:
        selectBeside(-1);
        break;
    case Qt::Key_Down:
        selectBeside(1);
        break;
    case Qt::Key_Escape:
        setRange(std::nullopt);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

/// The call that started before or after the selected one.
void TimelineView::selectBeside(int step)
{
    if (picture_.bars.empty())
        return;
    const auto count = static_cast<int>(picture_.bars.size());
    const TimelineBar *bar = marks_.selected ? picture_.bar(*marks_.selected) : nullptr;
    const int place = bar ? static_cast<int>(bar - picture_.bars.data()) + step : 0;
    if (place >= 0 && place < count)
        Q_EMIT callClicked(picture_.bars[static_cast<std::size_t>(place)].span);
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Timeline of calls"));
        placePlot();
    }
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int span = geometry_.spanAt(picture_, help->pos());
    const TimelineBar *bar = span >= 0 ? picture_.bar(span) : nullptr;
    if (bar && log_)
        QToolTip::showText(help->globalPos(), plainTip(describe(*bar)), this);
    else
        QToolTip::hideText();
    return true;
}

QString TimelineView::describe(const TimelineBar &bar) const
{
    const Span &span = log_->spans()[bar.span];
    const CallId call{bar.power, phaseFromText(span.phase).value_or(Phase{}), bar.stage, span.round,
                      1};
    QStringList lines{callHeading(call)};
    const auto add = [&](const QString &text, qint64 duration) {
        if (duration > 0)
            lines << text.arg(durationText(duration));
    };
    add(tr("%1 waiting for the schedule"), bar.started - bar.ready);
    add(tr("%1 until it was sent"), bar.sent - bar.started);
    add(bar.answering   ? tr("%1 until the first token")
        : bar.brokenOff ? tr("%1 without an answer; then the record breaks off")
                        : tr("%1 without an answer so far"),
        bar.firstToken - bar.sent);
    add(tr("%1 of answering"), bar.end - bar.firstToken);
    add(tr("%1 too early: nobody needed it yet"), bar.neededAt - bar.end);
    for (const SpanRequest &request : span.requests.mid(1))
        lines << (request.hedge ? tr("a second request after %1") : tr("sent again after %1"))
                     .arg(durationText(request.sent - bar.sent));
    if (!span.problem.isEmpty())
        lines << shownSentence(span.problem.simplified()).left(200);
    if (span.inputTokens + span.outputTokens > 0)
        lines << tr("%1 tokens in, %2 out")
                     .arg(QLocale().toString(span.inputTokens),
                          QLocale().toString(span.outputTokens));
    qint64 critical = 0;
    for (const TimelineStep &step : picture_.path) {
        if (picture_.bars[step.bar].span == bar.span)
            critical += step.to - step.from;
    }
    add(tr("The table waited %1 for it"), critical);
    return lines.join(u'\n');
}

} // namespace concert
