// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_colors.h"

#include "ui/powers.h"

#include <QPainter>

namespace concert {

QColor mixedColor(const QColor &a, const QColor &b, double amount)
{
    const auto mix = [amount](int x, int y) {
        return static_cast<int>(x + (y - x) * amount + 0.5);
    };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

QColor faintTextColor(const QPalette &palette)
{
    return mixedColor(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.36);
}

QColor separatorColor(const QPalette &palette)
{
    return mixedColor(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.78);
}

QColor problemColor(const QPalette &palette)
{
    return isDark(palette) ? QColor(0xFF8A7A) : QColor(0xB3261E);
}

QFont smallerFont(QFont font)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * 0.9);
    else
        font.setPixelSize(qMax(8, font.pixelSize() * 9 / 10));
    return font;
}

void paintFocus(QPainter *painter, const QRect &rect, const QPalette &palette)
{
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(palette.color(QPalette::Highlight), 2));
    painter->drawRect(QRectF(rect).adjusted(1, 1, -1, -1));
}

} // namespace concert
