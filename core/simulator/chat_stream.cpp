// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/chat_stream.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qsizetype longestToken = 6;

QByteArray sseEvent(const QJsonObject &json)
{
    return "data: " + QJsonDocument(json).toJson(QJsonDocument::Compact) + "\n\n";
}

} // namespace

QJsonObject ChatCompletion::common(const QString &object) const
{
    // No clock: equal requests get equal answers.
    return {{u"id"_s, id}, {u"object"_s, object}, {u"created"_s, 0}, {u"model"_s, model}};
}

QJsonObject ChatCompletion::usage() const
{
    return {{u"prompt_tokens"_s, promptTokens},
            {u"completion_tokens"_s, completionTokens},
            {u"total_tokens"_s, promptTokens + completionTokens}};
}

QByteArray ChatCompletion::whole(const QString &content) const
{
    QJsonObject json = common(u"chat.completion"_s);
    json[u"choices"_s] = QJsonArray{QJsonObject{
        {u"index"_s, 0},
        {u"message"_s, QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, content}}},
        {u"finish_reason"_s, finishReason}}};
    json[u"usage"_s] = usage();
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray ChatCompletion::chunk(const QJsonObject &delta, const QJsonValue &finish) const
{
    QJsonObject json = common(u"chat.completion.chunk"_s);
    json[u"choices"_s] =
        QJsonArray{QJsonObject{{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, finish}}};
    return sseEvent(json);
}

QByteArray ChatCompletion::roleChunk() const
{
    return chunk({{u"role"_s, u"assistant"_s}, {u"content"_s, QString(u""_s)}}, QJsonValue::Null);
}

QByteArray ChatCompletion::contentChunk(const QString &content) const
{
    return chunk({{u"content"_s, content}}, QJsonValue::Null);
}

QByteArray ChatCompletion::ending(bool withUsage) const
{
    QByteArray bytes = chunk({}, finishReason);
    if (withUsage) {
        QJsonObject json = common(u"chat.completion.chunk"_s);
        json[u"choices"_s] = QJsonArray();
        json[u"usage"_s] = usage();
        bytes += sseEvent(json);
    }
    return bytes + "data: [DONE]\n\n";
}

QStringList tokensOf(const QString &text)
{
    QStringList tokens;
    qsizetype start = 0;
    for (qsizetype i = 1; i <= text.size(); ++i) {
        const bool full = i - start >= longestToken;
        if (i == text.size() || text[i] == u' ' || full) {
            tokens << text.mid(start, i - start);
            start = i;
        }
    }
    return tokens;
}

} // namespace concert
