// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"
#include "core/rules/province.h"

#include <QColor>
#include <QFont>
#include <QPainterPath>
#include <QPalette>

#include <array>
#include <optional>

namespace concert {

enum class MapNames { None, Short, Full };

/// What of the board is shown.
struct MapOptions {
    MapNames names = MapNames::Short;
    bool units = true;
    bool centers = true;
    bool influence = true;
    bool orders = true;
    std::array<bool, powerCount> powerOrders{true, true, true, true, true, true, true};
    bool legend = true;
    std::optional<Province> highlight;

    bool operator==(const MapOptions &) const = default;
};

/// A font of any size: letters are drawn as paths, made large once and scaled, because fonts in
/// whole pixels are too coarse and points depend on the device.
struct MapFont {
    QFont font;
    double size = 12; ///< in board units

    MapFont scaled(double factor) const { return {font, size * factor}; }
    double width(const QString &text) const;
    double capHeight() const;
    double lineHeight() const;

    bool operator==(const MapFont &) const = default;
};

/// The board's colours and fonts, for light and for dark palettes.
struct MapStyle {
    bool dark = false;
    QColor desk; ///< around the board
    QColor sea;
    QColor deepSea;
    QColor glow; ///< laid over the sea, band by band
    QColor graticule;
    QColor seaLine;
    QColor paper; ///< land nobody owns
    QColor otherLand;
    QColor impassable;
    QColor hatching;
    QColor coastLine;
    QColor border;
    QColor landText;
    QColor seaText;
    QColor halo;   ///< light or dark, opposite to text
    QColor casing; ///< outline of tokens and arrows
    QColor rim;    ///< light rim around the casing
    QColor failed;
    QColor standoff;
    QColor highlight;
    QColor card; ///< behind the legend
    QColor cardText;
    MapFont landFont;
    MapFont seaFont;
    MapFont coastFont;

    static MapStyle forPalette(const QPalette &palette);

    /// What a province of this power is filled with.
    QColor land(std::optional<Power> owner) const;
    /// The stronger tone just inside its outline.
    QColor band(Power owner) const;
    /// Lines of orders: the power's colour, readable on this board.
    QColor line(Power power) const;

    bool operator==(const MapStyle &) const = default;
};

/// How many times larger than the anchors were laid out for tokens, lines and letters are drawn at
/// \a zoom device pixels a board unit: they grow more slowly than the map, so that zooming in
/// also spreads things out.
double symbolScale(double zoom);

/// A mixture of two colours; \a t = 1 is all of \a b.
QColor mixed(const QColor &a, const QColor &b, double t);

/// Centred text as a path: the same on the screen and in every exported file.
QPainterPath centeredText(const MapFont &font, QPointF center, const QString &text);
/// The same, beginning at a point; \a left is the middle of the first letter's left side.
QPainterPath leftText(const MapFont &font, QPointF left, const QString &text);

} // namespace concert
