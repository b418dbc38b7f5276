// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/comparison.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

const Phase spring{1901, Season::Spring, PhaseType::Movement};

void say(MatchLog *log, qint64 time, Power from, const QString &text)
{
    MessageSent message;
    message.phase = spring;
    message.round = 1;
    message.from = from;
    message.text = text;
    message.id = u"S1901M/1/"_s % QString::number(indexOf(from));
    log->append({time, Audience::everyone(), message});
}

RunTimes timesOf(qint64 orders, qint64 messages)
{
    RunTimes times;
    times.parts[static_cast<std::size_t>(ExperimentPart::Orders)] = {orders, orders, 7};
    times.parts[static_cast<std::size_t>(ExperimentPart::Negotiation)] = {messages, messages, 14};
    times.total = times.busy = orders + messages;
    times.bound = times.total * 100 / 101;
    times.calls = 21;
    return times;
}

ComparisonReport sampleReport()
{
    constexpr qint64 second = 1'000'000;
    QList<ComparedRun> runs;
    for (quint64 seed = 1; seed <= 3; ++seed) {
        const auto extra = static_cast<qint64>(seed) * second / 10;
        runs << ComparedRun{u"blocking"_s, seed, timesOf(2 * second, 8 * second + extra)}
             << ComparedRun{u"a<b>&c"_s, seed, timesOf(2 * second, 2 * second)};
    }
    ComparisonReport report;
    report.result = compareRuns(runs, {u"blocking"_s, u"a<b>&c"_s});
    report.plan = planComparison(MatchConfig::demo(), {Schedule::Blocking, Schedule::Pipelined});
    report.gamesCompared = 3;
    return report;
}

} // namespace

class ComparisonReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gamesAreComparedWithoutTheirTimes();
    void differencesAreNamed();
    void markdown();
    void fewPairsAreSaidToBeRough();
    void aWindowsReportIsInItsLanguage();
    void spoiltMatchesAreNotJudged();
    void whatIsNextToNothingHasNoPercentage();
    void leversHaveATableOfTheirOwn();
    void differingGamesAreInTheReport();
    void csvHasARowForEachPart();
    void svgIsADrawing();
    void writesAllFour();
};

void ComparisonReportTest::gamesAreComparedWithoutTheirTimes()
{
    MatchLog first;
    say(&first, 10, Power::France, u"Hello"_s);
    say(&first, 20, Power::Turkey, u"Salut"_s);
    CallEnded ended;
    ended.span = 3;
    ended.sent = 7;
    ended.attempts = 1;
    first.append({30, Audience::watcherOnly(), ended});
    MatchLog second;
    second.append({1, Audience::watcherOnly(), MatchPaused{}});
    ended.span = 9;
    ended.sent = 70;
    ended.attempts = 2; // the network failed once, or it was hedged
    ended.usage.inputTokens = 2000;
    ended.usage.outputTokens = 100;
    ended.cost = 0.5;
    second.append({200, Audience::watcherOnly(), ended});
    say(&second, 300, Power::Turkey, u"Salut"_s);
    say(&second, 400, Power::France, u"Hello"_s);
    QCOMPARE(gameLines(first).size(), 3);
    QCOMPARE(gameLines(second), gameLines(first));
    ended.requestHash = "other prompt";
    second.append({500, Audience::watcherOnly(), ended});
    QVERIFY(gameLines(second) != gameLines(first));
}

void ComparisonReportTest::differencesAreNamed()
{
    MatchLog first;
    say(&first, 10, Power::France, u"Hello"_s);
    say(&first, 20, Power::Turkey, u"Salut"_s);
    MatchLog second;
    say(&second, 20, Power::Turkey, u"Adieu"_s);
    say(&second, 10, Power::France, u"Hello"_s);
    const QStringList found =
        gameDifferences(u"one"_s, gameLines(first), u"two"_s, gameLines(second));
    QCOMPARE(found.size(), 2);
    QVERIFY(found[0].startsWith(u"only in one: "_s) && found[0].contains(u"Salut"_s));
    QVERIFY(found[1].startsWith(u"only in two: "_s) && found[1].contains(u"Adieu"_s));
    QVERIFY(gameDifferences(u"one"_s, gameLines(first), u"one"_s, gameLines(first)).isEmpty());
    QStringList many;
    for (int i = 0; i < 100; ++i)
        many << u"line %1"_s.arg(i, 3);
    const QStringList some = gameDifferences(u"a"_s, many, u"b"_s, {});
    QCOMPARE(some.size(), 21);
    QVERIFY(some.last().contains(u"80 more"_s));
}

void ComparisonReportTest::markdown()
{
    const QString text = QString::fromUtf8(comparisonMarkdown(sampleReport()));
    QVERIFY2(text.contains(u"reached: the interval's lower end"_s), qPrintable(text));
    QVERIFY2(text.contains(u"| planning | not asked for |"_s), qPrintable(text));
    QVERIFY2(text.contains(u"| negotiation | less time | 14 calls; critical 8.20 → 2.00 s;"_s),
             qPrintable(text));
    // Never a bare number without its n.
    QVERIFY2(text.contains(u"75.6 % (95 %: 75.3 % to 75.9 %, n = 3)"_s), qPrintable(text));
    QVERIFY2(text.contains(u"| 3 | blocking | 10.30 |"_s), qPrintable(text));
    QVERIFY2(text.contains(u"3 games were compared"_s), qPrintable(text));
}

