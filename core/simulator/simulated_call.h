// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/chat_stream.h"
#include "core/simulator/latency_model.h"
#include "core/simulator/simulator_server.h"

#include <QJsonObject>
#include <QTimer>

#include <chrono>

namespace concert {

/// One chat request that is being answered: thinks, waits as the latency model says, sends. A child
/// of its exchange, so it ends with it when the client leaves or the server stops.
class SimulatedCall : public QObject {
    Q_OBJECT

public:
    SimulatedCall(const SimulatorOptions &options, SimulatorCounters *counters,
                  const QJsonObject &body, HttpExchange *exchange);
    ~SimulatedCall() override;

private:
    using Clock = std::chrono::steady_clock;

    void think();
    void sendDue();
    void waitUntil(double ms);
    double elapsedMs() const;
    /// When group number \a index of the answer's tokens is due.
    double dueMs(qsizetype index) const;

    const SimulatorOptions options_;
    SimulatorCounters *counters_;
    QJsonObject body_;
    HttpExchange *exchange_;
    Clock::time_point arrived_ = Clock::now();
    QTimer timer_;
    AnswerSchedule schedule_;
    ChatCompletion answer_;
    QStringList groups_; ///< of tokens, each sent in one piece
    qsizetype sent_ = 0; ///< groups that have left
    bool stream_ = false;
    bool wantsUsage_ = false;
};

} // namespace concert
