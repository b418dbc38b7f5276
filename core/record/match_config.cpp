// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_config.h"

#include "core/record/text.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct ScheduleEntry {
    Schedule schedule;
    QString name;
};

const std::array<ScheduleEntry, 3> &scheduleTable()
{
    static const std::array<ScheduleEntry, 3> table{{{Schedule::Blocking, u"blocking"_s},
                                                     {Schedule::Staged, u"staged"_s},
                                                     {Schedule::Pipelined, u"pipelined"_s}}};
    return table;
}

/// JSON numbers are doubles, which lose seeds above 2^53; so a seed is written as text.
quint64 seedFromJson(const QJsonValue &value, quint64 fallback)
{
    bool ok = false;
    const quint64 seed = value.isString() ? value.toString().toULongLong(&ok) : 0;
    if (ok)
        return seed;
    return value.isDouble() && value.toDouble() >= 0 ? static_cast<quint64>(value.toInteger())
                                                     : fallback;
}

} // namespace

QString scheduleName(Schedule schedule)
{
    for (const ScheduleEntry &entry : scheduleTable()) {
        if (entry.schedule == schedule)
            return entry.name;
    }
    Q_UNREACHABLE();
}

std::optional<Schedule> parseSchedule(const QString &name)
{
    for (const ScheduleEntry &entry : scheduleTable()) {
        if (entry.name.compare(name.trimmed(), Qt::CaseInsensitive) == 0)
            return entry.schedule;
    }
    return std::nullopt;
}

MatchConfig MatchConfig::demo()
{
    MatchConfig config;
    config.models.fill({simulatorProviderName, QString(), QUrl()});
    config.providers = builtInProviders();
    return config;
}

const ProviderProfile *MatchConfig::provider(const ModelId &model) const
{
    const auto found =
        std::find_if(providers.begin(), providers.end(), [&model](const ProviderProfile &profile) {
            return profile.name == model.provider;
        });
    return found == providers.end() ? nullptr : &*found;
}

bool MatchConfig::usesSimulator() const
{
    return std::any_of(models.begin(), models.end(), [this](const ModelId &model) {
        const ProviderProfile *profile = provider(model);
        return profile != nullptr && profile->isBuiltIn() && model.baseUrl.isEmpty();
    });
}

QStringList MatchConfig::problems() const
{
    QStringList problems;
    for (const Power power : allPowers) {
        const ModelId &model = models[static_cast<std::size_t>(indexOf(power))];
        const ProviderProfile *profile = provider(model);
        if (profile == nullptr) {
            problems
                << u"%1: there is no provider called \"%2\"; add it in the settings or use \"simulator\""_s
                       .arg(powerText(power), model.provider);
        } else if (!profile->isBuiltIn() && model.name.isEmpty()) {
            problems << u"%1: the model's name is missing; write it as \"%2:NAME\""_s.arg(
                powerText(power), model.provider);
        }
    }
    QSet<QString> used;
    for (const ModelId &model : models)
        used << model.provider;
    for (const ProviderProfile &profile : providers) {
        if (const QString problem = profile.problem();
            used.contains(profile.name) && !problem.isEmpty())
            problems << problem;
    }
    if (maxYear < 1901 || maxYear > 2100)
        problems << u"the last year must be between 1901 and 2100, not %1"_s.arg(maxYear);
    if (negotiationRounds < 0 || negotiationRounds > maxNegotiationRounds) {
        problems << u"the number of message rounds must be between 0 and %1, not %2"_s
                        .arg(maxNegotiationRounds)
                        .arg(negotiationRounds);
    }
    if (maxTokens < 64 || maxTokens > 1'000'000)
        problems << u"the longest answer must be between 64 and 1000000 tokens, not %1"_s.arg(
            maxTokens);
    if (!std::isfinite(simulator.scale) || simulator.scale < 0 || simulator.scale > 1000)
        problems << u"the built-in model's time scale must be between 0 and 1000"_s;
    if (!std::isfinite(simulator.medianMs) || simulator.medianMs < 0 ||
        simulator.medianMs > 600'000)
        problems << u"the built-in model's median latency must be between 0 and 600000 ms"_s;
    if (!std::isfinite(simulator.sigma) || simulator.sigma < 0 || simulator.sigma > 5)
        problems << u"the built-in model's sigma must be between 0 and 5"_s;
    return problems;
}

QJsonObject MatchConfig::toJson() const
{
    QJsonObject modelsJson;
    QSet<QString> used;
    for (const Power power : allPowers) {
        const ModelId &model = models[static_cast<std::size_t>(indexOf(power))];
        modelsJson.insert(powerText(power), model.toString());
        used << model.provider;
    }
    QJsonArray providersJson;
    for (const ProviderProfile &profile : providers) {
        if (used.contains(profile.name))
            providersJson << profile.toJson();
    }
    return {{u"models"_s, modelsJson},
            {u"providers"_s, providersJson},
            {u"max_year"_s, maxYear},
            {u"num_negotiation_rounds"_s, negotiationRounds},
            {u"schedule"_s, scheduleName(schedule)},
            {u"seed_base"_s, QString::number(seed)},
            {u"max_tokens"_s, maxTokens},
            {u"simulator_latency"_s, simulator.logNormal ? u"lognormal"_s : u"tokens"_s},
            {u"simulator_median"_s, simulator.medianMs},
            {u"simulator_sigma"_s, simulator.sigma},
            {u"simulator_scale"_s, simulator.scale}};
}

MatchConfig MatchConfig::fromJson(const QJsonObject &json)
{
    MatchConfig config = demo();
    const QJsonArray providersJson = json[u"providers"_s].toArray();
    for (const QJsonValue &value : providersJson) {
        const ProviderProfile profile = ProviderProfile::fromJson(value.toObject());
        const auto known = std::find_if(
            config.providers.begin(), config.providers.end(),
            [&profile](const ProviderProfile &other) { return other.name == profile.name; });
        if (known == config.providers.end())
            config.providers << profile;
        else
            *known = profile;
    }
    QStringList names;
    for (const ProviderProfile &profile : config.providers)
        names << profile.name;
    const QJsonObject modelsJson = json[u"models"_s].toObject();
    for (const Power power : allPowers) {
        const auto model = parseModelId(modelsJson[powerText(power)].toString(), names).model;
        if (model)
            config.models[static_cast<std::size_t>(indexOf(power))] = *model;
    }
    config.maxYear = json[u"max_year"_s].toInt(config.maxYear);
    config.negotiationRounds = json[u"num_negotiation_rounds"_s].toInt(config.negotiationRounds);
    config.schedule = parseSchedule(json[u"schedule"_s].toString()).value_or(config.schedule);
    config.seed = seedFromJson(json[u"seed_base"_s], config.seed);
    config.maxTokens = json[u"max_tokens"_s].toInt(config.maxTokens);
    config.simulator.logNormal = json[u"simulator_latency"_s].toString() == u"lognormal"_s;
    config.simulator.medianMs = json[u"simulator_median"_s].toDouble(config.simulator.medianMs);
    config.simulator.sigma = json[u"simulator_sigma"_s].toDouble(config.simulator.sigma);
    config.simulator.scale = json[u"simulator_scale"_s].toDouble(config.simulator.scale);
    return config;
}

} // namespace concert