void ComparisonReportTest::fewPairsAreSaidToBeRough()
{
    const auto textOf = [](int seeds) {
        QList<ComparedRun> runs;
        for (int seed = 1; seed <= seeds; ++seed) {
            const auto extra = static_cast<qint64>(seed) * 10'000;
            runs << ComparedRun{u"blocking"_s, quint64(seed), timesOf(9'000'000, extra)}
                 << ComparedRun{u"staged"_s, quint64(seed), timesOf(3'000'000, extra)};
        }
        ComparisonReport report;
        report.result = compareRuns(runs, {u"blocking"_s, u"staged"_s});
        report.plan = planComparison(MatchConfig::demo(), {Schedule::Blocking, Schedule::Staged});
        return QString::fromUtf8(comparisonMarkdown(report));
    };
    const QString few = textOf(2);
    QVERIFY2(few.contains(u"an interval of only 2 pairs is rough"_s), qPrintable(few));
    QVERIFY(few.contains(u"**target reached** (few pairs: rough)"_s));
    QVERIFY(!textOf(enoughPairs).contains(u"rough"_s));
}

void ComparisonReportTest::aWindowsReportIsInItsLanguage()
{
    const QByteArray english = comparisonMarkdown(sampleReport());
    class Capitals : public QTranslator {
    public:
        bool isEmpty() const override { return false; }
        QString translate(const char *context, const char *text, const char *, int) const override
        {
            return qstrcmp(context, "concert::ComparisonWriter") == 0
                       ? QString::fromUtf8(text).toUpper()
                       : QString();
        }
    } capitals;
    QCoreApplication::installTranslator(&capitals);
    const QString text =
        QString::fromUtf8(comparisonMarkdown(sampleReport(), ReportLanguage::Users));
    for (const QString &part :
         {u"# COMPARISON OF SCHEDULES"_s, u"VERDICT: REACHED: "_s, u"| NEGOTIATION | LESS TIME |"_s,
          u"| **OVERALL** | **TARGET REACHED** (FEW PAIRS: ROUGH) |"_s, u"## RUNS"_s,
          u"## a<b>&c INSTEAD OF blocking"_s, u"3 GAMES WERE COMPARED"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    QCOMPARE(comparisonMarkdown(sampleReport()), english); // a file's is for whoever finds it
    QCoreApplication::removeTranslator(&capitals);
}

/// However clear the figures are.
void ComparisonReportTest::spoiltMatchesAreNotJudged()
{
    ComparisonReport report = sampleReport();
    const QString name = report.result.runs[1].variant;
    const auto judged = [&](const RunTimes &times) {
        report.result.runs[3].times = times; // one of six matches
        report.result = compareRuns(report.result.runs, {u"blocking"_s, name});
        return report.result.variants[0].reached;
    };
    RunTimes times = report.result.runs[3].times;
    times.defaulted = 1; // of 21: that happens
    QVERIFY(judged(times));
    times.defaulted = 2;
    QVERIFY(!judged(times));
    QString text = QString::fromUtf8(comparisonMarkdown(report));
    QVERIFY2(text.contains(u"Verdict: not judged: 9.5 % of a match's calls had no answer"_s),
             qPrintable(text));
    QVERIFY2(text.contains(u"| **overall** | **not judged** |"_s), qPrintable(text));
    QVERIFY2(text.contains(u"21 (2 defaulted)"_s), qPrintable(text));
    QVERIFY(!text.contains(u"reached"_s));
    const QJsonObject json = QJsonDocument::fromJson(comparisonJson(report)).object();
    QVERIFY(!json[u"variants"_s].toArray()[0][u"judged"_s].toBool(true));
    times.defaulted = 0;
    times.held = times.total / 10;
    QVERIFY(!judged(times));
    text = QString::fromUtf8(comparisonMarkdown(report));
    QVERIFY2(text.contains(u"not judged: 10.0 % of a match's time was waiting"_s),
             qPrintable(text));
}

void ComparisonReportTest::whatIsNextToNothingHasNoPercentage()
{
    QList<ComparedRun> runs;
    for (quint64 seed = 1; seed <= 3; ++seed) {
        const auto extra = static_cast<qint64>(seed) * 100'000;
        runs << ComparedRun{u"blocking"_s, seed, timesOf(9'000'000 + extra, 4'000)}
             << ComparedRun{u"staged"_s, seed, timesOf(3'000'000 + extra, 21'000)};
    }
    ComparisonReport report;
    report.result = compareRuns(runs, {u"blocking"_s, u"staged"_s});
    report.plan = planComparison(MatchConfig::demo(), {Schedule::Blocking, Schedule::Staged});
    const QString text = QString::fromUtf8(comparisonMarkdown(report));
    QVERIFY2(text.contains(u"| negotiation | negligible |"_s), qPrintable(text));
    QVERIFY2(text.contains(u"| – (under 1 % of the total) |"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"-425"_s), qPrintable(text)); // 4 ms → 21 ms
    const ComparedVariant &variant = report.result.variants.first();
    QVERIFY(!isNegligible(variant.overall, variant.overall));
    // One definition of the reduction: the table of figures has the outcomes' numbers.
    const QString overall = QString::number(100 * variant.overall.critical.reduction, 'f', 1);
    QCOMPARE(text.count(overall + u" %"_s), 3);
}

void ComparisonReportTest::leversHaveATableOfTheirOwn()
{
    constexpr qint64 second = 1'000'000;
    QList<ComparedRun> runs;
    for (quint64 seed = 1; seed <= 4; ++seed) {
        const auto extra = static_cast<qint64>(seed) * second / 100;
        runs << ComparedRun{u"pipelined"_s, seed, timesOf(2 * second, 8 * second + extra)}
             << ComparedRun{u"pipelined, fused"_s, seed, timesOf(2 * second, 5 * second)}
             << ComparedRun{u"pipelined, speaking in turn"_s, seed,
                            timesOf(3 * second, 9 * second)};
    }
    ComparisonReport report = sampleReport();
    report.result = compareRuns(
        runs, QList<ComparedPair>{{u"pipelined, fused"_s, u"pipelined"_s, true},
                                  {u"pipelined, speaking in turn"_s, u"pipelined"_s, true}});
    const QString text = QString::fromUtf8(comparisonMarkdown(report));
    QVERIFY2(text.contains(u"| fused | less time | pipelined, fused instead of pipelined: "_s),
             qPrintable(text));
    QVERIFY2(text.contains(u"total 10.03 → 7.00 s"_s), qPrintable(text));
    QVERIFY2(text.contains(u"| speaking | more time |"_s), qPrintable(text));
    QVERIFY2(text.contains(u"| -19.7 % (95 %: "_s), qPrintable(text)); // ln(12 / 10.025)
    QVERIFY2(text.contains(u"n = 4) |"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"target"_s), qPrintable(text)); // levers are no candidates
}

void ComparisonReportTest::differingGamesAreInTheReport()
{
    ComparisonReport report = sampleReport();
    report.differences << u"only in blocking, seed 2: {}"_s;
    const QString text = QString::fromUtf8(comparisonMarkdown(report));
    QVERIFY(text.contains(u"**not** the same"_s));
    QVERIFY(text.contains(u"    only in blocking, seed 2: {}"_s));
}

void ComparisonReportTest::csvHasARowForEachPart()
{
    const QList<QByteArray> rows = comparisonCsv(sampleReport()).trimmed().split('\n');
    QCOMPARE(rows.size(), 1 + 6 * (experimentPartCount + 1));
    for (const QByteArray &row : rows)
        QCOMPARE(row.count(','), rows.first().count(','));
    QCOMPARE(rows[2].trimmed(), QByteArray("1,blocking,negotiation,8.100000,8.100000,14,10.100000,"
                                           "10.000000,0.000000,0.000000,0.000000"));
}

void ComparisonReportTest::svgIsADrawing()
{
    const QByteArray svg = comparisonSvg(sampleReport());
    QXmlStreamReader reader(svg);
    int bars = 0;
    double right = 0;
    double width = 0;
    QStringList texts;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        const auto attribute = [&reader](const QString &name) {
            return reader.attributes().value(name).toDouble();
        };
        if (reader.name() == u"svg"_s)
            width = attribute(u"width"_s);
        if (reader.name() == u"rect"_s && attribute(u"height"_s) > 20) {
            ++bars;
            right = std::max(right, attribute(u"x"_s) + attribute(u"width"_s));
        }
        if (reader.name() == u"text"_s)
            texts << reader.readElementText();
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(bars, 4); // two parts in two variants
    QVERIFY(right > 600 && right < width);
    QVERIFY(texts.contains(u"a<b>&c"_s));
    QVERIFY(texts.contains(u"10.2 s"_s));
}

void ComparisonReportTest::writesAllFour()
{
    const QTemporaryDir folder;
    QCOMPARE(writeComparison(sampleReport(), folder.path()), QString());
    for (const char *suffix : {"md", "json", "csv", "svg"})
        QVERIFY(QFileInfo(folder.filePath(u"comparison."_s % QLatin1String(suffix))).size() > 300);
    QFile file(folder.filePath(u"comparison.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(json[u"variants"_s][0][u"overall"_s][u"critical"_s][u"n"_s].toInt(), 3);
    const QString problem = writeComparison(sampleReport(), folder.filePath(u"absent"_s));
    QVERIFY2(problem.contains(u"comparison.md"_s), qPrintable(problem));
}

QTEST_GUILESS_MAIN(ComparisonReportTest)
#include "comparison_report_test.moc"
