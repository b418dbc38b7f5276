// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/message_filter.h"
#include "app/window_requests.h"
#include "core/simulator/faults.h"
#include "tests/support/decoding.h"
#include "tests/support/fake_model_server.h"
#include "ui/main_window.h"
#include "ui/settings/settings.h"

#include <QAbstractItemView>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = 120'000;
const QByteArray secret = "sk-CANARY-0a1b2c3d4e5f6g7h8i9j";

QStringList *messages = nullptr;

void collectMessage(QtMsgType, const QMessageLogContext &, const QString &text)
{
    *messages << text;
}

QStringList textsOf(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                texts << index.data(role).toString();
        }
        texts << textsOf(model, model.index(row, 0, parent));
    }
    return texts;
}

} // namespace

/// A key through the whole window: it is typed in, refused, echoed, and shown nowhere.
class WindowCanaryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keyIsNowhereToBeSeen();
    void keyThroughAllFaults_data();
    void keyThroughAllFaults();
    void messagesLoseTheirKeys();

private:
    QStringList everythingShown(const QWidget &window) const;
    void playFaults(int first, int turnDeadline, bool *allAsked) const;
    void checkShown(const QWidget &window) const;
    void checkFiles(const QString &folder, int least) const;
};

QStringList WindowCanaryTest::everythingShown(const QWidget &window) const
{
    QStringList texts{window.windowTitle()};
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        texts << widget->windowTitle() << widget->toolTip() << widget->statusTip()
              << widget->accessibleName() << widget->accessibleDescription();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            texts << edit->text();
        if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
            texts << edit->toPlainText();
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget);
            view && view->model())
            texts << textsOf(*view->model());
    }
    return texts;
}

void WindowCanaryTest::checkShown(const QWidget &window) const
{
    for (const QString &text : everythingShown(window)) {
        QVERIFY2(!text.contains(u"CANARY-0a1b"_s), qPrintable(text));
        QVERIFY2(!text.toUtf8().contains(secret.toBase64()), qPrintable(text));
    }
}

