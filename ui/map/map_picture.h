// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/board_state.h"
#include "ui/map/map_geometry.h"
#include "ui/map/map_style.h"
#include "ui/map/order_shapes.h"
#include "ui/map/tokens.h"

#include <QImage>

class QPainter;

namespace concert {

/// What is drawn over the board: highlight, orders, units, marks. In board units.
struct BoardOverlay {
    const BoardState &state;
    const std::vector<OrderShape> &shapes; ///< of state, for the same zoom
    const std::vector<Token> &tokens;
    double zoom = 1; ///< device pixels a board unit

    void paint(QPainter &painter, const MapStyle &style, const MapOptions &options) const;
};

/// A whole picture: board, orders, units, legend. A function of its members, for the screen's
/// copies and for files.
struct MapPicture {
    BoardState state;
    MapOptions options;
    MapStyle style;

    /// Fits the board into \a size; the painter's device may be of any kind.
    void paint(QPainter &painter, QSizeF size) const;
    QImage toImage(QSize size) const;
    /// The file's bytes; \a format "png", "svg" or "pdf". Empty: no such format.
    QByteArray toFile(const QString &format) const;
};

/// Where the legend begins and how large it is for a picture of this width; 0: no room for it.
double legendScale(double width);
inline constexpr QPointF legendCorner{18, 18};

} // namespace concert
