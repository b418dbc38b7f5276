// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/fault_plan.h"
#include "core/simulator/simulator.h"

#include <QHash>
#include <QSet>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

constexpr int deadline = 120'000;

class FaultPlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAreUsable();
    void parses_data();
    void parses();
    void drawsAsOftenAsTold();
    void playsEveryFault_data();
    void playsEveryFault();
};

void FaultPlanTest::namesAreUsable()
{
    QSet<QString> names;
    for (const Fault &fault : faults()) {
        QVERIFY2(!fault.what.isEmpty() && fault.number > 0, qPrintable(fault.name));
        QVERIFY2(!fault.name.contains(u',') && !fault.name.contains(u':'), qPrintable(fault.name));
        names << fault.name;
    }
    QCOMPARE(names.size(), faults().size());
}

void FaultPlanTest::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem"); // empty: none
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("one") << u"stall:0.1"_s << u""_s;
    QTest::newRow("some") << u"stall:0.1, http429:0.2,cut:0.7"_s << u""_s;
    QTest::newRow("unknown") << u"stal:0.1"_s << u"\"stal\" is no fault"_s;
    QTest::newRow("no status") << u"http299:0.1"_s << u"\"http299\" is no fault"_s;
    QTest::newRow("no share") << u"stall"_s << u"as in stall:0.1"_s;
    QTest::newRow("no number") << u"stall:often"_s << u"as in stall:0.1"_s;
    QTest::newRow("NaN") << u"stall:nan"_s << u"as in stall:0.1"_s;
    QTest::newRow("negative") << u"stall:-0.1"_s << u"as in stall:0.1"_s;
    QTest::newRow("too many") << u"stall:0.6,cut:0.5"_s << u"more than 1"_s;
}

void FaultPlanTest::parses()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    const auto plan = FaultPlan::parse(text);
    const QString *said = std::get_if<QString>(&plan);
    QCOMPARE(said == nullptr, problem.isEmpty());
    if (said)
        QVERIFY2(said->contains(problem), qPrintable(*said));
    else
        QCOMPARE(std::get<FaultPlan>(plan).isEmpty(), text.isEmpty());
}

void FaultPlanTest::drawsAsOftenAsTold()
{
    const auto plan = std::get<FaultPlan>(FaultPlan::parse(u"stall:0.1,http429:0.2"_s));
    QHash<QString, int> counts;
    int changed = 0;
    constexpr int calls = 4000;
    for (int i = 0; i < calls; ++i) {
        const CallKey key = CallKey::of("FRANCE/S1901M/orders/0/" + QByteArray::number(i), {});
        const Fault *fault = plan.draw(7, key, 0);
        const auto nameOf = [](const Fault *drawn) { return drawn ? drawn->name : QString(); };
        ++counts[nameOf(fault)];
        QCOMPARE(nameOf(plan.draw(7, key, 0)), nameOf(fault));
        changed += nameOf(plan.draw(7, key, 1)) != nameOf(fault) ? 1 : 0;
    }
    QVERIFY(std::abs(counts[u"stall"_s] - calls / 10) < calls / 50);
    QVERIFY(std::abs(counts[u"http429"_s] - calls / 5) < calls / 50);
    QVERIFY(changed > calls / 5); // sent again, a call has another chance
    QCOMPARE(FaultPlan().draw(7, CallKey::of("x", {}), 0), nullptr);
}

void FaultPlanTest::playsEveryFault_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("chat") << u"/v1/chat/completions"_s;
    QTest::newRow("responses") << u"/v1/responses"_s;
    QTest::newRow("anthropic") << u"/v1/messages"_s;
    QTest::newRow("gemini") << u"/v1beta/models/m:streamGenerateContent?alt=sse"_s;
    QTest::newRow("ollama") << u"/api/chat"_s;
}

/// Each is played to a client that leaves in the middle of it; then the server is still there.
void FaultPlanTest::playsEveryFault()
{
    QFETCH(QString, path);
    const QByteArray body = R"({"model":"m","stream":true,"messages":[{"role":"user",)"
                            R"("content":"orders?"}],"contents":"orders?","input":"orders?"})";
    for (const Fault &fault : faults()) {
        if (fault.number == 44 && path != u"/v1/messages") // once is long enough
            continue;
        SimulatorOptions options;
        options.scale = 0;
        options.faults = std::get<FaultPlan>(FaultPlan::parse(fault.name + u":1"_s));
        Simulator simulator(options);
        QVERIFY(simulator.start());
        const auto port = static_cast<quint16>(simulator.baseUrl().port());
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, port);
        const QByteArray host = "Host: 127.0.0.1:" + QByteArray::number(port) + "\r\n";
        client.write("POST " + path.toUtf8() + " HTTP/1.1\r\n" + host +
                     "Content-Type: application/json\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
        // Not QTRY_…, which looks every 50 ms: 300 times.
        QVERIFY(QTest::qWaitFor([&] { return simulator.requestCount() == 1; }, deadline));
        const bool silent =
            fault.name == u"silent" || fault.name == u"reset" || fault.name == u"late";
        if (!silent)
            QVERIFY2(QTest::qWaitFor([&] { return client.bytesAvailable() > 0; }, deadline),
                     qPrintable(fault.name));
        client.abort();
        QTcpSocket next;
        next.connectToHost(QHostAddress::LocalHost, port);
        next.write("GET /health HTTP/1.1\r\n" + host + "\r\n");
        QByteArray answer;
        QVERIFY2(QTest::qWaitFor(
                     [&] {
                         answer += next.readAll();
                         return answer.contains("\"ok\"");
                     },
                     deadline),
                 qPrintable(fault.name));
    }
}

QTEST_GUILESS_MAIN(FaultPlanTest)
#include "fault_plan_test.moc"
