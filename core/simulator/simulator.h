// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/served_call.h"
#include "core/simulator/simulator_options.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>

namespace concert {

/// The built-in model: a player by heuristics behind an HTTP server on loopback that speaks all
/// five dialects, so that the program works without key and network and its own overhead can be
/// measured; on request it plays faults. Runs in a thread of its own, or it would measure itself.
///
/// Answers, latencies and faults are pure functions of the seed, the call's identity (header
/// X-Concert-Call; without it the body) and the request, never of arrival order. Only the cached
/// tokens of its usage follow from the prompts before, as a provider's do.
class Simulator : public QObject {
    Q_OBJECT

public:
    explicit Simulator(const SimulatorOptions &options = {}, QObject *parent = nullptr);
    /// Drops requests in flight and joins the thread.
    ~Simulator() override;

    /// Returns when the server listens. On failure false and a sentence in \a error.
    bool start(QString *error = nullptr);
    void stop();
    /// "http://127.0.0.1:PORT/v1"; empty while it is not running.
    QUrl baseUrl() const;

    int maxInFlight() const;  ///< the most chat requests that were in flight at once
    int requestCount() const; ///< of any kind
    /// Every chat request that was answered, if the options want that kept: what the server itself
    /// says of its times, on the clock that calls are measured by.
    QList<ServedCall> served() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace concert
