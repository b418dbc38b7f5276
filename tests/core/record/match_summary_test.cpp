// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_summary.h"

#include "core/record/match_log_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;

class MatchSummaryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void readsBeginningAndEnd_data();
    void readsBeginningAndEnd();
    void rubbishIsNoMatch_data();
    void rubbishIsNoMatch();
};

namespace {

QByteArray line(MatchEventData data)
{
    return QJsonDocument(toJson(MatchEvent{1000, Audience::everyone(), std::move(data)}))
               .toJson(QJsonDocument::Compact) +
           '\n';
}

QByteArray beginning()
{
    MatchConfig config = MatchConfig::demo();
    config.models[2] = ModelId{u"openai"_s, u"gpt-x"_s, {}};
    return line(MatchStarted{1, u"Concert"_s, QDateTime::fromSecsSinceEpoch(1'000'000, Qt::UTC),
                             config}) +
           line(PhaseStarted{Position::start()});
}

QByteArray ending()
{
    MatchEnded end;
    end.reason = MatchEnded::Reason::Solo;
    end.winner = Power::Turkey;
    end.position = Position::start();
    return line(end);
}

void write(const QTemporaryDir &folder, const QByteArray &text)
{
    QFile file(folder.filePath(matchFileName));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

void MatchSummaryTest::readsBeginningAndEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("ended");
    // Longer than what is read from the end.
    const QByteArray middle =
        line(ProblemReported{ProblemReported::Severity::Note, {}, QString(1000, u'x')})
            .repeated(1000);
    QTest::newRow("ended") << beginning() + middle + ending() << true;
    QTest::newRow("still played") << beginning() + middle << false;
    QTest::newRow("torn last line") << beginning() + middle + ending().chopped(20) << false;
    QTest::newRow("just begun") << beginning() << false;
}

void MatchSummaryTest::readsBeginningAndEnd()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, ended);
    const QTemporaryDir folder;
    write(folder, text);
    const auto summary = readMatchSummary(folder.path());
    QVERIFY(summary);
    QCOMPARE(summary->startedAt.toSecsSinceEpoch(), 1'000'000);
    QCOMPARE(summary->models, QStringList({u"simulator"_s, u"openai:gpt-x"_s}));
    QCOMPARE(summary->ended.has_value(), ended);
    QCOMPARE(summary->isInterrupted(), !ended);
    // Not told by the last lines if nothing in them belongs to a phase.
    QCOMPARE(summary->reached.has_value(), ended || text.size() < 100'000);
    if (summary->reached)
        QCOMPARE(*summary->reached, Position::start().phase);
    if (ended)
        QCOMPARE(summary->ended->winner, std::optional(Power::Turkey));
}

void MatchSummaryTest::rubbishIsNoMatch_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("\x00\xff\n\n", 4);
    QTest::newRow("no line") << QByteArray(1'000'000, 'x');
    QTest::newRow("another file") << QByteArray("{\"id\":\"game\",\"phases\":[]}\n");
    QTest::newRow("without its beginning") << ending();
}

void MatchSummaryTest::rubbishIsNoMatch()
{
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    write(folder, text);
    QVERIFY(!readMatchSummary(folder.path()));
    QVERIFY(!readMatchSummary(folder.filePath(u"absent"_s)));
}

QTEST_GUILESS_MAIN(MatchSummaryTest)
#include "match_summary_test.moc"
