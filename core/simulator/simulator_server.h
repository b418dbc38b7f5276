// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_profile.h"
#include "core/simulator/http_server.h"
#include "core/simulator/prompt_cache.h"
#include "core/simulator/served_call.h"
#include "core/simulator/simulator_options.h"

#include <QHash>
#include <QList>
#include <QMutex>
#include <QObject>
#include <QPair>

#include <atomic>
#include <memory>

namespace concert {

/// Read by any thread while the server counts.
struct SimulatorCounters {
    std::atomic<int> requests = 0;
    std::atomic<int> inFlight = 0; ///< chat requests
    std::atomic<int> maxInFlight = 0;
    mutable QMutex mutex; // of what follows
    QList<ServedCall> served;
};

/// The endpoints of the built-in model: chats in all dialects, and the lists that clients ask for
/// before. Lives in the simulator's thread.
class SimulatorServer : public QObject {
    Q_OBJECT

public:
    /// \a counters must outlive the server.
    SimulatorServer(const SimulatorOptions &options, SimulatorCounters *counters);

    /// Called in the thread that the server lives in. Empty, or why it does not listen.
    QString listen();
    void close(); ///< drops all requests
    quint16 port() const { return http_->port(); }

private:
    void answer(HttpExchange *exchange);
    void chat(HttpExchange *exchange, DialectName dialect);

    SimulatorOptions options_;
    SimulatorCounters *counters_;
    PromptCache cache_;
    std::unique_ptr<HttpServer> http_;          ///< with all calls
    QHash<QPair<quint64, quint64>, int> asked_; ///< how often each call came
};

} // namespace concert
