// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/powers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace concert {

namespace {

// WCAG 2.1's relative luminance and contrast.
double channelLuminance(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channelLuminance(color.redF()) + 0.7152 * channelLuminance(color.greenF()) +
           0.0722 * channelLuminance(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace

QColor powerColor(Power power)
{
    // Customary colours, moved until they stay apart for every kind of sight; Russia, by custom
    // white, is violet, or it would be the paper's.
    static constexpr std::array<QRgb, powerCount> colors{
        0xffB73416, 0xff27408F, 0xff3FACF3, 0xff4B4640, 0xff329452, 0xff9C68A5, 0xffF0B92B};
    return QColor::fromRgb(colors[static_cast<std::size_t>(indexOf(power))]);
}

QColor powerTextColor(Power power, const QPalette &palette)
{
    constexpr double readable = 4.5; // WCAG 2.1, level AA
    const QColor base = palette.color(QPalette::Base);
    const QColor pole = isDark(palette) ? QColor(Qt::white) : QColor(Qt::black);
    const QColor own = powerColor(power);
    QColor color = own;
    for (int step = 1; step <= 20 && contrast(color, base) < readable; ++step) {
        const float t = static_cast<float>(step) / 20;
        color = QColor::fromRgbF(own.redF() + (pole.redF() - own.redF()) * t,
                                 own.greenF() + (pole.greenF() - own.greenF()) * t,
                                 own.blueF() + (pole.blueF() - own.blueF()) * t);
    }
    return color;
}

QColor onPowerColor(Power power)
{
    const QColor color = powerColor(power);
    return contrast(color, Qt::white) >= contrast(color, Qt::black) ? Qt::white : Qt::black;
}

QString powerDisplayName(Power power)
{
    const auto name = [](const char *text) { return QCoreApplication::translate("Power", text); };
    switch (power) {
    case Power::Austria:
        return name(QT_TRANSLATE_NOOP("Power", "Austria"));
    case Power::England:
        return name(QT_TRANSLATE_NOOP("Power", "England"));
    case Power::France:
        return name(QT_TRANSLATE_NOOP("Power", "France"));
    case Power::Germany:
        return name(QT_TRANSLATE_NOOP("Power", "Germany"));
    case Power::Italy:
        return name(QT_TRANSLATE_NOOP("Power", "Italy"));
    case Power::Russia:
        return name(QT_TRANSLATE_NOOP("Power", "Russia"));
    case Power::Turkey:
        return name(QT_TRANSLATE_NOOP("Power", "Turkey"));
    }
    return {};
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Window)) <
           luminance(palette.color(QPalette::WindowText));
}

} // namespace concert
