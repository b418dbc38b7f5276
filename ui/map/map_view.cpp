// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_view.h"

#include "core/record/write_whole.h"
#include "ui/map/curves.h"
#include "ui/map/legend_painter.h"
#include "ui/map/map_picture.h"
#include "ui/plain_tip.h"
#include "ui/window_colors.h"

#include <QEasingCurve>
#include <QFileInfo>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr double largestZoom = 12;
constexpr double zoomStep = 1.3;
constexpr double panStep = 60;    // pixels, arrow keys
constexpr int layerPatience = 70; // ms until a new size is painted, while the wheel still turns

} // namespace

MapView::MapView(QWidget *parent)
    : QWidget(parent), style_(MapStyle::forPalette(palette())),
      center_(MapGeometry::standard().rect().center())
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Map"));
    layerTimer_.setSingleShot(true);
    connect(&layerTimer_, &QTimer::timeout, this, &MapView::paintLayerPart);
    animation_.setStartValue(0.0);
    animation_.setEndValue(1.0);
    animation_.setEasingCurve(QEasingCurve::InOutCubic);
    connect(&animation_, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&animation_, &QVariantAnimation::finished, this, &MapView::finishAnimation);
}

void MapView::setBoard(const BoardState &state)
{
    animation_.stop();
    if (state == board_)
        return update();
    board_ = state;
    shapes_.reset();
    describe();
    requestLayer(0);
    update();
}

void MapView::animateTo(const BoardState &before, const BoardState &after, int durationMs)
{
    setBoard(before);
    if (durationMs <= 0)
        return setBoard(after);
    next_ = after;
    animation_.setDuration(durationMs);
    animation_.start();
}

void MapView::finishAnimation()
{
    setBoard(BoardState(next_));
    Q_EMIT animationFinished();
}

void MapView::changeOption(bool &option, bool value)
{
    if (option == value)
        return;
    option = value;
    requestLayer(0);
    update();
}

void MapView::setOrdersShown(bool shown)
{
    changeOption(options_.orders, shown);
}

void MapView::setPowerOrdersShown(Power power, bool shown)
{
    changeOption(options_.powerOrders[static_cast<std::size_t>(indexOf(power))], shown);
}

void MapView::setNames(MapNames names)
{
    options_.names = names;
    requestLayer(0);
    update();
}

void MapView::setUnitsShown(bool shown)
{
    changeOption(options_.units, shown);
}

void MapView::setCentersShown(bool shown)
{
    changeOption(options_.centers, shown);
}

void MapView::setInfluenceShown(bool shown)
{
    changeOption(options_.influence, shown);
}

void MapView::setLegendShown(bool shown)
{
    changeOption(options_.legend, shown);
}

void MapView::highlight(std::optional<Province> province)
{
    if (options_.highlight == province)
        return;
    options_.highlight = province;
    describe();
    update();
}

/// For those who do not see it: the board, and what is selected on it.
void MapView::describe()
{
    const int units = static_cast<int>(board_.position.units().size());
    QStringList lines{tr("%1, %n unit(s)", nullptr, units)
                          .arg(QString::fromStdString(board_.position.phase.name()))};
    if (options_.highlight && toolTipSource_)
        lines << toolTipSource_(*options_.highlight);
    setAccessibleDescription(lines.join(u'\n'));
}

// ---- Where things are ---------------------------------------------------------------------------

double MapView::fitScale() const
{
    const QSizeF board = MapGeometry::standard().size();
    return std::max(0.01, std::min(width() / board.width(), height() / board.height()));
}

QTransform MapView::toWidget() const
{
    // The corner lies on whole device pixels: a map that is moved stays as sharp.
    const double ratio = devicePixelRatioF();
    const QPointF corner = QPointF(width() / 2.0, height() / 2.0) - center_ * scale();
    return QTransform::fromTranslate(std::round(corner.x() * ratio) / ratio,
                                     std::round(corner.y() * ratio) / ratio)
        .scale(scale(), scale());
}

std::optional<Province> MapView::provinceAt(QPointF position) const
{
    const MapGeometry &map = MapGeometry::standard();
    const QPointF point = toWidget().inverted().map(position);
    const double radius = tokenRadius * symbolScale(scale() * devicePixelRatioF());
    if (options_.units) {
        for (const Unit &unit : board_.position.units()) {
            if (distance(map.unitAnchor(unit.location), point) < radius)
                return unit.location.province();
        }
    }
    return map.provinceAt(point);
}

