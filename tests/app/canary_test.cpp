// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/power.h"
#include "core/simulator/faults.h"
#include "tests/support/fake_model_server.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = 240'000;

/// Forms in which a key must be found nowhere.
QList<QByteArray> formsOf(const QByteArray &key)
{
    QList<QByteArray> forms{
        key,
        key.toPercentEncoding(),
        key.toPercentEncoding().toLower(),
        QByteArray(key).replace('/', "\\/"),
        key.toBase64(QByteArray::OmitTrailingEquals),
        key.toBase64(QByteArray::OmitTrailingEquals | QByteArray::Base64UrlEncoding)};
    forms << key.mid(3, 24); // not even most of it
    return forms;
}

/// An answer to everything that has the key wherever there is room.
QString answerWith(const QByteArray &key)
{
    const QString known = QString::fromUtf8(key);
    const QJsonObject message{
        {u"message_type"_s, u"global"_s}, {u"recipient"_s, u"GLOBAL"_s}, {u"content"_s, known}};
    const QJsonObject answer{{u"orders"_s, QJsonArray{u"A PAR H"_s, known}},
                             {u"messages"_s, QJsonArray{message}},
                             {u"initial_goals"_s, QJsonArray{known}},
                             {u"reasoning"_s, QString::fromUtf8(key.toBase64())}};
    return QString::fromUtf8(QJsonDocument(answer).toJson());
}

/// What is wrong with how requests carry their \a key, which begins with \a common; empty: each
/// does so once, in a header, and has no other.
QString wrongCarrier(const QList<HttpServerRequest> &requests, const QByteArray &key,
                     const QByteArray &common)
{
    if (requests.isEmpty())
        return u"nobody asked"_s;
    for (const HttpServerRequest &request : requests) {
        const QByteArrayList values = request.headers.values();
        if (values.count(key) + values.count("Bearer " + key) != 1)
            return u"not exactly one header has it"_s;
        if (values.join('\n').count(common) != 1)
            return u"a header has another one"_s;
        if (request.path.contains(common) || request.body.contains(common))
            return u"it is in what is sent"_s;
    }
    return {};
}

} // namespace

/// A key that is nobody else's goes through the real program and all that servers do to it; then
/// every byte that was written anywhere is looked through.
class CanaryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void staysWithItsServer_data();
    void staysWithItsServer();
    void everyFault_data();
    void everyFault();
    void wrongCommandLines_data();
    void wrongCommandLines();
    void isReallyLookedFor();

private:
    std::unique_ptr<QProcess> started(const QStringList &arguments) const;
    QByteArray run(const QStringList &arguments);
    QByteArray playTables(const QList<QStringList> &tables, int turn, const QString &folder);
    void sweep() const;
    QStringList leaks(const QByteArray &output) const;

    QTemporaryDir root_; ///< home, temporary files, settings and matches
    QByteArray key_;
};

void CanaryTest::initTestCase()
{
    QVERIFY(root_.isValid());
    for (const char *folder : {"home", "tmp", "work"})
        QVERIFY(QDir(root_.path()).mkdir(QString::fromLatin1(folder)));
    key_ = "sk-CANARY-";
    while (key_.size() < 44)
        key_ += QByteArray::number(QRandomGenerator::global()->generate(), 36);
    key_.truncate(44);
    key_ += "+/%~"; // written differently in URLs, in JSON and in base64 for URLs
    // 48 are a multiple of three: base64 of something longer begins with this one's.
    QCOMPARE(key_.size(), 48);
}

std::unique_ptr<QProcess> CanaryTest::started(const QStringList &arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, root_.filePath(u"home"_s));
    environment.insert(u"TMPDIR"_s, root_.filePath(u"tmp"_s));
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
                             "XDG_RUNTIME_DIR", "XDG_STATE_HOME"})
        environment.remove(QString::fromLatin1(name));
    environment.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true;qt.qpa.*=false"_s); // all there is
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment);
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setWorkingDirectory(root_.filePath(u"work"_s));
    process->start(qEnvironmentVariable("CONCERT_PROGRAM"), arguments);
    return process;
}

