// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/request_parts.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QString roleText(ChatMessage::Role role)
{
    switch (role) {
    case ChatMessage::Role::System:
        return u"system"_s;
    case ChatMessage::Role::User:
        return u"user"_s;
    case ChatMessage::Role::Assistant:
        return u"assistant"_s;
    }
    Q_UNREACHABLE();
}

/// The keys of \a object, those that \a first names first.
QStringList orderedKeys(const QJsonObject &object, const QJsonArray &first)
{
    QStringList keys;
    for (const auto &key : first) {
        if (object.contains(key.toString()) && !keys.contains(key.toString()))
            keys << key.toString();
    }
    for (const QString &key : object.keys()) {
        if (!keys.contains(key))
            keys << key;
    }
    return keys;
}

/// As QJsonDocument would write it. That writes documents only, and one for each text takes longer
/// than all the rest of a request: a schema has hundreds.
void writeText(const QString &text, QByteArray *json)
{
    static constexpr char digits[] = "0123456789abcdef";
    const QByteArray bytes = text.toUtf8();
    *json += '"';
    qsizetype start = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto c = static_cast<unsigned char>(bytes[i]);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        json->append(bytes.constData() + start, i - start);
        start = i + 1;
        *json += '\\';
        if (const qsizetype name = QByteArrayView("\"\\\b\f\n\r\t").indexOf(bytes[i]); name >= 0)
            *json += "\"\\bfnrt"[name];
        else
            *json += QByteArray("u00") + digits[c >> 4] + digits[c & 0xf];
    }
    json->append(bytes.constData() + start, bytes.size() - start);
    *json += '"';
}

void writeJson(const QJsonValue &value, const QJsonArray &keyOrder, QByteArray *json)
{
    if (value.isString()) {
        writeText(value.toString(), json);
    } else if (value.isArray()) {
        *json += '[';
        const QJsonArray array = value.toArray();
        for (const auto &item : array) {
            if (!json->endsWith('['))
                *json += ',';
            writeJson(item, {}, json);
        }
        *json += ']';
    } else if (value.isObject()) {
        *json += '{';
        const QJsonObject object = value.toObject();
        for (const QString &key : orderedKeys(object, keyOrder)) {
            if (!json->endsWith('{'))
                *json += ',';
            writeText(key, json);
            *json += ':';
            const bool isProperties = key == u"properties" && object[u"required"_s].isArray();
            writeJson(object[key], isProperties ? object[u"required"_s].toArray() : QJsonArray(),
                      json);
        }
        *json += '}';
    } else {
        const QByteArray scalar = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        json->append(scalar.constData() + 1, scalar.size() - 2);
    }
}

/// An instance of a schema of the portable subset, its fields in the schema's order.
QByteArray exampleJson(const QJsonObject &schema)
{
    const QJsonValue type = schema[u"type"_s];
    const QString name = type.isArray() ? type[0].toString() : type.toString();
    if (schema[u"enum"_s].isArray()) {
        QByteArray value;
        writeJson(schema[u"enum"_s][0], {}, &value);
        return value;
    }
    if (name == u"array")
        return '[' + exampleJson(schema[u"items"_s].toObject()) + ']';
    if (name == u"object") {
        QByteArray json = "{";
        const QJsonObject properties = schema[u"properties"_s].toObject();
        const QStringList keys = orderedKeys(properties, schema[u"required"_s].toArray());
        for (const QString &key : keys) {
            if (!json.endsWith('{'))
                json += ',';
            writeText(key, &json);
            json += ':' + exampleJson(properties[key].toObject());
        }
        return json + '}';
    }
    if (name == u"boolean")
        return "true";
    return name == u"number" || name == u"integer" ? "1" : "\"...\"";
}

void removePath(QJsonObject *object, const QStringList &path)
{
    const QString key = path.first();
    if (!object->contains(key))
        return;
    if (path.size() == 1) {
        object->remove(key);
        return;
    }
    const auto without = [&](const QJsonValue &value) {
        QJsonObject inner = value.toObject();
        removePath(&inner, path.mid(1));
        return inner;
    };
    const QJsonValue value = object->value(key);
    if (value.isArray()) {
        QJsonArray array;
        for (const auto &item : value.toArray())
            array.append(item.isObject() ? QJsonValue(without(item)) : QJsonValue(item));
        object->insert(key, array);
    } else if (value.isObject()) {
        const QJsonObject left = without(value);
        if (left.isEmpty())
            object->remove(key);
        else
            object->insert(key, left);
    }
}

} // namespace

