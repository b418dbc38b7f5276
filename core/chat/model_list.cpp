// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/model_list.h"

#include "core/chat/request_parts.h"
#include "core/chat/server_complaint.h"
#include "core/chat/text_sanitizer.h"

#include <QJsonArray>
#include <QUrlQuery>

#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qsizetype longestId = 200;
constexpr qsizetype mostModels = 2000;
constexpr int pageSize = 1000; // the most that Anthropic and Gemini give

/// A count, or text of digits; the first of the fields that has one.
std::optional<qint64> firstCount(const QJsonObject &object, std::initializer_list<QString> fields)
{
    for (const QString &field : fields) {
        const double count = object[field].toVariant().toDouble();
        if (std::isfinite(count) && count >= 1 && count < 1e12)
            return static_cast<qint64>(count);
    }
    return std::nullopt;
}

/// OpenRouter's prices: dollars a token, as text.
std::optional<double> pricePerMillion(const QJsonValue &value)
{
    bool ok = false;
    const double price = value.toVariant().toString().toDouble(&ok);
    if (!ok || !std::isfinite(price) || price < 0 || price > 1)
        return std::nullopt;
    return price * 1e6;
}

/// Names with blanks or controls are not ours to send; they would be no names in our notation.
bool isUsableId(const QString &id)
{
    return !id.isEmpty() && id.size() <= longestId && sanitizedText(id) == id &&
           std::none_of(id.begin(), id.end(), [](QChar c) { return c.isSpace() || c == u'#'; });
}

/// OpenRouter, Groq, vLLM, llama.cpp, Mistral and LM Studio each name the same differently; OpenAI
/// says nothing.
std::optional<ModelInfo> openAiModel(const QJsonObject &json)
{
    static const QStringList talking{u"chat"_s, u"language"_s, u"llm"_s, u"vlm"_s, u"model"_s};
    const QString type = json[u"type"_s].toString();                  // Together, LM Studio
    const QJsonObject abilities = json[u"capabilities"_s].toObject(); // Mistral
    if ((!type.isEmpty() && !talking.contains(type)) ||
        !abilities[u"completion_chat"_s].toBool(true))
        return std::nullopt;
    ModelInfo model;
    model.id = json[u"id"_s].toString();
    model.name =
        sanitizedText(json[u"display_name"_s].toString(json[u"name"_s].toString()).left(longestId));
    model.contextTokens =
        firstCount(json, {u"context_length"_s, u"context_window"_s, u"max_model_len"_s,
                          u"max_context_length"_s, u"max_input_tokens"_s});
    if (!model.contextTokens)
        model.contextTokens =
            firstCount(json[u"meta"_s].toObject(), {u"n_ctx"_s, u"n_ctx_train"_s});
    model.outputTokens =
        firstCount(json, {u"max_completion_tokens"_s, u"max_output_tokens"_s, u"max_tokens"_s});
    if (!model.outputTokens)
        model.outputTokens =
            firstCount(json[u"top_provider"_s].toObject(), {u"max_completion_tokens"_s});
    if (json[u"supported_parameters"_s].isArray())
        model.structuredOutput =
            json[u"supported_parameters"_s].toArray().contains(u"structured_outputs"_s);
    if (const QJsonValue told = abilities[u"structured_outputs"_s][u"supported"_s]; told.isBool())
        model.structuredOutput = told.toBool(); // Anthropic
    const QJsonObject prices = json[u"pricing"_s].toObject();
    model.inputPrice = pricePerMillion(prices[u"prompt"_s]);
    model.outputPrice = pricePerMillion(prices[u"completion"_s]);
    model.cachedInputPrice = pricePerMillion(prices[u"input_cache_read"_s]);
    return model;
}

std::optional<ModelInfo> geminiModel(const QJsonObject &json)
{
    const QJsonArray methods = json[u"supportedGenerationMethods"_s].toArray();
    if (!methods.isEmpty() && !methods.contains(u"generateContent"_s))
        return std::nullopt;
    ModelInfo model;
    model.id = json[u"name"_s].toString();
    if (model.id.startsWith(u"models/"_s))
        model.id.remove(0, 7);
    model.name = sanitizedText(json[u"displayName"_s].toString().left(longestId));
    model.contextTokens = firstCount(json, {u"inputTokenLimit"_s});
    model.outputTokens = firstCount(json, {u"outputTokenLimit"_s});
    return model;
}

