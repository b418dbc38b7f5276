// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/match_session.h"
#include "core/record/match_log_reader.h"
#include "core/record/text.h"
#include "core/trace/what_if.h"
#include "tests/support/sanitized.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = 120'000;
/// What a busy machine may add to a match of a few seconds. What-if itself is exact to 3 % where
/// the machine is quiet, see tests/benchmarks/experiment_figures.
constexpr double machineNoise = 0.15;

/// One game, played under three schedules and with four slots.
MatchConfig smallMatch(double scale)
{
    MatchConfig config = MatchConfig::demo();
    config.maxYear = 1901;
    config.simulator.logNormal = true;
    config.simulator.scale = scale;
    return config;
}

/// Which stage it is, the same in every run of a game.
QString nameOf(const Span &span)
{
    return u"%1/%2/%3/%4"_s.arg(span.phase, span.stage).arg(span.round).arg(span.power);
}

QStringList namesOf(const QList<Span> &spans, const QList<int> &ids)
{
    QStringList names;
    for (const int id : ids)
        names << nameOf(spans[id]);
    names.sort();
    return names;
}

} // namespace

class WhatIfCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void barriersAreThoseOfTheScheduler_data();
    void barriersAreThoseOfTheScheduler();
    void predictsWhatIsMeasured_data();
    void predictsWhatIsMeasured();
    void answersOnTheCommandLine();
    void badArgumentsSayWhatWouldBeRight_data();
    void badArgumentsSayWhatWouldBeRight();

private:
    void playAll();
    void play(const QString &name);
    const MatchLog &logOf(const QString &name) const { return *runs_.at(name)->log(); }
    /// The total in microseconds that what-if finds for that schedule.
    double predictedFrom(const QString &recorded, const QString &schedule) const;

    static constexpr double longest = 2;

    double scale_ = 0.25; ///< of the model's latencies: a median of 100 ms
    QTemporaryDir folder_;
    std::map<QString, std::unique_ptr<MatchSession>> runs_;
};

void WhatIfCommandTest::initTestCase()
{
    playAll();
}

/// Plays all four, anew if they were played before.
void WhatIfCommandTest::playAll()
{
    for (const QString &name : {u"blocking"_s, u"staged"_s, u"pipelined"_s, u"4 slots"_s}) {
        play(name);
        if (QTest::currentTestFailed())
            return;
    }
}

void WhatIfCommandTest::play(const QString &name)
{
    MatchConfig config = smallMatch(scale_);
    config.schedule = parseSchedule(name).value_or(Schedule::Pipelined);
    if (name == u"4 slots"_s) {
        for (ProviderProfile &provider : config.providers)
            provider.maxConcurrent = 4;
    }
    std::unique_ptr<MatchSession> &session = runs_[name];
    session = std::make_unique<MatchSession>();
    QSignalSpy ended(session.get(), &MatchSession::ended);
    QDir(folder_.filePath(name)).removeRecursively();
    QCOMPARE(session->start(config, {}, folder_.filePath(name)), QString());
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadline);
}

void WhatIfCommandTest::barriersAreThoseOfTheScheduler_data()
{
    QTest::addColumn<QString>("recorded");
    QTest::addColumn<QString>("schedule");
    for (const QString &recorded : {u"blocking"_s, u"staged"_s, u"pipelined"_s, u"4 slots"_s}) {
        for (const QString &schedule : {u"blocking"_s, u"staged"_s, u"pipelined"_s})
            QTest::addRow("%s as %s", qPrintable(recorded), qPrintable(schedule))
                << recorded << schedule;
    }
}

/// From any recording, the rebuilt waits are exactly those that the scheduler logs when the game is
/// played that way.
void WhatIfCommandTest::barriersAreThoseOfTheScheduler()
{
    QFETCH(QString, recorded);
    QFETCH(QString, schedule);
    const QList<Span> &spans = logOf(recorded).spans();
    const QList<QList<int>> rebuilt = scheduleWaits(spans, *parseSchedule(schedule));
    QMap<QString, QStringList> expected;
    const QList<Span> &played = logOf(schedule).spans();
    for (const Span &span : played)
        expected.insert(nameOf(span), span.isCall ? namesOf(played, span.waits) : QStringList());
    QCOMPARE(spans.size(), played.size());
    for (qsizetype place = 0; place < spans.size(); ++place) {
        const QString name = nameOf(spans[place]);
        QVERIFY2(expected.contains(name), qPrintable(name));
        if (spans[place].isCall)
            QCOMPARE(namesOf(spans, rebuilt[place]), expected.value(name));
    }
}

void WhatIfCommandTest::predictsWhatIsMeasured_data()
{
    QTest::addColumn<QString>("recorded");
    QTest::addColumn<QString>("measured");
    for (const QString &recorded : {u"blocking"_s, u"staged"_s, u"pipelined"_s, u"4 slots"_s}) {
        for (const QString &measured : {u"blocking"_s, u"staged"_s, u"pipelined"_s, u"4 slots"_s})
            QTest::addRow("%s as %s", qPrintable(recorded), qPrintable(measured))
                << recorded << measured;
    }
}

