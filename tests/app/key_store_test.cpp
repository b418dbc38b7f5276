// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keys/gather_keys.h"
#include "app/keys/key_store.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace std::chrono_literals;

namespace {

/// A keychain that does what a test wants, from the event loop as the real one.
class FakeKeychain : public KeyBackend {
public:
    using Outcome = Answer::Outcome;

    QHash<QString, QByteArray> entries;
    QString fails; ///< why; empty: it works
    bool silent = false;
    int reads = 0;

    void read(const QString &entry, const Callback &done) override
    {
        ++reads;
        const bool there = entries.contains(entry);
        answer({there ? Outcome::Done : Outcome::NotFound, entries.value(entry), {}}, done);
    }
    void write(const QString &entry, const QByteArray &key, const Callback &done) override
    {
        if (fails.isEmpty())
            entries[entry] = key;
        answer({}, done);
    }
    void remove(const QString &entry, const Callback &done) override
    {
        const bool there = fails.isEmpty() && entries.remove(entry) > 0;
        answer({there ? Outcome::Done : Outcome::NotFound, {}, {}}, done);
    }

private:
    void answer(const Answer &fine, const Callback &done) const
    {
        if (silent)
            return;
        const Answer answer = fails.isEmpty() ? fine : Answer{Outcome::Failed, {}, fails};
        QTimer::singleShot(0, [done, answer] { done(answer); });
    }
};

constexpr auto variable = "CONCERT_TEST_PROVIDER_KEY";

ProviderProfile cloud()
{
    ProviderProfile profile;
    profile.name = u"cloud"_s;
    profile.displayName = u"Cloud"_s;
    profile.baseUrl = QUrl(u"https://api.example.com/v1"_s);
    profile.keyVariable = QString::fromLatin1(variable);
    return profile;
}

} // namespace

class KeyStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { qunsetenv(variable); }
    void firstPlaceThatHasOne();
    void savesAndForgets();
    void saysWhatIsSaved();
    void fallsBackToTheSession_data();
    void fallsBackToTheSession();
    void aSilentKeychainIsGivenUp();
    void aKeyBelongsToItsServer();
    void asksOnlyWhereAKeyMayBe();
    void askedAtOnceItIsReadOnce();
    void gathersForAMatch();

private:
    ProviderKey find(const ProviderProfile &profile);

    FakeKeychain *keychain_ = nullptr;
    std::unique_ptr<KeyStore> store_;
};

void KeyStoreTest::init()
{
    auto keychain = std::make_unique<FakeKeychain>();
    keychain_ = keychain.get();
    store_ = std::make_unique<KeyStore>(std::move(keychain));
}

