// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/known_servers.h"
#include "core/llm/chat_provider.h"
#include "tests/support/virtual_world.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;

class KnownServersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasFoundOutIsKnownAtTheNextStart();
    void forgetsAfterAWeek();
    void processesKnowOfEachOther();
    void portsOfTheMomentAreNotKept();
    void rubbishCostsOnlyFindingOut_data();
    void rubbishCostsOnlyFindingOut();
};

namespace {

const QUrl address = VirtualNetwork::profile().baseUrl;
const Concessions plain{StructuredLevel::Plain, {u"temperature"_s}, true, true, 2048};

QString readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// Two starts of the program, with a server that takes neither schemas nor a field.
void KnownServersTest::whatWasFoundOutIsKnownAtTheNextStart()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"not/there/yet/servers.json"_s);
    VirtualNetwork network([](const VirtualNetwork::Request &request) {
        if (!request.body.contains("json_schema"))
            return VirtualNetwork::fine();
        VirtualAnswer refusal;
        refusal.status = 400;
        refusal.body = R"({"error":{"message":"response_format json_schema is unknown"}})";
        return refusal;
    });
    const ProviderProfile profile = VirtualNetwork::profile();
    ChatRequest request;
    request.model = u"m"_s;
    request.messages = {{ChatMessage::Role::User, u"Hello"_s}};
    request.schema = ChatSchema{u"orders"_s, {{u"type"_s, u"object"_s}}};
    for (const int attempts : {2, 1, 1}) {
        ProviderGround ground = network.ground();
        ground.knowledge = std::make_shared<ServerKnowledge>();
        keepServerKnowledge(ground.knowledge.get(), file);
        ChatProvider provider(profile, "sk-CANARY-123456", 1, nullptr, ground);
        ChatReply *reply = provider.send(request);
        QVERIFY(network.clock().run(5s, [reply] { return reply->isFinished(); }));
        QVERIFY(!reply->result().error);
        QCOMPARE(reply->result().attempts, attempts);
    }
    QVERIFY2(readFile(file).contains(u"plain"_s), qPrintable(readFile(file)));
    QVERIFY(!readFile(file).contains(u"CANARY"_s));
}

void KnownServersTest::forgetsAfterAWeek()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"servers.json"_s);
    ServerKnowledge today;
    keepServerKnowledge(&today, file);
    today.learn(address, u"m"_s, plain);
    const auto knows = [&](int days) {
        ServerKnowledge later;
        keepServerKnowledge(&later, file, QDate::currentDate().addDays(days));
        return later.of(address, u"m"_s) == plain;
    };
    QVERIFY(knows(0));
    QVERIFY(knows(7));
    QVERIFY(!knows(8));  // it may have been updated
    QVERIFY(!knows(-1)); // a clock that was wrong
}

void KnownServersTest::processesKnowOfEachOther()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"servers.json"_s);
    ServerKnowledge one;
    ServerKnowledge other;
    keepServerKnowledge(&one, file);
    keepServerKnowledge(&other, file);
    one.learn(address, u"a"_s, plain);
    other.learn(address, u"b"_s, plain);
    one.learn(address, u"a"_s, {StructuredLevel::JsonObject, {}});
    ServerKnowledge next;
    keepServerKnowledge(&next, file);
    QVERIFY(next.of(address, u"b"_s) == plain);
    QVERIFY((next.of(address, u"a"_s) == Concessions{StructuredLevel::JsonObject, {}}));
    QCOMPARE(readFile(file).count(u"\"model\""_s), 2);
}

/// The built-in model's, and those of tests.
void KnownServersTest::portsOfTheMomentAreNotKept()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"servers.json"_s);
    ServerKnowledge knowledge;
    keepServerKnowledge(&knowledge, file);
    knowledge.learn(QUrl(u"http://127.0.0.1:40123/v1"_s), u"m"_s, plain);
    QVERIFY(!QFile::exists(file));
    knowledge.learn(QUrl(u"http://127.0.0.1:11434/v1"_s), u"m"_s, plain);
    QVERIFY(QFile::exists(file));
}

void KnownServersTest::rubbishCostsOnlyFindingOut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray today = QDate::currentDate().toString(Qt::ISODate).toLatin1();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("torn") << QByteArray(R"([{"base_url":"https://models.ex)");
    QTest::newRow("no list") << QByteArray(R"({"base_url":1})");
    QTest::newRow("other things") << QByteArray(R"([1,null,{"found":"yesterday"},{"found":")" +
                                                today + R"("}])");
    QTest::newRow("level of a newer version")
        << QByteArray(R"([{"base_url":"https://models.example/v1","model":"m","structured":"x",)" +
                      QByteArray("\"found\":\"") + today + "\"}]");
}

void KnownServersTest::rubbishCostsOnlyFindingOut()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"servers.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    ServerKnowledge knowledge;
    keepServerKnowledge(&knowledge, path);
    QVERIFY(knowledge.of(address, u"m"_s) == Concessions());
    knowledge.learn(address, u"m"_s, plain);
    ServerKnowledge next;
    keepServerKnowledge(&next, path);
    QVERIFY(next.of(address, u"m"_s) == plain);
}

QTEST_GUILESS_MAIN(KnownServersTest)
#include "known_servers_test.moc"
