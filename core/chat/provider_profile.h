// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/key_source.h"
#include "core/chat/model_price.h"

#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace concert {

/// The languages that model servers speak; one server may speak several.
enum class DialectName { OpenAiChat, OpenAiResponses, Anthropic, Gemini, Ollama };

/// The five timers of a call; see core/llm/chat_reply.h.
struct ChatTimeouts {
    std::chrono::milliseconds connect{10'000};
    std::chrono::milliseconds firstByte{120'000};
    std::chrono::milliseconds idle{60'000};      ///< no bytes at all
    std::chrono::milliseconds progress{180'000}; ///< bytes, but no text
    std::chrono::milliseconds total{600'000};

    bool operator==(const ChatTimeouts &) const = default;
};

/// Where models are and how their server wants to be spoken to. Holds no key: only the name of the
/// environment variable that has it.
struct ProviderProfile {
    QString name; ///< lower case, unique: "openai"
    DialectName dialect = DialectName::OpenAiChat;
    QString displayName; ///< "OpenAI"
    QUrl baseUrl;        ///< empty for the built-in model: a free port is chosen at start
    /// The host of the local network that the user allows to be spoken to without encryption.
    QString plainHost;
    QString keyVariable;   ///< "OPENAI_API_KEY"; empty: there is none
    bool savedKey = false; ///< a key was saved in the keychain; with a variable it is asked anyway
    QString maxTokensField = QStringLiteral("max_completion_tokens");
    bool structuredOutput = true; ///< understands JSON schemas; false: is not even asked
    /// Reads a schema before the system's words, so that its prompt cache knows a prompt only by
    /// the same schema: all kinds of a match's answers are asked by one (measured in
    /// tests/core/match/prompt_cache_share_test.cpp).
    bool schemaFirst = false;
    bool jsonObject = true; ///< Chat: has response_format json_object, the level below schemas
    /// Chat: where a schema goes if response_format with one does not help: "name", "outer.name".
    QString otherSchemaField;
    QJsonObject headers;     ///< further ones, texts by name; never a key
    QJsonObject extraFields; ///< merged into every request's body
    int maxConcurrent = 64;  ///< requests in flight
    ChatTimeouts timeouts;
    /// Of the key in use; known only while a match runs, and in no file.
    KeySource keySource = KeySource::None;
    QList<ModelPrice> prices; ///< the first whose pattern fits a model's name counts

    /// What \a usage of a model costs, in dollars: what the provider itself says, else by the
    /// prices. Without a price the built-in model and servers on this machine cost nothing;
    /// nullopt: nobody knows.
    std::optional<double> cost(const QString &model, const Usage &usage) const;

    /// The same at another address. OpenAI's stands for any server that speaks its language, and
    /// those know the answer's limit as max_tokens: another name would be no limit at all at
    /// Ollama or an older llama.cpp. (One that refuses it is asked by the other name.)
    ProviderProfile at(const QUrl &url) const;
    bool isBuiltIn() const; ///< the simulator
    /// What errors call the server: "OpenAI (api.openai.com)", "vLLM (127.0.0.1:8000)".
    QString serverName() const;

    QJsonObject toJson() const;
    /// Unknown fields are ignored, missing ones keep their defaults.
    static ProviderProfile fromJson(const QJsonObject &json);
    /// What is wrong with it, as a sentence for the settings dialog; empty: nothing.
    QString problem() const;

    bool operator==(const ProviderProfile &) const = default;
};

/// The profiles that ship with the program: the simulator first, then OpenAI-compatible services
/// and local servers (addresses and fields from the vendors' documentation).
QList<ProviderProfile> builtInProviders();

/// Whether the server there is known to read a schema first: see ProviderProfile::schemaFirst.
bool readsSchemaFirst(const QUrl &url);

/// Whether \a url names this very machine.
bool isLoopback(const QUrl &url);

/// Whether key and messages would cross the local network in the open, which the user may allow:
/// http to another machine with a private address (RFC 1918) or a name without a dot.
bool isPlainNearby(const QUrl &url);

/// The host, with its port if the address names one, that only the user's word stands for: neither
/// this machine nor the host of a built-in profile. Empty: it is one of these.
QString foreignHost(const QUrl &url);
/// What there is to know before the first request goes to such a host, as a sentence.
QString firstUseText(const QUrl &url);

/// What is wrong with a server's address, as a sentence; empty: nothing. Encryption is demanded
/// except on this machine and for \a plainHost.
QString addressProblem(const QUrl &url, const QString &plainHost);

inline const QString simulatorProviderName = QStringLiteral("simulator");

} // namespace concert

Q_DECLARE_METATYPE(concert::ProviderProfile)