void WhatIfCommandTest::predictsWhatIsMeasured()
{
    if (isSanitized)
        QSKIP("The sanitizers multiply our own time, which no latency has.");
    QFETCH(QString, recorded);
    QFETCH(QString, measured);
    // What a busy machine adds counts less in a longer match; a wrong prediction stays as wrong.
    QStringList off;
    for (;;) {
        const double predicted = predictedFrom(recorded, measured);
        const auto real = static_cast<double>(logOf(measured).lastTime());
        if (std::abs(predicted / real - 1) < machineNoise)
            return;
        off << u"%1 s for %2 s"_s.arg(predicted / 1e6).arg(real / 1e6);
        if (scale_ >= longest)
            QFAIL(qPrintable(off.join(u", "_s)));
        scale_ *= 2;
        playAll();
        if (QTest::currentTestFailed())
            return;
    }
}

double WhatIfCommandTest::predictedFrom(const QString &recorded, const QString &schedule) const
{
    WhatIf change;
    change.schedule = parseSchedule(schedule).value_or(Schedule::Pipelined);
    change.slots = schedule == u"4 slots"_s ? 4 : 0;
    const MatchLog &log = logOf(recorded);
    return static_cast<double>(whatIf(log.spans(), change, log.lastTime()).total);
}

void WhatIfCommandTest::answersOnTheCommandLine()
{
    QProcess program;
    program.start(qEnvironmentVariable("CONCERT_PROGRAM"),
                  {u"whatif"_s, folder_.filePath(u"pipelined"_s), u"--speed"_s, u"2"_s,
                   u"--speed"_s, u"simulator=2"_s, u"--slots"_s, u"9"_s});
    QVERIFY(program.waitForFinished(deadline));
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.readAllStandardError(), QByteArray());
    const QList<QByteArray> lines = program.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), 5); // recorded, three schedules, JSON
    QVERIFY(lines[0].startsWith("recorded (pipelined)"));
    const QJsonObject json = QJsonDocument::fromJson(lines.last()).object();
    const QJsonArray results = json[u"what_if"_s].toArray();
    QCOMPARE(results.size(), 3);
    MatchLog log;
    QCOMPARE(readMatchLog(folder_.filePath(u"pipelined"_s), &log), QString());
    WhatIf change;
    change.schedule = Schedule::Blocking;
    change.speed = 2;
    change.slots = 9;
    const WhatIfResult blocking = whatIf(log.spans(), change, log.lastTime());
    QCOMPARE(results[0][u"total_s"_s].toDouble(), static_cast<double>(blocking.total) / 1e6);
    QCOMPARE(results[0][u"holders"_s][0][u"power"_s].toString(), blocking.holders.first().power);
    QVERIFY(results[2][u"total_s"_s].toDouble() < json[u"recorded"_s][u"total_s"_s].toDouble());

    QProcess unheard; // what is lost on the way is no success
    unheard.setStandardOutputFile(u"/dev/full"_s);
    unheard.start(qEnvironmentVariable("CONCERT_PROGRAM"),
                  {u"whatif"_s, folder_.filePath(u"pipelined"_s)});
    QVERIFY(unheard.waitForFinished(deadline));
    QCOMPARE(unheard.exitCode(), 1);
    QVERIFY(unheard.readAllStandardError().contains("output"));

    QProcess stranger;
    stranger.start(qEnvironmentVariable("CONCERT_PROGRAM"),
                   {u"whatif"_s, folder_.filePath(u"pipelined"_s), u"--speed"_s, u"nobody=2"_s});
    QVERIFY(stranger.waitForFinished(deadline));
    QCOMPARE(stranger.exitCode(), 2);
    QVERIFY(stranger.readAllStandardError().contains("nobody"));
}

void WhatIfCommandTest::badArgumentsSayWhatWouldBeRight_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing") << QStringList{} << 2 << u"folder"_s;
    QTest::newRow("schedule") << QStringList{u"a"_s, u"--schedule"_s, u"x"_s} << 2 << u"staged"_s;
    QTest::newRow("slots") << QStringList{u"a"_s, u"--slots"_s, u"-1"_s} << 2 << u"10000"_s;
    QTest::newRow("speed") << QStringList{u"a"_s, u"--speed"_s, u"0"_s} << 2 << u"MODEL=number"_s;
    QTest::newRow("one speed") << QStringList{u"a"_s, u"--speed"_s, u"m=fast"_s} << 2 << u"speed"_s;
    QTest::newRow("output") << QStringList{u"a"_s, u"--output_scale"_s, u"-2"_s} << 2
                            << u"output"_s;
    QTest::newRow("absent") << QStringList{u"/no/such/match"_s} << 2 << u"/no/such/match"_s;
}

void WhatIfCommandTest::badArgumentsSayWhatWouldBeRight()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, part);
    QProcess program;
    program.start(qEnvironmentVariable("CONCERT_PROGRAM"), QStringList{u"whatif"_s} + arguments);
    QVERIFY(program.waitForFinished(deadline));
    QCOMPARE(program.exitCode(), code);
    const QString errors = QString::fromUtf8(program.readAllStandardError());
    QVERIFY2(errors.contains(part), qPrintable(errors));
}

QTEST_GUILESS_MAIN(WhatIfCommandTest)
#include "whatif_command_test.moc"
