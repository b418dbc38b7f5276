// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_geometry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

// The resource lives in a static library: without this call the linker leaves it out. The macro
// declares a function, so it must be expanded outside any namespace.
static void initMapResources()
{
    Q_INIT_RESOURCE(maps);
}

namespace concert {

namespace {

/// The lines, \a spacing apart and at \a degrees, that lie inside a shape.
std::vector<QLineF> linesInside(const QPainterPath &shape, double degrees, double spacing)
{
    // Turned so that the lines are horizontal: then a scanline crosses the outline at sorted xs.
    QTransform turn;
    turn.rotate(-degrees);
    const QTransform back = turn.inverted();
    const QList<QPolygonF> rings = turn.map(shape).toSubpathPolygons();
    const QRectF bounds = turn.map(shape).boundingRect();
    std::vector<QLineF> lines;
    for (double y = bounds.top() + spacing / 2; y < bounds.bottom(); y += spacing) {
        std::vector<double> crossings;
        for (const QPolygonF &ring : rings) {
            for (qsizetype i = 0; i + 1 < ring.size(); ++i) {
                const QPointF a = ring[i];
                const QPointF b = ring[i + 1];
                if ((a.y() > y) != (b.y() > y))
                    crossings.push_back(a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()));
            }
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
            lines.push_back(back.map(QLineF(crossings[i], y, crossings[i + 1], y)));
    }
    return lines;
}

/// Coordinates in the file: tenths of a unit, each point as the difference to the one before.
QPolygonF polygonFromDeltas(const QJsonArray &numbers)
{
    QPolygonF points;
    points.reserve(numbers.size() / 2);
    double x = 0;
    double y = 0;
    for (qsizetype i = 0; i + 1 < numbers.size(); i += 2) {
        x += numbers[i].toInt();
        y += numbers[i + 1].toInt();
        points.append({x / 10, y / 10});
    }
    return points;
}

} // namespace

/// Reads the file of resources/maps; its README.md says what stands in it.
class MapGeometryReader {
public:
    explicit MapGeometryReader(MapGeometry &map) : map_(map) {}

    QString read(const QJsonObject &root)
    {
        const QJsonArray board = root["board"_L1].toArray();
        map_.size_ = {board.at(0).toDouble(), board.at(1).toDouble()};
        for (const QJsonValue &value : root["arcs"_L1].toArray())
            readArc(value.toObject());
        const QJsonObject areas = root["provinces"_L1].toObject();
        for (auto it = areas.begin(); it != areas.end(); ++it)
            readArea(it.key(), it->toObject());
        for (const QJsonValue &value : root["glow"_L1].toArray())
            readGlow(value.toObject());
        for (const QJsonValue &value : root["graticule"_L1].toArray())
            map_.graticule_.addPolygon(polygonFromDeltas(value.toArray()));
        for (int i = 0; error_.isEmpty() && i < provinceCount; ++i) {
            const auto province = static_cast<Province>(i);
            if (map_.shape(province).isEmpty())
                fail(u"no province %1"_s, QString::fromUtf8(locationText(province)));
            for (const QLineF &line : linesInside(map_.water(province), 0, 4))
                map_.ripples_.push_back(line);
        }
        map_.hatching_ = linesInside(map_.impassable_, -45, 6);
        return error_;
    }

private:
    void fail(const QString &what, const QString &where)
    {
        if (error_.isEmpty())
            error_ = what.arg(where);
    }

    static std::optional<Province> province(QString name)
    {
        if (name.endsWith(u'~')) // the water inside a province
            name.chop(1);
        const auto location = parseLocation(name.toStdString());
        return location ? std::optional(location->province()) : std::nullopt;
    }

    void readArc(const QJsonObject &object)
    {
        static constexpr std::array kinds{"coast"_L1, "border"_L1, "sea"_L1, "strait"_L1,
                                          "frame"_L1};
        const QString name = object["kind"_L1].toString();
        const auto kind = std::find(kinds.begin(), kinds.end(), name);
        if (kind == kinds.end())
            return fail(u"no kind of arc: %1"_s, name);
        MapArc arc{static_cast<MapArc::Kind>(kind - kinds.begin()),
                   province(object["left"_L1].toString()),
                   province(object["right"_L1].toString()),
                   polygonFromDeltas(object["points"_L1].toArray()),
                   {}};
        arc.bounds = arc.points.boundingRect();
        map_.arcs_.push_back(arc);
    }