QPointF MapView::positionOf(Location location) const
{
    return toWidget().map(MapGeometry::standard().unitAnchor(location));
}

void MapView::fit()
{
    zoom_ = 1;
    center_ = MapGeometry::standard().rect().center();
    requestLayer(0);
    update();
}

void MapView::zoomIn()
{
    zoomAt(QPointF(rect().center()), zoomStep);
}

void MapView::zoomOut()
{
    zoomAt(QPointF(rect().center()), 1 / zoomStep);
}

void MapView::zoomAt(QPointF position, double factor)
{
    const double zoom = std::clamp(zoom_ * factor, 1.0, largestZoom);
    if (zoom == zoom_)
        return;
    const QPointF point = toWidget().inverted().map(position);
    zoom_ = zoom;
    center_ = point + (QPointF(width() / 2.0, height() / 2.0) - position) / scale();
    keepBoardInView();
    requestLayer(layerPatience);
    update();
}

void MapView::pan(QPointF delta)
{
    center_ -= delta / scale();
    keepBoardInView();
    requestLayer(0);
    update();
}

void MapView::keepBoardInView()
{
    const QSizeF board = MapGeometry::standard().size();
    const auto keep = [this](double at, double length, double view) {
        const double half = view / 2 / scale();
        return half * 2 >= length ? length / 2 : std::clamp(at, half, length - half);
    };
    center_ = {keep(center_.x(), board.width(), width()),
               keep(center_.y(), board.height(), height())};
}

// ---- Painting -----------------------------------------------------------------------------------

const std::vector<OrderShape> &MapView::shapes()
{
    const double symbol = symbolScale(scale() * devicePixelRatioF());
    if (!shapes_ || symbol != shapesSymbol_)
        shapes_ = orderShapes(MapGeometry::standard(), board_, symbol);
    shapesSymbol_ = symbol;
    return *shapes_;
}

void MapView::requestLayer(int delayMs)
{
    const double ratio = devicePixelRatioF();
    BoardCache::Request request;
    request.toDevice = toWidget() * QTransform::fromScale(ratio, ratio);
    request.viewport = size() * ratio;
    request.style = style_;
    request.options = options_;
    request.owners = ownersOf(board_, options_.influence);
    if (cache_.request(request))
        layerTimer_.stop();
    else
        layerTimer_.start(delayMs);
}

void MapView::paintLayerPart()
{
    if (cache_.step())
        update();
    else
        layerTimer_.start(0);
}

void MapView::paintEvent(QPaintEvent * /*event*/)
{
    const double ratio = devicePixelRatioF();
    if (cache_.isEmpty() || ratio != paintedRatio_) // also: went to another screen
        requestLayer(0);
    paintedRatio_ = ratio;
    if (cache_.isEmpty() || !isVisible()) {
        while (!cache_.step()) { // nothing to show in its place
        }
    }
    QPainter painter(this);
    painter.fillRect(rect(), style_.desk);
    painter.save();
    painter.scale(1 / ratio, 1 / ratio);
    cache_.draw(painter);
    painter.restore();

    painter.save();
    painter.setTransform(toWidget(), true);
    const MapGeometry &map = MapGeometry::standard();
    const bool moving = isAnimating();
    const std::vector<Token> tokens =
        moving ? tokensBetween(map, board_, shapes(), next_, animation_.currentValue().toDouble())
               : tokensOf(map, board_.position);
    BoardOverlay{board_, shapes(), tokens, scale() * ratio}.paint(painter, style_, options_);
    painter.restore();
    if (const double legend = legendScale(width()); options_.legend && legend > 0)
        paintLegend(painter, style_, legendCorner * legend, legend);
    if (hasFocus())
        paintFocus(&painter, rect(), palette());
}

void MapView::resizeEvent(QResizeEvent * /*event*/)
{
    keepBoardInView();
    requestLayer(layerPatience);
}

void MapView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        style_ = MapStyle::forPalette(palette());
        requestLayer(0);
        update();
    }
    QWidget::changeEvent(event);
}

// ---- Mouse, keys, tool tips --------------------------------------------------------------------

void MapView::wheelEvent(QWheelEvent *event)
{
    const QPoint pixels = event->angleDelta();
    zoomAt(event->position(), std::pow(1.0016, pixels.y()));
    event->accept();
}

