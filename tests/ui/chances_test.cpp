// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chances/chances_view.h"

#include "tests/ui/idle_requests.h"
#include "tests/ui/sample_log.h"
#include "ui/chances/chance_plot.h"
#include "ui/navigator.h"

#include <QAction>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

/// Writes down what is asked for; answers when it is told to.
class AskedRequests : public IdleRequests {
public:
    RunState runState() const override { return RunState::Ended; }
    void findChances(qsizetype phase) override { asked << phase; }

    QList<qsizetype> asked;
};

PhaseChances chancesWith(Power leader, double share)
{
    PhaseChances chances;
    chances.games = 500;
    chances.years = 2;
    for (auto &chance : chances.powers)
        chance = {(1 - share) / 6, 0.004, 4, 0.1, 0, 1};
    chances.powers[static_cast<std::size_t>(indexOf(leader))] = {share, 0.01, 9.5, 0.2, 0.03, 1};
    return chances;
}

struct ChancesFixture {
    MatchLog log;
    AskedRequests requests;
    Navigator navigator;
    ChancesView view{&navigator, &requests};

    void show(bool ended = true)
    {
        sample::writeMatch(&log, ended);
        navigator.setLog(&log);
        view.resize(760, 260);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
    }
    void answerAll()
    {
        for (qsizetype i = 0; i < log.phases().size(); ++i)
            Q_EMIT requests.chancesFound(i, chancesWith(i == 0 ? Power::France : Power::Turkey,
                                                        0.2 + 0.05 * static_cast<double>(i)));
    }
    QPoint middleOf(qsizetype column) const
    {
        const ChanceGeometry geometry(view.plot()->picture(), view.plot()->rect(),
                                      view.plot()->font());
        return {static_cast<int>(geometry.x(column)), view.plot()->height() / 2};
    }
};

} // namespace

class ChancesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
    }
    void placesFollowTheData();
    void labelsDoNotCoverEachOther_data();
    void labelsDoNotCoverEachOther();
    void asksThePlayheadsPhaseFirst();
    void asksNothingWhileHidden();
    void asksForNewPhases();
    void asksForAsManyAsThereIsRoomFor();
    void tellsWhoLeads();
    void aClickGoesThere();
    void theFinalBoardHasAColumn();
    void anotherMatchBeginsAnew();
    void picturesAreWritten();
    void pictures_data();
    void pictures();
};

void ChancesTest::placesFollowTheData()
{
    ChancePicture picture;
    for (int i = 0; i < 10; ++i)
        picture.columns << ChancePicture::Column{sample::spring, chancesWith(Power::Italy, 0.42)};
    const ChanceGeometry geometry(picture, QRectF(0, 0, 800, 300), QFont());
    QVERIFY(geometry.highest() >= 0.44 && geometry.highest() <= 0.6); // the band fits
    QCOMPARE(geometry.y(0), geometry.plot().bottom());
    QCOMPARE(geometry.y(geometry.highest()), geometry.plot().top());
    QVERIFY(geometry.y(0.3) < geometry.y(0.2));
    for (qsizetype i = 0; i < 10; ++i) {
        QCOMPARE(geometry.columnAt(geometry.x(i)), i);
        QVERIFY(geometry.columnRect(i).contains(QPointF(geometry.x(i), geometry.y(0.1))));
    }
    QCOMPARE(geometry.columnAt(geometry.plot().left() - 1), -1);
    QCOMPARE(geometry.columnAt(geometry.plot().right() + 1), -1);
    // However small it is, there is a plot.
    QVERIFY(ChanceGeometry(picture, QRectF(0, 0, 5, 5), QFont()).plot().isValid());
}

void ChancesTest::labelsDoNotCoverEachOther_data()
{
    QTest::addColumn<QList<double>>("wanted");
    QTest::newRow("none") << QList<double>();
    QTest::newRow("apart") << QList<double>{10, 40, 70};
    QTest::newRow("all in one place") << QList<double>{50, 50, 50, 50};
    QTest::newRow("at the bottom") << QList<double>{99, 98, 97, 20};
    QTest::newRow("at the top") << QList<double>{0, 1, 2};
}

void ChancesTest::labelsDoNotCoverEachOther()
{
    QFETCH(QList<double>, wanted);
    QList<double> places = spreadLabels(wanted, 12, 0, 100);
    QCOMPARE(places.size(), wanted.size());
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        for (qsizetype k = 0; k < wanted.size(); ++k) { // their order stays
            if (wanted[i] < wanted[k])
                QVERIFY(places[i] < places[k]);
        }
    }
    std::sort(places.begin(), places.end());
    for (qsizetype i = 0; i < places.size(); ++i) {
        QVERIFY(places[i] >= 6 - 1e-9 && places[i] <= 94 + 1e-9);
        if (i > 0)
            QVERIFY(places[i] - places[i - 1] >= 12 - 1e-9);
    }
}

