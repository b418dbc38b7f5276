// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/model_list.h"
#include "core/chat/provider_report.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// The vendors' lists of models, as their API references show them.
class ModelListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksInTheDialectsForm_data();
    void asksInTheDialectsForm();
    void reads_data();
    void reads();
    void pages();
    void isNoList_data();
    void isNoList();
    void namesAreNotTrusted();
    void ollamaTellsMoreOfEach();
    void probes_data();
    void probes();

private:
    static ProviderProfile provider(const QString &name)
    {
        for (const ProviderProfile &profile : builtInProviders()) {
            if (profile.name == name)
                return profile;
        }
        return {};
    }
};

void ModelListTest::asksInTheDialectsForm_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("nextUrl");
    QTest::addColumn<QByteArray>("keyHeader");
    const auto row = [](const char *name, const QString &url, const QString &next,
                        const QByteArray &header) {
        QTest::newRow(name) << QString::fromLatin1(name) << url << next << header;
    };
    row("openai", u"https://api.openai.com/v1/models"_s,
        u"https://api.openai.com/v1/models?after=a%26b"_s, "Authorization");
    row("openai-responses", u"https://api.openai.com/v1/models"_s,
        u"https://api.openai.com/v1/models?after=a%26b"_s, "Authorization");
    row("anthropic", u"https://api.anthropic.com/v1/models?limit=1000"_s,
        u"https://api.anthropic.com/v1/models?limit=1000&after_id=a%26b"_s, "x-api-key");
    row("gemini", u"https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000"_s,
        u"https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000&pageToken=a%26b"_s,
        "x-goog-api-key");
    row("ollama-native", u"http://127.0.0.1:11434/api/tags"_s,
        u"http://127.0.0.1:11434/api/tags?after=a%26b"_s, "Authorization");
}

void ModelListTest::asksInTheDialectsForm()
{
    QFETCH(QString, name);
    QFETCH(QString, url);
    QFETCH(QString, nextUrl);
    QFETCH(QByteArray, keyHeader);
    const HttpPost get = modelListRequest(provider(name), "sk-CANARY");
    QCOMPARE(get.url.toString(QUrl::FullyEncoded), url);
    QCOMPARE(modelListRequest(provider(name), {}, u"a&b"_s).url.toString(QUrl::FullyEncoded),
             nextUrl);
    QVERIFY(get.body.isEmpty());
    const HttpHeaders headers(get.headers.begin(), get.headers.end());
    QVERIFY(headers.value(keyHeader).contains("sk-CANARY"));
    QCOMPARE(headers.contains("anthropic-version"), name == u"anthropic");
}

void ModelListTest::reads_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<ModelInfo>>("models");
    const auto row = [](const char *title, const char *provider, const QByteArray &body,
                        const QList<ModelInfo> &models) {
        QTest::newRow(title) << QString::fromLatin1(provider) << body << models;
    };
    row("OpenAI", "openai",
        R"({"object":"list","data":[{"id":"gpt-5","object":"model","created":1,
            "owned_by":"openai"}]})",
        {{u"gpt-5"_s, {}, {}, {}, {}, {}, {}, {}}});
    row("OpenRouter", "openrouter",
        R"({"data":[{"id":"a/b:free","name":"A: B","context_length":131072,
            "pricing":{"prompt":"0.000003","completion":"0.000015","input_cache_read":"3e-7"},
            "top_provider":{"max_completion_tokens":8192},
            "supported_parameters":["structured_outputs","seed"]},
            {"id":"c/d","context_length":null,"supported_parameters":["seed"],
             "pricing":{"prompt":"-1","completion":"x"}}]})",
        {{u"a/b:free"_s, u"A: B"_s, 131072, 8192, true, 3.0, 0.3, 15.0},
         {u"c/d"_s, {}, {}, {}, false, {}, {}, {}}});
    row("Together, a bare array", "together",
        R"([{"id":"m","type":"chat","display_name":"M","context_length":8192},
            {"id":"picture","type":"image"}])",
        {{u"m"_s, u"M"_s, 8192, {}, {}, {}, {}, {}}});
    row("Mistral", "mistral",
        R"({"data":[{"id":"m","max_context_length":32768,
                     "capabilities":{"completion_chat":true}},
                    {"id":"embed","capabilities":{"completion_chat":false}}]})",
        {{u"m"_s, {}, 32768, {}, {}, {}, {}, {}}});
    row("Groq", "groq",
        R"({"data":[{"id":"m","context_window":131072,"max_completion_tokens":32768}]})",
        {{u"m"_s, {}, 131072, 32768, {}, {}, {}, {}}});
    row("vLLM", "vllm", R"({"data":[{"id":"m","max_model_len":40960}]})",
        {{u"m"_s, {}, 40960, {}, {}, {}, {}, {}}});
    row("llama.cpp", "llama.cpp", R"({"data":[{"id":"m.gguf","meta":{"n_ctx_train":4096}}]})",
        {{u"m.gguf"_s, {}, 4096, {}, {}, {}, {}, {}}});
    row("Anthropic", "anthropic",
        R"({"data":[{"type":"model","id":"claude-x","display_name":"Claude X",
            "max_input_tokens":200000,"max_tokens":64000,
            "capabilities":{"structured_outputs":{"supported":true}}}],"has_more":false})",
        {{u"claude-x"_s, u"Claude X"_s, 200000, 64000, true, {}, {}, {}}});
    row("Gemini", "gemini",
        R"({"models":[{"name":"models/gemini-x","displayName":"Gemini X",
            "inputTokenLimit":1048576,"outputTokenLimit":65536,
            "supportedGenerationMethods":["generateContent","countTokens"]},
            {"name":"models/embed","supportedGenerationMethods":["embedContent"]}]})",
        {{u"gemini-x"_s, u"Gemini X"_s, 1048576, 65536, {}, {}, {}, {}}});
    row("Ollama", "ollama-native",
        R"({"models":[{"name":"qwen3:8b","model":"qwen3:8b","size":1}]})",
        {{u"qwen3:8b"_s, {}, {}, {}, {}, {}, {}, {}}});
    row("none, of Ollama's other layer", "ollama", R"({"object":"list","data":null})", {});
}

