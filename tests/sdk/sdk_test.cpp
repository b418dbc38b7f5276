// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/asked_request.h"
#include "core/simulator/fault_plays.h"
#include "core/simulator/simulator.h"
#include "tests/support/fake_model_server.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = 180'000;

/// What a program printed on its standard output; nullopt: it failed or was too slow.
std::optional<QByteArray> outputOf(const QString &program, const QStringList &arguments,
                                   const QString &folder, QString *problem)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    // Our servers answer from this thread's event loop meanwhile.
    const bool ended =
        QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, deadline);
    *problem = QString::fromUtf8(process.readAllStandardError()).right(2000);
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return std::nullopt;
    return process.readAllStandardOutput();
}

QJsonObject withoutBlanks(const QJsonObject &usage)
{
    QJsonObject counts = usage;
    for (const QString &key : counts.keys()) {
        if (counts[key].toInt() == 0)
            counts.remove(key);
    }
    return counts;
}

const QString theQuestion = u"POWER FRANCE\nWhat are your orders?"_s;
const QString theAnswer = uR"({"orders":["A PAR H"],"reasoning":"r"})"_s;

} // namespace

/// The vendors' own clients (tests/sdk/package.json has their versions) read what we write. Needs
/// npm, node and, the first time, their registry; skips without.
class SdkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsWhatWeMeant_data();
    void readsWhatWeMeant();
    void readsErrors();
    void acceptsTheBuiltInModel();

private:
    QList<QJsonObject> check(const QString &base, bool lists);

    QString folder_;
    QString node_;
};

void SdkTest::initTestCase()
{
    const QString npm = QStandardPaths::findExecutable(u"npm"_s);
    node_ = QStandardPaths::findExecutable(u"node"_s);
    if (npm.isEmpty() || node_.isEmpty())
        QSKIP("npm and node are not installed");
    // Kept in the build folder, so that the registry is asked once.
    folder_ = QCoreApplication::applicationDirPath() + u"/sdk"_s;
    QVERIFY(QDir().mkpath(folder_));
    for (const QString &name : {u"package.json"_s, u"package-lock.json"_s, u"check.mjs"_s}) {
        const QString target = folder_ % u'/' % name;
        QFile::remove(target);
        QVERIFY(QFile::copy(QStringLiteral(CONCERT_SOURCE_DIR "/tests/sdk/") + name, target));
    }
    QString problem;
    const bool installed =
        QFile::exists(folder_ + u"/node_modules/.package-lock.json"_s) &&
        outputOf(npm, {u"ls"_s, u"--depth=0"_s}, folder_, &problem); // in these versions
    if (!installed &&
        !outputOf(npm, {u"ci"_s, u"--ignore-scripts"_s, u"--no-audit"_s, u"--no-fund"_s}, folder_,
                  &problem))
        QSKIP(qPrintable(u"the clients cannot be installed: "_s % problem));
}

QList<QJsonObject> SdkTest::check(const QString &base, bool lists)
{
    QString problem;
    QStringList arguments{u"check.mjs"_s, base, theQuestion};
    if (lists)
        arguments << u"lists"_s;
    const auto output = outputOf(node_, arguments, folder_, &problem);
    if (!output)
        qWarning("%s", qPrintable(problem));
    QList<QJsonObject> results;
    for (const QByteArray &line : output.value_or(QByteArray()).trimmed().split('\n'))
        results << QJsonDocument::fromJson(line).object();
    return results;
}

void SdkTest::readsWhatWeMeant_data()
{
    QTest::addColumn<int>("finish");
    QTest::addColumn<QStringList>("ends"); // in the words of each dialect
    QTest::newRow("complete") << static_cast<int>(FinishReason::Complete)
                              << QStringList{u"stop"_s, u"completed"_s, u"end_turn"_s, u"STOP"_s};
    QTest::newRow("cut by the limit")
        << static_cast<int>(FinishReason::Length)
        << QStringList{u"length"_s, u"incomplete"_s, u"max_tokens"_s, u"MAX_TOKENS"_s};
}