    QPainterPath pathOf(const QJsonArray &rings)
    {
        QPainterPath path; // holes: odd-even, the default
        for (const QJsonValue &ring : rings) {
            QPolygonF points;
            for (const QJsonValue &value : ring.toArray()) {
                const int number = value.toInt();
                const auto index = static_cast<std::size_t>(std::abs(number)) - 1;
                if (index >= map_.arcs_.size()) {
                    fail(u"no arc %1"_s, QString::number(number));
                    return path;
                }
                QPolygonF arc = map_.arcs_[index].points;
                if (number < 0)
                    std::reverse(arc.begin(), arc.end());
                points.append(points.isEmpty() ? arc : arc.mid(1));
            }
            path.addPolygon(points);
            path.closeSubpath();
        }
        return path;
    }

    void readArea(const QString &name, const QJsonObject &object)
    {
        const QPainterPath shape = pathOf(object["rings"_L1].toArray());
        if (name == "SWI"_L1)
            map_.impassable_ = shape;
        else if (name == "-"_L1)
            map_.otherLand_ = shape;
        else if (name == "(lake)"_L1)
            map_.lakes_ = shape;
        const auto id = province(name);
        if (!id)
            return;
        MapGeometry::Place &place = map_.places_[static_cast<std::size_t>(indexOf(*id))];
        place.shape = shape;
        place.water = pathOf(object["water"_L1].toArray());
        place.bounds = shape.boundingRect();
        readAnchors(*id, object["anchors"_L1].toObject());
    }

    void readAnchors(Province id, const QJsonObject &anchors)
    {
        const auto point = [&](const QString &key) -> std::optional<QPointF> {
            const QJsonArray xy = anchors[key].toArray();
            return xy.size() == 2 ? std::optional(QPointF(xy[0].toDouble(), xy[1].toDouble()))
                                  : std::nullopt;
        };
        map_.places_[static_cast<std::size_t>(indexOf(id))].center = point(u"center"_s);
        for (int i = 0; i < locationCount; ++i) {
            const Location location = Location::fromIndex(i);
            if (location.province() != id)
                continue;
            const QString text = QString::fromStdString(locationText(location));
            const QString coast = text.mid(3).toLower(); // "/nc" or nothing
            const auto unit = point(u"unit"_s + coast);
            const auto dislodged = point(u"dislodged"_s + coast);
            const auto label = point(u"label"_s + coast);
            if (!unit || !dislodged || !label)
                return fail(u"no anchors of %1"_s, text);
            map_.anchors_[static_cast<std::size_t>(i)] = {*unit, *dislodged, *label};
        }
    }

    void readGlow(const QJsonObject &object)
    {
        GlowBand band{object["width"_L1].toDouble(), {}};
        for (const QJsonValue &ring : object["rings"_L1].toArray()) {
            band.path.addPolygon(polygonFromDeltas(ring.toArray()));
            band.path.closeSubpath();
        }
        map_.glow_.push_back(band);
    }

    MapGeometry &map_;
    QString error_;
};

double MapArc::length() const
{
    double sum = 0;
    for (qsizetype i = 1; i < points.size(); ++i)
        sum += QLineF(points[i - 1], points[i]).length();
    return sum;
}

const MapGeometry &MapGeometry::standard()
{
    static const MapGeometry map = [] {
        initMapResources();
        QFile file(u":/maps/standard.json"_s);
        QString error = file.open(QIODevice::ReadOnly) ? QString() : file.errorString();
        auto read = error.isEmpty() ? MapGeometry::read(file.readAll(), &error) : std::nullopt;
        if (!read) // our own resource: a broken build, nothing a user could mend
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(error));
        return *std::move(read);
    }();
    return map;
}

std::optional<MapGeometry> MapGeometry::read(const QByteArray &json, QString *error)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (document.isNull()) {
        *error = problem.errorString();
        return {};
    }
    MapGeometry map;
    *error = MapGeometryReader(map).read(document.object());
    return error->isEmpty() ? std::optional(map) : std::nullopt;
}

std::optional<Province> MapGeometry::provinceAt(QPointF point) const
{
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        if (place(province).bounds.contains(point) && shape(province).contains(point))
            return province;
    }
    return {};
}

QPointF MapGeometry::unitAnchor(Location location) const
{
    return anchors_[static_cast<std::size_t>(location.index())].unit;
}

QPointF MapGeometry::dislodgedAnchor(Location location) const
{
    return anchors_[static_cast<std::size_t>(location.index())].dislodged;
}

QPointF MapGeometry::labelAnchor(Location location) const
{
    return anchors_[static_cast<std::size_t>(location.index())].label;
}

std::optional<QPointF> MapGeometry::centerAnchor(Province province) const
{
    return place(province).center;
}

} // namespace concert
