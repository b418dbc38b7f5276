// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window_fixture.h"

#include "core/record/match_log_reader.h"
#include "tests/support/file_size_limit.h"
#include "ui/parking/parked_strip.h"
#include "ui/problems/problems_model.h"
#include "ui/problems/problems_view.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace concert;

/// A disk that is full for a while, in the window: what it says and offers.
class WindowSavingTest : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void theMatchWaitsForTheDisk_data();
    void theMatchWaitsForTheDisk();
    void aStoppedMatchGoesOnWhenThereIsRoom();
    void whatIsLostIsTold();

private:
    QPushButton *tryAgain() const
    {
        return window_->findChild<ParkedStrip *>()->findChild<QPushButton *>(u"tryToSave"_s);
    }
    /// Far from its end when the record's thread, which a slow disk may hold up, finds that there
    /// is no room: a match that is over does not pause.
    MatchConfig longMatch() const { return quick(0, 1905); }
    /// What happened, by the list of problems: the row that tells of it.
    QString problemRow() const;
};

QString WindowSavingTest::problemRow() const
{
    const QAbstractItemModel *model = window_->findChild<ProblemsView *>()->model();
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row)
        rows << model->index(row, ProblemsModel::TextColumn).data().toString();
    rows = rows.filter(u"cannot be written"_s);
    return rows.size() == 1 ? rows.first() : QString();
}

void WindowSavingTest::theMatchWaitsForTheDisk_data()
{
    QTest::addColumn<bool>("clicked");
    QTest::newRow("until somebody tries again") << true;
    QTest::newRow("until it works by itself") << false;
}

void WindowSavingTest::theMatchWaitsForTheDisk()
{
    QFETCH(bool, clicked);
    auto full = std::make_unique<FileSizeLimit>(300 * 1024);
    requests_->start(longMatch());
    QTRY_COMPARE_WITH_TIMEOUT(requests_->runState(), Requests::RunState::Paused, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(tryAgain() && tryAgain()->isVisible(), deadline);
    const auto *said = window_->findChild<ParkedStrip *>()->findChild<QLabel *>(u"said"_s);
    QVERIFY2(said->text().contains(u"cannot be written"_s), qPrintable(said->text()));
    QVERIFY2(said->text().contains(folder_->path()), qPrintable(said->text()));
    QTRY_VERIFY_WITH_TIMEOUT(!problemRow().isEmpty(), deadline);
    QVERIFY2(!problemRow().contains(u"This is over."_s), qPrintable(problemRow()));

    QTest::mouseClick(tryAgain(), Qt::LeftButton); // in vain
    QCoreApplication::processEvents();
    QCOMPARE(requests_->runState(), Requests::RunState::Paused);
    const qsizetype size = requests_->log()->size();
    full.reset();
    if (clicked)
        QTest::mouseClick(tryAgain(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QVERIFY(requests_->log()->size() > size);
    QTRY_VERIFY_WITH_TIMEOUT(!tryAgain() || !tryAgain()->isVisible(), deadline);
    QVERIFY2(problemRow().contains(u"This is over."_s), qPrintable(problemRow()));
    const auto isWhole = [&] {
        MatchLog again;
        return readMatchLog(settings_->recentMatches().first(), &again).isEmpty() &&
               again.size() == requests_->log()->size();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(), deadline);
}

void WindowSavingTest::aStoppedMatchGoesOnWhenThereIsRoom()
{
    auto full = std::make_unique<FileSizeLimit>(300 * 1024);
    QSignalSpy failed(requests_.get(), &Requests::failed);
    requests_->start(longMatch());
    QTRY_COMPARE_WITH_TIMEOUT(requests_->runState(), Requests::RunState::Paused, deadline);
    requests_->stop();
    QTRY_VERIFY_WITH_TIMEOUT(requests_->isInterrupted(), deadline);
    const qsizetype size = requests_->log()->size();
    requests_->resume();
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty() &&
                                 failed.last()[0].toString().contains(u"cannot be written"_s),
                             deadline);
    QCOMPARE(requests_->log()->size(), size);
    full.reset();
    requests_->resume();
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->size() > size && requests_->log()->hasEnded(),
                             deadline);
    QCOMPARE(requests_->log()->at(requests_->log()->size() - 1).as<MatchEnded>()->reason,
             MatchEnded::Reason::LastYear);
}

/// Whoever does not want to wait may go on with something else, and knows what that costs.
void WindowSavingTest::whatIsLostIsTold()
{
    const FileSizeLimit full(300 * 1024);
    requests_->start(longMatch());
    QTRY_COMPARE_WITH_TIMEOUT(requests_->runState(), Requests::RunState::Paused, deadline);
    const QString folder = settings_->recentMatches().first();
    QSignalSpy failed(requests_.get(), &Requests::failed);
    requests_->start(longMatch());
    QTRY_VERIFY_WITH_TIMEOUT(settings_->recentMatches().first() != folder, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), deadline);
    const QString lost = failed[0][0].toString();
    QVERIFY2(lost.contains(u"not saved completely"_s) && lost.contains(folder), qPrintable(lost));
}

QTEST_MAIN(WindowSavingTest)
#include "window_saving_test.moc"