/// Everything that the program says.
QByteArray CanaryTest::run(const QStringList &arguments)
{
    const auto process = started(arguments);
    // The servers live in this process: its event loop goes on.
    if (!QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, deadline))
        qWarning("it does not end");
    return process->readAll();
}

/// What was looked through.
void CanaryTest::sweep() const
{
    QDir work(root_.filePath(u"work"_s));
    QVERIFY(work.removeRecursively() && QDir(root_.path()).mkdir(u"work"_s));
}

/// The files, and "the terminal", in which the key is found in some form.
QStringList CanaryTest::leaks(const QByteArray &output) const
{
    const QList<QByteArray> forms = formsOf(key_);
    const auto holdsKey = [&forms](const QByteArray &bytes) {
        return std::any_of(forms.begin(), forms.end(),
                           [&bytes](const QByteArray &form) { return bytes.contains(form); });
    };
    QStringList found;
    if (holdsKey(output))
        found << u"the terminal: "_s + QString::fromUtf8(output);
    QDirIterator files(root_.path(), QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly) || holdsKey(file.readAll()) ||
            holdsKey(file.fileName().toUtf8()))
            found << file.fileName();
    }
    return found;
}

void CanaryTest::staysWithItsServer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");     ///< KEY, BASE64, PERCENT, MASKED stand for the key
    QTest::addColumn<QByteArray>("location"); ///< OTHER stands for another server
    const auto row = [](const char *name, int status, const QByteArray &type,
                        const QByteArray &body, const QByteArray &location = {}) {
        QTest::newRow(name) << status << type << body << location;
    };
    const QByteArray json = "application/json";
    row("401 echoes it", 401, json, R"({"error":{"message":"Incorrect API key provided: KEY."}})");
    row("401 echoes a part", 401, json, R"({"error":{"message":"Incorrect API key: MASKED."}})");
    row("403 echoes the header", 403, json, R"({"error":"got Authorization: Bearer KEY"})");
    row("400 in base64", 400, json, R"({"error":{"message":"Basic BASE64 is no bearer"}})");
    row("400 percent-encoded", 400, json, R"({"error":{"message":"/v1?key=PERCENT"}})");
    row("404 in the model", 404, json, R"({"error":{"message":"no","param":"KEY","code":"KEY"}})");
    row("422 in a place", 422, json, R"({"detail":[{"loc":["body","KEY"],"msg":"KEY"}]})");
    row("402 web page", 402, "text/html", "<html><title>KEY is out of credit</title>");
    row("400 plain text", 400, "text/plain", "x-api-key: KEY");
    row("307 to another", 307, json, "{}", "OTHER/chat/completions");
    row("308 with the key", 308, json, "{}", "OTHER/chat/completions?key=PERCENT");
    row("302 to another", 302, json, "{}", "OTHER/chat/completions");
    row("200 that is no protocol", 200, "text/html", "<html><title>KEY</title>BASE64</html>");
    row("200 with an error", 200, json,
        R"({"error":{"message":"key KEY","code":"invalid_api_key"}})");
    row("200 error in the stream", 200, "text/event-stream",
        "data: {\"error\":{\"message\":\"KEY BASE64\",\"type\":\"invalid_request_error\"}}\n\n");
    row("an answer that is it", 200, "text/event-stream",
        "data: {\"choices\":[{\"delta\":{\"content\":\"I am KEY, in base64 BASE64-1\"}}]}\n\n"
        "data: "
        "{\"choices\":[{\"delta\":{\"content\":\"BASE64-2.\"},\"finish_reason\":\"stop\"}]}\n\n"
        "data: [DONE]\n\n");
}

