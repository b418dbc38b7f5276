// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window_fixture.h"

#include "core/record/match_log_file.h"
#include "ui/window_message_strip.h"

#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace concert;

/// What is long to read is told of, and can be called off.
class WindowOpeningTest : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void longMatchesCanBeCancelled();
    void shortMatchesSaveTheirWords();

private:
    QString writeMatch(const QString &name, int length) const
    {
        const QString folder = folder_->filePath(name);
        MatchLog log;
        MatchLogFile file(folder, &log);
        const auto event = [](qint64 time, MatchEventData data) {
            return MatchEvent{time, Audience::everyone(), std::move(data)};
        };
        std::vector<MatchEvent> events;
        events.push_back(event(0, MatchStarted{1, u"Concert"_s, QDateTime::currentDateTimeUtc(),
                                               MatchConfig::demo()}));
        events.push_back(event(1, PhaseStarted{Position::start()}));
        const Phase phase = Position::start().phase;
        for (int i = 2; i < length; ++i)
            events.push_back(event(i, OrdersSubmitted{phase, Power::France, {}, {}, {}}));
        log.append(std::move(events));
        file.finish();
        return folder;
    }
    MessageStrip *strip() const { return window_->findChild<MessageStrip *>(); }
};

void WindowOpeningTest::longMatchesCanBeCancelled()
{
    const QString small = writeMatch(u"small"_s, 50);
    const QString large = writeMatch(u"large"_s, 150'000);
    QSignalSpy slow(requests_.get(), &Requests::openingTakesTime);
    QSignalSpy changed(requests_.get(), &Requests::matchChanged);
    requests_->open(small);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, deadline);
    const MatchLog *shown = requests_->log();
    requests_->open(large);
    QTRY_COMPARE_WITH_TIMEOUT(slow.size(), 1, deadline);
    QVERIFY2(strip()->isVisible() && strip()->text().contains(u"large"_s),
             qPrintable(strip()->text()));
    auto *cancel = strip()->findChild<QToolButton *>();
    QCOMPARE(cancel->accessibleName(), u"Cancel"_s);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(!strip()->isVisible());
    requests_->open(writeMatch(u"another"_s, 60)); // by when the large one would have been read on
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, deadline);
    QVERIFY(requests_->log() != shown);
    QCOMPARE(requests_->log()->size(), 60);
    requests_->open(large);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 3, deadline);
    QCOMPARE(requests_->log()->size(), 150'000);
    QVERIFY(!strip()->isVisible());
}

void WindowOpeningTest::shortMatchesSaveTheirWords()
{
    QSignalSpy slow(requests_.get(), &Requests::openingTakesTime);
    QSignalSpy failed(requests_.get(), &Requests::failed);
    requests_->open(folder_->path()); // which holds no match
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, deadline);
    QTest::qWait(400); // no word of what is over
    QVERIFY(slow.isEmpty());
    QCOMPARE(strip()->kind(), MessageStrip::Kind::Problem);
    QCOMPARE(strip()->findChild<QToolButton *>()->accessibleName(), u"Close this message"_s);
}

QTEST_MAIN(WindowOpeningTest)
#include "window_opening_test.moc"
