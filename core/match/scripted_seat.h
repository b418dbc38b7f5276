// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/match/seat.h"

#include <chrono>
#include <functional>

namespace concert {

/// The player by heuristics in this process, without HTTP. Its answers take the same way through
/// the parser as a model's. With the same seed it answers alike under every schedule.
class ScriptedSeat : public Seat {
public:
    /// How long an answer takes; not given: the next turn of the event loop.
    using Delay = std::function<std::chrono::milliseconds(const CallId &)>;

    explicit ScriptedSeat(quint64 seed, Delay delay = {}) : seed_(seed), delay_(std::move(delay)) {}

    QString name() const override;
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override;

private:
    quint64 seed_;
    Delay delay_;
};

/// A reply whose text is known from the start and arrives whole after a while.
class PreparedReply : public ChatReply {
    Q_OBJECT

public:
    PreparedReply(const ChatResult &result, std::chrono::milliseconds delay,
                  QObject *parent = nullptr);

    void abort() override;
    bool isFinished() const override { return timing_.lastToken.has_value(); }
    const ChatResult &result() const override { return result_; }
    const ChatTiming &timing() const override { return timing_; }

private:
    void tellSent();
    void finish();

    bool toldSent_ = false;
    ChatResult result_;
    ChatTiming timing_;
};

} // namespace concert