std::optional<ModelInfo> ollamaModel(const QJsonObject &json)
{
    ModelInfo model;
    model.id = json[u"model"_s].toString(json[u"name"_s].toString());
    return model;
}

QString modelListPath(const ProviderProfile &profile)
{
    const bool hasVersion = profile.baseUrl.path().contains(u"/v1"_s);
    switch (profile.dialect) {
    case DialectName::OpenAiChat:
    case DialectName::OpenAiResponses:
        return u"/models"_s;
    case DialectName::Anthropic:
        return hasVersion ? u"/models"_s : u"/v1/models"_s;
    case DialectName::Gemini:
        return hasVersion ? u"/models"_s : u"/v1beta/models"_s;
    case DialectName::Ollama:
        return u"/api/tags"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

HttpPost modelListRequest(const ProviderProfile &profile, const QByteArray &key,
                          const QString &next)
{
    HttpPost get;
    get.url = joinedUrl(profile.baseUrl, modelListPath(profile));
    get.headers = dialectNamed(profile.dialect).headers(profile, key);
    const auto encoded = [](const QString &text) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text));
    };
    QUrlQuery query;
    if (profile.dialect == DialectName::Anthropic) {
        query.addQueryItem(u"limit"_s, QString::number(pageSize));
        if (!next.isEmpty())
            query.addQueryItem(u"after_id"_s, encoded(next));
    } else if (profile.dialect == DialectName::Gemini) {
        query.addQueryItem(u"pageSize"_s, QString::number(pageSize));
        if (!next.isEmpty())
            query.addQueryItem(u"pageToken"_s, encoded(next));
    } else if (!next.isEmpty()) {
        query.addQueryItem(u"after"_s, encoded(next));
    }
    if (!query.isEmpty())
        get.url.setQuery(query);
    return get;
}

std::optional<ModelPage> modelPage(const ProviderProfile &profile, const QByteArray &body)
{
    const QJsonDocument json = lenientJson(body);
    const QJsonObject object = json.object();
    const bool isNamed =
        profile.dialect == DialectName::Gemini || profile.dialect == DialectName::Ollama;
    const QJsonValue list = json.isArray() ? QJsonValue(json.array()) // Together
                                           : object[isNamed ? u"models"_s : u"data"_s];
    if (!list.isArray() && !(list.isNull() && object.contains(u"data"_s)) &&
        !(profile.dialect == DialectName::Gemini && object.isEmpty() && json.isObject()))
        return std::nullopt;
    const QJsonArray entries = list.toArray();
    ModelPage page;
    for (const auto &entry : entries) {
        const QJsonObject one = entry.toObject();
        const auto model = profile.dialect == DialectName::Gemini   ? geminiModel(one)
                           : profile.dialect == DialectName::Ollama ? ollamaModel(one)
                                                                    : openAiModel(one);
        if (model && isUsableId(model->id) && page.models.size() < mostModels)
            page.models << *model;
    }
    if (profile.dialect == DialectName::Gemini)
        page.next = object[u"nextPageToken"_s].toString();
    else if (object[u"has_more"_s].toBool())
        page.next = object[u"last_id"_s].toString();
    return page;
}

std::optional<HttpPost> modelDetailRequest(const ProviderProfile &profile, const QByteArray &key,
                                           const QString &model)
{
    if (profile.dialect != DialectName::Ollama)
        return std::nullopt;
    HttpPost post;
    post.url = joinedUrl(profile.baseUrl, u"/api/show"_s);
    post.headers = dialectNamed(profile.dialect).headers(profile, key);
    post.body = requestJson(QJsonObject{{u"model"_s, model}});
    return post;
}

void addModelDetail(const QByteArray &body, ModelInfo *model)
{
    const QJsonObject json = lenientJson(body).object();
    const QJsonObject facts = json[u"model_info"_s].toObject();
    for (auto fact = facts.begin(); fact != facts.end(); ++fact) {
        if (fact.key().endsWith(u".context_length"_s)) // "qwen3.context_length"
            model->contextTokens = firstCount(facts, {fact.key()});
    }
}

} // namespace concert
