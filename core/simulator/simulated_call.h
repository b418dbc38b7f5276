// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/asked_request.h"
#include "core/simulator/dialect_writer.h"
#include "core/simulator/faults.h"
#include "core/simulator/latency_model.h"
#include "core/simulator/prompt_cache.h"
#include "core/simulator/simulator_server.h"

#include <QStringList>
#include <QTimer>

#include <chrono>
#include <optional>

namespace concert {

/// One chat request that is being answered: thinks, waits as the latency model says, sends, or
/// plays a fault instead. A child of its exchange, so it ends with it when the client leaves or the
/// server stops.
class SimulatedCall : public QObject {
    Q_OBJECT

public:
    /// \a counters and \a cache outlive it.
    SimulatedCall(const SimulatorOptions &options, SimulatorCounters *counters, PromptCache *cache,
                  const AskedRequest &asked, const CallKey &key, HttpExchange *exchange,
                  const Fault *fault = nullptr);
    ~SimulatedCall() override;

private:
    using Clock = std::chrono::steady_clock;

    void think();
    void sendDue();
    void playFault();
    void noteServed();
    void waitUntil(double ms);
    double elapsedMs() const;
    /// When group number \a index of the answer's tokens is due.
    double dueMs(qsizetype index) const;

    const SimulatorOptions options_;
    SimulatorCounters *counters_;
    PromptCache *cache_;
    AskedRequest asked_;
    PromptCache::Beginnings beginnings_;
    const CallKey key_;
    std::optional<Fault> fault_;
    HttpExchange *exchange_;
    const Clock::time_point arrived_;
    QTimer timer_;
    AnswerSchedule schedule_;
    DialectWriter write_;
    QString text_; ///< the whole answer
    FinishReason reason_ = FinishReason::Complete;
    Usage usage_;
    QStringList groups_; ///< of tokens, each sent in one piece
    qsizetype sent_ = 0; ///< groups that have left
};

} // namespace concert
