// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replay/phase_bar.h"

#include "ui/navigator.h"
#include "ui/phase_text.h"
#include "ui/window_colors.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QToolTip>

#include <algorithm>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

constexpr double playheadRoom = 5; // above the segments, for the playhead's head
constexpr double sideRoom = 6;
constexpr int phasesAYear = 5; // at most; what Page Up and Page Down step

double segmentWeight(const Phase &phase)
{
    return phase.type == PhaseType::Movement ? 1.0 : 0.7;
}

} // namespace

PhaseBarGeometry PhaseBarGeometry::of(const std::vector<Phase> &phases, double width, double height,
                                      double widest)
{
    PhaseBarGeometry geometry;
    geometry.height = height;
    if (phases.empty())
        return geometry;
    double weights = 0;
    for (const Phase &phase : phases)
        weights += segmentWeight(phase);
    const double unit = std::min(std::max(width - 2 * sideRoom, 1.0) / weights, widest);
    double x = sideRoom;
    geometry.edges.push_back(x);
    for (const Phase &phase : phases)
        geometry.edges.push_back(x += unit * segmentWeight(phase));
    return geometry;
}

QRectF PhaseBarGeometry::segment(int phase) const
{
    const auto i = static_cast<std::size_t>(phase);
    return {edges[i], playheadRoom, edges[i + 1] - edges[i], height - playheadRoom - 1};
}

int PhaseBarGeometry::phaseAt(double x) const
{
    if (edges.empty())
        return -1;
    const auto next = std::upper_bound(edges.begin(), edges.end(), x);
    return std::clamp(static_cast<int>(next - edges.begin()) - 1, 0, phaseCount() - 1);
}

PhaseBar::PhaseBar(Navigator *navigator, QWidget *parent) : QWidget(parent), navigator_(navigator)
{
    setObjectName(u"phaseBar"_s);
    setAccessibleName(tr("Phases of the match"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(navigator_, &Navigator::logChanged, this, &PhaseBar::onMoved);
    connect(navigator_, &Navigator::playheadChanged, this, &PhaseBar::onMoved);
    connect(navigator_, &Navigator::behindChanged, this, qOverload<>(&QWidget::update));
    onMoved();
}

QSize PhaseBar::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(u"S1901M"_s) * 8, fontMetrics().height() + 14};
}

QSize PhaseBar::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(u"S1901M"_s) * 2, sizeHint().height()};
}

PhaseBarGeometry PhaseBar::geometryNow() const
{
    std::vector<Phase> phases;
    bool open = false;
    if (const MatchLog *log = navigator_->log()) {
        for (const PhaseEntry &entry : log->phases())
            phases.push_back(entry.phase);
        open = !log->hasEnded();
    }
    const double label = fontMetrics().horizontalAdvance(u"S1901M"_s);
    return PhaseBarGeometry::of(phases, width() - (open ? label : 0), height(), label * 2.0);
}

void PhaseBar::onMoved()
{
    const qsizetype phase = navigator_->phaseIndex();
    setAccessibleDescription(
        phase < 0 ? tr("No phase yet")
                  : tr("%1, phase %2 of %3")
                        .arg(phaseDisplayName(navigator_->log()->phases()[phase].phase))
                        .arg(phase + 1)
                        .arg(navigator_->log()->phases().size()));
    update();
}

std::pair<qsizetype, qsizetype> PhaseBar::eventsOf(int phase) const
{
    const MatchLog *log = navigator_->log();
    const bool last = phase + 1 >= log->phases().size();
    return {log->phases()[phase].started, last ? log->size() : log->phases()[phase + 1].started};
}

double PhaseBar::playheadX(const PhaseBarGeometry &geometry) const
{
    const int phase = static_cast<int>(navigator_->phaseIndex());
    if (phase < 0 || phase >= geometry.phaseCount())
        return sideRoom;
    const auto [from, to] = eventsOf(phase);
    const double part = to - from <= 1 ? 1.0
                                       : static_cast<double>(navigator_->playhead() - from) /
                                             static_cast<double>(to - from - 1);
    const QRectF segment = geometry.segment(phase);
    return segment.left() + segment.width() * std::clamp(part, 0.0, 1.0);
}

qsizetype PhaseBar::eventAt(const PhaseBarGeometry &geometry, double x) const
{
    const int phase = geometry.phaseAt(x);
    const QRectF segment = geometry.segment(phase);
    const auto [from, to] = eventsOf(phase);
    const double part = std::clamp((x - segment.left()) / std::max(segment.width(), 1.0), 0.0, 1.0);
    return from + static_cast<qsizetype>(part * static_cast<double>(to - from - 1) + 0.5);
}

void PhaseBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const PhaseBarGeometry geometry = geometryNow();
    if (geometry.phaseCount() == 0) {
        painter.setPen(faintTextColor(palette()));
        painter.drawText(rect(), Qt::AlignCenter, tr("Phases appear here once a match runs."));
    } else {
        for (int phase = 0; phase < geometry.phaseCount(); ++phase)
            paintSegment(&painter, geometry, phase);
        if (!navigator_->log()->hasEnded())
            paintOpenEnd(&painter, geometry);
        paintPlayhead(&painter, geometry);
    }
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        option.rect = rect();
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

