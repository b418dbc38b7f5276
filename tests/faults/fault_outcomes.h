// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"
#include "core/chat/provider_profile.h"
#include "core/simulator/faults.h"
#include "tests/support/hurried_clock.h"

#include <QHash>
#include <QString>

#include <functional>
#include <optional>

namespace concert {

using Tweak = std::function<void(ProviderProfile *)>;

/// How a call must end.
struct Expectation {
    std::optional<ChatError::Kind> fails; ///< absent: it succeeds
    int attempts = 1;
    FinishReason reason = FinishReason::Complete;
    QString text =
        QStringLiteral("The answer."); ///< of the answer, or part of the error's sentence
};

inline Expectation recovers(int attempts = 2)
{
    return {std::nullopt, attempts};
}

inline Expectation fails(ChatError::Kind kind, int attempts = 1, const QString &says = {})
{
    return {kind, attempts, FinishReason::Complete, says};
}

inline Expectation finishes(FinishReason reason, const QString &text, int attempts = 1)
{
    return {std::nullopt, attempts, reason, text};
}

inline const QString theAnswer = QStringLiteral("The answer.");

/// In real time: such a limit must hold against what the server does.
inline Tweak timeouts(std::chrono::milliseconds ChatTimeouts::*member,
                      std::chrono::milliseconds time)
{
    return [member, time](ProviderProfile *profile) {
        profile->timeouts.*member = HurriedClock::factor * time;
    };
}

/// What must come of a fault of the catalogue: once, then a good answer; or whenever it is asked.
struct Outcome {
    Expectation expected;
    bool once = true;
    Tweak tweak = {};
};

inline Outcome always(const Expectation &expected, const Tweak &tweak = {})
{
    return {expected, false, tweak};
}

/// nullopt: its case belongs to another test.
inline std::optional<Outcome> outcomeOf(const QString &fault, DialectName dialect)
{
    const Expectation refused =
        finishes(dialect == DialectName::Ollama      ? FinishReason::Other
                 : dialect == DialectName::Anthropic ? FinishReason::Refused
                                                     : FinishReason::Filtered,
                 QStringLiteral("I cannot help with that."));
    const Tweak temperature = [](ProviderProfile *profile) {
        profile->extraFields = {{QStringLiteral("temperature"), 0.7}};
    };
    const QString marks = theAnswer % QString(4, QChar(0x0301));
    static const QHash<QString, Outcome> outcomes{
        {QStringLiteral("silent"),
         always(fails(ChatError::Kind::Timeout, 2, QStringLiteral("did not begin to answer")),
                timeouts(&ChatTimeouts::firstByte, std::chrono::milliseconds(150)))},
        {QStringLiteral("headers_only"),
         always(fails(ChatError::Kind::Timeout, 2, QStringLiteral("did not begin to answer")),
                timeouts(&ChatTimeouts::firstByte, std::chrono::milliseconds(150)))},
        {QStringLiteral("reset"), {recovers()}},
        {QStringLiteral("reset_within"), {recovers()}},
        {QStringLiteral("garbage"), {recovers()}},
        {QStringLiteral("redirect"),
         always(fails(ChatError::Kind::Protocol, 1, QStringLiteral("redirects elsewhere")))},
        {QStringLiteral("proxy_page"),
         always(fails(ChatError::Kind::Server, 4, QStringLiteral("It says: Bad gateway")))},
        {QStringLiteral("drip"),
         always(fails(ChatError::Kind::Timeout, 1, QStringLiteral("did not finish")),
                timeouts(&ChatTimeouts::total, std::chrono::milliseconds(400)))},
        {QStringLiteral("keep_alive"),
         always(fails(ChatError::Kind::Timeout, 2, QStringLiteral("sent no text")),
                timeouts(&ChatTimeouts::progress, std::chrono::milliseconds(150)))},
        {QStringLiteral("stall"),
         {recovers(), true, timeouts(&ChatTimeouts::idle, std::chrono::milliseconds(150))}},
        {QStringLiteral("cut"), {recovers()}},
        {QStringLiteral("unfinished"), {recovers()}},
        {QStringLiteral("short_body"), {recovers()}},
        {QStringLiteral("throttle"), {recovers()}},
        {QStringLiteral("throttle_oddly"), {recovers()}},
        {QStringLiteral("throttle_long"),
         always(fails(ChatError::Kind::RateLimited, 1, QStringLiteral("It asks to wait until ")))},
        {QStringLiteral("no_credit"), always(fails(ChatError::Kind::QuotaExhausted, 1))},
        {QStringLiteral("no_temperature"), always(recovers(), temperature)},
        {QStringLiteral("validator"), always(recovers(), temperature)},
        {QStringLiteral("gateway"), always(recovers(), temperature)},
        {QStringLiteral("small_limit"), always(recovers())},
        {QStringLiteral("no_system"), always(recovers())},
        {QStringLiteral("vague"), {recovers()}},
        {QStringLiteral("day_quota"), always(fails(ChatError::Kind::QuotaExhausted, 1))},
        {QStringLiteral("slip"), {recovers()}},
        {QStringLiteral("uncounted"), {recovers(1)}},
        {QStringLiteral("only_thoughts"), {recovers()}},
        {QStringLiteral("context"),
         always(fails(ChatError::Kind::ContextLength, 1, QStringLiteral("longer than the model")))},
        {QStringLiteral("no_schema"), always(recovers())},
        {QStringLiteral("no_retry"), always(fails(ChatError::Kind::Server, 1))},
        {QStringLiteral("please_retry"), {recovers()}},
        {QStringLiteral("error_body"), {recovers()}},
        {QStringLiteral("not_streamed"), {recovers(1)}},
        {QStringLiteral("error_within"), {recovers()}},
        {QStringLiteral("bad_json"), {recovers()}},
        {QStringLiteral("one_byte"), {recovers(1)}},
        {QStringLiteral("crlf"), {recovers(1)}},
        {QStringLiteral("after_end"), {recovers(1)}},
        {QStringLiteral("unknown_parts"), {recovers(1)}},
        {QStringLiteral("odd_usage"), {recovers(1)}},
        {QStringLiteral("all_reasoning"), always(finishes(FinishReason::Length, {}))},
        {QStringLiteral("blank"), {recovers()}},
        {QStringLiteral("long_line"), always(fails(ChatError::Kind::TooLarge, 1))},
        {QStringLiteral("endless"), always(fails(ChatError::Kind::TooLarge, 1))},
        {QStringLiteral("deep"), always(fails(ChatError::Kind::Protocol, 2))},
        {QStringLiteral("bomb"),
         always(fails(ChatError::Kind::Protocol, 1, QStringLiteral("unpack")))},
        {QStringLiteral("bad_utf8"), {finishes(FinishReason::Complete, theAnswer % QChar(0xFFFD))}},
        {QStringLiteral("odd_text"), {finishes(FinishReason::Complete, marks)}},
        {QStringLiteral("extra_answer"), {recovers(1)}},
    };
    if (fault == u"refusal")
        return always(refused);
    const auto known = outcomes.find(fault);
    return known == outcomes.end() ? std::nullopt : std::optional(*known);
}

/// Of these the provider only hands on a text; what the game makes of it is in GameFaultsTest.
inline bool isOfTheGame(const Fault &fault)
{
    static const QList<int> numbers{39, 41, 42, 46, 47, 48, 49, 50};
    return numbers.contains(fault.number);
}

} // namespace concert
