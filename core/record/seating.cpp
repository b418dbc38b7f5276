// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/seating.h"

namespace concert {

std::array<Seating, powerCount> seatingsAt(const MatchLog &log, qsizetype eventIndex)
{
    std::array<Seating, powerCount> seatings;
    const auto seat = [&seatings](const MatchConfig &config) {
        for (std::size_t i = 0; i < seatings.size(); ++i) {
            const QString model = config.models[i].toString();
            seatings[i].playsDefaults = seatings[i].playsDefaults && seatings[i].model == model;
            seatings[i].model = model;
            seatings[i].parked.reset(); // it is tried again
        }
    };
    const MatchStarted *started = log.isEmpty() ? nullptr : log.at(0).as<MatchStarted>();
    seat(started != nullptr ? *started->config : log.config());
    for (const qsizetype index : log.seatings()) {
        if (index > eventIndex)
            break;
        const MatchEvent &event = log.at(index);
        if (const auto *parked = event.as<PowerParked>()) {
            Seating &seating = seatings[static_cast<std::size_t>(indexOf(parked->power))];
            if (!seating.parked) // else it only says more
                seating.since = event.time;
            seating.parked = *parked;
        } else if (const auto *unparked = event.as<PowerUnparked>()) {
            Seating &seating = seatings[static_cast<std::size_t>(indexOf(unparked->power))];
            seating.playsDefaults = unparked->how == PowerUnparked::How::Defaults;
            if (seating.playsDefaults && seating.parked)
                seating.defaultsReason = seating.parked->text;
            seating.parked.reset();
            seating.model = unparked->model;
        } else if (const auto *continued = event.as<MatchContinued>()) {
            seat(continued->config);
        }
    }
    return seatings;
}

} // namespace concert
