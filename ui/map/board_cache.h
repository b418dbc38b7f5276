// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/board_painter.h"

#include <QImage>
#include <QTransform>

class QPainter;

namespace concert {

/// The painted board, kept as an image. Painting it takes over a tenth of a second in a large
/// window, so it is done part by part, and until it is done the last one is shown, moved and scaled
/// to where it belongs.
class BoardCache {
public:
    /// What the image must show.
    struct Request {
        QTransform toDevice; ///< board units to device pixels of the view; no rotation
        QSize viewport;      ///< in device pixels
        MapStyle style;
        MapOptions options; ///< only what concerns the board
        Influence owners{};
    };

    /// Says what is wanted now; true if the finished image already shows that.
    bool request(const Request &request);
    /// Paints one part of what is wanted; true when nothing is left.
    bool step();
    bool isEmpty() const { return finished_.image.isNull(); }
    /// Draws the newest finished image; the painter is in device pixels.
    void draw(QPainter &painter) const;

private:
    struct Layer {
        QTransform toDevice;
        QPoint origin; ///< the image's corner in device pixels of toDevice
        QImage image;
        Request of;
    };

    bool sameSea(const Request &a, const Request &b) const;
    bool sameLand(const Request &a, const Request &b) const;
    bool covers(const Layer &layer, const Request &request) const;
    void beginSea();
    double zoom() const { return wanted_.toDevice.m11(); }

    Request wanted_;
    Layer sea_; ///< as it was when BoardPainter::seaParts were painted
    Layer working_;
    Layer finished_;
    int part_ = BoardPainter::partCount; ///< the next part to paint
};

} // namespace concert