/// The province that lies in a direction; the middle of what is shown has none yet.
std::optional<Province> MapView::provinceTowards(QPointF direction) const
{
    const MapGeometry &map = MapGeometry::standard();
    const std::optional<Province> here = options_.highlight;
    const QPointF from = here ? map.labelAnchor(*here) : center_;
    std::optional<Province> best;
    double least = 0;
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        const QPointF way = map.labelAnchor(province) - from;
        const double along = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        if (province == here || (here && (along <= 0 || aside > along)))
            continue; // within 45 degrees, so that four keys lead everywhere
        const double cost = here ? along + 2 * aside : distance(way, {});
        if (!best || cost < least) {
            best = province;
            least = cost;
        }
    }
    return best;
}

void MapView::choose(std::optional<Province> province)
{
    if (!province)
        return;
    const QPointF place = toWidget().map(MapGeometry::standard().labelAnchor(*province));
    if (!rect().contains(place.toPoint()))
        pan(QRectF(rect()).center() - place);
    Q_EMIT provinceClicked(*province);
}

/// Shift and an arrow: the next province there; Escape: none.
bool MapView::chooseByKey(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_Escape && options_.highlight) {
        Q_EMIT provinceClicked(*options_.highlight);
        return true;
    }
    if (event.modifiers() != Qt::ShiftModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
        choose(provinceTowards({-1, 0}));
        return true;
    case Qt::Key_Right:
        choose(provinceTowards({1, 0}));
        return true;
    case Qt::Key_Up:
        choose(provinceTowards({0, -1}));
        return true;
    case Qt::Key_Down:
        choose(provinceTowards({0, 1}));
        return true;
    default:
        return false;
    }
}

void MapView::keyPressEvent(QKeyEvent *event)
{
    if (chooseByKey(*event))
        return;
    const bool movable = zoom_ > 1; // else the keys are for somebody else
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_0:
        return fit();
    case Qt::Key_Left:
        return movable ? pan({panStep, 0}) : event->ignore();
    case Qt::Key_Right:
        return movable ? pan({-panStep, 0}) : event->ignore();
    case Qt::Key_Up:
        return movable ? pan({0, panStep}) : event->ignore();
    case Qt::Key_Down:
        return movable ? pan({0, -panStep}) : event->ignore();
    default:
        QWidget::keyPressEvent(event);
    }
}

void MapView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        pressed_ = event->position();
        dragging_ = false;
    }
}

void MapView::mouseMoveEvent(QMouseEvent *event)
{
    constexpr double slip = 4; // pixels that still count as a click
    if (pressed_ && (dragging_ || distance(*pressed_, event->position()) > slip)) {
        dragging_ = true;
        setCursor(Qt::ClosedHandCursor);
        pan(event->position() - *pressed_);
        pressed_ = event->position();
        return;
    }
    setHovered(provinceAt(event->position()));
}

void MapView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !pressed_)
        return;
    pressed_.reset();
    unsetCursor();
    const auto province = provinceAt(event->position());
    if (!dragging_ && province)
        Q_EMIT provinceClicked(*province);
}

void MapView::leaveEvent(QEvent * /*event*/)
{
    setHovered({});
}

void MapView::setHovered(std::optional<Province> province)
{
    if (hovered_ == province)
        return;
    hovered_ = province;
    Q_EMIT provinceHovered(province);
}

void MapView::setToolTipSource(std::function<QString(Province)> source)
{
    toolTipSource_ = std::move(source);
}

bool MapView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTipSource_) {
        const auto *help = static_cast<QHelpEvent *>(event);
        return showToolTip(help->pos(), help->globalPos());
    }
    return QWidget::event(event);
}

bool MapView::showToolTip(QPoint position, QPoint globalPosition)
{
    const auto province = provinceAt(QPointF(position));
    const QString text = province ? toolTipSource_(*province) : QString();
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(globalPosition, plainTip(text), this);
    return true;
}

// ---- Copies ------------------------------------------------------------------------------------

QImage MapView::toImage(QSize size) const
{
    return MapPicture{board_, options_, style_}.toImage(size);
}

bool MapView::exportTo(const QString &path, QString *error) const
{
    const QString format = QFileInfo(path).suffix().toLower();
    const QByteArray bytes = MapPicture{board_, options_, style_}.toFile(format);
    if (bytes.isEmpty()) {
        *error = tr("A map is saved as .png, .svg or .pdf, not as “%1”.").arg(format);
        return false;
    }
    *error = writeWhole(path, bytes);
    return error->isEmpty();
}

} // namespace concert