ProviderKey KeyStoreTest::find(const ProviderProfile &profile)
{
    std::optional<ProviderKey> found;
    store_->find(profile, [&found](const ProviderKey &key) { found = key; });
    if (!QTest::qWaitFor([&] { return found.has_value(); }, 30'000))
        qFatal("no answer");
    return *found;
}

void KeyStoreTest::firstPlaceThatHasOne()
{
    QCOMPARE(find(cloud()), ProviderKey());
    keychain_->entries[u"cloud@https://api.example.com"_s] = "sk-saved";
    init();
    keychain_->entries[u"cloud@https://api.example.com"_s] = "sk-saved";
    QCOMPARE(store_->known(cloud()), ProviderKey()); // not asked yet
    QCOMPARE(find(cloud()), (ProviderKey{"sk-saved", KeySource::Keychain}));
    qputenv(variable, " sk-variable\n");
    QCOMPARE(find(cloud()), (ProviderKey{"sk-variable", KeySource::Environment}));
    store_->keep(cloud(), "sk-typed", false);
    QCOMPARE(find(cloud()), (ProviderKey{"sk-typed", KeySource::Session}));
    QCOMPARE(keychain_->entries.size(), 1); // and is nowhere else
    QCOMPARE(keychain_->entries.value(u"cloud@https://api.example.com"_s), "sk-saved");
}

void KeyStoreTest::savesAndForgets()
{
    const QSignalSpy changed(store_.get(), &KeyStore::changed);
    store_->keep(cloud(), "sk-new", true);
    QCOMPARE(store_->known(cloud()), (ProviderKey{"sk-new", KeySource::Session})); // already
    QVERIFY(store_->isAsking(cloud()));
    QTRY_COMPARE(store_->known(cloud()), (ProviderKey{"sk-new", KeySource::Keychain}));
    QVERIFY(!store_->isAsking(cloud()));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(keychain_->entries.value(u"cloud@https://api.example.com"_s), "sk-new");
    store_->forget(cloud());
    QCOMPARE(store_->known(cloud()), ProviderKey());
    QTRY_VERIFY(keychain_->entries.isEmpty());
    QVERIFY(store_->problem(cloud()).isEmpty());
}

void KeyStoreTest::saysWhatIsSaved()
{
    QSignalSpy saved(store_.get(), &KeyStore::savedChanged);
    store_->keep(cloud(), "sk-1", false); // in memory
    store_->keep(cloud(), "sk-1", true);
    QVERIFY(saved.isEmpty()); // it is not there yet
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 30'000);
    QCOMPARE(saved[0][1].toBool(), true);
    QCOMPARE(saved[0][0].value<ProviderProfile>().name, u"cloud"_s);
    store_->forget(cloud());
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 2, 30'000);
    QCOMPARE(saved[1][1].toBool(), false);
    keychain_->fails = u"It is locked."_s;
    store_->keep(cloud(), "sk-2", true);
    QTRY_COMPARE_WITH_TIMEOUT(store_->problem(cloud()), u"It is locked."_s, 30'000);
    QCoreApplication::processEvents();
    QCOMPARE(saved.size(), 2);
}

void KeyStoreTest::fallsBackToTheSession_data()
{
    QTest::addColumn<QString>("why");
    for (const char *why : {"No system keychain runs here.", "The system keychain is locked.",
                            "The system keychain denied access."})
        QTest::newRow(why) << QString::fromLatin1(why);
}

void KeyStoreTest::fallsBackToTheSession()
{
    QFETCH(QString, why);
    keychain_->fails = why;
    QCOMPARE(find(cloud()), ProviderKey());
    QCOMPARE(store_->problem(cloud()), why);
    store_->keep(cloud(), "sk-new", true);
    QTRY_COMPARE(store_->problem(cloud()), why);
    QVERIFY(!store_->isAsking(cloud()));
    QCOMPARE(find(cloud()), (ProviderKey{"sk-new", KeySource::Session}));
    QVERIFY(keychain_->entries.isEmpty());
    keychain_->fails.clear(); // unlocked: the next attempt works
    store_->keep(cloud(), "sk-new", true);
    QTRY_COMPARE(store_->known(cloud()).source, KeySource::Keychain);
    QVERIFY(store_->problem(cloud()).isEmpty());
}

void KeyStoreTest::aSilentKeychainIsGivenUp()
{
    keychain_->silent = true;
    store_->setPatience(20ms);
    QCOMPARE(find(cloud()), ProviderKey());
    QVERIFY(store_->problem(cloud()).contains(u"does not answer"_s));
}

void KeyStoreTest::aKeyBelongsToItsServer()
{
    store_->keep(cloud(), "sk-cloud", true);
    QTRY_COMPARE(store_->known(cloud()).source, KeySource::Keychain);
    ProviderProfile other = cloud();
    other.baseUrl = QUrl(u"https://api.example.com/v2"_s); // another path is the same server
    QCOMPARE(find(other).bytes, "sk-cloud");
    for (const QString &url : {u"https://evil.example.com/v1"_s, u"http://api.example.com/v1"_s,
                               u"https://api.example.com:444/v1"_s}) {
        other.baseUrl = QUrl(url);
        QCOMPARE(find(other), ProviderKey());
    }
    other = cloud();
    other.name = u"other"_s;
    QCOMPARE(find(other), ProviderKey());
}

void KeyStoreTest::asksOnlyWhereAKeyMayBe()
{
    ProviderProfile local = cloud();
    local.keyVariable.clear();
    QCOMPARE(find(local), ProviderKey());
    QCOMPARE(keychain_->reads, 0); // would unlock a keychain for nothing
    local.savedKey = true;
    find(local);
    QCOMPARE(keychain_->reads, 1);
    find(builtInProviders().first());
    QCOMPARE(keychain_->reads, 1);
    qputenv(variable, "sk-variable");
    find(cloud());
    QCOMPARE(keychain_->reads, 1);
}

void KeyStoreTest::askedAtOnceItIsReadOnce()
{
    int answers = 0;
    for (int i = 0; i < 7; ++i)
        store_->find(cloud(), [&answers](const ProviderKey &) { ++answers; });
    QTRY_COMPARE(answers, 7);
    QCOMPARE(keychain_->reads, 1);
    find(cloud());
    QCOMPARE(keychain_->reads, 1); // there is none, and that is known
}

void KeyStoreTest::gathersForAMatch()
{
    MatchConfig config = MatchConfig::demo();
    config.providers << cloud();
    for (std::size_t i = 0; i < 3; ++i)
        config.models[i] = {u"cloud"_s, u"m"_s, {}};
    config.models[3] = {u"cloud"_s, u"m"_s, QUrl(u"https://own.example.com/v1"_s)};
    const QString cloudId = config.models[0].toString();
    const QString ownId = config.models[3].toString();
    std::optional<QString> problem;
    ModelKeys keys;
    const auto gather = [&](const ModelKeys &given) {
        problem.reset();
        gatherKeys(store_.get(), config, given, [&](const ModelKeys &found, const QString &what) {
            keys = found;
            problem = what;
        });
        return QTest::qWaitFor([&] { return problem.has_value(); }, 30'000);
    };
    keychain_->fails = u"No system keychain runs here."_s;
    QVERIFY(gather({}));
    for (const QString &part : {u"Cloud needs a key"_s, QString::fromLatin1(variable),
                                u"No system keychain runs here."_s})
        QVERIFY2(problem->contains(part), qPrintable(*problem));
    keychain_->fails.clear();
    keychain_->entries[u"cloud@https://api.example.com"_s] = "sk-saved";
    QVERIFY(gather({}));
    QCOMPARE(*problem, QString());
    QCOMPARE(keys.value(cloudId), (ProviderKey{"sk-saved", KeySource::Keychain}));
    QCOMPARE(keys.value(ownId), ProviderKey()); // the provider's key is not for somebody's server
    const ProviderKey given{"sk-given", KeySource::CommandLine};
    QVERIFY(gather({{cloudId, given}}));
    QCOMPARE(keys.value(cloudId), given);
}

QTEST_GUILESS_MAIN(KeyStoreTest)
#include "key_store_test.moc"