void ChancesTest::asksThePlayheadsPhaseFirst()
{
    ChancesFixture f;
    f.show();
    // What was asked for last is done first: the first phase, where the playhead is, then the
    // newest.
    QCOMPARE(f.requests.asked, (QList<qsizetype>{0, 1, 2, 0}));
    f.requests.asked.clear();
    f.navigator.goToPhase(1);
    QCOMPARE(f.requests.asked, QList<qsizetype>{1});
    f.answerAll();
    f.requests.asked.clear();
    f.navigator.goToPhase(2);
    QCOMPARE(f.requests.asked, QList<qsizetype>()); // known
}

void ChancesTest::asksNothingWhileHidden()
{
    ChancesFixture f;
    sample::writeMatch(&f.log, true);
    f.navigator.setLog(&f.log);
    f.navigator.goToPhase(1);
    QCOMPARE(f.requests.asked, QList<qsizetype>());
    f.view.show();
    QCOMPARE(f.requests.asked, (QList<qsizetype>{0, 1, 2, 1}));
}

void ChancesTest::asksForNewPhases()
{
    ChancesFixture f;
    f.show(false);
    f.answerAll();
    f.requests.asked.clear();
    sample::Writer writer(&f.log);
    writer.phase({1902, Season::Spring, PhaseType::Movement});
    QVERIFY(f.requests.asked.contains(3));
    QCOMPARE(f.view.plot()->picture().columns.size(), 4);
    QVERIFY(!f.view.plot()->picture().columns[3].chances);
}

/// Only as many as can be told apart are worked out; the others when somebody wants to know.
void ChancesTest::asksForAsManyAsThereIsRoomFor()
{
    ChancesFixture f;
    sample::Writer writer(&f.log);
    writer.start();
    constexpr int phases = 1500;
    for (int i = 0; i < phases; ++i)
        writer.phase({1901 + i, Season::Spring, PhaseType::Movement});
    f.navigator.setLog(&f.log);
    f.navigator.goToPhase(777);
    f.view.resize(760, 260);
    f.view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&f.view));
    const auto asked = [&f] { return QSet(f.requests.asked.begin(), f.requests.asked.end()); };
    QVERIFY2(asked().size() > 100 && asked().size() < 300,
             qPrintable(QString::number(asked().size())));
    QVERIFY(asked().contains(0) && asked().contains(phases - 1)); // the newest is there
    QCOMPARE(f.requests.asked.last(), 777);                       // and the playhead's first
    QVERIFY(!asked().contains(1) && !asked().contains(751));
    f.navigator.goToPhase(751);
    QVERIFY(asked().contains(751));
    const qsizetype before = asked().size();
    for (qsizetype column = 1200; column < 1210; ++column) // some of which were not asked for
        QTest::mouseMove(f.view.plot(), f.middleOf(column));
    QTRY_VERIFY(asked().size() > before);
    f.view.resize(1500, 260);
    QTRY_VERIFY(asked().size() > before + 100);
    // What is not known is passed over: the curve goes on.
    for (const qsizetype column : asked())
        Q_EMIT f.requests.chancesFound(column, chancesWith(Power::Italy, 0.37));
    const QImage image = f.view.plot()->grab().toImage();
    const ChanceGeometry geometry(f.view.plot()->picture(), f.view.plot()->rect(),
                                  f.view.plot()->font());
    const auto color = [&](double x) {
        return image.pixelColor(static_cast<int>(x), static_cast<int>(geometry.y(0.37)));
    };
    int gaps = 0;
    for (double x = geometry.x(0) + 1; x < geometry.x(phases - 1) - 1; ++x)
        gaps += color(x) == f.view.palette().color(QPalette::Base) ? 1 : 0;
    QCOMPARE(gaps, 0);
}

void ChancesTest::tellsWhoLeads()
{
    ChancesFixture f;
    f.show();
    f.navigator.goToPhase(0);
    QCOMPARE(f.view.headline(), u"Spring 1901, movement: chances are being worked out…"_s);
    f.answerAll();
    const auto headline = [&f] { return f.view.headline().replace(QChar::Nbsp, u' '); };
    QVERIFY2(headline().startsWith(
                 u"Spring 1901, movement: best chances France 20.0 %, then Austria 13.3 %"_s),
             qPrintable(headline()));
    f.navigator.goToPhase(1);
    QVERIFY(headline().contains(u"best chances Turkey 25.0 %"_s));
    const QStringList tip = f.view.plot()->tipText(1).split(u'\n');
    QCOMPARE(tip.size(), 8);
    QCOMPARE(tip[1], u"Turkey: 25.0 % ± 1.0, 9.5 centres expected, wins alone in 3.0 %"_s);
    QCOMPARE(f.view.plot()->accessibleDescription(), f.view.plot()->tipText(1));
    QVERIFY(!f.view.plot()->accessibleName().isEmpty());
}

