// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/province.h"

#include <QLineF>
#include <QPainterPath>
#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace concert {

/// A line of the picture, once, with the areas on both sides of it.
struct MapArc {
    enum class Kind { Coast, Border, Sea, Strait, Frame };

    Kind kind = Kind::Coast;
    std::optional<Province> left; ///< none: no province (Switzerland, a lake, beyond the board)
    std::optional<Province> right;
    QPolygonF points;
    QRectF bounds;

    double length() const;
};

/// Land around which the sea is lighter, grown by a width.
struct GlowBand {
    double width = 0;
    QPainterPath path;
};

/// The picture of the board in board units (1600 x 1200): shapes, lines and where things are put.
/// Immutable. It says nothing about who can move where; that is core/rules' Map.
class MapGeometry {
public:
    /// The standard board, from the program's resources; read once.
    static const MapGeometry &standard();
    /// Reads resources/maps/standard.json; on failure nothing, and \a error says why.
    static std::optional<MapGeometry> read(const QByteArray &json, QString *error);

    QSizeF size() const { return size_; }
    QRectF rect() const { return {QPointF(), size_}; }
    const std::vector<MapArc> &arcs() const { return arcs_; }
    const std::vector<GlowBand> &glow() const { return glow_; }
    const QPainterPath &graticule() const { return graticule_; }

    /// The whole province, also the straits inside it.
    const QPainterPath &shape(Province province) const { return place(province).shape; }
    QRectF bounds(Province province) const { return place(province).bounds; }
    /// Straits that can be crossed on foot (Denmark, Constantinople); else empty.
    const QPainterPath &water(Province province) const { return place(province).water; }
    const QPainterPath &impassable() const { return impassable_; }
    /// Land that belongs to no province (Ireland, Iceland, islands).
    const QPainterPath &otherLand() const { return otherLand_; }
    const QPainterPath &lakes() const { return lakes_; }
    /// The impassable land's hatching and the straits' ripples: lines, because clipping them to a
    /// shape is lost in SVG files (QSvgGenerator, Qt 6.4).
    const std::vector<QLineF> &hatching() const { return hatching_; }
    const std::vector<QLineF> &ripples() const { return ripples_; }

    /// The province at a point of the board; none in Switzerland, on lakes, beyond the edge.
    std::optional<Province> provinceAt(QPointF point) const;

    /// Where a unit's token stands; for a fleet on a named coast, at that coast.
    QPointF unitAnchor(Location location) const;
    QPointF dislodgedAnchor(Location location) const;
    QPointF labelAnchor(Location location) const;
    /// Where the supply centre's mark stands; none for provinces without one.
    std::optional<QPointF> centerAnchor(Province province) const;

private:
    struct Anchors {
        QPointF unit;
        QPointF dislodged;
        QPointF label;
    };
    struct Place {
        QPainterPath shape;
        QPainterPath water;
        QRectF bounds;
        std::optional<QPointF> center;
    };
    friend class MapGeometryReader;

    const Place &place(Province province) const
    {
        return places_[static_cast<std::size_t>(indexOf(province))];
    }

    QSizeF size_;
    std::vector<MapArc> arcs_;
    std::vector<GlowBand> glow_;
    QPainterPath graticule_;
    QPainterPath impassable_;
    QPainterPath otherLand_;
    QPainterPath lakes_;
    std::vector<QLineF> hatching_;
    std::vector<QLineF> ripples_;
    std::array<Place, provinceCount> places_;
    std::array<Anchors, locationCount> anchors_;
};

} // namespace concert
