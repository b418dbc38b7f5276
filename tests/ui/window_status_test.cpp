// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/recording_requests.h"
#include "tests/ui/sample_log.h"
#include "ui/time_text.h"
#include "ui/window_status.h"

#include <QLabel>
#include <QStatusBar>
#include <QTest>

using namespace concert;

/// The status bar: what is told there while a match runs.
class WindowStatusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void silentServersAreTold();
};

void WindowStatusTest::silentServersAreTold()
{
    MatchLog log;
    sample::writeMatch(&log, false);
    RecordingRequests requests;
    QStatusBar bar;
    MatchStatus status(&requests, &bar);
    requests.show(&log, Requests::RunState::Running);
    const auto silent = [&bar] {
        for (const auto *label : bar.findChildren<QLabel *>()) {
            if (label->accessibleName() == u"Silent servers"_s)
                return label;
        }
        return static_cast<const QLabel *>(nullptr);
    };
    QVERIFY(silent() != nullptr);
    QVERIFY(!silent()->isVisibleTo(&bar));

    const auto wait = [&requests](Power power, qint64 since, const QString &server) {
        SeatProgress &seat = requests.now.seats[static_cast<std::size_t>(indexOf(power))];
        seat.silentSince = since;
        seat.silentServer = server;
    };
    wait(Power::France, 4'000'000, u"Ollama (127.0.0.1:11434)"_s);
    wait(Power::Italy, 2'000'000, u"Ollama (127.0.0.1:11434)"_s);
    wait(Power::Turkey, 3'000'000, u"vLLM (10.0.0.2)"_s);
    Q_EMIT requests.progressChanged();
    QVERIFY(silent()->isVisibleTo(&bar));
    const auto clock = [&log](qint64 time) { return clockText(log.wallTime(time).toLocalTime()); };
    const QString text =
        u"France, Italy: nothing since %1 from Ollama (127.0.0.1:11434); Turkey: "
        "nothing since %2 from vLLM (10.0.0.2)"_s.arg(clock(2'000'000), clock(3'000'000));
    QCOMPARE(silent()->text(), text);
    QCOMPARE(silent()->toolTip(), text);
    QCOMPARE(silent()->textFormat(), Qt::PlainText);
    QCOMPARE(silent()->sizePolicy().horizontalPolicy(), QSizePolicy::Ignored); // see its place

    requests.now = {};
    Q_EMIT requests.progressChanged();
    QVERIFY(!silent()->isVisibleTo(&bar));
}

QTEST_MAIN(WindowStatusTest)
#include "window_status_test.moc"
