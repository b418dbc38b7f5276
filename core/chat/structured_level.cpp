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

/// Of a server without a parser for thoughts.
QString withoutThinking(const QString &answer)
{
    const qsizetype thoughts = answer.lastIndexOf(u"</think>"_s);
    return (thoughts < 0 ? answer : answer.mid(thoughts + 8)).trimmed();
}

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
    const QString text = withoutThinking(answer);
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

bool isAnswerTo(const ChatSchema &schema, const QString &text)
{
    return QJsonDocument::fromJson(text.trimmed().toUtf8()).isObject() &&
           keepsToStructure(text, schema, StructuredLevel::Schema);
}

bool breaksOff(const QString &answer)
{
    QString text = withoutThinking(answer);
    if (text.startsWith(u"```"_s))
        text = text.mid(text.indexOf(u'\n') + 1).trimmed();
    if (!text.startsWith(u'{'))
        return false;
    int open = 0;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isQuoted && c == u'\\')
            ++i;
        else if (c == u'"')
            isQuoted = !isQuoted;
        else if (!isQuoted && (c == u'{' || c == u'['))
            ++open;
        else if (!isQuoted && (c == u'}' || c == u']') && --open == 0)
            return false;
    }
    return true;
}

} // namespace concert
