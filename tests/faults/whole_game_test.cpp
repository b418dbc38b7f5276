// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"
#include "core/record/text.h"
#include "core/simulator/simulator.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = 280'000;

/// 30 % of all requests, in mixed ways.
const QString mixedFaults =
    u"reset:0.03,reset_within:0.02,cut:0.03,unfinished:0.02,short_body:0.01,http500:0.02,"
    "http502:0.02,http503:0.03,http429:0.04,error_within:0.02,error_body:0.01,bad_json:0.01,"
    "all_reasoning:0.01,blank:0.01,prose:0.01,cut_answer:0.01"_s;

} // namespace

/// Seven powers whose model fails all the time play to 1905.
class WholeGameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsByItself();
};

void WholeGameTest::endsByItself()
{
    SimulatorOptions options;
    options.scale = 0;
    options.seed = 3;
    options.faults = std::get<FaultPlan>(FaultPlan::parse(mixedFaults));
    Simulator simulator(options);
    QVERIFY(simulator.start());
    ProviderProfile profile = builtInProviders().first(); // it is told which call is which
    profile.baseUrl = simulator.baseUrl();
    ChatProvider provider(profile, {}, 3);
    MatchLog log;
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ModelSeat>(&provider, ModelId{simulatorProviderName, {}, {}});
    MatchConfig config = MatchConfig::demo();
    config.maxYear = 1905;
    config.negotiationRounds = 1;
    config.planning = false;
    config.diaries = false;
    Match match(config, std::move(seats), &log);
    QSignalSpy ended(&match, &Match::ended);
    match.start();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);

    int calls = 0;
    int orders = 0;
    int defaulted = 0;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const auto *end = log.at(i).as<MatchEnded>())
            QVERIFY2(end->reason == MatchEnded::Reason::LastYear, qPrintable(end->text));
        const auto *call = log.at(i).as<CallEnded>();
        if (!call)
            continue;
        ++calls;
        const bool failed = call->outcome == CallOutcome::Defaulted;
        QVERIFY2(!failed || !call->problem.isEmpty(), qPrintable(call->call.toString()));
        if (failed)
            qInfo("%s: %s", qPrintable(call->call.toString()), qPrintable(call->problem));
        if (call->call.stage == StageKind::Orders) {
            ++orders;
            defaulted += failed ? 1 : 0;
        }
    }
    qInfo("%d calls, %d requests, %d of %d power-phases with default orders", calls,
          provider.requestsSent(), defaulted, orders);
    QVERIFY(calls > 150);
    QVERIFY(provider.requestsSent() > 1.2 * calls); // the faults were there
    QVERIFY(provider.requestsSent() <= 1.6 * calls);
    QVERIFY(100 * defaulted <= orders);
}

QTEST_GUILESS_MAIN(WholeGameTest)
#include "whole_game_test.moc"
