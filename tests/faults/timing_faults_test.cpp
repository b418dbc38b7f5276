// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/fault_plays.h"
#include "tests/support/fault_table.h"
#include "tests/support/virtual_world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;
using Request = VirtualNetwork::Request;
using std::chrono::milliseconds;

namespace {

VirtualAnswer answered(const FaultPlays &play)
{
    VirtualAnswer answer;
    answer.body = play.good();
    answer.contentType = play.write.streamType();
    return answer;
}

VirtualAnswer refusedBy(const FaultPlays &play, int status,
                        const QList<QPair<QByteArray, QByteArray>> &headers = {})
{
    VirtualAnswer answer =
        VirtualNetwork::status(status, play.write.errorBody(status, {}, u"Something."_s));
    answer.headers = headers;
    return answer;
}

ChatRequest plainQuestion()
{
    ChatRequest request;
    request.model = u"m"_s;
    request.messages = {{ChatMessage::Role::User, u"Your orders?"_s}};
    return request;
}

ProviderProfile cloudProfile(DialectName dialect)
{
    ProviderProfile profile = VirtualNetwork::profile();
    profile.dialect = dialect;
    return profile;
}

} // namespace

/// The rows of the fault matrix that are about time, in virtual time: 13, 15 to 18 and 28.
class TimingFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goAway_data() { rows("13 HTTP/2 broken twice, then HTTP/1.1"); }
    void goAway();
    void networkDown_data() { rows("15 network down for 60 s in the middle of a phase"); }
    void networkDown();
    void monotonicTime_data() { rows("16 laptop sleeps two hours within a call"); }
    void monotonicTime();
    void retryAfter_data();
    void retryAfter();
    void longOverload_data() { rows("28 503 for five minutes, then fine"); }
    void longOverload();
    void cleanup() { table_.add(row(), !QTest::currentTestFailed()); }
    void cleanupTestCase() { table_.print("Faults in time"); }

private:
    static QString row() { return QString::fromUtf8(QTest::currentDataTag()); }
    static void rows(const char *what);
    /// Seven calls at once, one of them before the trouble; all must succeed within \a most.
    void sevenCalls(const VirtualNetwork::Server &server, milliseconds most,
                    qsizetype mostRequests);

    FaultTable table_;
};

void TimingFaultsTest::rows(const char *what)
{
    QTest::addColumn<DialectName>("dialect");
    for (const DialectName dialect : allDialects())
        QTest::newRow(qPrintable(QString::fromUtf8(what) % u" | "_s % dialectLabel(dialect)))
            << dialect;
}

void TimingFaultsTest::sevenCalls(const VirtualNetwork::Server &server, milliseconds most,
                                  qsizetype mostRequests)
{
    QFETCH(DialectName, dialect);
    VirtualNetwork network(server);
    ChatProvider provider(cloudProfile(dialect), "secret-key", 1, nullptr, network.ground());
    QList<ChatReply *> replies{provider.send(plainQuestion())};
    network.clock().run(500ms);
    for (int i = 0; i < 7; ++i)
        replies << provider.send(plainQuestion());
    const auto finished = [&] {
        return std::all_of(replies.begin(), replies.end(),
                           [](const ChatReply *reply) { return reply->isFinished(); });
    };
    QVERIFY(network.clock().run(most, finished));
    for (const ChatReply *reply : std::as_const(replies)) {
        QVERIFY(!reply->result().error);
        QCOMPARE(reply->result().text, u"The answer."_s);
    }
    QVERIFY2(network.requests().size() <= mostRequests,
             qPrintable(QString::number(network.requests().size())));
}

void TimingFaultsTest::goAway()
{
    QFETCH(DialectName, dialect);
    const FaultPlays play(dialect);
    sevenCalls(
        [&](const Request &request) {
            if (!request.http2Allowed || request.at == 0ms)
                return answered(play);
            VirtualAnswer broken = answered(play);
            broken.body = play.begun();
            broken.error = QNetworkReply::ProtocolFailure;
            broken.http2 = true;
            return broken;
        },
        1min, 1 + 7 + 7 + 7);
}

