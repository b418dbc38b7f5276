// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/provider_report.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Enough for a reasoning model's thoughts about so little.
constexpr int probeTokens = 1024;

} // namespace

ChatRequest probeRequest(const QString &model, const QString &word)
{
    const QJsonObject value{{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray{word}}};
    ChatRequest request;
    request.model = model;
    request.maxTokens = probeTokens;
    request.messages = {{ChatMessage::Role::User, u"Answer with {\"ok\": \"yes\"}."_s}};
    request.schema = ChatSchema{u"probe"_s,
                                {{u"type"_s, u"object"_s},
                                 {u"properties"_s, QJsonObject{{u"ok"_s, value}}},
                                 {u"required"_s, QJsonArray{u"ok"_s}},
                                 {u"additionalProperties"_s, false}}};
    return request;
}

} // namespace concert
