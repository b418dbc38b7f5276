// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_config.h"

#include "core/record/prompt_file.h"
#include "core/rules/position.h"

#include "core/record/text.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr std::array scheduleNames{"blocking"_L1, "staged"_L1, "pipelined"_L1};
constexpr std::array pressOrderNames{"simultaneous"_L1, "speaking"_L1, "mailbox"_L1,
                                     "until_quiet"_L1};
constexpr std::array whenParkedNames{"wait"_L1, "default"_L1, "stop"_L1};
constexpr std::array deliberationNames{"separate"_L1, "fused"_L1};

template <typename Enum, std::size_t Size>
std::optional<Enum> optionIn(const std::array<QLatin1StringView, Size> &names, const QString &text)
{
    const QString name = text.trimmed().toLower();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Enum>(found - names.begin());
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
    return scheduleNames[static_cast<std::size_t>(schedule)];
}

std::optional<Schedule> parseSchedule(const QString &name)
{
    return optionIn<Schedule>(scheduleNames, name);
}

QString pressOrderName(PressOrder order)
{
    return pressOrderNames[static_cast<std::size_t>(order)];
}

std::optional<PressOrder> parsePressOrder(const QString &name)
{
    return optionIn<PressOrder>(pressOrderNames, name);
}

QString deliberationName(Deliberation deliberation)
{
    return deliberationNames[static_cast<std::size_t>(deliberation)];
}

std::optional<Deliberation> parseDeliberation(const QString &name)
{
    return optionIn<Deliberation>(deliberationNames, name);
}

QString whenParkedName(WhenParked policy)
{
    return whenParkedNames[static_cast<std::size_t>(policy)];
}