void TimingFaultsTest::networkDown()
{
    QFETCH(DialectName, dialect);
    const FaultPlays play(dialect);
    sevenCalls(
        [&](const Request &request) {
            const bool down = request.at > 100ms && request.at < 60s;
            return down ? VirtualNetwork::refused() : answered(play);
        },
        60s + 65s, 40);
}

void TimingFaultsTest::longOverload()
{
    QFETCH(DialectName, dialect);
    const FaultPlays play(dialect);
    sevenCalls(
        [&](const Request &request) {
            const bool down = request.at > 100ms && request.at < 300s;
            return down ? refusedBy(play, 503) : answered(play);
        },
        300s + 65s, 40);
}

/// Timers look at a clock that no sleep and no setting of the time moves; were they to, a call that
/// is being answered would die here.
void TimingFaultsTest::monotonicTime()
{
    QFETCH(DialectName, dialect);
    static_assert(ChatClock::is_steady);
    const FaultPlays play(dialect);
    VirtualNetwork network([&](const Request &) {
        VirtualAnswer late = answered(play);
        late.after = 100s; // within every limit
        return late;
    });
    ChatProvider provider(cloudProfile(dialect), "secret-key", 1, nullptr, network.ground());
    ChatReply *reply = provider.send(plainQuestion());
    // The wall clock of an HTTP date is the server's own, so ours does not matter.
    QVERIFY(network.clock().run(101s, [&] { return reply->isFinished(); }));
    QVERIFY(!reply->result().error);
    QCOMPARE(reply->result().attempts, 1);
}

void TimingFaultsTest::retryAfter_data()
{
    using Headers = QList<QPair<QByteArray, QByteArray>>;
    QTest::addColumn<DialectName>("dialect");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    for (const DialectName dialect : allDialects()) {
        const auto row = [&](const QString &what, const Headers &headers, int least, int most) {
            QTest::newRow(qPrintable(what % u" | "_s % dialectLabel(dialect)))
                << dialect << headers << least << most;
        };
        row(u"17 429 with Retry-After: 2"_s, {{"Retry-After", "2"}}, 2000, 2400);
        row(u"18 429 with retry-after-ms: 120"_s, {{"retry-after-ms", "120"}}, 120, 140);
        row(u"18 429 with an HTTP date"_s,
            {{"Date", "Sun, 22 Nov 2026 10:00:00 GMT"},
             {"Retry-After", "Sun, 22 Nov 2026 10:00:05 GMT"}},
            5000, 5600);
        row(u"18 429 with a date that is over"_s,
            {{"Date", "Sun, 22 Nov 2026 10:00:00 GMT"},
             {"Retry-After", "Sun, 22 Nov 2026 09:00:00 GMT"}},
            0, 500);
    }
}

void TimingFaultsTest::retryAfter()
{
    using Headers = QList<QPair<QByteArray, QByteArray>>;
    QFETCH(DialectName, dialect);
    QFETCH(Headers, headers);
    QFETCH(int, least);
    QFETCH(int, most);
    const FaultPlays play(dialect);
    VirtualNetwork network([&](const Request &) {
        return network.requests().size() <= 16 ? refusedBy(play, 429, headers) : answered(play);
    });
    ChatProvider provider(cloudProfile(dialect), "secret-key", 1, nullptr, network.ground());
    QList<ChatReply *> replies;
    for (int i = 0; i < 16; ++i)
        replies << provider.send(plainQuestion());
    QVERIFY(network.clock().run(1min, [&] { return provider.inFlight() == 0; }));
    QCOMPARE(network.requests().size(), 32);
    for (qsizetype i = 16; i < 32; ++i) {
        const auto wait = network.requests()[i].at - 50ms; // the refusals took that
        QVERIFY2(wait >= milliseconds(least) && wait <= milliseconds(most),
                 qPrintable(QString::number(wait.count())));
    }
    QVERIFY(network.requests().last().at > network.requests()[16].at); // not all at once
    for (const ChatReply *reply : std::as_const(replies))
        QVERIFY(!reply->result().error);
    QCOMPARE(provider.concurrencyLimit(), 12); // less by a fifth, once
}

QTEST_GUILESS_MAIN(TimingFaultsTest)
#include "timing_faults_test.moc"