void CanaryTest::staysWithItsServer()
{
    QFETCH(int, status);
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, location);
    FakeModelServer other;
    other.script({fake::fine()});
    const QByteArray base64 = key_.toBase64();
    const QByteArray masked = key_.left(20) + "****" + key_.right(4);
    const auto filled = [&](QByteArray text) {
        return text.replace("MASKED", masked)
            .replace("BASE64-1", base64.left(9))
            .replace("BASE64-2", base64.mid(9))
            .replace("BASE64", base64)
            .replace("PERCENT", key_.toPercentEncoding())
            .replace("KEY", key_)
            .replace("OTHER", other.baseUrl().toEncoded());
    };
    HttpExchange::Headers headers{{"x-should-retry", "false"}, {"X-Echo", key_}};
    if (!location.isEmpty())
        headers.emplaceBack("Location", filled(location));
    const QByteArray answer = filled(body);
    FakeModelServer server;
    // What is worth trying again is refused in the end, or the match would wait for its server.
    int answers = 0;
    server.script({[&, refusal = filled("KEY")](HttpExchange *exchange) {
        if (++answers <= 20)
            exchange->respond(status, contentType, answer, headers);
        else
            exchange->respond(400, "text/plain", refusal);
    }});

    static int number = 0;
    const QString folder = u"match%1"_s.arg(++number);
    const QString model = u"openai:m@%1#"_s.arg(server.baseUrl().toString());
    QByteArray said =
        run({u"run"_s, u"--models"_s, model + QString::fromUtf8(key_), u"--max_year"_s, u"1901"_s,
             u"--num_negotiation_rounds"_s, u"1"_s, u"--planning_phase"_s, u"off"_s, u"--diaries"_s,
             u"off"_s, u"--when_parked"_s, u"default"_s, u"--run_dir"_s, folder});
    QVERIFY(QFile::exists(root_.filePath(u"work/%1/match.jsonl"_s.arg(folder))));
    for (const QString &format : {u"csv"_s, u"json"_s, u"trace"_s, u"md"_s, u"game"_s})
        said += run({u"export"_s, folder, u"--format"_s, format});
    said += run({u"whatif"_s, folder});
    QVERIFY(server.requests().size() > 6); // it was used, and by every power
    for (const HttpServerRequest &request : server.requests())
        QCOMPARE(request.headers.value("authorization"), "Bearer " + key_);
    QCOMPARE(other.connections(), 0);
    const QStringList found = leaks(said);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    sweep();
}

void CanaryTest::everyFault_data()
{
    QTest::addColumn<DialectName>("dialect");
    QTest::addColumn<QString>("provider");
    const auto row = [](DialectName dialect, const QString &provider) {
        QTest::newRow(qPrintable(provider)) << dialect << provider;
    };
    row(DialectName::OpenAiChat, u"openai"_s);
    row(DialectName::OpenAiResponses, u"openai-responses"_s);
    row(DialectName::Anthropic, u"anthropic"_s);
    row(DialectName::Gemini, u"gemini"_s);
    row(DialectName::Ollama, u"ollama-native"_s);
}

/// All tables at once, each into a folder below \a folder; everything that is said at them.
QByteArray CanaryTest::playTables(const QList<QStringList> &tables, int turn, const QString &folder)
{
    std::vector<std::unique_ptr<QProcess>> matches;
    for (const QStringList &models : tables)
        matches.push_back(
            started({u"run"_s, u"--models"_s, models.join(u','), u"--end_at_phase"_s, u"S1901M"_s,
                     u"--deliberation"_s, u"fused"_s, u"--num_negotiation_rounds"_s, u"1"_s,
                     u"--planning_phase"_s, u"off"_s, u"--diaries"_s, u"off"_s, u"--when_parked"_s,
                     u"default"_s, u"--turn_deadline"_s, QString::number(turn), u"--run_dir"_s,
                     u"%1/table%2"_s.arg(folder).arg(matches.size())}));
    QByteArray said;
    for (const auto &match : matches) {
        if (!QTest::qWaitFor([&] { return match->state() == QProcess::NotRunning; }, deadline))
            QTest::qFail("a match does not end", __FILE__, __LINE__);
        const QByteArray ending = match->readAll();
        said += ending;
        if (match->exitCode() != 0)
            QTest::qFail(ending.right(800).constData(), __FILE__, __LINE__);
    }
    return said;
}

