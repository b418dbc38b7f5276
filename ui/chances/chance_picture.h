// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/requests.h"

#include <QFont>
#include <QList>
#include <QPalette>
#include <QRectF>

#include <optional>

class QPainter;

namespace concert {

/// The chances of a match: a column a phase, and one for the board that it ended with.
struct ChancePicture {
    struct Column {
        Phase phase;
        std::optional<PhaseChances> chances; ///< absent: not known yet
    };
    QList<Column> columns;
    qsizetype marked = -1; ///< where the playhead is; -1: nowhere
};

/// Where what is drawn: data to pixels and back.
class ChanceGeometry {
public:
    /// In a rectangle, with room for labels in this font.
    ChanceGeometry(const ChancePicture &picture, const QRectF &area, const QFont &font);

    QRectF plot() const { return plot_; }
    double highest() const { return highest_; } ///< the share at the plot's upper edge
    double step() const { return step_; }       ///< from one line of the grid to the next
    double x(qsizetype column) const;           ///< its middle
    double y(double share) const;
    QRectF columnRect(qsizetype column) const;
    /// -1: none.
    qsizetype columnAt(double x) const;

private:
    QRectF plot_;
    double highest_ = 0.5;
    double step_ = 0.1;
    qsizetype columns_ = 0;
};

/// Places for labels of this height that want to stand at \a wanted (from top to bottom, in any
/// order): as near as they can without covering each other, between top and bottom.
QList<double> spreadLabels(const QList<double> &wanted, double height, double top, double bottom);

/// Draws the curves with their bands of two standard errors, axes, the playhead's column, and the
/// powers' names at the right end of their curves.
void paintChances(QPainter *painter, const QRectF &area, const ChancePicture &picture,
                  const QPalette &palette, const QFont &font);

/// "24.1 %", in the language's own way.
QString shareText(double share);

} // namespace concert
