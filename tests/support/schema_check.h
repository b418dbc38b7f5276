// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <algorithm>
#include <cmath>

namespace concert {

using namespace Qt::StringLiterals;

inline bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == u"integer")
        return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    static const QHash<QString, QJsonValue::Type> types{
        {u"object"_s, QJsonValue::Object}, {u"array"_s, QJsonValue::Array},
        {u"string"_s, QJsonValue::String}, {u"number"_s, QJsonValue::Double},
        {u"boolean"_s, QJsonValue::Bool},  {u"null"_s, QJsonValue::Null},
    };
    return types.value(type, QJsonValue::Undefined) == value.type();
}

/// By JSON Schema's rules, as far as the portable subset has them; independent of the maker.
inline bool isValid(const QJsonValue &value, const QJsonObject &schema)
{
    if (schema.contains(u"enum"_s) && !schema[u"enum"_s].toArray().contains(value))
        return false;
    if (schema.contains(u"const"_s) && schema[u"const"_s] != value)
        return false;
    if (const QJsonArray kinds = schema[u"anyOf"_s].toArray();
        !kinds.isEmpty() && std::none_of(kinds.begin(), kinds.end(), [&](const QJsonValue &kind) {
            return isValid(value, kind.toObject());
        }))
        return false;
    if (schema[u"nullable"_s].toBool() && value.isNull())
        return true;
    const QJsonValue type = schema[u"type"_s];
    const QJsonArray types = type.isArray() ? type.toArray() : QJsonArray{type};
    if (schema.contains(u"type"_s) &&
        std::none_of(types.begin(), types.end(), [&](const QJsonValue &each) {
            return isOfType(value, each.toString().toLower());
        }))
        return false;
    const QJsonObject properties = schema[u"properties"_s].toObject();
    const QJsonObject object = value.toObject();
    for (const QJsonValue &name : schema[u"required"_s].toArray()) {
        if (value.isObject() && !object.contains(name.toString()))
            return false;
    }
    for (auto field = object.begin(); field != object.end(); ++field) {
        const bool isKnown = properties.contains(field.key());
        if (isKnown ? !isValid(field.value(), properties[field.key()].toObject())
                    : schema[u"additionalProperties"_s] == QJsonValue(false))
            return false;
    }
    for (const QJsonValue &item : value.toArray()) {
        if (!isValid(item, schema[u"items"_s].toObject()))
            return false;
    }
    return !value.isArray() || value.toArray().size() >= schema[u"minItems"_s].toInt();
}

} // namespace concert
