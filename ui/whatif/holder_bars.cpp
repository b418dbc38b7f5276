// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/whatif/holder_bars.h"

#include "core/record/text.h"
#include "ui/latency/latency_model.h"
#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/window_colors.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

void HolderBars::setHolders(const QList<TableHolder> &holders)
{
    holders_ = holders;
    holders_.removeIf([](const TableHolder &each) { return !powerFromText(each.power); });
    QStringList texts;
    for (const TableHolder &each : holders_)
        texts << u"%1: %2"_s.arg(powerDisplayName(*powerFromText(each.power)),
                                 durationText(each.time));
    setAccessibleDescription(QLocale().createSeparatedList(texts));
    update();
}

QSize HolderBars::sizeHint() const
{
    return {fontMetrics().height() * 20, (fontMetrics().height() + 4) * powerCount};
}

QSize HolderBars::minimumSizeHint() const
{
    return {fontMetrics().height() * 10, fontMetrics().height() * 3};
}

void HolderBars::paintEvent(QPaintEvent *)
{
    if (holders_.isEmpty())
        return;
    QPainter painter(this);
    const QFontMetrics metrics = fontMetrics();
    const int row = std::min(metrics.height() + 6, height() / powerCount);
    const int chip = std::min(metrics.height(), row - 2);
    const qint64 longest = std::max<qint64>(holders_.first().time, 1);
    int widest = 0;
    for (const TableHolder &each : holders_)
        widest = std::max(widest, metrics.horizontalAdvance(durationText(each.time)));
    const int room = std::max(width() - chip - 6 - widest - 12, 10);
    for (qsizetype i = 0; i < holders_.size(); ++i) {
        const TableHolder &each = holders_[i];
        const Power power = *powerFromText(each.power);
        const int top = static_cast<int>(i) * row;
        paintPowerChip(&painter, QRectF(0, top + (row - chip) / 2.0, chip, chip), power);
        const double length = static_cast<double>(room) * static_cast<double>(each.time) /
                              static_cast<double>(longest);
        painter.fillRect(QRectF(chip + 6, top + 2, std::max(length, 1.0), row - 4),
                         powerBarColor(power, palette()));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRectF(chip + 6 + length + 6, top, widest + 4, row),
                         Qt::AlignVCenter | Qt::AlignLeft, durationText(each.time));
    }
}

} // namespace concert
