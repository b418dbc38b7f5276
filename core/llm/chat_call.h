// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"
#include "core/llm/call_timers.h"
#include "core/llm/chat_reply.h"
#include "core/llm/retry_policy.h"
#include "core/llm/transport.h"

#include <algorithm>
#include <memory>

class QNetworkReply;

namespace concert {

/// One call of a ChatProvider: it waits for a place, sends a request, reads the answer as it comes,
/// and sends again what RetryPolicy wants sent again, or what the server refused only for how it
/// was put. A call that waits to be sent again, or for the server to come back, keeps its place.
/// Signals of the network arrive queued, so users' slots never run inside Qt's network code and may
/// delete what they like.
class ChatCall final : public ChatReply, private QueuedCall {
    Q_OBJECT

public:
    static constexpr qint64 maxHeaderBytes = qint64{64} * 1024;
    static constexpr qint64 maxBodyBytes = qint64{16} * 1024 * 1024;
    /// So much may come over the wire, thoughts included: a token that is streamed alone takes some
    /// 350 bytes, and a long limit is the user's word.
    static qint64 longestBody(const ChatRequest &request)
    {
        return std::max(maxBodyBytes, request.maxTokens * qint64{1024});
    }
    static constexpr qsizetype maxTextLength = qsizetype{1024} * 1024;
    /// A longer answer, in characters, is broken off. Some servers know no limit (Ollama's OpenAI
    /// layer, older llama.cpp), and what they write beyond it was not held back under a spending
    /// cap. No tokenizer has 16 characters a token on average.
    static qsizetype longestText(const ChatRequest &request)
    {
        if (!request.isCapped)
            return maxTextLength;
        return std::clamp(request.maxTokens * qsizetype{16}, qsizetype{65'536}, maxTextLength);
    }
    /// So long a call waits for a server that worked and is down now.
    static constexpr std::chrono::minutes outagePatience{30};
    /// So many changes of one request's form are tried.
    static constexpr int maxConcessions = 6;

    ChatCall(const ChatRequest &request, const std::shared_ptr<Transport> &transport, quint64 seed,
             QObject *parent);
    ~ChatCall() override;

    void begin(); ///< enters the queue

    void abort() override;
    bool isFinished() const override { return finished_; }
    const ChatResult &result() const override { return result_; }
    const ChatTiming &timing() const override { return timing_; }
    StructuredLevel structuredLevel() const override;
    std::optional<ChatClock::time_point> silentSince() const override;
    void hurry() override;
    std::optional<ChatClock::time_point> nextTry() const override;

private:
    void start() override { trySend(); }
    void proceed() override;
    void outageGoesOn(ChatClock::time_point nextProbe) override;
    void trySend();
    void sendRequest();
    void requestLeft(ChatClock::time_point when);
    void tellSent();
    bool headersArrived();
    void read();
    void bodyEnded();
    bool take(const QList<ChatEvent> &events);
    bool takeText(const QString &text);
    void alarmRang();
    void armTimer();

    void answerEnded(const ChatEvent &end);
    void succeed(FinishReason reason);
    void failAttempt(ChatError error);
    bool isOfOldConnection(const ChatError &error);
    bool concede(const ChatError &error);
    bool findConcession(const ChatError &error, Concessions *next);
    bool askInWeakerForm(const ChatError &error);
    void learn(const Concessions &next);
    void takeBack(ChatError *error);
    void noteStructure(FinishReason reason);
    void park(const ChatError &error);
    void sendAgain(std::chrono::milliseconds wait, const QString &reason);
    void clearAttempt();
    void fail(ChatError error);
    void finish();
    void dropReply(bool answerComplete);
    void attemptEnded(const QString &problem);
    Usage attemptUsage(const std::optional<ChatError> &error) const;

    ChatRequest request_;
    std::shared_ptr<Transport> transport_;
    RetryPolicy policy_;
    CallTimers timers_;
    std::unique_ptr<Alarm> alarm_; ///< the next time limit, or the end of a wait
    std::optional<ChatClock::time_point> armedFor_;
    ChatResult result_;
    ChatTiming timing_;
    Usage spent_;              ///< of the attempts before
    int tries_ = 0;            ///< attempts that count for the policy: not those of an outage
    int conceded_ = 0;         ///< attempts sent in another form
    int oldConnections_ = 0;   ///< attempts that died with a kept connection
    int slips_ = 0;            ///< answers that the server threw away
    bool onlyThought_ = false; ///< an answer without any
    std::optional<Concessions> before_; ///< what was known before this call learned something
    Concessions learned_;               ///< since then
    std::optional<ChatError> cause_;    ///< of the first that it learned
    bool mayBeBilled_ = false; ///< the attempt before, and nobody has permitted another yet
    bool finished_ = false;
    std::optional<ChatClock::time_point> parkedSince_;
    std::chrono::nanoseconds parked_{0}; ///< in all
    std::optional<ChatError> outage_;    ///< why it is parked
    bool outageTold_ = false;            ///< once an outage, whatever its probes find

    // Of the current attempt:
    QNetworkReply *reply_ = nullptr; ///< null: in the queue, waiting, or finished
    Concessions used_;
    QByteArray body_; ///< as sent
    std::unique_ptr<AnswerDecoder> decoder_;
    QByteArray errorBody_;
    QString tlsProblem_;
    qint64 received_ = 0;
    bool hasLeft_ = false;             ///< or never will
    ChatClock::time_point lastSign_{}; ///< of the server, since it left
    bool hasHeaders_ = false;
    bool mayBeKept_ = false;       ///< its connection, from before
    bool isNewConnection_ = false; ///< opened for this attempt, as far as Qt says so
    QString thoughts_;
    std::optional<Usage> usage_; ///< as the server told it
    bool banked_ = false;        ///< its usage is in spent_
};

} // namespace concert
