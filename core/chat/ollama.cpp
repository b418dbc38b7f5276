// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/ollama.h"

#include "core/chat/json_answer_decoder.h"
#include "core/chat/request_parts.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// One JSON object a line; without streaming there is one line (Ollama's API documentation).
class OllamaDecoder final : public JsonAnswerDecoder {
public:
    OllamaDecoder(const ProviderProfile &profile, const QByteArray &contentType)
        : JsonAnswerDecoder(profile, contentType, Framing::Lines)
    {}

protected:
    void takePiece(const QJsonObject &piece, const QByteArray &) override
    {
        if (const auto complaint = complaintIn(piece)) {
            fail(*complaint);
            return;
        }
        const QJsonObject message = piece[u"message"_s].toObject();
        addReasoning(message[u"thinking"_s].toString());
        addText(message[u"content"_s].toString());
        if (!piece[u"done"_s].toBool())
            return;
        takeUsage(piece);
        const QString reason = piece[u"done_reason"_s].toString();
        setReason(reason == u"length"                     ? FinishReason::Length
                  : reason.isEmpty() || reason == u"stop" ? FinishReason::Complete
                                                          : FinishReason::Other);
        succeed();
    }

    void takeWhole(const QJsonObject &answer) override { takePiece(answer, {}); }
    bool needsMark() const override { return true; }

private:
    /// The prompt's count is missing when all of it was in the server's cache.
    void takeUsage(const QJsonObject &piece)
    {
        const auto output = tokenCount(piece[u"eval_count"_s]);
        const auto input = tokenCount(piece[u"prompt_eval_count"_s]);
        if (input || output)
            addUsage({input.value_or(0), 0, output.value_or(0), 0, false});
    }
};

} // namespace

QUrl Ollama::url(const ChatRequest &, const ProviderProfile &profile) const
{
    return joinedUrl(profile.baseUrl, u"/api/chat"_s);
}

QJsonObject Ollama::body(const ChatRequest &request, const ProviderProfile &,
                         const Concessions &concessions) const
{
    // Its documentation advises to show the schema in the prompt as well.
    const StructuredLevel shown = std::max(concessions.structured, StructuredLevel::JsonObject);
    QJsonObject body{{u"model"_s, request.model},
                     {u"messages"_s, roleMessages(promptMessages(request, shown), true)},
                     {u"options"_s, QJsonObject{{u"num_predict"_s, request.maxTokens}}},
                     {u"stream"_s, request.stream}};
    if (request.schema && concessions.structured == StructuredLevel::Schema)
        body[u"format"_s] = request.schema->schema;
    else if (request.schema && concessions.structured == StructuredLevel::JsonObject)
        body[u"format"_s] = u"json"_s;
    return body;
}

QPair<QByteArray, QByteArray> Ollama::keyHeader(const QByteArray &key) const
{
    return {"Authorization", "Bearer " + key};
}

std::unique_ptr<AnswerDecoder> Ollama::decoder(const ProviderProfile &profile,
                                               const QByteArray &contentType) const
{
    return std::make_unique<OllamaDecoder>(profile, contentType);
}

} // namespace concert
