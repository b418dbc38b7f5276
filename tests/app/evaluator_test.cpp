// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evaluator.h"

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

constexpr int patience = 60'000; // the machine may be busy with everything else

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
    for (int year = 1901; year <= 1904; ++year)
        evaluator.evaluate(inYear(year));
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
    for (int year = 1901; year <= 1930; ++year)
        evaluator.evaluate(inYear(year));
    QTRY_VERIFY_WITH_TIMEOUT(told.answers.size() >= 30, patience);
    // The thread may have begun with what there was; from then on the newest comes first.
    const auto place = [&](int year) {
        for (qsizetype i = 0; i < told.answers.size(); ++i) {
            if (told.answers[i].first == year)
                return i;
        }
        return qsizetype{-1};
    };
    QVERIFY(place(1930) < place(1915));
    QVERIFY(place(1915) < place(1905));
}

void EvaluatorTest::forgottenIsNotPlayed()
{
    Evaluator evaluator;
    const Told told(&evaluator);
    for (int year = 1901; year <= 1990; ++year)
        evaluator.evaluate(inYear(year));
    evaluator.forgetWaiting();
    evaluator.evaluate(inYear(2001));
    QTRY_VERIFY_WITH_TIMEOUT(told.isComplete(2001), patience);
    QVERIFY2(told.answers.size() < 20, qPrintable(QString::number(told.answers.size())));
}

/// A match of thousands of phases must not fill the memory: games are kept of some positions, and
/// every one is told of all the same.
void EvaluatorTest::keepsTheGamesOfAFewHundred()
{
    Evaluator evaluator;
    const Told told(&evaluator);
    constexpr int asked = 430;
    for (int year = 1901; year < 1901 + asked; ++year)
        evaluator.evaluate(inYear(year));
    std::size_t most = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        (most = std::max(most, evaluator.unfinished()), told.answers.size() >= asked), patience);
    QVERIFY2(most <= 400, qPrintable(QString::number(most)));
    QSet<int> years;
    for (const auto &[year, chances] : told.answers) {
        years << year;
        QCOMPARE(chances.games, 100);
    }
    QCOMPARE(years.size(), asked);
    evaluator.forgetWaiting();
    const qsizetype before = told.answers.size();
    evaluator.evaluate(inYear(1901)); // whose games went first: it is told of what is known
    QTRY_VERIFY_WITH_TIMEOUT(told.isComplete(1901), patience);
    QCOMPARE(told.answers[before].second.games, 100);
    QVERIFY(evaluator.unfinished() <= 400);
}

void EvaluatorTest::endsQuickly()
{
    QElapsedTimer timer;
    {
        Evaluator evaluator;
        for (int year = 1901; year <= 1990; ++year)
            evaluator.evaluate(inYear(year));
        timer.start();
    }
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(EvaluatorTest)
#include "evaluator_test.moc"
