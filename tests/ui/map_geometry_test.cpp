// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/board_painter.h"
#include "ui/map/map_geometry.h"

#include "core/rules/map.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace Qt::StringLiterals;
using namespace concert;

/// The picture against the facts of the board.
class MapGeometryTest : public QObject {
    Q_OBJECT

private:
    const MapGeometry &map_ = MapGeometry::standard();

    static QString name(Province province)
    {
        return QString::fromStdString(locationText(province));
    }
    static QByteArray file()
    {
        QFile file(QStringLiteral(CONCERT_SOURCE_DIR) + u"/resources/maps/standard.json"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyProvinceHasAShape()
    {
        QCOMPARE(map_.size(), QSizeF(1600, 1200));
        for (int i = 0; i < provinceCount; ++i) {
            const auto province = static_cast<Province>(i);
            const QRectF bounds = map_.shape(province).boundingRect();
            QVERIFY2(bounds.width() > 20 && bounds.height() > 20, qPrintable(name(province)));
            QVERIFY2(map_.rect().contains(bounds), qPrintable(name(province)));
        }
    }

    void everyAnchorLiesInItsProvince()
    {
        for (int i = 0; i < locationCount; ++i) {
            const Location location = Location::fromIndex(i);
            const auto text = QString::fromStdString(locationText(location));
            for (const QPointF point : {map_.unitAnchor(location), map_.dislodgedAnchor(location),
                                        map_.labelAnchor(location)})
                QVERIFY2(map_.provinceAt(point) == location.province(), qPrintable(text));
            QVERIFY2(map_.unitAnchor(location) != map_.dislodgedAnchor(location), qPrintable(text));
        }
    }

    void coastsHavePlacesOfTheirOwn()
    {
        for (const Province province : {Province::BUL, Province::SPA, Province::STP}) {
            const auto coasts = Map::standard().coasts(province);
            QCOMPARE(coasts.size(), 2U);
            QVERIFY(map_.unitAnchor(coasts[0]) != map_.unitAnchor(coasts[1]));
            QVERIFY(map_.unitAnchor(coasts[0]) != map_.unitAnchor(province));
        }
    }

    void centersAreWhereTheRulesHaveThem()
    {
        int count = 0;
        for (int i = 0; i < provinceCount; ++i) {
            const auto province = static_cast<Province>(i);
            const auto center = map_.centerAnchor(province);
            QVERIFY2(center.has_value() == Map::standard().isSupplyCenter(province),
                     qPrintable(name(province)));
            if (center) {
                QCOMPARE(map_.provinceAt(*center), std::optional(province));
                ++count;
            }
        }
        QCOMPARE(count, 34);
    }

    /// The lines of the picture separate exactly the provinces that touch. A common border that is
    /// shorter than nine units could not be seen.
    void provincesTouchAsInTheRules()
    {
        constexpr double visible = 9;
        std::map<std::set<Province>, double> borders;
        for (const MapArc &arc : map_.arcs()) {
            if (arc.left && arc.right && *arc.left != *arc.right)
                borders[{*arc.left, *arc.right}] += arc.length();
        }
        int touching = 0;
        for (int i = 0; i < provinceCount; ++i) {
            const auto a = static_cast<Province>(i);
            const auto neighbours = Map::standard().touching(a);
            for (int k = i + 1; k < provinceCount; ++k) {
                const auto b = static_cast<Province>(k);
                const bool fact =
                    std::find(neighbours.begin(), neighbours.end(), b) != neighbours.end();
                const auto border = borders.find({a, b});
                const double length = border != borders.end() ? border->second : 0;
                QVERIFY2(fact ? length >= visible : length == 0,
                         qPrintable(u"%1-%2: %3"_s.arg(name(a), name(b)).arg(length)));
                touching += fact ? 1 : 0;
            }
        }
        QVERIFY(touching > 150);
    }

    void seaAndLandMeetAtCoastsOnly()
    {
        const auto isSea = [](Province province) {
            return Map::standard().terrain(province) == Terrain::Sea;
        };
        for (const MapArc &arc : map_.arcs()) {
            if (!arc.left || !arc.right || *arc.left == *arc.right)
                continue;
            const bool mixedSides = isSea(*arc.left) != isSea(*arc.right);
            const bool strait =
                !map_.water(*arc.left).isEmpty() || !map_.water(*arc.right).isEmpty();
            if (arc.kind == MapArc::Kind::Coast)
                QVERIFY(mixedSides || strait); // Smyrna lies at Constantinople's water
            else if (arc.kind == MapArc::Kind::Border)
                QVERIFY(!isSea(*arc.left) && !isSea(*arc.right));
            else if (arc.kind == MapArc::Kind::Sea)
                QVERIFY(isSea(*arc.left) && isSea(*arc.right));
        }
    }

    void hitTest_data()
    {
        QTest::addColumn<QPointF>("point");
        QTest::addColumn<QString>("province");
        QTest::newRow("Paris") << QPointF(468, 731) << u"PAR"_s;
        QTest::newRow("Mid-Atlantic") << QPointF(40, 800) << u"MAO"_s;
        QTest::newRow("Sound, part of Denmark") << QPointF(768, 414) << u"DEN"_s;
        QTest::newRow("Switzerland") << QPointF(650, 750) << QString();
        QTest::newRow("Iceland") << QPointF(405, 160) << QString();
        QTest::newRow("Caspian Sea") << QPointF(1550, 620) << QString();
        QTest::newRow("beyond the edge") << QPointF(-5, 300) << QString();
        QTest::newRow("far beyond") << QPointF(1e9, -1e9) << QString();
    }
    void hitTest()
    {
        QFETCH(QPointF, point);
        const auto hit = map_.provinceAt(point);
        QTEST(hit ? name(*hit) : QString(), "province");
    }

    void everyPointBelongsToOneProvinceAtMost()
    {
        for (int x = 3; x < 1600; x += 13) {
            for (int y = 3; y < 1200; y += 13) {
                int hits = 0;
                for (int i = 0; i < provinceCount; ++i)
                    hits += map_.shape(static_cast<Province>(i)).contains(QPointF(x, y)) ? 1 : 0;
                QVERIFY2(hits <= 1, qPrintable(u"%1,%2"_s.arg(x).arg(y)));
            }
        }
    }

    void everyGlowBandIsPainted()
    {
        QCOMPARE(map_.glow().size(), std::size_t(BoardPainter::seaParts - 1)); // a part each
    }

    void hatchingStaysInside()
    {
        QVERIFY(map_.hatching().size() > 5);
        for (const QLineF &line : map_.hatching())
            QVERIFY(map_.impassable().contains(line.center()));
        QVERIFY(map_.ripples().size() > 5);
    }

    void damagedFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("not JSON") << QByteArray("\"arcs\"") << QByteArray("arcs");
        QTest::newRow("unknown line")
            << QByteArray("\"coast\",\"left\"") << QByteArray("\"cost\",\"left\"");
        QTest::newRow("province missing") << QByteArray("\n\"PAR\":") << QByteArray("\n\"PER\":");
        QTest::newRow("anchor missing") << QByteArray("\"unit/nc\"") << QByteArray("\"unit/xc\"");
        QTest::newRow("line missing")
            << QByteArray("\"rings\":[[") << QByteArray("\"rings\":[[9999,");
    }
    void damagedFilesAreRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray json = file();
        QString error;
        QVERIFY2(MapGeometry::read(json, &error), qPrintable(error));
        QVERIFY(json.contains(from));
        json.replace(from, to);
        QVERIFY(!MapGeometry::read(json, &error));
        QVERIFY(!error.isEmpty());
    }
};

QTEST_GUILESS_MAIN(MapGeometryTest)
#include "map_geometry_test.moc"
