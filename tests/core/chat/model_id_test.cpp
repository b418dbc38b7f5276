// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/model_id.h"
#include "core/chat/provider_profile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using concert::ModelId;
using concert::parseModelId;

class ModelIdTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void neverShowsAKey();

private:
    static QStringList known();
};

QStringList ModelIdTest::known()
{
    QStringList names;
    for (const auto &profile : concert::builtInProviders())
        names << profile.name;
    return names;
}

void ModelIdTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("canonical"); // empty: as it was
    const auto row = [](const QString &text, const QString &provider, const QString &name,
                        const QString &url = {}, const QByteArray &key = {},
                        const QString &canonical = {}) {
        QTest::newRow(qPrintable(text)) << text << provider << name << url << key << canonical;
    };
    row(u"simulator"_s, u"simulator"_s, u""_s);
    row(u"Simulator"_s, u"simulator"_s, u""_s, {}, {}, u"simulator"_s);
    row(u"simulator:fast"_s, u"simulator"_s, u"fast"_s);
    row(u"gpt-5"_s, u"openai"_s, u"gpt-5"_s, {}, {}, u"openai:gpt-5"_s);
    row(u"  openai:gpt-5 "_s, u"openai"_s, u"gpt-5"_s, {}, {}, u"openai:gpt-5"_s);
    row(u"OpenAI:GPT-5"_s, u"openai"_s, u"GPT-5"_s, {}, {}, u"openai:GPT-5"_s);
    row(u"ollama:qwen3:8b"_s, u"ollama"_s, u"qwen3:8b"_s);
    row(u"openai:qwen3:8b"_s, u"openai"_s, u"qwen3:8b"_s);
    for (const auto &name : {u"gpt-4o"_s, u"o3"_s, u"o4-mini"_s, u"chatgpt-4o-latest"_s, u"x"_s,
                             u"opus"_s, u"gpt-oss"_s})
        row(name, u"openai"_s, name, {}, {}, u"openai:"_s % name);
    row(u"simulatr@http://127.0.0.1:9/v1"_s, u"openai"_s, u"simulatr"_s, u"http://127.0.0.1:9/v1"_s,
        {}, u"openai:simulatr@http://127.0.0.1:9/v1"_s);
    row(u"openai:simulatr"_s, u"openai"_s, u"simulatr"_s);
    row(u"meta/llama:free"_s, u"openai"_s, u"meta/llama:free"_s, {}, {},
        u"openai:meta/llama:free"_s);
    row(u"openrouter:anthropic/claude-x:free"_s, u"openrouter"_s, u"anthropic/claude-x:free"_s);
    row(u"openai:NAME@http://127.0.0.1:8080/v1"_s, u"openai"_s, u"NAME"_s,
        u"http://127.0.0.1:8080/v1"_s);
    row(u"llama.cpp:m@HTTPS://Host/v1/"_s, u"llama.cpp"_s, u"m"_s, u"https://host/v1"_s, {},
        u"llama.cpp:m@https://host/v1"_s);
    row(u"simulator@http://127.0.0.1:9/v1"_s, u"simulator"_s, u""_s, u"http://127.0.0.1:9/v1"_s);
    row(u"NAME@http://h:1/v1#sk-a:b@c#d"_s, u"openai"_s, u"NAME"_s, u"http://h:1/v1"_s,
        "sk-a:b@c#d", u"openai:NAME@http://h:1/v1"_s);
    row(u"mistral:m#key"_s, u"mistral"_s, u"m"_s, {}, "key", u"mistral:m"_s);
    row(u"openai:model@2024"_s, u"openai"_s, u"model@2024"_s);
    row(u"openai:@cf/meta/llama@http://h/v1"_s, u"openai"_s, u"@cf/meta/llama"_s, u"http://h/v1"_s);
    row(u"openai:m@http://[::1]:8080/v1"_s, u"openai"_s, u"m"_s, u"http://[::1]:8080/v1"_s);
}

void ModelIdTest::reads()
{
    QFETCH(QString, text);
    QFETCH(QString, provider);
    QFETCH(QString, name);
    QFETCH(QString, baseUrl);
    QFETCH(QByteArray, key);
    QFETCH(QString, canonical);
    const auto parsed = parseModelId(text, known());
    QVERIFY2(parsed.model, qPrintable(parsed.problem));
    QCOMPARE(parsed.problem, QString());
    QCOMPARE(*parsed.model, (ModelId{provider, name, QUrl(baseUrl)}));
    QCOMPARE(parsed.key, key);
    QCOMPARE(parsed.model->toString(), canonical.isEmpty() ? text : canonical);
    const auto again = parseModelId(parsed.model->toString(), known());
    QVERIFY(again.model == parsed.model);
}

void ModelIdTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const QString &text, const QString &says) {
        QTest::newRow(qPrintable(text)) << text << says;
    };
    row(u""_s, u"openai:NAME"_s);
    row(u"ollama"_s, u"ollama:NAME"_s);
    row(u"openai:"_s, u"openai:NAME"_s);
    row(u"#sk-key"_s, u"openai:NAME"_s);
    // A key for a host must not go to OpenAI because the host lacks its http://.
    row(u"openai:x@foo#sk-key"_s, u"http://"_s);
    row(u"openai:x@example.invalid/v1#sk-key"_s, u"http://"_s);
    row(u"qwen3:8b"_s, u"ollama:qwen3:8b"_s);
    row(u"olama:qwen3:8b"_s, u"There is no provider \"olama\""_s);
    row(u"claude:opus"_s, u"anthropic"_s); // which ones there are
    row(u"qwen3:8b@http://127.0.0.1:1/v1#secret"_s, u"There is no provider \"qwen3\""_s);
    for (const auto &text :
         {u"simulatr"_s, u"simulater"_s, u"Simualtor"_s, u"simulat"_s, u"sim"_s, u"ssimulator"_s})
        row(text, u"Did you mean simulator?"_s);
    row(u"olama"_s, u"Did you mean ollama:NAME?"_s);
    row(u"antropic#sk-secret"_s, u"Did you mean anthropic:NAME?"_s);
    row(u"gemini-2.5-pro"_s, u"Did you mean gemini:gemini-2.5-pro? If \"gemini-2.5-pro\" is"_s);
    row(u"simulatr "_s, u"openai:simulatr."_s);
    row(u"two words"_s, u"blanks"_s);
    row(u"m@localhost:8080/v1"_s, u"http://"_s);
    row(u"m@http://"_s, u"not valid"_s);
    row(u"m@http://a b/"_s, u"not valid"_s);
    row(u"m@http://user:secret@h/v1"_s, u"password"_s);
    row(u"m@http://h/v1?key=secret"_s, u"query"_s);
}

void ModelIdTest::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto parsed = parseModelId(text, known());
    QVERIFY(!parsed.model);
    QVERIFY2(parsed.problem.contains(says), qPrintable(parsed.problem));
    QVERIFY(!parsed.problem.contains(u"secret"_s));
}

void ModelIdTest::neverShowsAKey()
{
    const ModelId model{u"openai"_s, u"m"_s, QUrl(u"http://u:sk-SECRET@h/v1#sk-SECRET"_s)};
    QCOMPARE(model.toString(), u"openai:m@http://h/v1"_s);
}

QTEST_GUILESS_MAIN(ModelIdTest)
#include "model_id_test.moc"