/// Text, end and every count of the usage, streamed and not.
void SdkTest::readsWhatWeMeant()
{
    QFETCH(int, finish);
    QFETCH(QStringList, ends);
    const auto reason = static_cast<FinishReason>(finish);
    FakeModelServer server;
    server.script({[&](HttpExchange *exchange) {
        const HttpServerRequest &request = exchange->request();
        const QByteArray path = request.path.split('?').first();
        const DialectName dialect = *dialectOfPath(path);
        const AskedRequest asked =
            readRequest(dialect, path, QJsonDocument::fromJson(request.body).object());
        AnswerLabel label;
        label.tool = asked.tool;
        const FaultPlays plays{DialectWriter(dialect, label)};
        if (asked.stream)
            plays.stream(plays.good(theAnswer, reason))(exchange);
        else
            exchange->respond(200, "application/json",
                              plays.write.whole(theAnswer, reason, plays.usage));
    }});
    const QUrl base = server.baseUrl();
    const auto results = check(u"http://127.0.0.1:%1"_s.arg(base.port()), false);
    QCOMPARE(results.size(), 11);
    for (const QJsonObject &result : results) {
        const QByteArray said = QJsonDocument(result).toJson();
        const QString name = result[u"check"_s].toString();
        QVERIFY2(!result.contains(u"error"_s), said.constData());
        const bool byTool = name.endsWith(u"tool"_s);
        if (byTool)
            QCOMPARE(result[u"object"_s].toObject(),
                     QJsonDocument::fromJson(theAnswer.toUtf8()).object());
        else
            QVERIFY2(result[u"text"_s].toString() == theAnswer, said.constData());
        const QString end = result[u"end"_s].toString();
        QVERIFY2(ends.contains(end) || (byTool && end == u"tool_use"), said.constData());
        QJsonObject meant{
            {u"input"_s, 12}, {u"cached"_s, 2}, {u"output"_s, 34}, {u"reasoning"_s, 4}};
        if (name.startsWith(u"ollama"_s)) // counts neither apart
            meant = {{u"input"_s, 12}, {u"output"_s, 34}};
        QVERIFY2(result[u"usage"_s].toObject() == meant, said.constData());
    }
}

/// Status and sentence of an error, in each dialect's own words.
void SdkTest::readsErrors()
{
    FakeModelServer server;
    server.script({[](HttpExchange *exchange) {
        const auto dialect = dialectOfPath(exchange->request().path.split('?').first());
        FaultPlays(*dialect).status(429, u"rate_limit_error"_s, {}, u"Slow down."_s)(exchange);
    }});
    const auto results = check(u"http://127.0.0.1:%1"_s.arg(server.baseUrl().port()), false);
    QCOMPARE(results.size(), 11);
    for (const QJsonObject &result : results) {
        const QByteArray said = QJsonDocument(result).toJson();
        QVERIFY2(result[u"status"_s].toInt() == 429, said.constData());
        QVERIFY2(result[u"error"_s].toString().contains(u"Slow down."_s), said.constData());
    }
}

/// The built-in model's own answers: the same text and counts in all dialects.
void SdkTest::acceptsTheBuiltInModel()
{
    SimulatorOptions options;
    options.scale = 0;
    Simulator simulator(options);
    QVERIFY(simulator.start());
    const auto results = check(u"http://127.0.0.1:%1"_s.arg(simulator.baseUrl().port()), true);
    QCOMPARE(results.size(), 15);
    QSet<QByteArray> usages;
    for (const QJsonObject &result : results) {
        const QByteArray said = QJsonDocument(result).toJson();
        QVERIFY2(!result.contains(u"error"_s), said.constData());
        if (result.contains(u"list"_s)) {
            const QString model = result[u"list"_s][0].toString();
            QVERIFY2(model == u"simulator" || model == u"models/simulator", said.constData());
            continue;
        }
        const QJsonObject answer =
            result.contains(u"object"_s)
                ? result[u"object"_s].toObject()
                : QJsonDocument::fromJson(result[u"text"_s].toString().toUtf8()).object();
        QVERIFY2(answer.contains(u"orders"_s) && answer.contains(u"reasoning"_s), said.constData());
        const QJsonObject usage = withoutBlanks(result[u"usage"_s].toObject());
        QVERIFY2(usage[u"input"_s].toInt() > 0 && usage[u"output"_s].toInt() > 0, said.constData());
        usages << QJsonDocument(QJsonObject{{u"input"_s, usage[u"input"_s]}}).toJson();
    }
    QCOMPARE(usages.size(), 1); // the prompt is the same, however it is put
}

QTEST_GUILESS_MAIN(SdkTest)
#include "sdk_test.moc"
