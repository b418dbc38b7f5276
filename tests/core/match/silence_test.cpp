// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"
#include "tests/support/model_seats.h"
#include "tests/support/virtual_world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;

/// A server that has been asked and says nothing, in virtual time.
class SilenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isToldAfterAWhileAndNoLonger();
    void whoAnswersIsNotSilent();
};

namespace {

MatchConfig gunboatConfig()
{
    MatchConfig config;
    config.models.fill({u"fake"_s, u"m"_s, {}});
    config.providers = {VirtualNetwork::profile()};
    config.maxYear = 1901;
    config.negotiationRounds = 0;
    return config;
}

} // namespace

void SilenceTest::isToldAfterAWhileAndNoLonger()
{
    VirtualNetwork network([](const VirtualNetwork::Request &request) {
        VirtualAnswer answer = VirtualNetwork::played(request);
        answer.after = 25s;
        return answer;
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchLog log;
    Match match(gunboatConfig(), seatsAt(&provider), &log, nullptr, network.clock());
    match.start();
    network.clock().run(9s);
    QVERIFY(!match.activity(Power::France).silentSince);
    network.clock().run(2s);
    for (const Power power : allPowers) {
        const SeatActivity activity = match.activity(power);
        QVERIFY(activity.silentSince);
        QVERIFY(*activity.silentSince < 1'000'000);
        QCOMPARE(activity.silentServer, provider.profile().serverName());
    }
    network.clock().run(13s);
    QVERIFY(match.activity(Power::France).silentSince);
    network.clock().run(3s); // they have answered, and are asked the next thing
    QVERIFY(!match.activity(Power::France).silentSince);
    match.stop();
}

/// No matter how long the whole match takes.
void SilenceTest::whoAnswersIsNotSilent()
{
    VirtualNetwork network([](const VirtualNetwork::Request &request) {
        VirtualAnswer answer = VirtualNetwork::played(request);
        answer.after = 8s;
        return answer;
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchLog log;
    Match match(gunboatConfig(), seatsAt(&provider), &log, nullptr, network.clock());
    match.start();
    for (int second = 0; second < 60 && !match.hasEnded(); ++second) {
        network.clock().run(1s);
        for (const Power power : allPowers)
            QVERIFY(!match.activity(power).silentSince);
    }
    match.stop();
}

QTEST_GUILESS_MAIN(SilenceTest)
#include "silence_test.moc"
