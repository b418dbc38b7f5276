// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/provider_profile.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;

class ProviderProfileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void builtInOnesAreSound();
    void vendorsDiffer_data();
    void vendorsDiffer();
    void standsForOtherServers();
    void survivesJson();
    void keepsDefaults();
    void namesProblems_data();
    void namesProblems();
    void encryptionIsDemanded_data();
    void encryptionIsDemanded();
    void namesTheServer();
    void knowsThisMachine();
};

void ProviderProfileTest::builtInOnesAreSound()
{
    const auto profiles = builtInProviders();
    QCOMPARE(profiles.size(), 16);
    QVERIFY(profiles.first().isBuiltIn());
    QSet<QString> names;
    for (const ProviderProfile &profile : profiles) {
        QVERIFY2(profile.problem().isEmpty(),
                 qPrintable(profile.name % u": "_s % profile.problem()));
        names << profile.name;
        QVERIFY(!profile.displayName.isEmpty());
        QVERIFY(profile.maxConcurrent >= 7); // one call a power at once
        const bool isLocal = profile.isBuiltIn() || isLoopback(profile.baseUrl);
        QCOMPARE(profile.keyVariable.isEmpty(), isLocal);
        QVERIFY(isLocal || profile.baseUrl.scheme() == u"https");
    }
    QCOMPARE(names.size(), profiles.size());
}

/// The vendor table, fact by fact (addresses and fields of the vendors' documentation).
void ProviderProfileTest::vendorsDiffer_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QByteArray>("extra"); // in every request
    const auto row = [](const char *name, const QString &address, const QString &limit,
                        const QByteArray &extra = "{}") {
        QTest::newRow(name) << address << limit << extra;
    };
    const QString old = u"max_tokens"_s;
    const QString fresh = u"max_completion_tokens"_s; // where max_tokens is deprecated or refused
    row("openai", u"https://api.openai.com/v1"_s, fresh,
        R"({"stream_options":{"include_obfuscation":false}})");
    row("openrouter", u"https://openrouter.ai/api/v1"_s, old,
        R"({"provider":{"require_parameters":true}})");
    row("deepseek", u"https://api.deepseek.com"_s, old);
    row("together", u"https://api.together.ai/v1"_s, old,
        R"({"context_length_exceeded_behavior":"error"})");
    row("mistral", u"https://api.mistral.ai/v1"_s, old);
    row("xai", u"https://api.x.ai/v1"_s, fresh);
    row("groq", u"https://api.groq.com/openai/v1"_s, fresh);
    row("ollama", u"http://127.0.0.1:11434/v1"_s, old);
    row("llama.cpp", u"http://127.0.0.1:8080/v1"_s, old);
    row("vllm", u"http://127.0.0.1:8000/v1"_s, old);
    row("lmstudio", u"http://127.0.0.1:1234/v1"_s, old);
    row("openai-responses", u"https://api.openai.com/v1"_s, {},
        R"({"store":false,"stream_options":{"include_obfuscation":false}})");
    row("ollama-native", u"http://127.0.0.1:11434"_s, {},
        R"({"options":{"num_ctx":32768},"truncate":false,"shift":false})");
}

void ProviderProfileTest::vendorsDiffer()
{
    QFETCH(QString, address);
    QFETCH(QString, limit);
    QFETCH(QByteArray, extra);
    const auto profiles = builtInProviders();
    const QString name = QString::fromUtf8(QTest::currentDataTag());
    const auto profile = std::find_if(profiles.begin(), profiles.end(),
                                      [&](const auto &each) { return each.name == name; });
    QVERIFY(profile != profiles.end());
    QCOMPARE(profile->baseUrl, QUrl(address));
    if (!limit.isEmpty())
        QCOMPARE(profile->maxTokensField, limit);
    QCOMPARE(profile->extraFields, QJsonDocument::fromJson(extra).object());
    const bool isLocal = isLoopback(profile->baseUrl);
    QVERIFY(profile->timeouts.firstByte == (isLocal ? 600s : 120s)); // a model may load first
    QVERIFY(profile->timeouts.idle == (isLocal ? 300s : 60s));
}

void ProviderProfileTest::standsForOtherServers()
{
    const ProviderProfile openAi = builtInProviders().at(1);
    const ProviderProfile local = openAi.at(QUrl(u"http://127.0.0.1:8080/v1"_s));
    QCOMPARE(local.maxTokensField, u"max_tokens"_s); // all that older local servers know
    QVERIFY(local.extraFields.isEmpty());
    const ProviderProfile same = openAi.at(QUrl(u"https://api.openai.com/v2"_s));
    QCOMPARE(same.maxTokensField, openAi.maxTokensField);
    QCOMPARE(same.extraFields, openAi.extraFields);
}

void ProviderProfileTest::survivesJson()
{
    for (ProviderProfile profile : builtInProviders()) {
        profile.timeouts.idle = 1234ms;
        profile.plainHost = u"gpubox"_s;
        const QByteArray bytes = QJsonDocument(profile.toJson()).toJson();
        QCOMPARE(ProviderProfile::fromJson(QJsonDocument::fromJson(bytes).object()), profile);
    }
}

