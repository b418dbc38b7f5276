// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/power_chip.h"

#include "ui/powers.h"
#include "ui/window_colors.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>

namespace concert {

namespace {

class PowerChipEngine : public QIconEngine {
public:
    explicit PowerChipEngine(Power power) : power_(power) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintPowerChip(painter, rect, power_, mode == QIcon::Disabled);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new PowerChipEngine(power_); }

private:
    Power power_;
};

} // namespace

void paintPowerChip(QPainter *painter, const QRectF &rect, Power power, bool faded)
{
    const qreal side = qMin(rect.width(), rect.height());
    const QRectF square(rect.center() - QPointF(side, side) / 2, QSizeF(side, side));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(painter->opacity() * (faded ? 0.4 : 1.0));
    const bool dark = isDark(QGuiApplication::palette());
    const QColor color = powerColor(power);
    painter->setPen(QPen(dark ? mixedColor(color, Qt::white, 0.35) : color.darker(150), 1));
    painter->setBrush(powerColor(power));
    painter->drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), side * 0.25, side * 0.25);
    QFont font = painter->font();
    font.setPixelSize(qMax(6, qRound(side * 0.66)));
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(onPowerColor(power));
    painter->drawText(square, Qt::AlignCenter, powerDisplayName(power).left(1));
    painter->restore();
}

QColor powerBarColor(Power power, const QPalette &palette)
{
    return isDark(palette) ? powerTextColor(power, palette) : powerColor(power);
}

QIcon powerChip(Power power)
{
    return QIcon(new PowerChipEngine(power));
}

} // namespace concert
