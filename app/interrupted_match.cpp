// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupted_match.h"

#include "core/record/seating.h"

#include <algorithm>

namespace concert {

MatchConfig goingOnConfig(const MatchLog &log, const QList<ProviderProfile> &known)
{
    MatchConfig config = log.config();
    QStringList names;
    for (ProviderProfile &profile : config.providers) {
        names << profile.name;
        const auto own =
            std::find_if(known.begin(), known.end(), [&profile](const ProviderProfile &each) {
                return each.name == profile.name && each.baseUrl == profile.baseUrl;
            });
        const QList<ModelPrice> prices = profile.prices;
        if (own != known.end()) {
            profile = *own;
        } else {
            profile.keyVariable.clear();
            profile.savedKey = false;
            profile.plainHost.clear();
        }
        profile.prices = prices; // what was counted with so far
    }
    const auto seatings = seatingsAt(log, log.size() - 1);
    for (std::size_t i = 0; i < seatings.size(); ++i) {
        if (const auto model = parseModelId(seatings[i].model, names).model)
            config.models[i] = *model;
    }
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
        return !config.endsBefore(ended->position.phase);
    case MatchEnded::Reason::Stopped:
    case MatchEnded::Reason::Failed:
    case MatchEnded::Reason::Spent:
        break;
    }
    return true;
}

} // namespace concert
