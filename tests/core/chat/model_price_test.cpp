// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/dialect.h"
#include "core/chat/provider_profile.h"
#include "tests/support/decoding.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace concert;

class ModelPriceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAndWrites_data();
    void readsAndWrites();
    void refuses_data();
    void refuses();
    void fits_data();
    void fits();
    void costs_data();
    void costs();
    void theFirstThatFitsCounts();
    void withoutAPrice();
    void isToldByTheProvider_data();
    void isToldByTheProvider();
    void toldCostsAddUp();
};

void ModelPriceTest::readsAndWrites_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"*=1/2", "gpt-5*=1.25/0.125/10", "a=b=0/0", "meta/llama-?=0.05/0/0.08"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void ModelPriceTest::readsAndWrites()
{
    QFETCH(QString, text);
    const auto price = ModelPrice::parse(text);
    QVERIFY(price);
    QCOMPARE(price->toString(), text);
    QCOMPARE(ModelPrice::fromJson(price->toJson()), *price);
    QCOMPARE(price->problem(), QString());
}

void ModelPriceTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "*", "*=1", "=1/2", "*=1/2/3/4", "*=x/2", "*=1/-2", "*=nan/1",
                             "*=1/inf", "*=1//2", "*=1e9/1"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void ModelPriceTest::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!ModelPrice::parse(text));
}

void ModelPriceTest::fits_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("fits");
    QTest::newRow("all") << u"*"_s << u"meta-llama/Llama-3"_s << true;
    QTest::newRow("beginning") << u"gpt-5*"_s << u"GPT-5-mini"_s << true;
    QTest::newRow("whole name") << u"gpt-5"_s << u"gpt-5-mini"_s << false;
    QTest::newRow("beyond a slash") << u"meta*3"_s << u"meta-llama/Llama-3"_s << true;
    QTest::newRow("one character") << u"o?"_s << u"o3"_s << true;
    QTest::newRow("a dot is a dot") << u"gpt-4.1"_s << u"gpt-451"_s << false;
    QTest::newRow("brackets are brackets") << u"[a-z]*"_s << u"b"_s << false;
}

void ModelPriceTest::fits()
{
    QFETCH(QString, pattern);
    QFETCH(QString, model);
    ModelPrice price;
    price.models = pattern;
    QTEST(price.matches(model), "fits");
}