/// A server for each fault, which does nothing else and knows the key; seven of them at a table,
/// all tables at once. Each server has a key of its own, and sees no other.
void CanaryTest::everyFault()
{
    QFETCH(DialectName, dialect);
    QFETCH(QString, provider);
    QList<QStringList> tables; // their models
    std::vector<std::unique_ptr<FakeModelServer>> servers;
    QList<QByteArray> keys;
    for (const Fault &fault : faults()) {
        const QByteArray key = key_ + QByteArray::number(servers.size()).rightJustified(3, '0');
        const QString known = QString::fromUtf8(key);
        FaultPlays plays(DialectWriter(dialect, {known, known, {}}));
        auto server = std::make_unique<FakeModelServer>();
        server->script({fault.play(plays, answerWith(key))});
        QUrl address = server->baseUrl();
        if (dialect != DialectName::OpenAiChat && dialect != DialectName::OpenAiResponses)
            address.setPath({});
        if (servers.size() % powerCount == 0)
            tables.emplaceBack();
        tables.back() << provider + u":m@"_s + address.toString() + u'#' + known;
        servers.push_back(std::move(server));
        keys << key;
    }
    for (QStringList &models : tables)
        models.resize(powerCount, u"simulator"_s);
    // A turn ends beside the servers that never answer. Where the machine was so busy that it ended
    // before everybody had been asked, all is played again, with longer turns.
    const auto wasAsked = [](const auto &server) { return !server->requests().isEmpty(); };
    QByteArray said;
    QString folder;
    for (const int turn : {3, 15, 60}) {
        folder = u"turns-of-%1-s"_s.arg(turn);
        said += playTables(tables, turn, folder);
        if (QTest::currentTestFailed())
            return;
        if (std::all_of(servers.begin(), servers.end(), wasAsked))
            break;
    }
    for (const QString &format : {u"csv"_s, u"json"_s, u"trace"_s, u"md"_s, u"game"_s})
        said += run({u"export"_s, folder % u"/table0"_s, u"--format"_s, format});
    const QStringList found = leaks(said);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const QString wrong =
            wrongCarrier(servers[static_cast<std::size_t>(i)]->requests(), keys[i], key_);
        QVERIFY2(wrong.isEmpty(), qPrintable(faults()[i].name % u": "_s % wrong));
    }
    sweep();
}

void CanaryTest::wrongCommandLines_data()
{
    QTest::addColumn<QStringList>("arguments"); // KEY stands for the key
    const auto row = [](const QStringList &arguments) {
        QTest::newRow(qPrintable(arguments.join(u' '))) << arguments;
    };
    row({u"openai:m#KEY"_s});
    row({u"run"_s, u"openai:m#KEY"_s});
    row({u"run"_s, u"--model"_s, u"openai:m#KEY"_s});
    row({u"run"_s, u"--models=openai:a b#KEY"_s});
    row({u"run"_s, u"--models"_s, u"nobody:m#KEY"_s});
    row({u"run"_s, u"--models"_s, u"openai:m@http://example.com/v1#KEY"_s});
    row({u"run"_s, u"--models"_s, u"openai:m@http://192.168.77.1/v1#KEY"_s});
    row({u"run"_s, u"--models"_s, u"openai:m@http:///v1#KEY"_s});
    row({u"run"_s, u"--commentary"_s, u"openai:#KEY"_s});
    row({u"run"_s, u"--max_year"_s, u"openai:m#KEY"_s});
    row({u"compare"_s, u"--models"_s, u"openai:m#KEY"_s, u"--lever"_s, u"openai:m#KEY"_s});
}

/// Refused, with a sentence, and without the key.
void CanaryTest::wrongCommandLines()
{
    QFETCH(QStringList, arguments);
    arguments.replaceInStrings(u"KEY"_s, QString::fromUtf8(key_));
    const QByteArray said = run(arguments);
    QVERIFY(said.contains("concert: "));
    const QStringList found = leaks(said);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

/// The search itself finds what is there.
void CanaryTest::isReallyLookedFor()
{
    QVERIFY(leaks({}).isEmpty());
    QCOMPARE(leaks("a " + key_.toPercentEncoding()).size(), 1);
    QFile file(root_.filePath(u"home/.hidden"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x" + key_.toBase64());
    file.close();
    QCOMPARE(leaks({}).size(), 1);
    QVERIFY(file.remove());
}

QTEST_GUILESS_MAIN(CanaryTest)
#include "canary_test.moc"
