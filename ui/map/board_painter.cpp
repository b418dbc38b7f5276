// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/board_painter.h"

#include "ui/powers.h"
#include "ui/province_text.h"

#include <QLinearGradient>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

bool isLand(Province province)
{
    return Map::standard().terrain(province) != Terrain::Sea;
}

QPen linePen(const QColor &color, double width, Qt::PenStyle penStyle = Qt::SolidLine)
{
    return {color, width, penStyle, Qt::RoundCap, Qt::RoundJoin};
}

QColor withAlpha(QColor color, double alpha)
{
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

} // namespace

Influence ownersOf(const BoardState &state, bool influence)
{
    Influence owners;
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        const auto index = static_cast<std::size_t>(i);
        if (Map::standard().isSupplyCenter(province))
            owners[index] = state.position.owner(province);
        else if (influence)
            owners[index] = state.influence[index];
    }
    return owners;
}

BoardPainter::BoardPainter(const MapGeometry &map, const MapStyle &style, const MapOptions &options,
                           const Influence &owners, double zoom)
    : map_(map), style_(style), options_(options), owners_(owners), zoom_(zoom),
      symbol_(symbolScale(zoom))
{}

void BoardPainter::paint(QPainter &painter) const
{
    for (int part = 0; part < partCount; ++part)
        paintPart(painter, part);
}

void BoardPainter::paintPart(QPainter &painter, int part) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const int landPart = part - seaParts;
    if (part == 0)
        paintSea(painter);
    else if (landPart < 0)
        paintGlow(painter, static_cast<std::size_t>(part - 1));
    else if (landPart == 0)
        paintLand(painter);
    else if (landPart <= powerCount)
        paintBand(painter, allPowers[static_cast<std::size_t>(landPart - 1)]);
    else if (landPart == powerCount + 1)
        paintLines(painter);
    else
        paintMarks(painter);
    painter.restore();
}

std::optional<Power> BoardPainter::owner(std::optional<Province> province) const
{
    return province ? owners_[static_cast<std::size_t>(indexOf(*province))] : std::nullopt;
}

bool BoardPainter::isSeen(QPainter &painter, const QRectF &bounds) const
{
    const QPaintDevice *device = painter.device();
    const QRectF onDevice = painter.deviceTransform().mapRect(bounds.adjusted(-8, -8, 8, 8));
    return onDevice.intersects(QRectF(0, 0, device->width(), device->height()));
}

void BoardPainter::paintSea(QPainter &painter) const
{
    QLinearGradient gradient(map_.rect().topLeft(), map_.rect().bottomLeft());
    gradient.setColorAt(0, style_.deepSea);
    gradient.setColorAt(0.55, style_.sea);
    gradient.setColorAt(1, style_.deepSea);
    painter.fillRect(map_.rect(), gradient);
    painter.strokePath(map_.graticule(), linePen(style_.graticule, 1.1));
}

void BoardPainter::paintGlow(QPainter &painter, std::size_t band) const
{
    if (band < map_.glow().size())
        painter.fillPath(map_.glow()[band].path, style_.glow);
}

void BoardPainter::paintLand(QPainter &painter) const
{
    painter.fillPath(map_.otherLand(), style_.otherLand);
    painter.fillPath(map_.lakes(), style_.sea);
    painter.fillPath(map_.impassable(), style_.impassable);
    painter.setPen(linePen(style_.hatching, 1.6));
    painter.drawLines(map_.hatching().data(), static_cast<int>(map_.hatching().size()));
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        if (!isLand(province) || !isSeen(painter, map_.bounds(province)))
            continue;
        painter.fillPath(map_.shape(province), style_.land(owner(province)));
        if (!map_.water(province).isEmpty()) {
            const QColor tint = mixed(style_.sea, style_.land(owner(province)), 0.3);
            painter.fillPath(map_.water(province), tint);
        }
    }
    painter.setPen(linePen(withAlpha(style_.seaLine, 0.6), 0.6));
    painter.drawLines(map_.ripples().data(), static_cast<int>(map_.ripples().size()));
}

