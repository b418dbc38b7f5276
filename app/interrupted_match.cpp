// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupted_match.h"

#include "core/record/seating.h"

#include <QDir>

#include <algorithm>

namespace concert {

namespace {

/// A record's provider with the name of one of this user's, but another address. Its models keep
/// that address as their own: then neither a key nor anything else that the name means to the user
/// goes there, and a model that is chosen by that name goes where it does in the settings.
void keepAddress(const ProviderProfile &recorded, MatchConfig *config)
{
    const auto keep = [&recorded](ModelId *model) {
        if (model->provider == recorded.name && model->baseUrl.isEmpty())
            model->baseUrl = recorded.baseUrl;
    };
    for (ModelId &model : config->models)
        keep(&model);
    if (config->commentary)
        keep(&*config->commentary);
}

/// The models of the seats as they were last, in the words of the record.
void takeUpSeatings(const MatchLog &log, MatchConfig *config)
{
    QStringList names;
    for (const ProviderProfile &profile : std::as_const(config->providers))
        names << profile.name;
    const auto seatings = seatingsAt(log, log.size() - 1);
    for (std::size_t i = 0; i < seatings.size(); ++i) {
        if (const auto model = parseModelId(seatings[i].model, names).model)
            config->models[i] = *model;
    }
}

} // namespace

MatchConfig goingOnConfig(const MatchLog &log, const QList<ProviderProfile> &known)
{
    MatchConfig config = log.config();
    takeUpSeatings(log, &config);
    QList<ProviderProfile> missing = known;
    for (ProviderProfile &profile : config.providers) {
        const auto own =
            std::find_if(known.begin(), known.end(), [&profile](const ProviderProfile &each) {
                return each.name == profile.name;
            });
        const QList<ModelPrice> prices = profile.prices;
        if (own == known.end()) {
            profile.keyVariable.clear();
            profile.savedKey = false;
            profile.plainHost.clear();
        } else {
            if (own->baseUrl != profile.baseUrl)
                keepAddress(profile, &config);
            profile = *own;
        }
        profile.prices = prices; // what was counted with so far
        missing.removeIf([&profile](const auto &each) { return each.name == profile.name; });
    }
    config.providers << missing;
    for (QString &folder : config.promptFolders)
        folder = QDir::cleanPath(QDir::current().absoluteFilePath(folder));
    return config;
}

bool canGoOn(const MatchLog &log, const MatchConfig &config)
{
    if (log.isEmpty() || !log.hasEnded())
        return !log.isEmpty();
    const auto *ended = log.at(log.size() - 1).as<MatchEnded>();
    switch (ended->reason) {
    case MatchEnded::Reason::Solo:
        return false;
    case MatchEnded::Reason::LastYear:
        return !config.endsBefore(ended->position->phase);
    case MatchEnded::Reason::Stopped:
    case MatchEnded::Reason::Failed:
    case MatchEnded::Reason::Spent:
        break;
    }
    return true;
}

} // namespace concert
