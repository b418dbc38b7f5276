// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keys/key_store.h"
#include "app/keys/system_keychain.h"
#include "tests/support/measured.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

const QByteArray secret = "sk-KEYCHAIN-0123456789-äöü";

ProviderProfile testedProvider()
{
    ProviderProfile profile;
    profile.name = u"concert-test"_s;
    profile.baseUrl = QUrl(u"https://api.example.com/v1"_s);
    profile.savedKey = true;
    return profile;
}

} // namespace

/// The real thing: without any keychain, and with one that is started for the test.
class SystemKeychainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutOneItSaysSoAtOnce();
    void inASession_data();
    void inASession();
    void locked();
    void unlocked();

private:
    static bool isInner(const char *state) { return qgetenv("CONCERT_KEYCHAIN_STATE") == state; }
};

void SystemKeychainTest::withoutOneItSaysSoAtOnce()
{
    if (!qEnvironmentVariableIsEmpty("CONCERT_KEYCHAIN_STATE"))
        QSKIP("there is one");
    const QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8());
    qputenv("XDG_RUNTIME_DIR", home.path().toUtf8());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    const qint64 waited = shortestMs(1000, [](int) {
        KeyStore store;
        QElapsedTimer timer;
        timer.start();
        store.keep(testedProvider(), secret, true);
        return timer.elapsed();
    });
    QVERIFY(waited < 1000); // it does not wait
    KeyStore store;
    QElapsedTimer timer;
    timer.start();
    store.keep(testedProvider(), secret, true);
    QTRY_VERIFY_WITH_TIMEOUT(!store.isAsking(testedProvider()), 10'000);
    qInfo("answered after %lld ms", timer.elapsed());
    QVERIFY(!store.problem(testedProvider()).isEmpty());
    QCOMPARE(store.known(testedProvider()), (ProviderKey{secret, KeySource::Session}));
    QDirIterator files(home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("KEYCHAIN"), qPrintable(file.fileName()));
    }
}

void SystemKeychainTest::inASession_data()
{
    QTest::addColumn<QString>("daemon");
    QTest::newRow("locked") << u"gnome-keyring-daemon --start --components=secrets"_s;
    QTest::newRow("unlocked")
        << u"echo -n password | gnome-keyring-daemon --unlock --components=secrets"_s;
}

/// Starts this program again on a bus of its own, beside a keyring in a home of its own.
void SystemKeychainTest::inASession()
{
    if (!qEnvironmentVariableIsEmpty("CONCERT_KEYCHAIN_STATE"))
        QSKIP("is the inner one");
    for (const QString &tool : {u"dbus-run-session"_s, u"gnome-keyring-daemon"_s}) {
        if (QStandardPaths::findExecutable(tool).isEmpty())
            QSKIP(qPrintable(tool + u" is not installed"_s));
    }
    QFETCH(QString, daemon);
    const QString state = QString::fromUtf8(QTest::currentDataTag());
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, home.path());
    environment.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
    environment.insert(u"CONCERT_KEYCHAIN_STATE"_s, state);
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    environment.remove(u"DISPLAY"_s); // nobody is there to be asked
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"dbus-run-session"_s,
                  {u"--"_s, u"sh"_s, u"-c"_s,
                   u"%1 >/dev/null 2>&1; exec \"$0\" %2"_s.arg(daemon, state),
                   QCoreApplication::applicationFilePath()});
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray output = process.readAll();
    QVERIFY2(process.exitCode() == 0, output.constData());
    const QByteArray passed = "PASS   : SystemKeychainTest::" + state.toUtf8();
    QVERIFY2(output.contains(passed), output.constData());
    QFile keyring(home.filePath(u"data/keyrings/login.keyring"_s));
    if (keyring.open(QIODevice::ReadOnly))
        QVERIFY(!keyring.readAll().contains("KEYCHAIN")); // it is encrypted there
}

void SystemKeychainTest::locked()
{
    if (!isInner("locked"))
        QSKIP("needs a locked keyring");
    KeyStore store;
    store.keep(testedProvider(), secret, true);
    QTRY_VERIFY_WITH_TIMEOUT(!store.isAsking(testedProvider()), 30'000);
    QVERIFY(!store.problem(testedProvider()).isEmpty());
    qInfo("%s", qPrintable(store.problem(testedProvider())));
    QCOMPARE(store.known(testedProvider()), (ProviderKey{secret, KeySource::Session}));
}

void SystemKeychainTest::unlocked()
{
    if (!isInner("unlocked"))
        QSKIP("needs an unlocked keyring");
    const auto settled = [](const KeyStore &store) {
        return QTest::qWaitFor([&] { return !store.isAsking(testedProvider()); }, 30'000);
    };
    {
        KeyStore store;
        store.keep(testedProvider(), secret, true);
        QVERIFY(settled(store));
        QCOMPARE(store.problem(testedProvider()), QString());
        QCOMPARE(store.known(testedProvider()), (ProviderKey{secret, KeySource::Keychain}));
    }
    KeyStore later; // as in the next session
    std::optional<ProviderKey> found;
    later.find(testedProvider(), [&found](const ProviderKey &key) { found = key; });
    QTRY_VERIFY_WITH_TIMEOUT(found.has_value(), 30'000);
    QCOMPARE(*found, (ProviderKey{secret, KeySource::Keychain}));
    later.forget(testedProvider());
    QVERIFY(settled(later));
    QCOMPARE(later.problem(testedProvider()), QString());
    KeyStore last;
    found.reset();
    last.find(testedProvider(), [&found](const ProviderKey &key) { found = key; });
    QTRY_VERIFY_WITH_TIMEOUT(found.has_value(), 30'000);
    QCOMPARE(*found, ProviderKey());
}

QTEST_GUILESS_MAIN(SystemKeychainTest)
#include "system_keychain_test.moc"