QUrl joinedUrl(const QUrl &base, const QString &path)
{
    QUrl url = base;
    QString start = base.path();
    while (start.endsWith(u'/'))
        start.chop(1);
    url.setPath(start % path);
    return url;
}

QString systemText(const ChatRequest &request)
{
    QStringList parts;
    for (const ChatMessage &message : request.messages) {
        if (message.role == ChatMessage::Role::System)
            parts << message.content;
    }
    return parts.join(u"\n\n"_s);
}

QList<ChatMessage> promptMessages(const ChatRequest &request, StructuredLevel level)
{
    QList<ChatMessage> messages = request.messages;
    if (!request.schema || level < StructuredLevel::JsonObject)
        return messages;
    const QString ask =
        u"\n\nAnswer with one JSON object and nothing else, following this JSON schema:\n"_s %
        QString::fromUtf8(requestJson(request.schema->schema)) %
        u"\nSo it has this form, with your own words for the dots:\n"_s %
        QString::fromUtf8(exampleJson(request.schema->schema));
    for (ChatMessage &message : messages) {
        if (message.role != ChatMessage::Role::User)
            continue;
        message.content += ask;
        break;
    }
    return messages;
}

QJsonArray roleMessages(const QList<ChatMessage> &messages, bool withSystem)
{
    QJsonArray array;
    for (const ChatMessage &message : messages) {
        if (withSystem || message.role != ChatMessage::Role::System)
            array.append(
                QJsonObject{{u"role"_s, roleText(message.role)}, {u"content"_s, message.content}});
    }
    return array;
}

void mergeInto(QJsonObject *object, const QJsonObject &more)
{
    for (auto field = more.begin(); field != more.end(); ++field) {
        QJsonValue value = field.value();
        if (QJsonObject inner = object->value(field.key()).toObject();
            value.isObject() && !inner.isEmpty()) {
            mergeInto(&inner, value.toObject());
            value = inner;
        }
        object->insert(field.key(), value);
    }
}

void giveSystemToUser(QList<ChatMessage> *messages)
{
    QStringList system;
    for (qsizetype i = messages->size() - 1; i >= 0; --i) {
        if (messages->at(i).role == ChatMessage::Role::System)
            system.prepend(messages->takeAt(i).content);
    }
    if (system.isEmpty())
        return;
    const QString text = system.join(u"\n\n"_s);
    const auto user = std::find_if(messages->begin(), messages->end(), [](const auto &message) {
        return message.role == ChatMessage::Role::User;
    });
    if (user == messages->end())
        messages->prepend({ChatMessage::Role::User, text});
    else
        user->content.prepend(text % u"\n\n"_s);
}

QJsonObject withoutThoughts(const ProviderProfile &profile)
{
    if (profile.dialect == DialectName::Ollama) // API documentation, "think"
        return {{u"think"_s, false}};
    if (profile.dialect == DialectName::Gemini) // API reference, "ThinkingConfig"
        return {{u"generationConfig"_s,
                 QJsonObject{{u"thinkingConfig"_s, QJsonObject{{u"thinkingBudget"_s, 0}}}}}};
    if (profile.name == u"vllm") // its documentation, "Reasoning outputs"
        return {{u"chat_template_kwargs"_s, QJsonObject{{u"enable_thinking"_s, false}}}};
    if (profile.name == u"deepseek") // API documentation, "Thinking mode"
        return {{u"thinking"_s, QJsonObject{{u"type"_s, u"disabled"_s}}}};
    if (profile.name == u"together") // API reference, "reasoning"
        return {{u"reasoning"_s, QJsonObject{{u"enabled"_s, false}}}};
    return {};
}

void removeFields(QJsonObject *body, const QStringList &names)
{
    static const QStringList essential{u"model"_s,
                                       u"messages"_s,
                                       u"input"_s,
                                       u"contents"_s,
                                       u"stream"_s,
                                       u"instructions"_s,
                                       u"system"_s,
                                       u"systemInstruction"_s,
                                       u"max_tokens"_s,
                                       u"max_completion_tokens"_s,
                                       u"max_output_tokens"_s,
                                       u"maxOutputTokens"_s,
                                       u"num_predict"_s};
    for (const QString &name : names) {
        const QStringList path = name.split(u'.');
        if (essential.contains(path.last()))
            continue;
        removePath(body, path);
        if (path.size() > 1)
            continue;
        for (const QString &key : body->keys()) {
            if (!essential.contains(key))
                removePath(body, {key, name});
        }
    }
}

QByteArray requestJson(const QJsonValue &value)
{
    QByteArray json;
    writeJson(value, {}, &json);
    return json;
}

} // namespace concert
