// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

namespace concert {

namespace {

// Every icon is drawn on a field of 16 by 16.

QPainterPath triangle(qreal left, qreal right, qreal top, qreal bottom)
{
    QPainterPath path;
    path.moveTo(left, top);
    path.lineTo(right, (top + bottom) / 2);
    path.lineTo(left, bottom);
    path.closeSubpath();
    return path;
}

QPainterPath bar(qreal left, qreal top, qreal width, qreal height)
{
    QPainterPath path;
    path.addRoundedRect(QRectF(left, top, width, height), 0.8, 0.8);
    return path;
}

/// Filled parts; empty for icons of lines.
QPainterPath filledShape(WindowIcon icon)
{
    switch (icon) {
    case WindowIcon::First:
        return bar(2.5, 3, 2, 10).united(triangle(13, 5, 3, 13));
    case WindowIcon::Previous:
        return triangle(12, 4, 3, 13);
    case WindowIcon::Play:
    case WindowIcon::Start:
        return triangle(4, 13.5, 2.5, 13.5);
    case WindowIcon::Pause:
        return bar(3.5, 3, 3.2, 10).united(bar(9.3, 3, 3.2, 10));
    case WindowIcon::Stop:
        return bar(3.5, 3.5, 9, 9);
    case WindowIcon::Step:
        return bar(2.5, 3, 2, 10).united(triangle(6.5, 14, 3, 13));
    case WindowIcon::StopAfter:
        return triangle(1.5, 7.5, 4, 12).united(bar(9, 4.5, 5.5, 7));
    case WindowIcon::Next:
        return triangle(4, 12, 3, 13);
    case WindowIcon::Last:
        return triangle(3, 11, 3, 13).united(bar(11.5, 3, 2, 10));
    case WindowIcon::Live: {
        QPainterPath path;
        path.addEllipse(QPointF(8, 8), 2.6, 2.6);
        return path;
    }
    default:
        return {};
    }
}

QPainterPath lineShape(WindowIcon icon)
{
    QPainterPath path;
    switch (icon) {
    case WindowIcon::Live:
        path.addEllipse(QPointF(8, 8), 5.8, 5.8);
        break;
    case WindowIcon::NewMatch:
        path.addRoundedRect(QRectF(2.5, 2.5, 11, 11), 2, 2);
        path.moveTo(8, 5);
        path.lineTo(8, 11);
        path.moveTo(5, 8);
        path.lineTo(11, 8);
        break;
    case WindowIcon::Open:
        path.moveTo(2.5, 12.5);
        path.lineTo(2.5, 3.5);
        path.lineTo(6.5, 3.5);
        path.lineTo(8, 5.5);
        path.lineTo(13.5, 5.5);
        path.lineTo(13.5, 12.5);
        path.closeSubpath();
        break;
    case WindowIcon::Close:
        path.moveTo(4, 4);
        path.lineTo(12, 12);
        path.moveTo(12, 4);
        path.lineTo(4, 12);
        break;
    case WindowIcon::Down:
        path.moveTo(3.5, 6);
        path.lineTo(8, 10.5);
        path.lineTo(12.5, 6);
        break;
    case WindowIcon::Return:
        path.moveTo(6.5, 3);
        path.lineTo(2.5, 6.5);
        path.lineTo(6.5, 10);
        path.moveTo(2.5, 6.5);
        path.lineTo(10, 6.5);
        path.arcTo(QRectF(7, 6.5, 6, 6), 90, -180);
        path.lineTo(7, 12.5);
        break;
    case WindowIcon::ZoomIn:
        path.moveTo(8, 3.5);
        path.lineTo(8, 12.5);
        [[fallthrough]];
    case WindowIcon::ZoomOut:
        path.moveTo(3.5, 8);
        path.lineTo(12.5, 8);
        break;
    case WindowIcon::Fit:
        path.moveTo(2.5, 3.5);
        path.lineTo(2.5, 12.5);
        path.moveTo(13.5, 3.5);
        path.lineTo(13.5, 12.5);
        path.moveTo(5, 8);
        path.lineTo(11, 8);
        path.moveTo(6.8, 6);
        path.lineTo(5, 8);
        path.lineTo(6.8, 10);
        path.moveTo(9.2, 6);
        path.lineTo(11, 8);
        path.lineTo(9.2, 10);
        break;
    default:
        break;
    }
    return path;
}

QColor iconColor(WindowIcon icon, QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
    if (mode == QIcon::Selected)
        return palette.color(group, QPalette::HighlightedText);
    if (icon == WindowIcon::Start && mode != QIcon::Disabled)
        return palette.color(QPalette::Window).lightness() < 128 ? QColor(0x5FCB7D)
                                                                 : QColor(0x1E7F3C);
    return palette.color(group, QPalette::ButtonText);
}

class WindowIconEngine : public QIconEngine {
public:
    explicit WindowIconEngine(WindowIcon icon) : icon_(icon) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QColor color = iconColor(icon_, mode);
        const qreal side = qMin(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(QRectF(rect).center() - QPointF(side, side) / 2);
        painter->scale(side / 16, side / 16);
        painter->fillPath(filledShape(icon_), color);
        painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        painter->drawPath(lineShape(icon_));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new WindowIconEngine(icon_); }

private:
    WindowIcon icon_;
};

} // namespace

QIcon drawnIcon(WindowIcon icon)
{
    return QIcon(new WindowIconEngine(icon));
}

} // namespace concert
