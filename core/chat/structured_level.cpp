// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/structured_level.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr std::pair<QLatin1String, StructuredLevel> levelNames[] = {
    {QLatin1String("common_schema"), StructuredLevel::CommonSchema},
    {QLatin1String("schema"), StructuredLevel::Schema},
    {QLatin1String("other_schema"), StructuredLevel::OtherSchema},
    {QLatin1String("json_object"), StructuredLevel::JsonObject},
    {QLatin1String("plain"), StructuredLevel::Plain},
};

} // namespace

QString structuredLevelName(StructuredLevel level)
{
    const auto *const found =
        std::find_if(std::begin(levelNames), std::end(levelNames),
                     [level](const auto &name) { return name.second == level; });
    return found->first;
}

std::optional<StructuredLevel> parseStructuredLevel(const QString &name)
{
    for (const auto &[text, level] : levelNames) {
        if (name == text)
            return level;
    }
    return std::nullopt;
}

QList<StructuredLevel> structuredLevels(const ProviderProfile &profile)
{
    const DialectName dialect = profile.dialect;
    const bool isChat = dialect == DialectName::OpenAiChat;
    QList<StructuredLevel> levels;
    if (profile.structuredOutput) {
        if (profile.schemaFirst)
            levels << StructuredLevel::CommonSchema;
        levels << StructuredLevel::Schema;
        // Anthropic: a tool whose input has the schema; Gemini: OpenAPI's schemas.
        if (dialect == DialectName::Anthropic || dialect == DialectName::Gemini ||
            (isChat && !profile.otherSchemaField.isEmpty()))
            levels << StructuredLevel::OtherSchema;
    }
    if (dialect != DialectName::Anthropic && (!isChat || profile.jsonObject))
        levels << StructuredLevel::JsonObject;
    return levels << StructuredLevel::Plain;
}

StructuredLevel nearestLevel(const ProviderProfile &profile, StructuredLevel level)
{
    const auto levels = structuredLevels(profile);
    const auto nearest = std::find_if(levels.begin(), levels.end(),
                                      [level](StructuredLevel each) { return each >= level; });
    return nearest == levels.end() ? StructuredLevel::Plain : *nearest;
}

StructuredLevel nearestLevel(const ProviderProfile &profile, const ChatRequest &request,
                             StructuredLevel level)
{
    return nearestLevel(profile,
                        request.commonSchema ? level : std::max(level, StructuredLevel::Schema));
}

ChatRequest requestAt(const ChatRequest &request, StructuredLevel level)
{
    ChatRequest asked = request;
    if (level == StructuredLevel::CommonSchema)
        asked.schema = request.commonSchema;
    asked.commonSchema.reset();
    return asked;
}

bool keepsToStructure(const QString &answer, const ChatSchema &schema, StructuredLevel level)
{
    if (level == StructuredLevel::Plain)
        return true;
    QString text = answer;
    if (const qsizetype thoughts = text.lastIndexOf(u"</think>"_s); thoughts >= 0)
        text = text.mid(thoughts + 8); // a server without a parser for them
    text = text.trimmed();
    const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8());
    if (!json.isObject())
        return text.startsWith(u'{') && !text.endsWith(u'}');
    if (level == StructuredLevel::JsonObject)
        return true;
    const QJsonObject answered = json.object();
    const QJsonArray required = schema.schema[u"required"_s].toArray();
    return std::all_of(required.begin(), required.end(), [&](const auto &field) {
        const QJsonArray choice =
            schema.schema[u"properties"_s][field.toString()][u"enum"_s].toArray();
        const QJsonValue value = answered[field.toString()];
        return !value.isUndefined() && (choice.isEmpty() || choice.contains(value));
    });
}

} // namespace concert
