// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/provider_profile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace concert {

namespace {

struct ProfileText {
    Q_DECLARE_TR_FUNCTIONS(concert::ProviderProfile)
};

constexpr int mostConcurrent = 256;

ProviderProfile cloudProfile(const QString &name, const QString &displayName, const QString &url,
                             const QString &keyVariable,
                             const QString &maxTokensField = u"max_tokens"_s)
{
    ProviderProfile profile;
    profile.name = name;
    profile.displayName = displayName;
    profile.baseUrl = QUrl(url);
    profile.keyVariable = keyVariable;
    profile.maxTokensField = maxTokensField;
    profile.schemaFirst = readsSchemaFirst(profile.baseUrl);
    return profile;
}

/// A server on this machine: it may load a model for minutes before its first byte, and works on a
/// few requests at a time (the others wait in it, silently).
ProviderProfile localProfile(const QString &name, const QString &displayName, const QString &url,
                             int maxConcurrent)
{
    ProviderProfile profile = cloudProfile(name, displayName, url, {});
    profile.maxConcurrent = maxConcurrent;
    profile.timeouts.firstByte = 600s;
    profile.timeouts.idle = 300s;
    profile.timeouts.progress = 300s;
    profile.timeouts.total = 1200s;
    return profile;
}

/// OpenAI pads the chunks of its streams unless told not to (API reference, "stream_options").
const QJsonObject withoutPadding{
    {u"stream_options"_s, QJsonObject{{u"include_obfuscation"_s, false}}}};

/// What a vendor has beside the usual: structured output other than json_schema, json_object and
/// nothing, and fields that every request should have.
void addPeculiarities(ProviderProfile *profile)
{
    if (profile->name == u"openai") {
        profile->extraFields = withoutPadding;
    } else if (profile->name == u"together") {
        // "Chat completions": a prompt that is too long is to be refused, not cut.
        profile->extraFields = {{u"context_length_exceeded_behavior"_s, u"error"_s}};
    } else if (profile->name == u"deepseek") {
        profile->structuredOutput = false; // only json_object (its API documentation)
    } else if (profile->name == u"llama.cpp") {
        // Builds of February 2025 took response_format and ignored it; this one they followed.
        profile->otherSchemaField = u"json_schema"_s;
    } else if (profile->name == u"vllm") {
        profile->otherSchemaField = u"structured_outputs.json"_s; // "Structured outputs"
    } else if (profile->name == u"lmstudio") {
        profile->jsonObject = false; // refused (its documentation, "Structured output")
    } else if (profile->name == u"openrouter") {
        // "Provider routing": without it parameters that an endpoint lacks are dropped silently.
        profile->extraFields = {{u"provider"_s, QJsonObject{{u"require_parameters"_s, true}}}};
    }
}

/// The vendors' own dialects.
QList<ProviderProfile> otherDialects()
{
    // Anthropic API reference, "Messages" and "Versions".
    ProviderProfile anthropic = cloudProfile(
        u"anthropic"_s, u"Anthropic"_s, u"https://api.anthropic.com"_s, u"ANTHROPIC_API_KEY"_s);
    anthropic.dialect = DialectName::Anthropic;
    anthropic.headers = {{u"anthropic-version"_s, u"2026-10-21"_s}};

    // Gemini API reference, generateContent. Diplomacy's talk of attacks and betrayal trips the
    // adjustable filters.
    ProviderProfile gemini =
        cloudProfile(u"gemini"_s, u"Gemini"_s, u"https://generativelanguage.googleapis.com"_s,
                     u"GEMINI_API_KEY"_s);
    gemini.dialect = DialectName::Gemini;
    QJsonArray safety;
    for (const QString &category :
         {u"HARM_CATEGORY_HARASSMENT"_s, u"HARM_CATEGORY_HATE_SPEECH"_s,
          u"HARM_CATEGORY_SEXUALLY_EXPLICIT"_s, u"HARM_CATEGORY_DANGEROUS_CONTENT"_s})
        safety.append(QJsonObject{{u"category"_s, category}, {u"threshold"_s, u"BLOCK_NONE"_s}});
    gemini.extraFields = {{u"safetySettings"_s, safety}};

    // OpenAI API reference, "Create a model response": stored for 30 days unless told not to.
    ProviderProfile responses = cloudProfile(u"openai-responses"_s, u"OpenAI Responses"_s,
                                             u"https://api.openai.com/v1"_s, u"OPENAI_API_KEY"_s);
    responses.dialect = DialectName::OpenAiResponses;
    responses.extraFields = withoutPadding;
    responses.extraFields[u"store"_s] = false;

    // Ollama's API documentation, "Generate a chat completion": by default the context is 4096
    // tokens, and what does not fit is cut away silently.
    ProviderProfile ollama =
        localProfile(u"ollama-native"_s, u"Ollama (native)"_s, u"http://127.0.0.1:11434"_s, 8);
    ollama.dialect = DialectName::Ollama;
    ollama.extraFields = {{u"options"_s, QJsonObject{{u"num_ctx"_s, 32768}}},
                          {u"truncate"_s, false},
                          {u"shift"_s, false}};
    return {anthropic, gemini, responses, ollama};
}

/// Names of ChatTimeouts' members in JSON (milliseconds), so that reading and writing agree.
constexpr std::pair<QLatin1String, std::chrono::milliseconds ChatTimeouts::*> timeoutFields[] = {
    {QLatin1String("connect_ms"), &ChatTimeouts::connect},
    {QLatin1String("first_byte_ms"), &ChatTimeouts::firstByte},
    {QLatin1String("idle_ms"), &ChatTimeouts::idle},
    {QLatin1String("progress_ms"), &ChatTimeouts::progress},
    {QLatin1String("total_ms"), &ChatTimeouts::total},
};

/// The dialects' names in JSON.
constexpr std::pair<QLatin1String, DialectName> dialectNames[] = {
    {QLatin1String("openai-chat"), DialectName::OpenAiChat},
    {QLatin1String("openai-responses"), DialectName::OpenAiResponses},
    {QLatin1String("anthropic"), DialectName::Anthropic},
    {QLatin1String("gemini"), DialectName::Gemini},
    {QLatin1String("ollama"), DialectName::Ollama},
};

QString dialectText(DialectName dialect)
{
    for (const auto &[text, name] : dialectNames) {
        if (name == dialect)
            return text;
    }
    Q_UNREACHABLE();
}

DialectName dialectFrom(const QString &text)
{
    for (const auto &[known, name] : dialectNames) {
        if (text == known)
            return name;
    }
    return DialectName::OpenAiChat;
}

/// Header fields that could carry a key or break a request are not ours to take from a file.
bool isPlainHeader(const QString &name, const QJsonValue &value)
{
    static const QRegularExpression token(u"^[A-Za-z0-9\\-]+$"_s);
    static const QRegularExpression secret(
        u"^(authorization|proxy-authorization|cookie|.*api-?key|host|content-.*|transfer-.*)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression visible(u"^[\\x20-\\x7E]*$"_s);
    return name.contains(token) && !name.contains(secret) && value.isString() &&
           value.toString().contains(visible);
}

/// This machine or the network around it: names without a dot and RFC 1918's addresses.
bool isNearby(const QUrl &url)
{
    static const QRegularExpression privateAddress(
        u"^((10|127)\\.\\d+|192\\.168|172\\.(1[6-9]|2\\d|3[01])|169\\.254)\\.\\d+\\.\\d+$"
        "|^(f[cd][0-9a-f]{2}|fe80):"_s);
    const QString host = url.host();
    return isLoopback(url) || !host.contains(QRegularExpression(u"[.:]"_s)) ||
           host.endsWith(u".local"_s) || host.contains(privateAddress);
}

} // namespace

bool isLoopback(const QUrl &url)
{
    // Not "x.localhost", which a resolver may ask others for (RFC 6761 only says it should not).
    static const QRegularExpression ipv4(u"^127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}$"_s);
    const QString host = url.host().toLower();
    return host == u"localhost" || host == u"::1" || host.contains(ipv4);
}

bool readsSchemaFirst(const QUrl &url)
{
    // OpenAI's "Prompt caching": the schema is a prefix of the system message. Anthropic's
    // "Structured outputs": another output_config.format invalidates the prompt cache.
    return url.host() == u"api.openai.com" || url.host() == u"api.anthropic.com";
}

ProviderProfile ProviderProfile::at(const QUrl &url) const
{
    ProviderProfile profile = *this;
    profile.baseUrl = url;
    if (name == u"openai" && url.host() != baseUrl.host()) {
        profile.maxTokensField = u"max_tokens"_s;
        profile.extraFields = {};
    }
    if (url.host() != baseUrl.host())
        profile.schemaFirst = readsSchemaFirst(url);
    return profile;
}

bool isPlainNearby(const QUrl &url)
{
    return url.scheme() == u"http" && isNearby(url) && !isLoopback(url);
}

QString foreignHost(const QUrl &url)
{
    const auto place = [](const QUrl &any) {
        return any.port() < 0 ? any.host()
                              : QString(any.host() % u':' % QString::number(any.port()));
    };
    static const QList<ProviderProfile> builtIn = builtInProviders();
    const QString host = place(url);
    const bool isOurs = host.isEmpty() || isLoopback(url) ||
                        std::any_of(builtIn.begin(), builtIn.end(), [&](const auto &profile) {
                            return place(profile.baseUrl) == host;
                        });
    return isOurs ? QString() : host;
}

QString firstUseText(const QUrl &url)
{
    return ProfileText::tr("First use of %1: prompts and the key go there.").arg(foreignHost(url));
}

QString addressProblem(const QUrl &url, const QString &plainHost)
{
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty() || (scheme != u"http" && scheme != u"https"))
        return ProfileText::tr("The address must look like https://HOST/v1.");
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return ProfileText::tr("The address must hold no password, query or fragment.");
    if (scheme == u"https" || isLoopback(url))
        return {};
    if (!isNearby(url))
        return ProfileText::tr("%1 would receive key and messages unencrypted; use https.")
            .arg(url.host());
    if (url.host() != plainHost)
        return ProfileText::tr("%1 would receive key and messages unencrypted, readable for all "
                               "on the network. Use https, or allow it for this host.")
            .arg(url.host());
    return {};
}

