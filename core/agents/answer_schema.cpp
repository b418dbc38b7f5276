// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/answer_schema.h"

#include "core/record/commitment.h"
#include "core/record/relationship.h"
#include "core/record/text.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

using Fields = QList<std::pair<QString, QJsonObject>>;

QJsonObject textSchema()
{
    return {{u"type"_s, u"string"_s}};
}

QJsonObject listSchema(const QJsonObject &items)
{
    return {{u"type"_s, u"array"_s}, {u"items"_s, items}};
}

QJsonObject enumSchema(const QStringList &values)
{
    return {{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray::fromStringList(values)}};
}

QJsonObject objectSchema(const Fields &fields)
{
    QJsonObject properties;
    QJsonArray required;
    for (const auto &[name, schema] : fields) {
        properties.insert(name, schema);
        required << name;
    }
    return {{u"type"_s, u"object"_s},
            {u"properties"_s, properties},
            {u"required"_s, required},
            {u"additionalProperties"_s, false}};
}

QJsonObject relationshipsSchema()
{
    Fields fields;
    for (const Power power : allPowers)
        fields.emplaceBack(powerText(power), enumSchema(relationshipLabels().split(u", "_s)));
    return objectSchema(fields);
}

QJsonObject commitmentSchema()
{
    QStringList kinds;
    for (const Commitment::Kind kind : allCommitmentKinds())
        kinds << commitmentKindName(kind);
    return objectSchema({{u"type"_s, enumSchema(kinds)},
                         {u"units"_s, listSchema(textSchema())},
                         {u"places"_s, listSchema(textSchema())},
                         {u"phase"_s, textSchema()}});
}

QJsonObject messageSchema()
{
    QStringList recipients{u"GLOBAL"_s};
    for (const Power power : allPowers)
        recipients << powerText(power);
    return objectSchema({{u"message_type"_s, enumSchema({u"private"_s, u"global"_s})},
                         {u"recipient"_s, enumSchema(recipients)},
                         {u"content"_s, textSchema()},
                         {u"commitments"_s, listSchema(commitmentSchema())}});
}

Fields fieldsOf(StageKind stage)
{
    switch (stage) {
    case StageKind::InitialState:
        return {{u"initial_goals"_s, listSchema(textSchema())},
                {u"initial_relationships"_s, relationshipsSchema()}};
    case StageKind::Messages:
        return {{u"messages"_s, listSchema(messageSchema())}};
    case StageKind::Plan:
        return {{u"plan"_s, textSchema()}};
    case StageKind::NegotiationDiary:
        return {{u"negotiation_summary"_s, textSchema()},
                {u"intent"_s, textSchema()},
                {u"updated_relationships"_s, relationshipsSchema()},
                {u"goals"_s, listSchema(textSchema())}};
    case StageKind::ResultDiary:
        return {{u"result_summary"_s, textSchema()}, {u"relationships"_s, relationshipsSchema()}};
    case StageKind::StateUpdate:
        return {{u"reasoning"_s, textSchema()},
                {u"relationships"_s, relationshipsSchema()},
                {u"goals"_s, listSchema(textSchema())}};
    case StageKind::Consolidation:
        return {{u"consolidated_diary"_s, textSchema()}};
    case StageKind::Commentary:
        return {{u"commentary"_s, textSchema()}};
    case StageKind::Orders:
    case StageKind::Adjudication:
        break;
    }
    return {{u"orders"_s, listSchema(textSchema())}, {u"reasoning"_s, textSchema()}};
}

QJsonObject anyOf(const QJsonArray &schemas)
{
    return {{u"anyOf"_s, schemas}};
}

QJsonObject nullable(const QJsonObject &schema)
{
    return anyOf({schema, QJsonObject{{u"type"_s, u"null"_s}}});
}

using Kinds = QList<std::pair<StageKind, QList<StageKind>>>;

/// What a match asks its powers for, each with what is ever fused into it (as its stages are made).
Kinds kindsOf(const MatchConfig &config)
{
    const bool fused = config.deliberation == Deliberation::Fused;
    const bool talks = config.negotiationRounds > 0;
    const auto back = config.writesDiaries() ? StageKind::ResultDiary : StageKind::StateUpdate;
    const QList<StageKind> lookingBack = fused ? QList{back} : QList<StageKind>();
    Kinds kinds{{StageKind::InitialState, {}}};
    if (talks)
        kinds.emplaceBack(StageKind::Messages, lookingBack);
    if (config.writesDiaries() && !fused)
        kinds.emplaceBack(StageKind::NegotiationDiary, QList<StageKind>());
    if (config.planning)
        kinds.emplaceBack(StageKind::Plan, QList<StageKind>());
    QList<StageKind> beside = talks ? QList<StageKind>() : lookingBack;
    if (config.writesDiaries() && fused)
        beside << StageKind::NegotiationDiary;
    kinds.emplaceBack(StageKind::Orders, beside);
    if (!fused)
        kinds.emplaceBack(back, QList<StageKind>());
    if (config.writesDiaries())
        kinds.emplaceBack(StageKind::Consolidation, QList<StageKind>());
    return kinds;
}

} // namespace

QString relationshipLabels()
{
    QStringList labels;
    for (const auto label : {Relationship::Enemy, Relationship::Unfriendly, Relationship::Neutral,
                             Relationship::Friendly, Relationship::Ally})
        labels << relationshipName(label);
    return labels.join(u", "_s);
}

QString fusedField(StageKind fused)
{
    switch (fused) {
    case StageKind::NegotiationDiary:
        return u"private_notes"_s;
    case StageKind::ResultDiary:
        return u"result_notes"_s;
    default:
        return u"state_review"_s;
    }
}

ChatSchema answerSchema(StageKind stage, const QList<StageKind> &fused)
{
    Fields fields = fieldsOf(stage);
    for (const StageKind other : fused)
        fields.emplaceBack(fusedField(other), objectSchema(fieldsOf(other)));
    return {stageName(stage), objectSchema(fields)};
}

ChatSchema commonSchema(const MatchConfig &config)
{
    QJsonArray kinds;
    for (const auto &[stage, fused] : kindsOf(config)) {
        Fields fields = fieldsOf(stage);
        for (const StageKind other : fused)
            fields.emplaceBack(fusedField(other), nullable(objectSchema(fieldsOf(other))));
        kinds << objectSchema(fields);
    }
    return {u"answer"_s, objectSchema({{u"answer"_s, anyOf(kinds)}})};
}

} // namespace concert
