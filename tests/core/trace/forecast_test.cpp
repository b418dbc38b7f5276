// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/forecast.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int allTurns = 12;
const QStringList forecastPowers{u"AUSTRIA"_s, u"ENGLAND"_s, u"FRANCE"_s, u"ITALY"_s};

/// A match of four powers as it was played under a schedule: goals, then turns of two message
/// rounds, orders, adjudication and diaries, after every second one from 1902 on one power's
/// retreat, after autumn everybody's adjustments; with latencies of a second or so.
class PlayedSpans {
public:
    PlayedSpans(const WhatIf &how, quint32 seed) : random_(seed)
    {
        QList<int> state = addForAll(u"S1901M"_s, u"initial_state"_s, 0, {}, {});
        int board = -1;
        for (int turn = 0; turn < allTurns; ++turn) {
            const QString phase = (turn % 2 == 0 ? u"S%1M"_s : u"F%1M"_s).arg(1901 + turn / 2);
            const QList<int> common = board < 0 ? QList<int>() : QList<int>{board};
            const QList<int> first = addForAll(phase, u"messages"_s, 1, common, state);
            const QList<int> second = addForAll(phase, u"messages"_s, 2, first + common, state);
            const QList<int> orders = addForAll(phase, u"orders"_s, 0, second + common, state);
            board = adjudicate(phase, orders);
            state = addForAll(phase, u"result_diary"_s, 0, {board}, {});
            const QString year = QString::number(1901 + turn / 2);
            const QString retreats = (turn % 2 == 0 ? u"S%1R"_s : u"F%1R"_s).arg(year);
            if (turn >= 2 && random_() % 2 == 0)
                board = adjudicate(retreats,
                                   {addCall(retreats, u"orders"_s, 0, {board}, random_() % 4)});
            const QString adjustments = u"W%1A"_s.arg(year);
            if (turn % 2 == 1)
                board =
                    adjudicate(adjustments, addForAll(adjustments, u"orders"_s, 0, {board}, {}));
        }
        spans_ = whatIf(spans_, how, 0).spans;
        std::sort(spans_.begin(), spans_.end(),
                  [](const Span &a, const Span &b) { return a.id < b.id; });
    }

    qint64 total() const
    {
        qint64 end = 0;
        for (const Span &span : spans_)
            end = std::max(end, *span.ended);
        return end;
    }

    /// What the log holds at a moment.
    QList<Span> at(qint64 now) const
    {
        QList<Span> spans;
        for (Span span : spans_) {
            if (span.started > now)
                continue;
            if (*span.ended > now)
                span.sent = span.firstByte = span.firstToken = span.lastToken = span.ended =
                    std::nullopt;
            spans << span;
        }
        return spans;
    }

    /// When a turn's orders were played.
    qint64 playedAt(int turn) const
    {
        QList<qint64> ends;
        for (const Span &span : spans_) {
            if (!span.isCall && span.phase.endsWith(u'M'))
                ends << *span.ended;
        }
        return ends[turn];
    }

private:
    QList<int> addForAll(const QString &phase, const QString &stage, int round,
                         const QList<int> &common, const QList<int> &own)
    {
        QList<int> ids;
        for (qsizetype i = 0; i < forecastPowers.size(); ++i)
            ids << addCall(phase, stage, round, common + own.mid(i, 1), i);
        return ids;
    }

    int addCall(const QString &phase, const QString &stage, int round, const QList<int> &inputs,
                qsizetype power)
    {
        Span span;
        span.id = static_cast<int>(spans_.size());
        span.power = forecastPowers[power];
        span.phase = phase;
        span.stage = stage;
        span.round = round;
        span.model = u"model"_s;
        span.inputs = inputs;
        span.started = span.ready = moment_++;
        span.sent = span.started + 100;
        const double spread = std::exp(0.5 * normal());
        const auto latency = std::llround(spread * (stage == u"orders"_s ? 1'500'000 : 800'000));
        span.firstToken = *span.sent + latency / 3;
        span.lastToken = *span.sent + latency;
        span.ended = *span.lastToken + 200;
        spans_ << span;
        return span.id;
    }

    int adjudicate(const QString &phase, const QList<int> &orders)
    {
        Span span;
        span.id = static_cast<int>(spans_.size());
        span.phase = phase;
        span.stage = u"adjudication"_s;
        span.isCall = false;
        span.inputs = orders;
        span.started = moment_++;
        span.ended = span.started + 100;
        spans_ << span;
        return span.id;
    }

    /// By hand: distributions differ between libraries.
    double normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += static_cast<double>(random_()) / 4294967296.0;
        return sum;
    }

    std::mt19937 random_;
    QList<Span> spans_;
    qint64 moment_ = 1;
};

} // namespace

class ForecastTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownBeforeATurnWasPlayed();
    void foretellsTheEnd_data();
    void foretellsTheEnd();
    void isPure();
    void nearTheEndLittleIsLeft();
    void longMatchesAreForetoldInProportion();
    void damagedRecordsAreForetoldToo();
};

void ForecastTest::nothingIsKnownBeforeATurnWasPlayed()
{
    const PlayedSpans match({}, 1);
    QVERIFY(!timeLeft({}, {}, allTurns, 0));
    QVERIFY(!timeLeft(match.at(match.playedAt(0) / 2), {}, allTurns, match.playedAt(0) / 2));
}

void ForecastTest::foretellsTheEnd_data()
{
    QTest::addColumn<WhatIf>("how");
    QTest::addColumn<int>("turn");
    for (const int turn : {1, 2, 5, 9}) {
        for (const Schedule schedule :
             {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined}) {
            WhatIf how;
            how.schedule = schedule;
            QTest::addRow("turn %d, schedule %d", turn, int(schedule)) << how << turn;
        }
        WhatIf how;
        how.slots = 2;
        QTest::addRow("turn %d, two slots", turn) << how << turn;
    }
}

/// Over twenty matches: right on average, and the range means what it says.
void ForecastTest::foretellsTheEnd()
{
    QFETCH(WhatIf, how);
    QFETCH(int, turn);
    constexpr int matches = 20;
    double ratios = 0;
    int within = 0;
    for (quint32 seed = 1; seed <= matches; ++seed) {
        const PlayedSpans match(how, seed);
        const qint64 now = match.playedAt(turn) + 700'000;
        const auto left = timeLeft(match.at(now), how, allTurns, now);
        QVERIFY(left);
        const qint64 real = match.total() - now;
        QVERIFY(left->low <= left->expected && left->expected <= left->high);
        ratios += static_cast<double>(left->expected) / static_cast<double>(real);
        within += left->low <= real && real <= left->high ? 1 : 0;
    }
    const double mean = ratios / matches;
    QVERIFY2(std::abs(mean - 1) < 0.1, qPrintable(QString::number(mean)));
    // 80 % of all that may happen, as far as the latencies seen so far tell.
    QVERIFY2(within >= matches / 2, qPrintable(QString::number(within)));
}

void ForecastTest::isPure()
{
    const PlayedSpans match({}, 3);
    const qint64 now = match.playedAt(4);
    const auto first = timeLeft(match.at(now), {}, allTurns, now);
    QCOMPARE(timeLeft(match.at(now), {}, allTurns, now), first);
}

void ForecastTest::nearTheEndLittleIsLeft()
{
    const PlayedSpans match({}, 4);
    const qint64 now = match.total() - 1000;
    const auto left = timeLeft(match.at(now), {}, allTurns, now);
    QVERIFY(left);
    // The calls that run have run for less than two seconds; a turn takes seven or eight.
    QVERIFY2(left->expected < 1'500'000, qPrintable(QString::number(left->expected)));
}

void ForecastTest::longMatchesAreForetoldInProportion()
{
    const PlayedSpans match({}, 5);
    const qint64 now = match.playedAt(5);
    const QList<Span> spans = match.at(now);
    const auto ten = timeLeft(spans, {}, 6 + 10, now)->expected;
    const auto hundred = timeLeft(spans, {}, 6 + 100, now)->expected;
    const double ratio = static_cast<double>(hundred) / static_cast<double>(ten);
    QVERIFY2(ratio > 8 && ratio < 12, qPrintable(QString::number(ratio)));
}

/// Two calls that wait for each other never end, on paper; nor does any turn that is like theirs.
/// So fewer turns end than the average is taken of.
void ForecastTest::damagedRecordsAreForetoldToo()
{
    const PlayedSpans match({}, 6);
    for (qint64 after = 0; after < 8'000'000; after += 250'000) {
        const qint64 now = match.playedAt(5) + after;
        QList<Span> spans = match.at(now);
        QList<Span *> circle;
        for (Span &span : spans) {
            if (span.phase == u"S1903M"_s && span.stage == u"messages"_s && span.round == 1)
                circle << &span;
        }
        QVERIFY(circle.size() >= 2);
        circle[0]->inputs << circle[1]->id;
        circle[1]->inputs << circle[0]->id;
        const auto left = timeLeft(spans, {}, 6 + 100, now);
        QVERIFY(left && left->low >= 0 && left->low <= left->high);
    }
}

QTEST_GUILESS_MAIN(ForecastTest)
#include "forecast_test.moc"
