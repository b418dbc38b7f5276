// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_style.h"

#include "ui/powers.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetricsF>

#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int fontPixels = 100; // the size that text paths are made at

MapFont mapFont(const QString &family, double size, QFont::Weight weight, bool italic,
                double spacing)
{
    QFont font = QApplication::font();
    if (QFontDatabase::hasFamily(family))
        font.setFamily(family);
    font.setPixelSize(fontPixels);
    font.setWeight(weight);
    font.setItalic(italic);
    font.setLetterSpacing(QFont::AbsoluteSpacing, spacing * fontPixels);
    font.setHintingPreference(QFont::PreferNoHinting);
    return {font, size};
}

void setLightColors(MapStyle &style)
{
    style.desk = QColor(0xC9, 0xC1, 0xAE);
    style.sea = QColor(0xD6, 0xE4, 0xE8);
    style.deepSea = QColor(0xC8, 0xDA, 0xE2);
    style.glow = QColor(120, 168, 190, 38);
    style.graticule = QColor(255, 255, 255, 95);
    style.seaLine = QColor(0x5E, 0x87, 0x99);
    style.paper = QColor(0xF3, 0xEB, 0xD8);
    style.otherLand = QColor(0xE3, 0xDD, 0xD2);
    style.impassable = QColor(0xCF, 0xC5, 0xAE);
    style.hatching = QColor(0xA0, 0x94, 0x7B);
    style.coastLine = QColor(0x46, 0x60, 0x6C);
    style.border = QColor(0x3B, 0x32, 0x29);
    style.landText = QColor(0x2A, 0x25, 0x20);
    style.seaText = QColor(0x24, 0x4E, 0x63);
    style.halo = QColor(0xFF, 0xFD, 0xF5);
    style.highlight = QColor(0xD8, 0x12, 0x8A);
    style.card = QColor(0xFB, 0xF6, 0xE8, 238);
    style.cardText = QColor(0x2E, 0x2A, 0x25);
}

void setDarkColors(MapStyle &style)
{
    style.desk = QColor(0x10, 0x14, 0x18);
    style.sea = QColor(0x1E, 0x2B, 0x36);
    style.deepSea = QColor(0x17, 0x22, 0x2C);
    style.glow = QColor(92, 140, 168, 30);
    style.graticule = QColor(255, 255, 255, 16);
    style.seaLine = QColor(0x6C, 0x93, 0xA8);
    style.paper = QColor(0x7A, 0x71, 0x60);
    style.otherLand = QColor(0x4A, 0x4A, 0x48);
    style.impassable = QColor(0x2C, 0x2B, 0x29);
    style.hatching = QColor(0x63, 0x5D, 0x52);
    style.coastLine = QColor(0x9D, 0xB4, 0xC0);
    style.border = QColor(0x0E, 0x0D, 0x0C);
    style.landText = QColor(0xF6, 0xF1, 0xE4);
    style.seaText = QColor(0xA9, 0xCB, 0xDC);
    style.halo = QColor(0x16, 0x17, 0x19);
    style.highlight = QColor(0xFF, 0x7A, 0xD0);
    style.card = QColor(0x22, 0x26, 0x2A, 238);
    style.cardText = QColor(0xEC, 0xE8, 0xDC);
}

} // namespace

MapStyle MapStyle::forPalette(const QPalette &palette)
{
    MapStyle style;
    style.dark = isDark(palette);
    if (style.dark)
        setDarkColors(style);
    else
        setLightColors(style);
    style.casing = QColor(0x26, 0x20, 0x1B);
    style.rim = QColor(0xFF, 0xFD, 0xF5);
    style.failed = QColor(0xB3, 0x1B, 0x16);
    style.standoff = QColor(0xB3, 0x1B, 0x16);
    style.landFont = mapFont(u"Lato"_s, 12, QFont::Bold, false, 0.045);
    style.seaFont = mapFont(u"EB Garamond"_s, 17, QFont::Medium, true, 0.065);
    style.coastFont = mapFont(u"Lato"_s, 10.5, QFont::Normal, true, 0.02);
    return style;
}

QColor MapStyle::land(std::optional<Power> owner) const
{
    // Light: 47 % over the paper, as the palette was checked for colour-blind eyes.
    if (!owner)
        return paper;
    return dark ? mixed(powerColor(*owner), Qt::black, 0.22)
                : mixed(paper, powerColor(*owner), 0.47);
}

QColor MapStyle::band(Power owner) const
{
    QColor color = dark ? mixed(powerColor(owner), Qt::white, 0.18) : powerColor(owner);
    color.setAlphaF(dark ? 0.55F : 0.5F);
    return color;
}

QColor MapStyle::line(Power power) const
{
    const QColor color = powerColor(power);
    // On a dark board dark colours need more light.
    const double lack = std::max(0.0, 0.45 - static_cast<double>(color.lightnessF()));
    return dark ? mixed(color, Qt::white, 0.12 + 1.5 * lack) : color;
}

double symbolScale(double zoom)
{
    constexpr double layout = 0.85; // pixels a unit at which symbols have their natural size
    const double scale = std::pow(layout / std::max(zoom, 0.05), 0.45);
    return std::clamp(scale, 0.3, 1.18); // above this tokens of neighbours would meet
}

QColor mixed(const QColor &a, const QColor &b, double t)
{
    const auto channel = [t](int x, int y) {
        return static_cast<int>(std::lround(x + (y - x) * t));
    };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

double MapFont::width(const QString &text) const
{
    const double advance = QFontMetricsF(font).horizontalAdvance(text) - font.letterSpacing();
    return advance * size / fontPixels;
}

double MapFont::capHeight() const
{
    return QFontMetricsF(font).capHeight() * size / fontPixels;
}

double MapFont::lineHeight() const
{
    return QFontMetricsF(font).height() * size / fontPixels;
}

QPainterPath centeredText(const MapFont &font, QPointF center, const QString &text)
{
    return leftText(font, center - QPointF(font.width(text) / 2, 0), text);
}

QPainterPath leftText(const MapFont &font, QPointF left, const QString &text)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addText(QPointF(), font.font, text);
    const double factor = font.size / fontPixels;
    return QTransform::fromTranslate(left.x(), left.y() + font.capHeight() / 2)
        .scale(factor, factor)
        .map(path);
}

} // namespace concert
