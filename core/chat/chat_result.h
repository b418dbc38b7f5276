// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace concert {

/// Monotonic: a changed wall clock or a sleeping laptop never bends a latency.
using ChatClock = std::chrono::steady_clock;

/// When the parts of a call happened. Absent: it has not happened.
struct ChatTiming {
    ChatClock::time_point queued{};                 ///< handed to the provider object
    std::optional<ChatClock::time_point> sent;      ///< a connection had all of the first attempt
    std::optional<ChatClock::time_point> firstByte; ///< of the attempt that succeeded
    std::optional<ChatClock::time_point> firstToken;
    std::optional<ChatClock::time_point> lastToken; ///< the answer was complete
};

/// Tokens, as billed, in one meaning for all providers.
struct Usage {
    qint64 inputTokens = 0;       ///< the whole prompt, cached parts included
    qint64 cachedInputTokens = 0; ///< of these, read from the provider's prompt cache
    qint64 outputTokens = 0;      ///< the whole answer, reasoning included
    qint64 reasoningTokens = 0;   ///< of these, hidden reasoning
    bool estimated = false;       ///< the provider did not say; characters / 4
    /// Dollars, as the provider itself says; absent: it does not, at least of a part.
    std::optional<double> cost = {};

    bool isNothing() const { return inputTokens == 0 && outputTokens == 0 && !cost; }
    Usage &operator+=(const Usage &other)
    {
        if (isNothing())
            cost = other.cost;
        else if (!other.isNothing())
            cost = cost && other.cost ? std::optional(*cost + *other.cost) : std::nullopt;
        inputTokens += other.inputTokens;
        cachedInputTokens += other.cachedInputTokens;
        outputTokens += other.outputTokens;
        reasoningTokens += other.reasoningTokens;
        estimated |= other.estimated;
        return *this;
    }
    bool operator==(const Usage &) const = default;
};

enum class FinishReason { Complete, Length, Filtered, Refused, Other };

/// Why a call failed, decided by status and body (protocols.md's tables live in core/chat).
struct ChatError {
    enum class Kind {
        Connect,        ///< no connection: refused, unknown host, unreachable
        Tls,            ///< certificate or handshake
        Timeout,        ///< first byte, idle, progress or total timer
        Interrupted,    ///< reset, cut, or a stream without its terminal marker
        RateLimited,    ///< too fast: wait and try again
        QuotaExhausted, ///< no money or quota: trying again does not help
        Unauthorized,   ///< key missing, wrong, or without permission
        BadRequest,     ///< the request is refused as it is (unknown model, …)
        ContextLength,  ///< the prompt is longer than the model takes; a shorter one may do
        Server,         ///< the server failed or is overloaded
        Protocol,       ///< an answer that is not of the protocol; redirects too
        TooLarge,       ///< more bytes than we accept
        Aborted         ///< by us
    };
    /// What the trouble is about, as far as that decides what the provider object tries by itself.
    enum class About {
        Other,
        Request, ///< refused for how it was put, or without saying why
        Answer,  ///< the server threw away what the model wrote: no JSON, or not the schema's
        Thoughts ///< the model only thought, and gave no answer
    };
    Kind kind = Kind::Protocol;
    int httpStatus = 0; ///< 0: none arrived
    QString message;    ///< one sentence with the server's name; plain text, shortened, no key
    bool retryable = false;
    std::optional<std::chrono::milliseconds> retryAfter; ///< the server's own hint
    About about = About::Other;
    bool isFinal = false; ///< the server says itself that trying again is no use
    /// About::Request: all that the server says (ServerComplaint::words, and its param in the first
    /// line), to find what is meant. Not for the eye.
    QString words = {};
};

/// One request of a call.
struct ChatAttempt {
    ChatClock::time_point sent{}; ///< a connection had all of it; if it never had: it was tried
    ChatClock::time_point ended{};
    QString problem; ///< a sentence; empty: it is the one that was answered
};

/// How a call ended. Either text (perhaps cut: see finishReason) or an error; what was received
/// before an error is kept in text.
struct ChatResult {
    QString text;
    FinishReason finishReason = FinishReason::Complete;
    Usage usage; ///< of all attempts together, as far as they may be billed
    std::optional<ChatError> error;
    int attempts = 0;            ///< requests sent, each possibly billed
    QList<ChatAttempt> requests; ///< these, in order
};

} // namespace concert

Q_DECLARE_METATYPE(concert::ChatResult)
