// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/openai_responses.h"

#include "core/chat/json_answer_decoder.h"
#include "core/chat/request_parts.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Events as in OpenAI's API reference, "Streaming events". Text comes by deltas; the same text in
/// the "done" events and in the final response is taken only if no delta came.
class ResponsesDecoder final : public JsonAnswerDecoder {
public:
    ResponsesDecoder(const ProviderProfile &profile, const QByteArray &contentType)
        : JsonAnswerDecoder(profile, contentType, Framing::ServerSentEvents)
    {}

protected:
    void takePiece(const QJsonObject &piece, const QByteArray &type) override
    {
        const QString what = piece[u"type"_s].toString(QString::fromLatin1(type));
        if (what == u"error") {
            fail(complaintIn(piece).value_or(ServerComplaint()));
        } else if (what == u"response.output_item.added") {
            if (isComment(piece[u"item"_s].toObject()))
                comments_ << piece[u"output_index"_s].toInt();
        } else if (what == u"response.output_text.delta") {
            if (!comments_.contains(piece[u"output_index"_s].toInt()))
                takeText(piece[u"delta"_s].toString());
        } else if (what == u"response.output_text.done") {
            const QString text = piece[u"text"_s].toString(); // of a gateway that sends no deltas
            if (!hasDeltas_ && !comments_.contains(piece[u"output_index"_s].toInt())) {
                hasDone_ = hasDone_ || !text.isEmpty();
                addText(text);
            }
        } else if (what == u"response.refusal.delta") {
            refuse();
            takeText(piece[u"delta"_s].toString());
        } else if (what.startsWith(u"response.reasoning") && what.endsWith(u".delta")) {
            addReasoning(piece[u"delta"_s].toString());
        } else if (what == u"response.completed" || what == u"response.incomplete" ||
                   what == u"response.failed") {
            takeWhole(piece[u"response"_s].toObject());
        } else if (what.isEmpty()) {
            if (const auto complaint = complaintIn(piece)) // of a proxy in between
                fail(*complaint);
        }
    }

    void takeWhole(const QJsonObject &answer) override
    {
        takeUsage(answer[u"usage"_s].toObject());
        const QString status = answer[u"status"_s].toString();
        const auto complaint = complaintIn(answer);
        if (status == u"failed" || status == u"cancelled" || (complaint && status.isEmpty())) {
            fail(complaint.value_or(ServerComplaint()));
            return;
        }
        if (!hasDeltas_ && !hasDone_)
            takeOutput(answer[u"output"_s].toArray());
        if (status == u"completed")
            setReason(FinishReason::Complete);
        else if (status == u"incomplete")
            setReason(incompleteReason(answer[u"incomplete_details"_s][u"reason"_s].toString()));
        else if (!hasText())
            return; // not a response; the base class says so
        succeed();
    }

    bool needsMark() const override { return true; }

private:
    /// Of newest models: what is said on the way ("commentary") is not the answer.
    static bool isComment(const QJsonObject &item)
    {
        return item[u"phase"_s].toString() == u"commentary";
    }

    static FinishReason incompleteReason(const QString &reason)
    {
        if (reason == u"max_output_tokens")
            return FinishReason::Length;
        return reason == u"content_filter" ? FinishReason::Filtered : FinishReason::Other;
    }

    void takeText(const QString &text)
    {
        hasDeltas_ = hasDeltas_ || !text.isEmpty();
        addText(text);
    }

    void takeOutput(const QJsonArray &output)
    {
        for (const auto &item : output) {
            if (item[u"type"_s].toString() != u"message" || isComment(item.toObject()))
                continue;
            const QJsonArray contents = item[u"content"_s].toArray();
            for (const auto &content : contents) {
                const QString refusal = content[u"refusal"_s].toString();
                if (!refusal.isEmpty())
                    refuse();
                addText(content[u"type"_s].toString() == u"output_text"
                            ? content[u"text"_s].toString()
                            : refusal);
            }
        }
    }

    void takeUsage(const QJsonObject &usage)
    {
        const auto input = tokenCount(usage[u"input_tokens"_s]);
        const auto output = tokenCount(usage[u"output_tokens"_s]);
        if (!input && !output)
            return;
        Usage result;
        result.inputTokens = input.value_or(0);
        result.outputTokens = output.value_or(0);
        result.cachedInputTokens =
            tokenCount(usage[u"input_tokens_details"_s][u"cached_tokens"_s]).value_or(0);
        result.reasoningTokens =
            tokenCount(usage[u"output_tokens_details"_s][u"reasoning_tokens"_s]).value_or(0);
        result.cost = toldCost(usage, profile());
        addUsage(result);
    }

    QList<int> comments_; ///< output items that are no answer
    bool hasDeltas_ = false;
    bool hasDone_ = false;
};

} // namespace

QUrl OpenAiResponses::url(const ChatRequest &, const ProviderProfile &profile) const
{
    return joinedUrl(profile.baseUrl, u"/responses"_s);
}

QJsonObject OpenAiResponses::body(const ChatRequest &request, const ProviderProfile &,
                                  const Concessions &concessions) const
{
    QJsonObject body{
        {u"model"_s, request.model},
        {u"input"_s, roleMessages(promptMessages(request, concessions.structured), false)},
        {u"max_output_tokens"_s, request.maxTokens},
        {u"stream"_s, request.stream}};
    if (const QString system = systemText(request); !system.isEmpty())
        body[u"instructions"_s] = system;
    if (request.schema && concessions.structured == StructuredLevel::Schema)
        body[u"text"_s] =
            QJsonObject{{u"format"_s, QJsonObject{{u"type"_s, u"json_schema"_s},
                                                  {u"name"_s, request.schema->name},
                                                  {u"strict"_s, true},
                                                  {u"schema"_s, request.schema->schema}}}};
    else if (request.schema && concessions.structured == StructuredLevel::JsonObject)
        body[u"text"_s] = QJsonObject{{u"format"_s, QJsonObject{{u"type"_s, u"json_object"_s}}}};
    return body;
}

QPair<QByteArray, QByteArray> OpenAiResponses::keyHeader(const QByteArray &key) const
{
    return {"Authorization", "Bearer " + key};
}

std::unique_ptr<AnswerDecoder> OpenAiResponses::decoder(const ProviderProfile &profile,
                                                        const QByteArray &contentType) const
{
    return std::make_unique<ResponsesDecoder>(profile, contentType);
}

} // namespace concert
