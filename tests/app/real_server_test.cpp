// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/match_session.h"
#include "core/record/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

/// A real model may think for minutes.
constexpr int realDeadline = 20 * 60'000;
constexpr int deadline = 60'000;

struct Server {
    QUrl baseUrl; ///< with /v1
    QString model;
    QByteArray key;
};

/// The first model that the server lists.
QString firstModel(const QUrl &baseUrl, const QByteArray &key)
{
    QNetworkAccessManager manager;
    QUrl url = baseUrl;
    url.setPath(url.path() + u"/models"_s);
    QNetworkRequest request(url);
    if (!key.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + key);
    QNetworkReply *reply = manager.get(request);
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, deadline))
        return {};
    return QJsonDocument::fromJson(reply->readAll())[u"data"_s][0][u"id"_s].toString();
}

} // namespace

/// Plays a phase with a server that speaks OpenAI's Chat Completions, end to end:
///   CONCERT_TEST_BASE_URL   http://127.0.0.1:8080/v1; without it that row skips
///   CONCERT_TEST_MODEL      without it the first one that the server lists
///   CONCERT_TEST_API_KEY    if it asks for one
/// The same with `concert simulate`, so that the test itself is tested.
class RealServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void playsAPhase_data();
    void playsAPhase();

private:
    void play(const Server &server, int most);
};

void RealServerTest::playsAPhase_data()
{
    QTest::addColumn<bool>("real");
    QTest::newRow("CONCERT_TEST_BASE_URL") << true;
    QTest::newRow("concert simulate") << false;
}

void RealServerTest::playsAPhase()
{
    QFETCH(bool, real);
    if (real) {
        const QString address = qEnvironmentVariable("CONCERT_TEST_BASE_URL");
        if (address.isEmpty())
            QSKIP(
                "To play a phase with a real server, set CONCERT_TEST_BASE_URL=http://HOST:PORT/v1 "
                "(and CONCERT_TEST_MODEL and CONCERT_TEST_API_KEY if it needs them).");
        Server server{QUrl(address), qEnvironmentVariable("CONCERT_TEST_MODEL"),
                      qgetenv("CONCERT_TEST_API_KEY")};
        if (server.model.isEmpty())
            server.model = firstModel(server.baseUrl, server.key);
        QVERIFY2(!server.model.isEmpty(), "the server lists no model; set CONCERT_TEST_MODEL");
        play(server, realDeadline);
        return;
    }
    QProcess program;
    program.start(qEnvironmentVariable("CONCERT_PROGRAM"),
                  {u"simulate"_s, u"--port"_s, u"0"_s, u"--simulator_scale"_s, u"0"_s});
    QVERIFY(QTest::qWaitFor([&] { return program.canReadLine(); }, deadline));
    const QUrl base(QString::fromUtf8(program.readLine().trimmed()));
    play({base, firstModel(base, {}), {}}, deadline);
    program.terminate();
    QVERIFY(program.waitForFinished(deadline));
}

void RealServerTest::play(const Server &server, int most)
{
    QTemporaryDir folder;
    MatchConfig config = MatchConfig::demo();
    const ModelId model{u"openai"_s, server.model, server.baseUrl};
    config.models.fill(model);
    config.negotiationRounds = 1;
    config.maxYear = 1901;
    config.planning = false;
    config.diaries = false;
    ModelKeys keys;
    keys.insert(model.toString(), {server.key, KeySource::CommandLine});
    MatchSession session;
    QSignalSpy ended(&session, &MatchSession::ended);
    connect(session.log(), &MatchLog::appended, &session, [&](qsizetype first, qsizetype last) {
        for (qsizetype i = first; i <= last; ++i) {
            if (session.log()->at(i).as<PhaseAdjudicated>())
                QMetaObject::invokeMethod(
                    &session, [&] { session.match()->stop(); }, Qt::QueuedConnection);
        }
    });
    const QString problem = session.start(config, keys, folder.filePath(u"match"_s));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), most);

    const MatchLog &log = *session.log();
    const auto *end = log.at(log.size() - 1).as<MatchEnded>();
    QVERIFY2(end && end->reason == MatchEnded::Reason::Stopped, qPrintable(end->text));
    int own = 0; // orders that the model gave
    int messages = 0;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const auto *call = log.at(i).as<CallEnded>()) {
            if (call->outcome == CallOutcome::Defaulted)
                qInfo("%s: %s", qPrintable(call->call.toString()), qPrintable(call->problem));
            QVERIFY(!call->sent || call->usage.inputTokens > 0);
        } else if (const auto *orders = log.at(i).as<OrdersSubmitted>()) {
            for (const SubmittedOrder &order : orders->orders)
                own += order.defaulted ? 0 : 1;
        } else if (log.at(i).as<MessageSent>()) {
            ++messages;
        }
    }
    const Usage &used = log.spending().usage;
    qInfo("%s played S1901M: %d of 22 orders of its own, %d messages; %lld of %lld tokens of its "
          "prompts were cached",
          qPrintable(server.model), own, messages, static_cast<long long>(used.cachedInputTokens),
          static_cast<long long>(used.inputTokens));
    const Concessions found = ServerKnowledge::ofProcess()->of(server.baseUrl, server.model);
    qInfo("It was asked for JSON at the level \"%s\"%s%s",
          qPrintable(structuredLevelName(found.structured)),
          found.droppedFields.isEmpty() ? "" : ", without ",
          qPrintable(found.droppedFields.join(u", "_s)));
    QVERIFY(own > 11); // a model that follows at least half of the time
    QVERIFY(messages > 0);
}

QTEST_GUILESS_MAIN(RealServerTest)
#include "real_server_test.moc"
