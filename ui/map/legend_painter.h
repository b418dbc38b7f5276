// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/map_style.h"

class QPainter;

namespace concert {

/// Draws what the signs of the map mean, as a card at a corner. \a scale: device pixels a unit of
/// the card.
void paintLegend(QPainter &painter, const MapStyle &style, QPointF topLeft, double scale);

} // namespace concert