void ModelListTest::reads()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, body);
    QFETCH(QList<ModelInfo>, models);
    const auto page = modelPage(provider(name), body);
    QVERIFY(page);
    QCOMPARE(page->models.size(), models.size());
    for (qsizetype i = 0; i < models.size(); ++i) {
        const ModelInfo &read = page->models[i];
        QCOMPARE(read.id, models[i].id);
        QCOMPARE(read.name, models[i].name);
        QCOMPARE(read.contextTokens, models[i].contextTokens);
        QCOMPARE(read.outputTokens, models[i].outputTokens);
        QCOMPARE(read.structuredOutput, models[i].structuredOutput);
        const auto same = [](std::optional<double> a, std::optional<double> b) {
            return a.has_value() == b.has_value() && qFuzzyCompare(a.value_or(1), b.value_or(1));
        };
        QVERIFY(same(read.inputPrice, models[i].inputPrice));
        QVERIFY(same(read.cachedInputPrice, models[i].cachedInputPrice));
        QVERIFY(same(read.outputPrice, models[i].outputPrice));
    }
    QVERIFY(page->next.isEmpty());
}

void ModelListTest::pages()
{
    QCOMPARE(modelPage(provider(u"anthropic"_s),
                       R"({"data":[{"id":"a"}],"has_more":true,"last_id":"a"})")
                 ->next,
             u"a"_s);
    QCOMPARE(modelPage(provider(u"gemini"_s), R"({"models":[],"nextPageToken":"t"})")->next,
             u"t"_s);
}

void ModelListTest::isNoList_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a web page") << QByteArray("<html>Welcome</html>");
    QTest::newRow("another object") << QByteArray(R"({"hello":"world"})");
    QTest::newRow("a text") << QByteArray(R"({"data":"gpt-5"})");
}

void ModelListTest::isNoList()
{
    QFETCH(QByteArray, body);
    QVERIFY(!modelPage(provider(u"openai"_s), body));
}

void ModelListTest::namesAreNotTrusted()
{
    const auto page = modelPage(provider(u"openai"_s), R"({"data":[
        {"id":"fine"},{"id":""},{"id":7},{},"text",{"id":"a b"},{"id":"a\u202eb"},{"id":"a#b"},
        {"id":"x","context_length":-5},{"id":"y","context_length":1e400}]})");
    QVERIFY(!page); // 1e400 makes it no JSON at all
    const auto again = modelPage(provider(u"openai"_s), R"({"data":[
        {"id":"fine"},{"id":""},{"id":7},{},"text",{"id":"a b"},{"id":"a\u202eb"},{"id":"a#b"},
        {"id":"x","context_length":-5}]})");
    QVERIFY(again);
    QCOMPARE(again->models.size(), 2);
    QVERIFY(!again->models[1].contextTokens);
}

void ModelListTest::ollamaTellsMoreOfEach()
{
    QVERIFY(!modelDetailRequest(provider(u"openai"_s), {}, u"m"_s));
    const auto request = modelDetailRequest(provider(u"ollama-native"_s), {}, u"qwen3:8b"_s);
    QVERIFY(request);
    QCOMPARE(request->url, QUrl(u"http://127.0.0.1:11434/api/show"_s));
    QCOMPARE(request->body, R"({"model":"qwen3:8b"})");
    ModelInfo model;
    addModelDetail(R"({"model_info":{"general.architecture":"qwen3","qwen3.context_length":40960,
                       "qwen3.embedding_length":4096}})",
                   &model);
    QCOMPARE(model.contextTokens, std::optional<qint64>(40960));
}

void ModelListTest::probes_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("keeps");
    QTest::newRow("kept") << u" {\"ok\": \"kuqwzxyv\"}\n"_s << true;
    QTest::newRow("another word") << u"{\"ok\": \"yes\"}"_s << false;
    QTest::newRow("words before it") << u"Sure! {\"ok\": \"kuqwzxyv\"}"_s << false;
}

void ModelListTest::probes()
{
    QFETCH(QString, answer);
    QFETCH(bool, keeps);
    const ChatRequest request = probeRequest(u"m"_s, u"kuqwzxyv"_s);
    QCOMPARE(keepsToStructure(answer, *request.schema, StructuredLevel::Schema), keeps);
    QVERIFY(!request.messages.first().content.contains(u"kuqwzxyv"_s));
    QVERIFY(QJsonDocument(request.schema->schema).toJson().contains("kuqwzxyv"));
}

QTEST_GUILESS_MAIN(ModelListTest)
#include "model_list_test.moc"
