// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_request.h"
#include "core/chat/chat_result.h"
#include "core/chat/provider_profile.h"
#include "core/chat/structured_level.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPair>

#include <memory>
#include <variant>

namespace concert {

struct TextDelta {
    QString text;
};
struct ReasoningDelta { ///< hidden reasoning that a server shows; counts as progress, is not answer
    QString text;
};
struct UsageReported {
    Usage usage;
};
struct AnswerFinished {
    FinishReason reason = FinishReason::Complete;
};
struct AnswerFailed {
    ChatError error;
};
using ChatEvent =
    std::variant<TextDelta, ReasoningDelta, UsageReported, AnswerFinished, AnswerFailed>;

/// What a model at a server turned out not to take. Found out once and then remembered.
struct Concessions {
    StructuredLevel structured = StructuredLevel::CommonSchema;
    QStringList droppedFields;    ///< of the body, "name" or "outer.name"
    bool withoutSystem = false;   ///< its words go in front of the user's first ones
    bool withoutThoughts = false; ///< as far as its vendor has a switch for that
    int mostTokens = 0;           ///< the longest answer that it may be asked for; 0: any

    bool operator==(const Concessions &) const = default;
};

/// What goes over the wire.
struct HttpPost {
    QUrl url;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
};

/// Header names in lower case.
using HttpHeaders = QHash<QByteArray, QByteArray>;

/// Turns an answer's bytes, in whatever pieces they arrive, into events. The pieces never change
/// the events. After AnswerFinished or AnswerFailed nothing more comes.
class AnswerDecoder {
public:
    virtual ~AnswerDecoder() = default;
    virtual QList<ChatEvent> feed(const QByteArray &bytes) = 0;
    /// The bytes have ended. A stream that ends without its terminal marker fails here.
    virtual QList<ChatEvent> finish() = 0;
};

/// One provider's language, as pure functions: no clock, no network.
class Dialect {
public:
    virtual ~Dialect() = default;
    /// Where a request goes and what it is made of, dropped fields included.
    virtual QUrl url(const ChatRequest &request, const ProviderProfile &profile) const = 0;
    virtual QJsonObject body(const ChatRequest &request, const ProviderProfile &profile,
                             const Concessions &concessions) const = 0;
    /// The header that carries the key.
    virtual QPair<QByteArray, QByteArray> keyHeader(const QByteArray &key) const = 0;
    /// What every request to this server carries: the key, and the profile's own.
    QList<QPair<QByteArray, QByteArray>> headers(const ProviderProfile &profile,
                                                 const QByteArray &key) const;
    /// The body of a request in the form that is left, ready to be written.
    QJsonObject fields(const ChatRequest &request, const ProviderProfile &profile,
                       const Concessions &concessions) const;
    HttpPost post(const ChatRequest &request, const ProviderProfile &profile, const QByteArray &key,
                  const Concessions &concessions = {}) const;
    /// For a reply with status 200 and this Content-Type (a server may answer without streaming).
    virtual std::unique_ptr<AnswerDecoder> decoder(const ProviderProfile &profile,
                                                   const QByteArray &contentType) const = 0;
    /// What an answer with another status means.
    ChatError error(const ProviderProfile &profile, int status, const HttpHeaders &headers,
                    const QByteArray &body) const;
};

const Dialect &dialectNamed(DialectName name);
/// OpenAI's Chat Completions, which most servers speak.
const Dialect &openAiChatDialect();

} // namespace concert