void PhaseBar::paintSegment(QPainter *painter, const PhaseBarGeometry &geometry, int phase) const
{
    const QPalette colors = palette();
    const Phase &what = navigator_->log()->phases()[phase].phase;
    QRectF box = geometry.segment(phase).adjusted(0.5, 0, -0.5, 0);
    // The type is a shape: movement fills the strip, retreats hang low, adjustments are round.
    const bool movement = what.type == PhaseType::Movement;
    if (what.type == PhaseType::Retreat)
        box.setTop(box.top() + box.height() * 0.25);
    const double radius = what.type == PhaseType::Adjustment ? box.height() / 2 : 2.5;
    QPainterPath shape;
    shape.addRoundedRect(box, std::min(radius, box.width() / 2), radius);

    const QColor highlight = colors.color(QPalette::Highlight);
    const QColor window = colors.color(QPalette::Window);
    const QColor ahead =
        mixedColor(window, colors.color(QPalette::WindowText), movement ? 0.14 : 0.08);
    const QColor watched = mixedColor(window, highlight, movement ? 0.5 : 0.33);
    painter->fillPath(shape, ahead);
    const double now = playheadX(geometry);
    if (now > box.left()) {
        painter->save();
        painter->setClipRect(QRectF(box.left(), 0, now - box.left(), height()));
        painter->fillPath(shape, watched);
        painter->restore();
    }
    const bool current = phase == navigator_->phaseIndex();
    if (current) {
        painter->setPen(QPen(highlight, 1.5));
        painter->drawPath(shape);
    }
    QFont font = movement ? this->font() : smallerFont(this->font());
    font.setBold(current);
    const QFontMetricsF metrics(font);
    QString label = phaseShortName(what);
    if (metrics.horizontalAdvance(label) + 4 > box.width()) // the year alone, where a year begins
        label = what.season == Season::Spring && movement ? QString::number(what.year) : QString();
    if (label.isEmpty() || metrics.horizontalAdvance(label) > box.width())
        return;
    painter->setFont(font);
    painter->setPen(colors.color(QPalette::WindowText));
    painter->drawText(box, Qt::AlignCenter | Qt::TextSingleLine, label);
}

void PhaseBar::paintOpenEnd(QPainter *painter, const PhaseBarGeometry &geometry) const
{
    const QRectF last = geometry.segment(geometry.phaseCount() - 1);
    painter->setPen(Qt::NoPen);
    painter->setBrush(faintTextColor(palette()));
    for (int dot = 0; dot < 3; ++dot)
        painter->drawEllipse(QPointF(last.right() + 9 + dot * 7, last.center().y()), 1.8, 1.8);
}

void PhaseBar::paintPlayhead(QPainter *painter, const PhaseBarGeometry &geometry) const
{
    const double x = playheadX(geometry);
    const QColor color = palette().color(QPalette::WindowText);
    painter->setPen(QPen(palette().color(QPalette::Window), 4));
    painter->drawLine(QPointF(x, playheadRoom), QPointF(x, height()));
    painter->setPen(QPen(color, 2));
    painter->drawLine(QPointF(x, playheadRoom), QPointF(x, height()));
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawPolygon(
        QPolygonF({QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, playheadRoom + 3)}));
}

void PhaseBar::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    pressed_ = event->position();
    dragging_ = false;
    if (const int phase = geometryNow().phaseAt(pressed_.x()); phase >= 0)
        navigator_->goToPhase(phase);
}

void PhaseBar::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const double distance = std::abs(event->position().x() - pressed_.x());
    dragging_ = dragging_ || distance >= QApplication::startDragDistance();
    const PhaseBarGeometry geometry = geometryNow();
    if (dragging_ && geometry.phaseCount() > 0)
        navigator_->goTo(eventAt(geometry, event->position().x()));
}

void PhaseBar::mouseReleaseEvent(QMouseEvent *)
{
    dragging_ = false;
}

void PhaseBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        navigator_->previousPhaseAction()->trigger();
        break;
    case Qt::Key_Right:
        navigator_->nextPhaseAction()->trigger();
        break;
    case Qt::Key_Home:
        navigator_->firstPhaseAction()->trigger();
        break;
    case Qt::Key_End:
        navigator_->lastPhaseAction()->trigger();
        break;
    case Qt::Key_PageUp:
        navigator_->goToPhase(navigator_->phaseIndex() - phasesAYear);
        break;
    case Qt::Key_PageDown:
        navigator_->goToPhase(navigator_->phaseIndex() + phasesAYear);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool PhaseBar::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const QPoint at = static_cast<QHelpEvent *>(event)->pos();
    const int phase = geometryNow().phaseAt(at.x());
    if (phase >= 0)
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), toolTipFor(phase), this);
    return true;
}

QString PhaseBar::toolTipFor(int phase) const
{
    const MatchLog *log = navigator_->log();
    const auto [from, to] = eventsOf(phase);
    int messages = 0;
    for (qsizetype i = from; i < to; ++i)
        messages += log->at(i).as<MessageSent>() != nullptr;
    QStringList lines{u"%1: %2"_s.arg(phaseShortName(log->phases()[phase].phase),
                                      phaseDisplayName(log->phases()[phase].phase))};
    if (messages > 0)
        lines << tr("%n message(s)", nullptr, messages);
    if (!log->phases()[phase].adjudicated)
        lines << (log->hasEnded() ? tr("not played to its end") : tr("running"));
    return lines.join(u'\n');
}

} // namespace concert
