// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evaluator.h"

#include "tests/support/sanitized.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace concert;

namespace {

Position inYear(int year)
{
    Position position = Position::start();
    position.phase.year = year;
    return position;
}

/// The opening in each of those years. They are asked for at once, so that nothing depends on how
/// far the evaluator's thread gets between two questions.
std::vector<Position> inYears(int first, int last)
{
    std::vector<Position> positions;
    for (int year = first; year <= last; ++year)
        positions.push_back(inYear(year));
    return positions;
}

/// Nobody waits for anything any more, and what was told before has arrived.
void forgetAll(Evaluator *evaluator)
{
    evaluator->forgetWaiting();
    QCoreApplication::processEvents();
}

/// What the evaluator told, in its order.
struct Told {
    explicit Told(Evaluator *evaluator)
    {
        QObject::connect(evaluator, &Evaluator::evaluated, evaluator,
                         [this](const Position &position, const Chances &chances) {
                             answers.append({position.phase.year, chances});
                         });
    }
    bool isComplete(int year) const
    {
        return std::any_of(answers.begin(), answers.end(), [year](const auto &answer) {
            return answer.first == year && answer.second.games == Evaluator::mostGames;
        });
    }
    QList<std::pair<int, Chances>> answers;
};

constexpr int patience =
    isSanitized ? 600'000 : 60'000; // the machine may be busy with everything else

} // namespace

class EvaluatorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatRolloutsFind();
    void tellsFewGamesBeforeMany();
    void knownIsToldAtOnce();
    void theLastAskedComesFirst();
    void forgottenIsNotPlayed();
    void keepsTheGamesOfAFewHundred();
    void endsQuickly();
};

void EvaluatorTest::findsWhatRolloutsFind()
{
    Evaluator evaluator;
    const Told told(&evaluator);
    evaluator.evaluate(Position::start());
    QVERIFY(told.answers.isEmpty()); // never from within
    QTRY_VERIFY_WITH_TIMEOUT(told.isComplete(1901), patience);
    Rollouts rollouts(Map::standard(), Position::start());
    rollouts.play(Evaluator::mostGames);
    QVERIFY(told.answers.last().second == rollouts.chances());
}

void EvaluatorTest::tellsFewGamesBeforeMany()
{
    Evaluator evaluator;
    const Told told(&evaluator);
    evaluator.evaluate(inYears(1901, 1904));
    QTRY_VERIFY_WITH_TIMEOUT(told.answers.size() == 12, patience);
    QSet<int> years;
    for (qsizetype i = 0; i < 4; ++i) { // a first answer for each before a second for any
        years << told.answers[i].first;
        QCOMPARE(told.answers[i].second.games, told.answers[0].second.games);
    }
    QCOMPARE(years.size(), 4);
    for (qsizetype i = 8; i < 12; ++i)
        QCOMPARE(told.answers[i].second.games, Evaluator::mostGames);
}

void EvaluatorTest::knownIsToldAtOnce()
{
    Evaluator evaluator;
    const Told told(&evaluator);
    evaluator.evaluate(Position::start());
    QTRY_VERIFY_WITH_TIMEOUT(told.isComplete(1901), patience);
    const qsizetype before = told.answers.size();
    evaluator.evaluate(Position::start());
    QCOMPARE(told.answers.size(), before);
    QCoreApplication::processEvents();
    QCOMPARE(told.answers.size(), before + 1);
    QVERIFY(told.answers.last().second == told.answers[before - 1].second);
}

void EvaluatorTest::theLastAskedComesFirst()
{
    Evaluator evaluator;
    const Told told(&evaluator);
    evaluator.evaluate(inYears(1901, 1930));
    QTRY_VERIFY_WITH_TIMEOUT(told.answers.size() >= 30, patience);
    for (int i = 0; i < 30; ++i)
        QCOMPARE(told.answers[i].first, 1930 - i);
}

void EvaluatorTest::forgottenIsNotPlayed()
{
    Evaluator evaluator;
    const Told told(&evaluator);
    evaluator.evaluate(inYears(1901, 1990));
    forgetAll(&evaluator);
    const qsizetype before = told.answers.size();
    evaluator.evaluate(inYear(2001));
    QTRY_VERIFY_WITH_TIMEOUT(told.isComplete(2001), patience);
    for (qsizetype i = before; i < told.answers.size(); ++i)
        QCOMPARE(told.answers[i].first, 2001);
}

/// A match of thousands of phases must not fill the memory: games are kept of some positions, and
/// every one is told of all the same.
void EvaluatorTest::keepsTheGamesOfAFewHundred()
{
    Evaluator evaluator;
    const Told told(&evaluator);
    constexpr int asked = 430;
    evaluator.evaluate(inYears(1901, 1900 + asked));
    std::size_t most = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        (most = std::max(most, evaluator.unfinished()), told.answers.size() >= asked), patience);
    QVERIFY2(most <= 400, qPrintable(QString::number(most)));
    QSet<int> years;
    for (int i = 0; i < asked; ++i) { // those after them may have more games already
        years << told.answers[i].first;
        QCOMPARE(told.answers[i].second.games, 100);
    }
    QCOMPARE(years.size(), asked);
    forgetAll(&evaluator);
    const qsizetype before = told.answers.size();
    evaluator.evaluate(inYear(1902)); // whose games had to go for the last, 1901's
    QTRY_VERIFY_WITH_TIMEOUT(told.isComplete(1902), patience);
    QCOMPARE(told.answers[before].second.games, 100);
    QVERIFY(evaluator.unfinished() <= 400);
}

void EvaluatorTest::endsQuickly()
{
    QElapsedTimer timer;
    {
        Evaluator evaluator;
        evaluator.evaluate(inYears(1901, 1990));
        timer.start();
    }
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(EvaluatorTest)
#include "evaluator_test.moc"
