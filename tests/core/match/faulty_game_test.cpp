// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"
#include "core/player/player_random.h"
#include "core/record/text.h"
#include "core/simulator/answer_writer.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/model_seats.h"
#include "tests/support/virtual_world.h"

#include <QJsonDocument>
#include <QMap>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;

namespace {

/// The built-in model's answer, as an OpenAI stream.
QString answerTo(const QByteArray &body)
{
    const AskedRequest asked = readRequest(DialectName::OpenAiChat, "/v1/chat/completions",
                                           QJsonDocument::fromJson(body).object());
    return writeAnswer(readPrompt(asked, 1), qHash(body, 1));
}

VirtualAnswer streamed(const QString &text)
{
    VirtualAnswer answer;
    answer.body = fake::chunk(text) + fake::lastChunks();
    return answer;
}

/// What goes wrong, in mixed ways, each as often as the others.
enum class Fault {
    Busy,
    InternalError,
    Unavailable,
    Overloaded,
    Refused,
    Reset,
    Cut,
    BadChunk,
    Prose,
    CutJson,
    Empty,
    Silent,
    count
};

VirtualAnswer faulty(Fault fault, const QByteArray &body)
{
    const QString text = answerTo(body);
    VirtualAnswer answer = streamed(text);
    switch (fault) {
    case Fault::Busy:
        answer = VirtualNetwork::status(429);
        answer.headers = {{"Retry-After", "1"}};
        break;
    case Fault::InternalError:
        return VirtualNetwork::status(500);
    case Fault::Unavailable:
        return VirtualNetwork::status(503);
    case Fault::Overloaded:
        return VirtualNetwork::status(529);
    case Fault::Refused:
        return VirtualNetwork::refused();
    case Fault::Reset:
        answer.status = 0;
        answer.error = QNetworkReply::RemoteHostClosedError;
        break;
    case Fault::Cut: // no terminal marker
        answer.body = fake::chunk(text.left(text.size() / 2));
        break;
    case Fault::BadChunk:
        answer.body = "data: {\"choices\":[{\"delta\n\n";
        break;
    case Fault::Prose:
        return streamed(u"I would rather not say."_s);
    case Fault::CutJson:
        return streamed(text.left(text.size() / 2));
    case Fault::Empty:
        return streamed(u"  "_s);
    case Fault::Silent:
        answer.after = 10min;
        break;
    case Fault::count:
        break;
    }
    return answer;
}

} // namespace

/// Seven powers at a server where three requests in ten go wrong, to the end of 1905, in virtual
/// time.
class FaultyGameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsByItself_data();
    void endsByItself();
};

void FaultyGameTest::endsByItself_data()
{
    QTest::addColumn<quint64>("seed");
    for (const int seed : {1, 2, 3})
        QTest::addRow("seed %d", seed) << static_cast<quint64>(seed);
}

void FaultyGameTest::endsByItself()
{
    QFETCH(quint64, seed);
    quint64 request = 0;
    int failed = 0;
    VirtualNetwork network([&](const VirtualNetwork::Request &asked) {
        PlayerRandom random{seed, 0xfa017, ++request};
        if (random.unit() >= 0.3) {
            VirtualAnswer answer = streamed(answerTo(asked.body));
            answer.after = std::chrono::milliseconds(200 + static_cast<int>(800 * random.unit()));
            return answer;
        }
        ++failed;
        const auto kinds = static_cast<double>(Fault::count);
        return faulty(static_cast<Fault>(random.unit() * kinds), asked.body);
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, seed, nullptr, network.ground());
    MatchConfig config = MatchConfig::demo();
    config.maxYear = 1905;
    config.negotiationRounds = 1;
    config.seed = seed;
    MatchLog log;
    Match match(config, seatsAt(&provider), &log, nullptr, network.clock());
    match.start();
    QVERIFY(network.clock().run(24h, [&] { return match.hasEnded(); }));

    int calls = 0;
    int requests = 0;
    int turns = 0;
    int lostTurns = 0;
    int parked = 0;
    QMap<QString, int> lost;
    for (qsizetype i = 0; i < log.size(); ++i) {
        const MatchEvent &event = log.at(i);
        parked += event.as<PowerParked>() ? 1 : 0;
        const auto *call = event.as<CallEnded>();
        if (!call)
            continue;
        ++calls;
        requests += call->attempts;
        const bool isDefault = call->outcome == CallOutcome::Defaulted;
        if (isDefault)
            ++lost[stageName(call->call.stage) % u": "_s % call->problem];
        if (isDefault)
            QVERIFY2(!call->problem.isEmpty(), qPrintable(call->call.toString()));
        if (call->call.stage == StageKind::Orders) {
            ++turns;
            lostTurns += isDefault ? 1 : 0;
        }
    }
    for (auto it = lost.begin(); it != lost.end(); ++it)
        qInfo("%d x %s", it.value(), qPrintable(it.key()));
    const double perCall = static_cast<double>(requests) / calls;
    qInfo("%d calls, %d requests (%.2f a call, %d failed), %d of %d power-phases defaulted, parked "
          "%d times, %lld minutes",
          calls, requests, perCall, failed, lostTurns, turns, parked,
          static_cast<long long>(network.clock().elapsed() / 1min));
    const auto *end = log.at(log.size() - 1).as<MatchEnded>();
    QVERIFY(end && (end->reason == MatchEnded::Reason::LastYear ||
                    end->reason == MatchEnded::Reason::Solo));
    QVERIFY(calls > 400);
    QVERIFY(failed > 0.25 * static_cast<double>(network.requests().size()));
    QCOMPARE(requests, static_cast<int>(network.requests().size()));
    QVERIFY(perCall <= 1.6);
    QVERIFY(100 * lostTurns <= turns);
}

QTEST_GUILESS_MAIN(FaultyGameTest)
#include "faulty_game_test.moc"