void ModelPriceTest::costs_data()
{
    QTest::addColumn<QString>("price");
    QTest::addColumn<Usage>("usage");
    QTest::addColumn<double>("dollars");
    QTest::newRow("plain") << u"*=1/10"_s << Usage{1'000'000, 0, 100'000, 0, false} << 2.0;
    QTest::newRow("cached") << u"*=1/0.1/10"_s << Usage{1'000'000, 900'000, 0, 0, false} << 0.19;
    QTest::newRow("no price of their own")
        << u"*=1/10"_s << Usage{1'000'000, 900'000, 0, 0, false} << 1.0;
    QTest::newRow("reasoning is part of the answer")
        << u"*=1/10"_s << Usage{0, 0, 100'000, 90'000, false} << 1.0;
    const qint64 huge = std::numeric_limits<qint64>::max();
    QTest::newRow("negative") << u"*=1/10"_s << Usage{-5, -5, -5, 0, false} << 0.0;
    QTest::newRow("more cached than there are")
        << u"*=1/0.1/10"_s << Usage{1'000'000, huge, 0, 0, false} << 0.1;
}

void ModelPriceTest::costs()
{
    QFETCH(QString, price);
    QFETCH(Usage, usage);
    QFETCH(double, dollars);
    QVERIFY(std::abs(ModelPrice::parse(price)->cost(usage) - dollars) < 1e-9);
}

void ModelPriceTest::theFirstThatFitsCounts()
{
    ProviderProfile profile;
    profile.name = u"openai"_s;
    profile.baseUrl = QUrl(u"https://models.example/v1"_s);
    profile.prices = {*ModelPrice::parse(u"a*=1/1"_s), *ModelPrice::parse(u"*=5/5"_s)};
    const Usage million{1'000'000, 0, 0, 0, false};
    QCOMPARE(profile.cost(u"abc"_s, million), 1.0);
    QCOMPARE(profile.cost(u"xyz"_s, million), 5.0);
    QCOMPARE(ProviderProfile::fromJson(profile.toJson()).prices, profile.prices);
    profile.prices[1].output = -1;
    QVERIFY(!profile.problem().isEmpty());
}

void ModelPriceTest::withoutAPrice()
{
    ProviderProfile profile;
    profile.name = u"openai"_s;
    const Usage some{1000, 0, 10, 0, false};
    profile.baseUrl = QUrl(u"https://models.example/v1"_s);
    QCOMPARE(profile.cost(u"m"_s, some), std::nullopt);
    profile.baseUrl = QUrl(u"http://127.0.0.1:8080/v1"_s);
    QCOMPARE(profile.cost(u"m"_s, some), 0.0);
    QCOMPARE(builtInProviders().first().cost({}, some), 0.0);
}

void ModelPriceTest::isToldByTheProvider_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("usage"); ///< beside the tokens
    QTest::addColumn<double>("dollars");   ///< the price table says 1
    QTest::newRow("OpenRouter") << u"openrouter"_s << QByteArray(R"("cost":0.00325)") << 0.00325;
    QTest::newRow("OpenRouter, nothing") << u"openrouter"_s << QByteArray(R"("cost":0)") << 0.0;
    QTest::newRow("OpenRouter, one's own key")
        << u"openrouter"_s
        << QByteArray(R"("cost":0.001,"is_byok":true,)"
                      R"("cost_details":{"upstream_inference_cost":0.02})")
        << 0.021;
    QTest::newRow("xAI") << u"xai"_s << QByteArray(R"("cost_in_usd_ticks":37756000)") << 0.0037756;
    QTest::newRow("no number") << u"openrouter"_s << QByteArray(R"("cost":{"a":1})") << 1.0;
    QTest::newRow("negative") << u"openrouter"_s << QByteArray(R"("cost":-1)") << 1.0;
    QTest::newRow("who knows in what") << u"vllm"_s << QByteArray(R"("cost":7)") << 1.0;
    QTest::newRow("Responses") << u"openai-responses"_s
                               << QByteArray(R"("cost_in_usd_ticks":20000000000)") << 2.0;
}

void ModelPriceTest::isToldByTheProvider()
{
    QFETCH(QString, provider);
    QFETCH(QByteArray, usage);
    QFETCH(double, dollars);
    ProviderProfile profile = profileNamed(provider);
    profile.prices = {{u"*"_s, 1.0, {}, 0.0}};
    QByteArray body =
        profile.dialect == DialectName::OpenAiChat
            ? R"({"choices":[{"message":{"content":"A"},"finish_reason":"stop"}],"usage":{)"
              R"("prompt_tokens":1000000,"completion_tokens":1,MORE}})"
            : R"({"object":"response","status":"completed","output":[{"type":"message",)"
              R"("content":[{"type":"output_text","text":"A"}]}],"usage":{)"
              R"("input_tokens":1000000,"output_tokens":1,MORE}})";
    body.replace("MORE", usage);
    const auto decoder = dialectNamed(profile.dialect).decoder(profile, "application/json");
    std::optional<Usage> told;
    QList<ChatEvent> events = decoder->feed(body);
    events += decoder->finish();
    for (const ChatEvent &event : std::as_const(events)) {
        if (const auto *reported = std::get_if<UsageReported>(&event))
            told = reported->usage;
    }
    QVERIFY(told);
    QCOMPARE(profile.cost(u"m"_s, *told).value_or(-1), dollars);
}

/// A sum of which a part is unknown is no sum.
void ModelPriceTest::toldCostsAddUp()
{
    Usage sum;
    sum += Usage{10, 0, 5, 0, false, 0.25};
    QCOMPARE(sum.cost, std::optional(0.25));
    sum += Usage{}; // refused before anything was billed
    sum += Usage{10, 0, 5, 0, false, 0.5};
    QCOMPARE(sum.cost, std::optional(0.75));
    sum += Usage{10, 0, 5, 0, true, {}};
    QCOMPARE(sum.cost, std::optional<double>());
    sum += Usage{10, 0, 5, 0, false, 0.5};
    QCOMPARE(sum.cost, std::optional<double>());
}

QTEST_APPLESS_MAIN(ModelPriceTest)
#include "model_price_test.moc"