bool ProviderProfile::isBuiltIn() const
{
    return name == simulatorProviderName;
}

QString ProviderProfile::serverName() const
{
    if (isBuiltIn())
        return ProfileText::tr("The built-in model");
    const QString host = baseUrl.port() < 0
                             ? baseUrl.host()
                             : QString(baseUrl.host() % u':' % QString::number(baseUrl.port()));
    if (displayName.isEmpty())
        return host;
    return displayName % u" ("_s % host % u')';
}

std::optional<double> ProviderProfile::cost(const QString &model, const Usage &usage) const
{
    if (usage.cost)
        return usage.cost;
    for (const ModelPrice &price : prices) {
        if (price.matches(model))
            return price.cost(usage);
    }
    return isBuiltIn() || isLoopback(baseUrl) ? std::optional(0.0) : std::nullopt;
}

QJsonObject ProviderProfile::toJson() const
{
    QJsonArray pricesJson;
    for (const ModelPrice &price : prices)
        pricesJson << price.toJson();
    QJsonObject times;
    for (const auto &[field, member] : timeoutFields)
        times[field] = static_cast<qint64>((timeouts.*member).count());
    return {{u"name"_s, name},
            {u"display_name"_s, displayName},
            {u"dialect"_s, dialectText(dialect)},
            {u"base_url"_s, baseUrl.toString(QUrl::RemoveUserInfo)},
            {u"plain_host"_s, plainHost},
            {u"key_variable"_s, keyVariable},
            {u"saved_key"_s, savedKey},
            {u"max_tokens_field"_s, maxTokensField},
            {u"structured_output"_s, structuredOutput},
            {u"schema_first"_s, schemaFirst},
            {u"json_object"_s, jsonObject},
            {u"other_schema_field"_s, otherSchemaField},
            {u"max_concurrent"_s, maxConcurrent},
            {u"headers"_s, headers},
            {u"extra_fields"_s, extraFields},
            {u"prices"_s, pricesJson},
            {u"timeouts"_s, times}};
}

