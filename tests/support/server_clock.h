// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/match/match.h"
#include "core/simulator/simulator.h"
#include "core/trace/analysis.h"

#include <QEventLoop>

#include <algorithm>
#include <memory>

namespace concert {

/// A match against the built-in model, and what that says of each call by its own clock.
struct ServedMatch {
    MatchLog log;
    QList<ServedCall> served;
    ChatClock::time_point start{}; ///< the log's times count from here

    /// Requests of one call by its server: its attempts follow one another.
    QList<ServedCall> servedFor(CallId call) const
    {
        QList<ServedCall> found;
        for (call.attempt = 1; call.attempt <= 2; ++call.attempt) {
            const QByteArray id = call.toString().toLatin1();
            std::ranges::copy_if(served, std::back_inserter(found),
                                 [&id](const ServedCall &each) { return each.id == id; });
        }
        return found;
    }
    /// The bound with each call as long as \a length says that its requests were at the server.
    template <typename Length>
    qint64 boundBy(const Length &length) const
    {
        QList<Span> spans = log.spans();
        for (qsizetype i = 0; i < log.size(); ++i) {
            const auto *ended = log.at(i).as<CallEnded>();
            if (ended == nullptr)
                continue;
            Span &span = spans[ended->span];
            std::chrono::nanoseconds sum{0};
            for (const ServedCall &each : servedFor(ended->call))
                sum += length(each);
            span.requests.clear();
            span.sent = span.started;
            span.lastToken =
                span.started + std::chrono::duration_cast<std::chrono::microseconds>(sum).count();
        }
        return bound(spans, log.lastTime());
    }
    /// By when the server had taken a request and given its answer.
    qint64 boundByServer() const
    {
        return boundBy([](const ServedCall &call) { return call.given - call.taken; });
    }
    /// By the latencies that the server drew, however late its timers were.
    qint64 boundByDraw() const
    {
        return boundBy([](const ServedCall &call) { return call.drawn; });
    }
};

/// Plays \a config, in which the built-in model plays all powers, in this thread; its files go to
/// \a folder.
inline std::unique_ptr<ServedMatch> playServedMatch(const MatchConfig &config,
                                                    const QString &folder)
{
    auto played = std::make_unique<ServedMatch>();
    SimulatorOptions options;
    options.latency = config.simulator.logNormal ? SimulatorOptions::Latency::LogNormal
                                                 : SimulatorOptions::Latency::Tokens;
    options.scale = config.simulator.scale;
    options.seed = config.seed;
    options.keepsServed = true;
    Simulator simulator(options);
    if (!simulator.start())
        return played;
    ProviderProfile profile = *config.provider(config.models.front());
    profile.baseUrl = simulator.baseUrl();
    ChatProvider provider(profile, {}, config.seed);
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ModelSeat>(&provider, config.models.front());
    MatchLogFile file(folder, &played->log);
    Match match(config, std::move(seats), &played->log);
    match.setFile(&file);
    QEventLoop loop;
    QObject::connect(&match, &Match::ended, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    played->start = ChatClock::now();
    match.start();
    loop.exec();
    played->served = simulator.served();
    return played;
}

} // namespace concert
