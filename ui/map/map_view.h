// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/board_cache.h"
#include "ui/map/board_state.h"
#include "ui/map/map_style.h"
#include "ui/map/order_shapes.h"
#include "ui/map/tokens.h"

#include <QImage>
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

#include <functional>
#include <optional>

namespace concert {

/// Shows a board: a picture of what setBoard was given last, and of nothing else. Animations lead
/// from one board to the next and change neither. Wheel and + - 0 zoom, dragging and the arrow keys
/// move the map; Shift and an arrow key choose the next province there. Painting the board in a new
/// size, colour or ownership takes several turns of the event loop, in which the last picture is
/// shown in its place; units and orders are always up to date. A hidden widget (grab()) paints at
/// once.
class MapView : public QWidget {
    Q_OBJECT

public:
    explicit MapView(QWidget *parent = nullptr);

    /// What it shows once an animation has ended.
    const BoardState &finalBoard() const { return isAnimating() ? next_ : board_; }
    const BoardState &board() const { return board_; }
    const MapOptions &options() const { return options_; }

    /// Ends an animation.
    void setBoard(const BoardState &state);
    /// Plays the orders of \a before: units glide to their places in \a after. At its end, or when
    /// another call ends it, this is setBoard(after). 0 ms: at once.
    void animateTo(const BoardState &before, const BoardState &after, int durationMs);
    bool isAnimating() const { return animation_.state() == QAbstractAnimation::Running; }

    /// Whether the widget shows the board as it is now; false while parts of it are still painted.
    bool isPainted() const { return !layerTimer_.isActive(); }

    void setOrdersShown(bool shown);
    void setPowerOrdersShown(Power power, bool shown);
    void setNames(MapNames names);
    void setUnitsShown(bool shown);
    void setCentersShown(bool shown);
    /// Tints land without a centre for the power that was there last.
    void setInfluenceShown(bool shown);
    void setLegendShown(bool shown);
    /// Outlines a province and brings its orders to the fore.
    void highlight(std::optional<Province> province);

    void fit();
    void zoomIn();
    void zoomOut();

    /// The province at a place of the widget; a unit's token counts as its province.
    std::optional<Province> provinceAt(QPointF position) const;
    /// Where a province's unit is drawn, in the widget.
    QPointF positionOf(Location location) const;

    /// The whole board in a size of its own, whatever the zoom; painted at once.
    QImage toImage(QSize size) const;
    /// Writes the whole board to a file: .png, .svg or .pdf. On failure false, and why.
    bool exportTo(const QString &path, QString *error) const;

    /// What to say about a province while the mouse rests on it. Always shown as plain text.
    void setToolTipSource(std::function<QString(Province)> source);

    QSize sizeHint() const override { return {960, 720}; }
    QSize minimumSizeHint() const override { return {240, 180}; }

Q_SIGNALS:
    /// The mouse went to another province, or off all of them; once for each change.
    void provinceHovered(std::optional<concert::Province> province);
    void provinceClicked(concert::Province province); ///< or chosen by a key
    /// An animation reached its end (not: was ended by another call).
    void animationFinished();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    double fitScale() const;
    double scale() const { return fitScale() * zoom_; } ///< widget pixels a board unit
    QTransform toWidget() const;
    void zoomAt(QPointF position, double factor);
    void pan(QPointF delta);
    void keepBoardInView();
    void setHovered(std::optional<Province> province);
    std::optional<Province> provinceTowards(QPointF direction) const;
    void choose(std::optional<Province> province);
    bool chooseByKey(const QKeyEvent &event);
    void describe();
    bool showToolTip(QPoint position, QPoint globalPosition);
    void changeOption(bool &option, bool value);
    void requestLayer(int delayMs);
    void paintLayerPart();
    void finishAnimation();
    const std::vector<OrderShape> &shapes();

    BoardState board_;
    BoardState next_; ///< where the running animation leads
    MapOptions options_;
    MapStyle style_;
    double zoom_ = 1; ///< 1: the whole board fits
    QPointF center_;  ///< the board's point in the middle of the widget
    BoardCache cache_;
    QTimer layerTimer_;
    QVariantAnimation animation_;
    std::optional<std::vector<OrderShape>> shapes_; ///< of board_, for shapesSymbol_
    double shapesSymbol_ = 0;
    double paintedRatio_ = 0;
    std::optional<Province> hovered_;
    std::optional<QPointF> pressed_; ///< where the left button went down
    bool dragging_ = false;
    std::function<QString(Province)> toolTipSource_;
};

} // namespace concert