void ChancesTest::aClickGoesThere()
{
    ChancesFixture f;
    f.show();
    f.answerAll();
    f.navigator.goToPhase(0);
    QTest::mouseClick(f.view.plot(), Qt::LeftButton, {}, f.middleOf(1));
    QCOMPARE(f.navigator.phaseIndex(), 1);
    QCOMPARE(f.view.plot()->picture().marked, 1);
    QTest::mouseClick(f.view.plot(), Qt::LeftButton, {}, f.middleOf(6)); // no phase yet
    QCOMPARE(f.navigator.phaseIndex(), 1);
    // And the other way round: whoever moves the playhead moves the mark.
    f.navigator.nextPhaseAction()->trigger();
    QCOMPARE(f.view.plot()->picture().marked, 2);
}

void ChancesTest::theFinalBoardHasAColumn()
{
    ChancesFixture f;
    sample::Writer writer(&f.log);
    writer.start();
    writer.phase(sample::spring);
    writer.adjudicated();
    writer.position().phase = sample::fall;
    writer.end();
    f.navigator.setLog(&f.log);
    f.view.resize(760, 260);
    f.view.show();
    QCOMPARE(f.view.plot()->picture().columns.size(), 2);
    QVERIFY(f.requests.asked.contains(1));
    QTest::mouseClick(f.view.plot(), Qt::LeftButton, {}, f.middleOf(1));
    QCOMPARE(f.navigator.playhead(), f.log.size() - 1);
    QCOMPARE(f.view.plot()->picture().marked, 1);
}

void ChancesTest::anotherMatchBeginsAnew()
{
    ChancesFixture f;
    f.show();
    f.answerAll();
    MatchLog other;
    sample::Writer writer(&other);
    writer.start();
    writer.phase(sample::spring);
    f.navigator.setLog(&other);
    QCOMPARE(f.view.plot()->picture().columns.size(), 1);
    QVERIFY(!f.view.plot()->picture().columns[0].chances);
    Q_EMIT f.requests.chancesFound(2, chancesWith(Power::Italy, 0.5)); // too late
    f.navigator.setLog(nullptr);
    QCOMPARE(f.view.plot()->picture().columns.size(), 0);
    QVERIFY(!f.view.findChild<QPushButton *>(u"saveChances"_s)->isEnabled());
}

void ChancesTest::picturesAreWritten()
{
    ChancesFixture f;
    f.show();
    f.answerAll();
    const QTemporaryDir folder;
    QString error;
    QVERIFY2(f.view.plot()->exportTo(folder.filePath(u"a.png"_s), &error), qPrintable(error));
    const QImage image(folder.filePath(u"a.png"_s));
    QCOMPARE(image.size(), QSize(2400, 1200));
    QVERIFY2(f.view.plot()->exportTo(folder.filePath(u"a.svg"_s), &error), qPrintable(error));
    QFile svg(folder.filePath(u"a.svg"_s));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QVERIFY(svg.readAll().contains("Turkey"));
    QVERIFY(!f.view.plot()->exportTo(folder.filePath(u"none/a.png"_s), &error));
    QVERIFY2(error.contains(u"a.png"_s), qPrintable(error));
}

void ChancesTest::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

/// Every power's curve can be told from the ground, in light and in dark.
void ChancesTest::pictures()
{
    QFETCH(bool, dark);
    ChancesFixture f;
    QPalette palette;
    if (dark) {
        for (const auto role : {QPalette::Window, QPalette::Base})
            palette.setColor(role, QColor(0x20, 0x22, 0x26));
        for (const auto role : {QPalette::WindowText, QPalette::Text})
            palette.setColor(role, QColor(0xe8, 0xe8, 0xe8));
    }
    f.view.setPalette(palette);
    f.show();
    f.answerAll();
    const QImage image = f.view.plot()->grab().toImage();
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colors.insert(image.pixel(x, y));
    }
    QVERIFY2(colors.size() > 30, qPrintable(QString::number(colors.size())));
    QCOMPARE(image.pixelColor(image.width() - 1, 0), palette.color(QPalette::Base));
    if (const QString folder = qEnvironmentVariable("CONCERT_PICTURES"); !folder.isEmpty())
        f.view.grab().save(folder % u"/chances-%1.png"_s.arg(dark ? u"dark"_s : u"light"_s));
}

QTEST_MAIN(ChancesTest)
#include "chances_test.moc"