ProviderProfile ProviderProfile::fromJson(const QJsonObject &json)
{
    ProviderProfile profile;
    profile.name = json[u"name"_s].toString();
    profile.displayName = json[u"display_name"_s].toString(profile.name);
    profile.dialect = dialectFrom(json[u"dialect"_s].toString());
    profile.headers = json[u"headers"_s].toObject();
    profile.extraFields = json[u"extra_fields"_s].toObject();
    profile.baseUrl = QUrl(json[u"base_url"_s].toString(), QUrl::StrictMode);
    profile.plainHost = json[u"plain_host"_s].toString();
    profile.keyVariable = json[u"key_variable"_s].toString();
    profile.savedKey = json[u"saved_key"_s].toBool();
    profile.maxTokensField = json[u"max_tokens_field"_s].toString(profile.maxTokensField);
    profile.structuredOutput = json[u"structured_output"_s].toBool(profile.structuredOutput);
    profile.schemaFirst =
        json[u"schema_first"_s].toBool(profile.isBuiltIn() || readsSchemaFirst(profile.baseUrl));
    profile.jsonObject = json[u"json_object"_s].toBool(profile.jsonObject);
    profile.otherSchemaField = json[u"other_schema_field"_s].toString();
    profile.maxConcurrent = json[u"max_concurrent"_s].toInt(profile.maxConcurrent);
    const QJsonArray pricesJson = json[u"prices"_s].toArray();
    for (const QJsonValue &price : pricesJson)
        profile.prices << ModelPrice::fromJson(price.toObject());
    const QJsonObject times = json[u"timeouts"_s].toObject();
    for (const auto &[field, member] : timeoutFields) {
        if (times[field].isDouble())
            profile.timeouts.*member = std::chrono::milliseconds(times[field].toInteger());
    }
    return profile;
}