std::optional<WhenParked> parseWhenParked(const QString &name)
{
    return optionIn<WhenParked>(whenParkedNames, name);
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

std::optional<ProviderProfile> MatchConfig::effectiveProvider(const ModelId &model) const
{
    const ProviderProfile *own = provider(model);
    if (own == nullptr)
        return std::nullopt;
    ProviderProfile profile = *own;
    if (!model.baseUrl.isEmpty()) {
        profile = own->at(model.baseUrl);
        profile.keyVariable.clear();
        profile.savedKey = false;
    }
    return profile;
}

bool MatchConfig::usesSimulator() const
{
    const auto isSimulator = [this](const ModelId &model) {
        const ProviderProfile *profile = provider(model);
        return profile != nullptr && profile->isBuiltIn() && model.baseUrl.isEmpty();
    };
    return std::any_of(models.begin(), models.end(), isSimulator) ||
           (commentary && isSimulator(*commentary));
}

int MatchConfig::movementPhases() const
{
    return 2 * std::max(0, maxYear - Position::start().phase.year + 1);
}

QStringList MatchConfig::providerNames() const
{
    QStringList names;
    for (const ProviderProfile &profile : providers)
        names << profile.name;
    return names;
}

QStringList MatchConfig::modelProblems() const
{
    QStringList problems;
    QSet<QString> used;
    const auto check = [&](const QString &who, const ModelId &model) {
        used << model.provider;
        const ProviderProfile *profile = provider(model);
        const QString unreadable = profile == nullptr && model.name.isEmpty()
                                       ? parseModelId(model.toString(), providerNames()).problem
                                       : QString();
        if (!unreadable.isEmpty()) {
            problems << u"%1: %2"_s.arg(who, unreadable);
        } else if (profile == nullptr) {
            problems
                << u"%1: there is no provider called \"%2\"; add it in the settings or use \"simulator\""_s
                       .arg(who, model.provider);
        } else if (!profile->isBuiltIn() && model.name.isEmpty()) {
            problems << u"%1: the model's name is missing; write it as \"%2:NAME\""_s.arg(
                who, model.provider);
        } else if (!model.baseUrl.isEmpty()) {
            const QString problem = addressProblem(model.baseUrl, profile->plainHost);
            if (!problem.isEmpty() && !problems.contains(problem)) // seven may share a server
                problems << problem;
        }
    };
    for (const Power power : allPowers)
        check(powerText(power), models[static_cast<std::size_t>(indexOf(power))]);
    if (commentary)
        check(u"the commentary"_s, *commentary);
    for (const ProviderProfile &profile : providers) {
        if (const QString problem = profile.problem();
            used.contains(profile.name) && !problem.isEmpty())
            problems << problem;
    }
    return problems;
}

int MatchConfig::maxTokensOf(Power power) const
{
    return maxTokensPerModel.size() == powerCount ? maxTokensPerModel[indexOf(power)] : maxTokens;
}

bool MatchConfig::endsBefore(const Phase &phase) const
{
    return phase.year > maxYear || (endAtPhase && phase > *endAtPhase);
}

QStringList MatchConfig::limitProblems() const
{
    QStringList problems;
    if (turnDeadline < 0 || turnDeadline > 86'400)
        problems << u"the turn's deadline must be between 0 (none) and 86400 seconds, not %1"_s.arg(
            turnDeadline);
    if (!std::isfinite(caps.cost) || !std::isfinite(caps.dayCost) || caps.cost < 0 ||
        caps.dayCost < 0 || caps.tokens < 0 || caps.dayTokens < 0)
        problems << u"a spending cap must be 0 (none) or more"_s;
    if (caps.cost <= 0 && caps.dayCost <= 0)
        return problems;
    if (const QStringList unpriced = unpricedModels(); !unpriced.isEmpty())
        problems << u"a spending cap in dollars needs the price of %1; set it at the provider, or "
                    "cap the tokens instead"_s.arg(unpriced.join(u", "_s));
    return problems;
}

QStringList MatchConfig::unpricedModels() const
{
    QStringList unpriced;
    QList<ModelId> all(models.begin(), models.end());
    if (commentary)
        all << *commentary;
    for (const ModelId &model : std::as_const(all)) {
        const ProviderProfile *known = provider(model);
        if (known == nullptr)
            continue;
        ProviderProfile profile = *known;
        if (!model.baseUrl.isEmpty())
            profile.baseUrl = model.baseUrl;
        if (!profile.cost(model.name, {}) && !unpriced.contains(model.toString()))
            unpriced << model.toString();
    }
    return unpriced;
}

QStringList MatchConfig::promptProblems() const
{
    QStringList problems;
    if (!promptFolders.isEmpty() && promptFolders.size() != 1 &&
        promptFolders.size() != powerCount) {
        problems << u"there must be one prompt folder or seven, not %1"_s.arg(promptFolders.size());
    }
    for (const QString &folder : promptFolders) {
        if (!QFileInfo(folder).isDir())
            problems << (QFileInfo::exists(folder)
                             ? u"\"%1\" is a file; name a folder of prompts"_s.arg(folder)
                             : u"the prompt folder \"%1\" does not exist"_s.arg(folder));
        else if (const QString problem = whyNoPrompts(folder); !problem.isEmpty())
            problems << problem;
    }
    if (promptTokens < 2000 || promptTokens > 10'000'000)
        problems << u"the budget of a prompt must be between 2000 and 10000000 tokens, not %1"_s
                        .arg(promptTokens);
    const bool fits = std::all_of(maxTokensPerModel.begin(), maxTokensPerModel.end(),
                                  [](int tokens) { return tokens >= 64 && tokens <= 1'000'000; });
    if (!fits || (!maxTokensPerModel.isEmpty() && maxTokensPerModel.size() != powerCount))
        problems << u"the longest answers by model must be seven numbers between 64 and 1000000"_s;
    return problems;
}

QStringList MatchConfig::problems() const
{
    QStringList problems = modelProblems() + promptProblems() + limitProblems();
    if (callSlots < 0 || callSlots > 1000)
        problems << u"the number of calls at once must be between 0 (no limit) and 1000, not %1"_s
                        .arg(callSlots);
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
    if (commentary)
        used << commentary->provider;
    QJsonArray providersJson;
    for (const ProviderProfile &profile : providers) {
        if (used.contains(profile.name))
            providersJson << profile.toJson();
    }
    QJsonArray perModel;
    for (const int tokens : maxTokensPerModel)
        perModel << tokens;
    return {{u"models"_s, modelsJson},
            {u"providers"_s, providersJson},
            {u"max_year"_s, maxYear},
            {u"num_negotiation_rounds"_s, negotiationRounds},
            {u"schedule"_s, scheduleName(schedule)},
            {u"seed_base"_s, QString::number(seed)},
            {u"max_tokens"_s, maxTokens},
            {u"max_tokens_per_model"_s, perModel},
            {u"end_at_phase"_s, endAtPhase ? QJsonValue(phaseText(*endAtPhase)) : QJsonValue()},
            {u"planning_phase"_s, planning},
            {u"diaries"_s, diaries},
            {u"press_order"_s, pressOrderName(pressOrder)},
            {u"deliberation"_s, deliberationName(deliberation)},
            {u"commentary"_s, commentary ? QJsonValue(commentary->toString()) : QJsonValue()},
            {u"prompts_dir"_s, QJsonArray::fromStringList(promptFolders)},
            {u"simple_prompts"_s, simplePrompts},
            {u"country_specific_prompts"_s, countrySpecificPrompts},
            {u"prompt_tokens"_s, promptTokens},
            {u"call_slots"_s, callSlots},
            {u"when_parked"_s, whenParkedName(whenParked)},
            {u"hedging"_s, hedging},
            {u"turn_deadline"_s, turnDeadline},
            {u"cost_cap"_s, caps.cost},
            {u"cost_cap_day"_s, caps.dayCost},
            {u"token_cap"_s, caps.tokens},
            {u"token_cap_day"_s, caps.dayTokens},
            {u"longest_path_first"_s, longestPathFirst},
            {u"simulator_latency"_s, simulator.logNormal ? u"lognormal"_s : u"tokens"_s},
            {u"simulator_median"_s, simulator.medianMs},
            {u"simulator_sigma"_s, simulator.sigma},
            {u"simulator_scale"_s, simulator.scale},
            {u"simulator_faults"_s, simulator.faults}};
}

namespace {

/// What cannot be read is kept as it is: another model must not play in its place.
ModelId recordedModel(const QString &text, const QStringList &providers)
{
    return parseModelId(text, providers)
        .model.value_or(ModelId{text.section(u'#', 0, 0).trimmed(), {}, {}});
}

/// By name: one that is known already is replaced.
void addProviders(const QJsonArray &json, QList<ProviderProfile> *providers)
{
    for (const QJsonValue &value : json) {
        const ProviderProfile profile = ProviderProfile::fromJson(value.toObject());
        const auto known = std::find_if(
            providers->begin(), providers->end(),
            [&profile](const ProviderProfile &other) { return other.name == profile.name; });
        if (known == providers->end())
            *providers << profile;
        else
            *known = profile;
    }
}

} // namespace

MatchConfig MatchConfig::fromJson(const QJsonObject &json)
{
    MatchConfig config = demo();
    addProviders(json[u"providers"_s].toArray(), &config.providers);
    const QStringList names = config.providerNames();
    const QJsonObject modelsJson = json[u"models"_s].toObject();
    for (const Power power : allPowers) {
        const QString model = modelsJson[powerText(power)].toString();
        if (!model.isEmpty())
            config.models[static_cast<std::size_t>(indexOf(power))] = recordedModel(model, names);
    }
    config.maxYear = json[u"max_year"_s].toInt(config.maxYear);
    config.negotiationRounds = json[u"num_negotiation_rounds"_s].toInt(config.negotiationRounds);
    config.schedule = parseSchedule(json[u"schedule"_s].toString()).value_or(config.schedule);
    config.seed = seedFromJson(json[u"seed_base"_s], config.seed);
    config.maxTokens = json[u"max_tokens"_s].toInt(config.maxTokens);
    config.planning = json[u"planning_phase"_s].toBool(config.planning);
    config.diaries = json[u"diaries"_s].toBool(config.diaries);
    config.pressOrder =
        parsePressOrder(json[u"press_order"_s].toString()).value_or(config.pressOrder);
    config.deliberation =
        parseDeliberation(json[u"deliberation"_s].toString()).value_or(config.deliberation);
    if (const QString narrator = json[u"commentary"_s].toString(); !narrator.isEmpty())
        config.commentary = recordedModel(narrator, names);
    const QJsonArray folders = json[u"prompts_dir"_s].toArray();
    for (const QJsonValue &folder : folders)
        config.promptFolders << folder.toString();
    const QJsonArray perModel = json[u"max_tokens_per_model"_s].toArray();
    for (const QJsonValue &tokens : perModel)
        config.maxTokensPerModel << tokens.toInt();
    config.endAtPhase = phaseFromText(json[u"end_at_phase"_s].toString());
    config.simplePrompts = json[u"simple_prompts"_s].toBool(config.simplePrompts);
    config.countrySpecificPrompts =
        json[u"country_specific_prompts"_s].toBool(config.countrySpecificPrompts);
    config.promptTokens = json[u"prompt_tokens"_s].toInt(config.promptTokens);
    config.callSlots = json[u"call_slots"_s].toInt(config.callSlots);
    config.whenParked =
        parseWhenParked(json[u"when_parked"_s].toString()).value_or(config.whenParked);
    config.hedging = json[u"hedging"_s].toBool(config.hedging);
    config.turnDeadline = json[u"turn_deadline"_s].toInt(config.turnDeadline);
    config.caps.cost = json[u"cost_cap"_s].toDouble();
    config.caps.dayCost = json[u"cost_cap_day"_s].toDouble();
    config.caps.tokens = json[u"token_cap"_s].toInteger();
    config.caps.dayTokens = json[u"token_cap_day"_s].toInteger();
    config.longestPathFirst = json[u"longest_path_first"_s].toBool(config.longestPathFirst);
    config.simulator.logNormal = json[u"simulator_latency"_s].toString() == u"lognormal"_s;
    config.simulator.medianMs = json[u"simulator_median"_s].toDouble(config.simulator.medianMs);
    config.simulator.sigma = json[u"simulator_sigma"_s].toDouble(config.simulator.sigma);
    config.simulator.scale = json[u"simulator_scale"_s].toDouble(config.simulator.scale);
    config.simulator.faults = json[u"simulator_faults"_s].toString();
    return config;
}

} // namespace concert