void ProviderProfileTest::keepsDefaults()
{
    const auto profile = ProviderProfile::fromJson(
        {{u"name"_s, u"mine"_s}, {u"base_url"_s, u"https://h/v1"_s}, {u"future"_s, true}});
    ProviderProfile expected;
    expected.name = expected.displayName = u"mine"_s;
    expected.baseUrl = QUrl(u"https://h/v1"_s);
    QCOMPARE(profile, expected);
    QVERIFY(profile.problem().isEmpty());
}

void ProviderProfileTest::namesProblems_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("ok");
    const auto row = [](const QString &field, const QJsonValue &value, bool ok = false) {
        QTest::newRow(qPrintable(field % u' ' % value.toVariant().toString()))
            << field << value << ok;
    };
    row(u"name"_s, u""_s);
    row(u"name"_s, u"Mine"_s);
    row(u"name"_s, u"my one"_s);
    row(u"name"_s, u"a:b"_s);
    row(u"base_url"_s, u""_s);
    row(u"base_url"_s, u"h/v1"_s);
    row(u"base_url"_s, u"ftp://h/v1"_s);
    row(u"base_url"_s, u"https://u:p@h/v1"_s);
    row(u"base_url"_s, u"https://h/v1?key=x"_s);
    row(u"base_url"_s, u"http://example.com/v1"_s);
    row(u"base_url"_s, u"http://8.8.8.8/v1"_s);
    row(u"base_url"_s, u"http://172.32.0.1/v1"_s);
    row(u"base_url"_s, u"http://172.16.0.1/v1"_s); // not allowed by anybody yet
    row(u"base_url"_s, u"http://gpubox:8000/v1"_s);
    row(u"base_url"_s, u"http://localhost/v1"_s, true);
    row(u"base_url"_s, u"http://[::1]:8000/v1"_s, true);
    row(u"key_variable"_s, u"sk-actual key"_s);
    row(u"max_tokens_field"_s, u""_s);
    row(u"max_concurrent"_s, 0);
    row(u"max_concurrent"_s, 1000);
    row(u"headers"_s, QJsonObject{{u"X-Title"_s, u"Concert"_s}}, true);
    row(u"headers"_s, QJsonObject{{u"Authorization"_s, u"Bearer x"_s}});
    row(u"headers"_s, QJsonObject{{u"X-Api-Key"_s, u"x"_s}});
    row(u"headers"_s, QJsonObject{{u"X-Evil"_s, u"a\r\nHost: b"_s}});
    row(u"headers"_s, QJsonObject{{u"X Blank"_s, u"x"_s}});
    row(u"timeouts"_s, QJsonObject{{u"idle_ms"_s, 0}});
    row(u"timeouts"_s, QJsonObject{{u"total_ms"_s, -5}});
}

void ProviderProfileTest::namesProblems()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QFETCH(bool, ok);
    QJsonObject json = builtInProviders().at(1).toJson();
    json[field] = value;
    QCOMPARE(ProviderProfile::fromJson(json).problem().isEmpty(), ok);
}

void ProviderProfileTest::encryptionIsDemanded_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("needsLeave"); // else it is refused whatever the user says
    for (const char *host :
         {"172.16.0.1", "172.31.255.1", "192.168.1.2:8000", "10.1.2.3", "169.254.1.1",
          "gpubox:8000", "gpubox.local", "[fd00::1]:8000", "[fe80::1]"})
        QTest::newRow(host) << QString::fromLatin1(host) << true;
    for (const char *host : {"example.com", "8.8.8.8", "172.32.0.1", "11.0.0.1", "[2001:db8::1]",
                             "10.example.com", "192.168.1.2.nip.io"})
        QTest::newRow(host) << QString::fromLatin1(host) << false;
}

void ProviderProfileTest::encryptionIsDemanded()
{
    QFETCH(QString, host);
    QFETCH(bool, needsLeave);
    const QUrl url(u"http://"_s % host % u"/v1"_s);
    QVERIFY(addressProblem(QUrl(u"https://"_s % host % u"/v1"_s), {}).isEmpty());
    QVERIFY(addressProblem(url, {}).contains(url.host()));
    QVERIFY(!addressProblem(url, u"other"_s).isEmpty()); // leave is for one host
    QCOMPARE(addressProblem(url, url.host()).isEmpty(), needsLeave);
    QCOMPARE(isPlainNearby(url), needsLeave);
}

void ProviderProfileTest::namesTheServer()
{
    ProviderProfile profile = builtInProviders().at(1);
    QCOMPARE(profile.serverName(), u"OpenAI (api.openai.com)"_s);
    profile.displayName.clear();
    profile.baseUrl = QUrl(u"http://127.0.0.1:8080/v1"_s);
    QCOMPARE(profile.serverName(), u"127.0.0.1:8080"_s);
}

void ProviderProfileTest::knowsThisMachine()
{
    for (const QString &host : {u"localhost"_s, u"127.0.0.1"_s, u"127.9.9.9"_s, u"[::1]"_s})
        QVERIFY2(isLoopback(QUrl(u"http://"_s % host % u":80/"_s)), qPrintable(host));
    for (const QString &host : {u"localhost.example.com"_s, u"127.example.com"_s, u"10.0.0.1"_s,
                                u"evil.localhost"_s, u"127.0.0.256"_s})
        QVERIFY2(!isLoopback(QUrl(u"http://"_s % host % u":80/"_s)), qPrintable(host));
}

QTEST_GUILESS_MAIN(ProviderProfileTest)
#include "provider_profile_test.moc"