QString ProviderProfile::problem() const
{
    static const QRegularExpression validName(u"^[a-z0-9][a-z0-9._\\-]*$"_s);
    static const QRegularExpression variable(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    if (!name.contains(validName))
        return ProfileText::tr("A provider's name has small letters, digits, '.', '-' and '_'.");
    if (!isBuiltIn()) {
        if (const QString wrong = addressProblem(baseUrl, plainHost); !wrong.isEmpty())
            return wrong;
    }
    if (!keyVariable.isEmpty() && !keyVariable.contains(variable))
        return ProfileText::tr("The key's environment variable looks like NAME_API_KEY.");
    if (!maxTokensField.contains(variable))
        return ProfileText::tr("The field for the answer's limit looks like max_tokens.");
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        if (!isPlainHeader(header.key(), header.value()))
            return ProfileText::tr("'%1' cannot be an additional header.").arg(header.key());
    }
    if (maxConcurrent < 1 || maxConcurrent > mostConcurrent)
        return ProfileText::tr("Between 1 and %1 requests may be in flight.").arg(mostConcurrent);
    for (const auto &[field, member] : timeoutFields) {
        if (timeouts.*member <= 0ms)
            return ProfileText::tr("Every time limit must be longer than nothing.");
    }
    for (const ModelPrice &price : prices) {
        if (const QString wrong = price.problem(); !wrong.isEmpty())
            return wrong;
    }
    return {};
}

QList<ProviderProfile> builtInProviders()
{
    ProviderProfile simulator;
    simulator.name = simulatorProviderName;
    simulator.displayName = ProfileText::tr("Built-in model");
    simulator.schemaFirst = true; // its prompt cache is as OpenAI documents theirs

    const QString completionTokens = u"max_completion_tokens"_s;
    QList<ProviderProfile> profiles{
        simulator,
        // OpenAI API reference, "Create chat completion": max_tokens is deprecated, and refused by
        // the reasoning models.
        cloudProfile(u"openai"_s, u"OpenAI"_s, u"https://api.openai.com/v1"_s, u"OPENAI_API_KEY"_s,
                     completionTokens),
        // OpenRouter API reference, "Parameters".
        cloudProfile(u"openrouter"_s, u"OpenRouter"_s, u"https://openrouter.ai/api/v1"_s,
                     u"OPENROUTER_API_KEY"_s),
        // DeepSeek API documentation, "Create chat completion".
        cloudProfile(u"deepseek"_s, u"DeepSeek"_s, u"https://api.deepseek.com"_s,
                     u"DEEPSEEK_API_KEY"_s),
        // Together API reference, and the base address of its SDK.
        cloudProfile(u"together"_s, u"Together"_s, u"https://api.together.ai/v1"_s,
                     u"TOGETHER_API_KEY"_s),
        // Mistral API specification (its SDK is generated from it).
        cloudProfile(u"mistral"_s, u"Mistral"_s, u"https://api.mistral.ai/v1"_s,
                     u"MISTRAL_API_KEY"_s),
        // xAI REST API reference.
        cloudProfile(u"xai"_s, u"xAI"_s, u"https://api.x.ai/v1"_s, u"XAI_API_KEY"_s,
                     completionTokens),
        // Groq API reference: max_tokens is deprecated.
        cloudProfile(u"groq"_s, u"Groq"_s, u"https://api.groq.com/openai/v1"_s, u"GROQ_API_KEY"_s,
                     completionTokens),
        // Ollama's documentation of its OpenAI layer: max_completion_tokens is not known there, and
        // an unknown limit is no limit.
        localProfile(u"ollama"_s, u"Ollama"_s, u"http://127.0.0.1:11434/v1"_s, 8),
        // llama.cpp, tools/server/README: builds of 2025 know max_tokens only.
        localProfile(u"llama.cpp"_s, u"llama.cpp"_s, u"http://127.0.0.1:8080/v1"_s, 8),
        // vLLM documentation, "OpenAI-compatible server"; it batches what arrives.
        localProfile(u"vllm"_s, u"vLLM"_s, u"http://127.0.0.1:8000/v1"_s, 64),
        // LM Studio documentation, "OpenAI compatibility".
        localProfile(u"lmstudio"_s, u"LM Studio"_s, u"http://127.0.0.1:1234/v1"_s, 8),
    };
    for (ProviderProfile &profile : profiles)
        addPeculiarities(&profile);
    return profiles + otherDialects();
}

} // namespace concert
