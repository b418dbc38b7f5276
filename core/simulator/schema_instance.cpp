// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/schema_instance.h"

#include <QJsonArray>
#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Deeper than any schema that a vendor takes (OpenAI: 10 levels).
constexpr int deepestSchema = 32;

struct InstanceMaker {
    const QString &words;

    QJsonValue make(const QJsonObject &schema, const QJsonValue &draft, int depth) const;

private:
    QJsonValue ofType(const QString &type, const QJsonObject &schema, const QJsonValue &draft,
                      int depth) const;
    QJsonValue object(const QJsonObject &schema, const QJsonObject &draft, int depth) const;
    QJsonValue array(const QJsonObject &schema, const QJsonValue &draft, int depth) const;
};

/// The types that a schema allows, in lower case; none: it does not say.
QStringList typesOf(const QJsonObject &schema)
{
    QStringList types;
    const QJsonValue type = schema[u"type"_s];
    if (type.isString())
        types << type.toString().toLower();
    for (const QJsonValue &each : type.toArray())
        types << each.toString().toLower();
    if (types.isEmpty() && schema[u"properties"_s].isObject())
        types << u"object"_s;
    if (types.isEmpty() && schema[u"items"_s].isObject())
        types << u"array"_s;
    if (!types.isEmpty() && schema[u"nullable"_s].toBool())
        types << u"null"_s;
    return types;
}

QJsonValue InstanceMaker::make(const QJsonObject &schema, const QJsonValue &draft, int depth) const
{
    if (depth > deepestSchema)
        return QJsonValue::Null;
    if (schema.contains(u"const"_s))
        return schema[u"const"_s];
    if (const QJsonArray values = schema[u"enum"_s].toArray(); !values.isEmpty())
        return values.contains(draft) ? draft : values.first();
    // Of several kinds: the one that the draft is of, or else the first that is not nothing.
    QList<QJsonValue> candidates;
    for (const QString &choice : {u"anyOf"_s, u"oneOf"_s}) {
        for (const QJsonValue &each : schema[choice].toArray())
            candidates << make(each.toObject(), draft, depth + 1);
    }
    if (candidates.isEmpty()) {
        const QStringList types = typesOf(schema);
        if (types.isEmpty()) // anything goes
            return draft.isUndefined() ? QJsonValue(words) : draft;
        for (const QString &type : types)
            candidates << ofType(type, schema, draft, depth);
    }
    if (candidates.contains(draft))
        return draft;
    for (const QJsonValue &candidate : std::as_const(candidates)) {
        if (!candidate.isNull())
            return candidate;
    }
    return QJsonValue::Null;
}

QJsonValue InstanceMaker::ofType(const QString &type, const QJsonObject &schema,
                                 const QJsonValue &draft, int depth) const
{
    if (type == u"object")
        return object(schema, draft.toObject(), depth);
    if (type == u"array")
        return array(schema, draft, depth);
    if (type == u"boolean")
        return draft.toBool(true);
    if (type == u"number")
        return draft.toDouble(1);
    if (type == u"integer") {
        const double number = draft.toDouble(1);
        return std::floor(number) == number ? number : 1.0;
    }
    if (type == u"null")
        return QJsonValue::Null;
    return draft.toString(words);
}

QJsonValue InstanceMaker::object(const QJsonObject &schema, const QJsonObject &draft,
                                 int depth) const
{
    const QJsonObject properties = schema[u"properties"_s].toObject();
    const bool isFree =
        properties.isEmpty() && schema[u"additionalProperties"_s] != QJsonValue(false);
    QJsonObject made = isFree ? draft : QJsonObject();
    for (auto field = properties.begin(); field != properties.end(); ++field)
        made[field.key()] = make(field.value().toObject(), draft.value(field.key()), depth + 1);
    for (const QJsonValue &name : schema[u"required"_s].toArray()) {
        if (!made.contains(name.toString())) // required, but not described
            made[name.toString()] = draft.value(name.toString()).toString(words);
    }
    return made;
}

QJsonValue InstanceMaker::array(const QJsonObject &schema, const QJsonValue &draft, int depth) const
{
    const QJsonObject items = schema[u"items"_s].toObject();
    QJsonArray made;
    for (const QJsonValue &item : draft.toArray())
        made << make(items, item, depth + 1);
    // One says more than none where nothing was drafted; Anthropic knows minItems 1.
    if (made.isEmpty() && (!draft.isArray() || schema[u"minItems"_s].toInt() > 0))
        made << make(items, QJsonValue::Undefined, depth + 1);
    return made;
}

} // namespace

QJsonValue schemaInstance(const QJsonObject &schema, const QJsonValue &draft, const QString &words)
{
    return InstanceMaker{words}.make(schema, draft, 0);
}

} // namespace concert