/// \a least: so many there are to look through.
void WindowCanaryTest::checkFiles(const QString &folder, int least) const
{
    int files = 0;
    QDirIterator iterator(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (iterator.hasNext()) {
        QFile file(iterator.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains(secret) && !bytes.contains(secret.toBase64()),
                 qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= least);
}

void WindowCanaryTest::keyIsNowhereToBeSeen()
{
    const QTemporaryDir folder;
    FakeModelServer other;
    other.script({fake::fine()});
    FakeModelServer server;
    const QString echo =
        QString::fromUtf8(secret) + u" and "_s + QString::fromUtf8(secret.toBase64());
    server.script({fake::fine(u"I am "_s + echo), fake::errorChunk("KEY " + secret),
                   fake::redirect(307, other.baseUrl()),
                   fake::status(400, {}, {}, "Wrong: " + echo.toUtf8()),
                   fake::status(401, {}, {}, "Wrong: " + echo.toUtf8())});
    ProviderProfile profile = server.profile();
    profile.keyVariable = u"CONCERT_CANARY_VARIABLE"_s; // not set

    Settings settings(folder.filePath(u"concert.ini"_s));
    settings.setRunsFolder(folder.filePath(u"runs"_s));
    settings.setProviders(settings.providers() << profile);
    MatchConfig config = settings.matchConfig();
    config.models.fill({profile.name, u"m"_s, {}});
    config.maxYear = 1901;
    config.negotiationRounds = 1;
    settings.setMatchConfig(config);

    WindowRequests requests(&settings);
    MainWindow window(&requests, &settings);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    requests.providers()->keepKey(profile, secret, true); // no keychain: for the session
    QTRY_COMPARE_WITH_TIMEOUT(requests.providers()->keyState(profile).asking, false, deadline);
    QCOMPARE(requests.providers()->keyState(profile).source, KeySource::Session);
    requests.start(settings.matchConfig());
    QTRY_VERIFY_WITH_TIMEOUT(requests.log() != nullptr, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() >= powerCount, deadline);
    requests.stop();
    QTRY_COMPARE_WITH_TIMEOUT(requests.runState(), Requests::RunState::Ended, deadline);
    const QSignalSpy exported(&requests, &Requests::exported);
    for (const char *format : {"csv", "json", "md"})
        requests.exportMatch(QString::fromLatin1(format),
                             folder.filePath(u"export."_s + QString::fromLatin1(format)));
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 3, deadline);

    checkShown(window);
    for (const HttpServerRequest &request : server.requests()) {
        QCOMPARE(request.headers.value("authorization"), "Bearer " + secret);
        QVERIFY(!request.body.contains(secret)); // nor in what others are told
    }
    QCOMPARE(other.connections(), 0);
    checkFiles(folder.path(), 6); // settings, match, calls, three exports
}

void WindowCanaryTest::keyThroughAllFaults_data()
{
    QTest::addColumn<int>("first"); ///< of seven faults, one for each power
    for (int first = 0; first < faults().size(); first += powerCount)
        QTest::newRow(qPrintable(faults()[first].name)) << first;
}

/// Every fault in one dialect (canary_test has them all in all), as the window shows it.
void WindowCanaryTest::keyThroughAllFaults()
{
    QFETCH(int, first);
    // The deadline ends turns beside servers that never answer. On a busy machine it may pass
    // before everybody was asked; then there is more time.
    for (const int seconds : {2, 15, 60}) {
        bool allAsked = false;
        playFaults(first, seconds, &allAsked);
        if (allAsked || QTest::currentTestFailed())
            return;
    }
    QFAIL("not every server was asked");
}

void WindowCanaryTest::playFaults(int first, int turnDeadline, bool *allAsked) const
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"concert.ini"_s));
    settings.setRunsFolder(folder.filePath(u"runs"_s));
    WindowRequests requests(&settings);
    MainWindow window(&requests, &settings);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));

    const QStringList languages{u"openai"_s, u"openai-responses"_s, u"anthropic"_s, u"gemini"_s,
                                u"ollama-native"_s};
    const QString known = QString::fromUtf8(secret);
    std::vector<std::unique_ptr<FakeModelServer>> servers;
    QList<ProviderProfile> profiles = settings.providers();
    MatchConfig config = settings.matchConfig();
    for (int i = 0; i < powerCount; ++i) {
        const Fault &fault = faults()[std::min<qsizetype>(first + i, faults().size() - 1)];
        ProviderProfile profile = profileNamed(languages[(first / powerCount + i) % 5]);
        const FaultPlays plays(DialectWriter(profile.dialect, {known, known, {}}));
        servers.push_back(std::make_unique<FakeModelServer>());
        servers.back()->script(
            {fault.play(plays, u"{\"orders\":[\"%1\"],\"messages\":[{"
                               "\"message_type\":\"global\",\"recipient\":"
                               "\"GLOBAL\",\"content\":\"%1\"}]}"_s.arg(known))});
        profile.name = u"fake%1"_s.arg(i);
        profile.displayName = u"Fake %1"_s.arg(i);
        profile.keyVariable.clear();
        profile.baseUrl = servers.back()->baseUrl();
        requests.providers()->keepKey(profile, secret, false);
        config.models[static_cast<std::size_t>(i)] = {profile.name, u"m"_s, {}};
        profiles << profile;
    }
    settings.setProviders(profiles);
    config.providers = settings.providers();
    config.endAtPhase = Position::start().phase;
    config.negotiationRounds = 1;
    config.planning = false;
    config.diaries = false;
    config.deliberation = Deliberation::Fused; // nothing after the turn that its deadline ends
    config.whenParked = WhenParked::Default;
    config.turnDeadline = turnDeadline;
    requests.start(config);
    QTRY_VERIFY_WITH_TIMEOUT(requests.log() != nullptr, deadline);
    QTRY_COMPARE_WITH_TIMEOUT(requests.runState(), Requests::RunState::Ended, deadline);
    checkShown(window);
    *allAsked = std::ranges::none_of(
        servers, [](const auto &server) { return server->requests().isEmpty(); });
    const QSignalSpy exported(&requests, &Requests::exported);
    requests.exportMatch(u"json"_s, folder.filePath(u"export.json"_s));
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, deadline);
    checkFiles(folder.path(), 4);
}

void WindowCanaryTest::messagesLoseTheirKeys()
{
    QStringList collected;
    messages = &collected;
    const QtMessageHandler before = qInstallMessageHandler(&collectMessage);
    installMessageFilter();
    qWarning("the key %s is wrong", secret.constData()); // known since the test before
    qWarning("Authorization: Bearer abc123def456");
    qInstallMessageHandler(before);
    QCOMPARE(collected, (QStringList{u"the key [key removed] is wrong"_s,
                                     u"Authorization: Bearer [key removed]"_s}));
}

QTEST_MAIN(WindowCanaryTest)
#include "window_canary_test.moc"