void BoardPainter::paintBand(QPainter &painter, Power power) const
{
    // SVG files cannot clip (QSvgGenerator, Qt 6.4); the bands would spill over the neighbours.
    if (painter.paintEngine()->type() == QPaintEngine::SVG)
        return;
    QPainterPath realm;
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        if (owner(province) == power && isSeen(painter, map_.bounds(province))) {
            realm.addPath(map_.shape(province));
            realm.addPath(map_.water(province)); // odd-even: taken out
        }
    }
    if (realm.isEmpty())
        return;
    painter.setClipPath(realm, Qt::IntersectClip);
    painter.setPen(
        QPen(style_.band(power), 7 * symbol_, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    for (const MapArc &arc : map_.arcs()) {
        const bool left = owner(arc.left) == power;
        const bool right = owner(arc.right) == power;
        if (arc.left != arc.right && left != right && arc.kind != MapArc::Kind::Frame &&
            isSeen(painter, arc.bounds))
            painter.drawPolyline(arc.points);
    }
}

void BoardPainter::paintLines(QPainter &painter) const
{
    const double thin = std::clamp(1.0 / zoom_, 0.35, 1.2); // about a pixel when zoomed in
    for (const MapArc &arc : map_.arcs()) {
        if (!isSeen(painter, arc.bounds))
            continue;
        switch (arc.kind) {
        case MapArc::Kind::Coast:
            painter.setPen(linePen(style_.coastLine, thin * 1.1));
            break;
        case MapArc::Kind::Border:
            painter.setPen(owner(arc.left) == owner(arc.right)
                               ? linePen(withAlpha(style_.border, 0.62), thin)
                               : linePen(withAlpha(style_.border, 0.88), thin * 1.9));
            break;
        case MapArc::Kind::Sea: {
            QPen pen(style_.seaLine, thin * 1.2, Qt::CustomDashLine, Qt::FlatCap);
            pen.setDashPattern({5, 3.4});
            painter.setPen(pen);
            break;
        }
        case MapArc::Kind::Strait: {
            QPen pen(style_.seaLine, thin * 1.2, Qt::CustomDashLine, Qt::FlatCap);
            pen.setDashPattern({1.8, 2});
            painter.setPen(pen);
            break;
        }
        case MapArc::Kind::Frame:
            continue;
        }
        painter.drawPolyline(arc.points);
    }
}

void BoardPainter::paintMarks(QPainter &painter) const
{
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        paintName(painter, province);
        if (options_.centers)
            paintCenter(painter, province);
    }
    const QRectF board = map_.rect();
    painter.setBrush(Qt::NoBrush);
    const QColor frame = style_.dark ? QColor(0x08, 0x0A, 0x0C) : QColor(0x3A, 0x32, 0x29);
    const QColor gilt = style_.dark ? QColor(0x5E, 0x54, 0x3C) : QColor(0xC9, 0xB9, 0x8F);
    QPen pen(frame, 5, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawRect(board.adjusted(2.5, 2.5, -2.5, -2.5));
    pen.setColor(gilt);
    pen.setWidthF(2.4);
    painter.setPen(pen);
    painter.drawRect(board.adjusted(6.2, 6.2, -6.2, -6.2));
    pen.setColor(frame);
    pen.setWidthF(1);
    painter.setPen(pen);
    painter.drawRect(board.adjusted(7.8, 7.8, -7.8, -7.8));
}

void BoardPainter::paintCenter(QPainter &painter, Province province) const
{
    const auto at = map_.centerAnchor(province);
    if (!at)
        return;
    const double r = 7 * symbol_;
    const auto power = owner(province);
    painter.setPen(linePen(style_.casing, 1.1 * symbol_));
    painter.setBrush(style_.rim);
    painter.drawEllipse(*at, r, r);
    painter.setPen(Qt::NoPen);
    painter.setBrush(power ? powerColor(*power) : style_.casing);
    if (!power) {
        painter.drawEllipse(*at, r * 0.36, r * 0.36);
        return;
    }
    painter.drawEllipse(*at, r * 0.78, r * 0.78);
    // The owner's initial: colour alone must not say it.
    const QPainterPath text =
        centeredText(style_.landFont.scaled(0.72 * symbol_), *at, powerDisplayName(*power).left(1));
    painter.fillPath(text, onPowerColor(*power));
}

QStringList BoardPainter::nameLines(Province province, const MapFont &font) const
{
    const QString brief = QString::fromStdString(locationText(province));
    const QString full = provinceDisplayName(province);
    if (options_.names == MapNames::Short)
        return {brief};
    const QPointF at = map_.labelAnchor(province);
    const auto fits = [&](const QStringList &lines) {
        double width = 0;
        for (const QString &line : lines)
            width = std::max(width, font.width(line));
        const double height = font.capHeight();
        const double top = font.lineHeight() * 0.92 * static_cast<double>(lines.size() - 1);
        QRectF box(at.x() - width / 2, at.y() - height / 2 - top, width, height + top);
        box.adjust(-1, -1, 1, 1);
        const auto center = map_.centerAnchor(province);
        if (center && box.adjusted(-7, -7, 7, 7).contains(*center))
            return false;
        for (int i = 0; i <= 6; ++i) {
            const double x = box.left() + box.width() * i / 6;
            if (map_.provinceAt({x, box.top()}) != province ||
                map_.provinceAt({x, box.bottom()}) != province)
                return false;
        }
        return true;
    };
    if (fits({full}))
        return {full};
    const QStringList words = full.split(u' ');
    if (words.size() > 1 && fits(words))
        return words;
    return {brief};
}

void BoardPainter::paintText(QPainter &painter, const QPainterPath &text, const QColor &color,
                             const QColor &halo) const
{
    painter.strokePath(text, linePen(withAlpha(halo, 0.8), 3.2 * symbol_));
    painter.fillPath(text, color);
}

void BoardPainter::paintName(QPainter &painter, Province province) const
{
    constexpr double smallest = 6.5; // device pixels: below this it is no longer read
    const bool land = isLand(province);
    const MapFont font = (land ? style_.landFont : style_.seaFont).scaled(symbol_);
    if (options_.names == MapNames::None || font.size * zoom_ < smallest)
        return;
    const QColor halo = mixed(land ? style_.land(owner(province)) : style_.sea, style_.halo, 0.5);
    const QStringList lines = nameLines(province, font);
    const double step = font.lineHeight() * 0.92;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        // Units stand below their name: several lines grow upwards.
        const QPointF at = map_.labelAnchor(province) -
                           QPointF(0, step * static_cast<double>(lines.size() - 1 - i));
        paintText(painter, centeredText(font, at, lines[i]),
                  land ? style_.landText : style_.seaText, halo);
    }
    const MapFont coastFont = style_.coastFont.scaled(symbol_);
    if (coastFont.size * zoom_ < smallest + 1)
        return;
    for (const Location location : Map::standard().coasts(province)) {
        const QString text = QString::fromStdString(locationText(location)).mid(4).toLower();
        paintText(painter, centeredText(coastFont, map_.labelAnchor(location), text),
                  style_.landText, halo);
    }
}

} // namespace concert
