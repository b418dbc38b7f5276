// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/board_state.h"
#include "ui/map/map_geometry.h"
#include "ui/map/map_style.h"

class QPainter;

namespace concert {

/// Paints the board itself, without units and orders: sea, land by owner, borders, names, centres.
/// The painter's transformation maps board units to the device. Costly (tens of milliseconds), so
/// the view caches it; split into parts that each stay short.
class BoardPainter {
public:
    /// \a zoom: device pixels a board unit. \a owners: see ownersOf.
    BoardPainter(const MapGeometry &map, const MapStyle &style, const MapOptions &options,
                 const Influence &owners, double zoom);

    /// The first parts are the sea, the same whoever owns what.
    static constexpr int seaParts = 5;
    static constexpr int partCount = seaParts + 3 + powerCount;
    void paintPart(QPainter &painter, int part) const;
    void paint(QPainter &painter) const;

private:
    std::optional<Power> owner(std::optional<Province> province) const;
    bool isSeen(QPainter &painter, const QRectF &bounds) const;
    void paintSea(QPainter &painter) const;
    void paintGlow(QPainter &painter, std::size_t band) const;
    void paintLand(QPainter &painter) const;
    void paintBand(QPainter &painter, Power power) const;
    void paintLines(QPainter &painter) const;
    void paintMarks(QPainter &painter) const;
    void paintCenter(QPainter &painter, Province province) const;
    void paintName(QPainter &painter, Province province) const;
    void paintText(QPainter &painter, const QPainterPath &text, const QColor &color,
                   const QColor &halo) const;
    QStringList nameLines(Province province, const MapFont &font) const;
    QFont scaled(const MapFont &font) const;

    const MapGeometry &map_;
    const MapStyle &style_;
    const MapOptions &options_;
    const Influence &owners_;
    double zoom_;
    double symbol_;
};

/// Whose colour each province is filled with: centres by owner, other land by influence.
Influence ownersOf(const BoardState &state, bool influence);

} // namespace concert
