// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"
#include "core/llm/call_timers.h"
#include "core/llm/chat_reply.h"
#include "core/llm/retry_policy.h"
#include "core/llm/transport.h"

#include <QTimer>

#include <memory>

class QNetworkReply;

namespace concert {

/// One call of a ChatProvider: it waits for a place, sends a request, reads the answer as it comes,
/// and sends again what RetryPolicy wants sent again. A call that waits to be sent again keeps its
/// place. Signals of the network arrive queued, so users' slots never run inside Qt's network code
/// and may delete what they like.
class ChatCall final : public ChatReply, private QueuedCall {
    Q_OBJECT

public:
    static constexpr qint64 maxHeaderBytes = 64 * 1024;
    static constexpr qint64 maxBodyBytes = 16 * 1024 * 1024;
    static constexpr qsizetype maxTextLength = 1024 * 1024;

    ChatCall(const ChatRequest &request, const std::shared_ptr<Transport> &transport, quint64 seed,
             QObject *parent);
    ~ChatCall() override;

    void begin(); ///< enters the queue

    void abort() override;
    bool isFinished() const override { return finished_; }
    const ChatResult &result() const override { return result_; }
    const ChatTiming &timing() const override { return timing_; }

private:
    void start() override;
    void sendRequest();
    bool headersArrived();
    void read();
    void bodyEnded();
    bool take(const QList<ChatEvent> &events);
    bool takeText(const QString &text);
    void timerFired();
    void armTimer();

    void succeed(FinishReason reason);
    void failAttempt(ChatError error);
    void waitAndSendAgain(std::chrono::milliseconds wait, const ChatError &error);
    void finish();
    void dropReply(bool answerComplete);
    void estimateUsage();

    ChatRequest request_;
    std::shared_ptr<Transport> transport_;
    RetryPolicy policy_;
    CallTimers timers_;
    QTimer timer_; ///< the next time limit, or the end of a wait
    ChatClock::time_point armedFor_{};
    ChatResult result_;
    ChatTiming timing_;
    bool finished_ = false;

    // Of the current attempt:
    QNetworkReply *reply_ = nullptr; ///< null: in the queue, waiting, or finished
    std::unique_ptr<AnswerDecoder> decoder_;
    QByteArray errorBody_;
    QString tlsProblem_;
    qint64 received_ = 0;
    bool hasHeaders_ = false;
    bool hasUsage_ = false;
};

} // namespace concert
