// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/match/match.h"
#include "core/match/scripted_seat.h"
#include "core/record/text.h"
#include "core/rules/board_text.h"
#include "core/rules/order_text.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

/// Matches whose seats a test directs.
namespace concert::directed {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

inline constexpr int deadline = 120'000;

/// A seat whose answers a test decides; without an answer of its own it plays like the script.
class DirectedSeat : public Seat {
public:
    using Answer = std::function<std::optional<ChatResult>(const PromptContext &)>;

    DirectedSeat(Answer answer, QList<ChatRequest> *requests)
        : answer_(std::move(answer)), requests_(requests)
    {}
    QString name() const override { return u"directed"_s; }
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
    {
        if (requests_ != nullptr)
            *requests_ << request;
        if (const auto result = answer_(context))
            return new PreparedReply(*result, milliseconds(0));
        return script_.ask(context, request);
    }

private:
    Answer answer_;
    QList<ChatRequest> *requests_;
    ScriptedSeat script_{1};
};

inline ChatResult textAnswer(const QString &text)
{
    ChatResult result;
    result.text = text;
    result.attempts = 1;
    return result;
}

inline ChatResult errorAnswer(ChatError::Kind kind, const QString &message)
{
    ChatResult result;
    result.attempts = 1;
    result.error = ChatError{};
    result.error->kind = kind;
    result.error->message = message;
    return result;
}

inline Match::Seats scriptedSeats(quint64 seed, const ScriptedSeat::Delay &delay = {})
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ScriptedSeat>(seed, delay);
    return seats;
}

inline Match::Seats directedSeats(Power who, const DirectedSeat::Answer &answer,
                                  QList<ChatRequest> *requests = nullptr)
{
    Match::Seats seats = scriptedSeats(1);
    seats[static_cast<std::size_t>(indexOf(who))] =
        std::make_unique<DirectedSeat>(answer, requests);
    return seats;
}

inline MatchConfig shortMatch(Schedule schedule, int rounds = 1, int maxYear = 1901)
{
    MatchConfig config = MatchConfig::demo();
    config.schedule = schedule;
    config.negotiationRounds = rounds;
    config.maxYear = maxYear;
    return config;
}

inline void playToTheEnd(Match *match)
{
    QSignalSpy ended(match, &Match::ended);
    match->start();
    QVERIFY(ended.size() == 1 || ended.wait(deadline));
}

/// The game without its timing: what must be the same under every schedule.
inline QStringList gameOf(const MatchLog &log)
{
    QStringList game;
    for (qsizetype i = 0; i < log.size(); ++i) {
        const MatchEvent &event = log.at(i);
        if (const auto *message = event.as<MessageSent>())
            game << message->id % u' ' % (message->to ? powerText(*message->to) : u"ALL"_s) % u' ' %
                        message->text;
        if (const auto *phase = event.as<PhaseStarted>())
            game << toQString(boardText(phase->position));
        if (const auto *orders = event.as<OrdersSubmitted>()) {
            for (const SubmittedOrder &order : orders->orders)
                game << phaseText(orders->phase) % u' ' % toQString(orderText(order.order));
        }
        if (const auto *memory = event.as<MemoryUpdated>())
            game << phaseText(memory->phase) % u' ' % powerText(memory->power) % u' ' %
                        memory->goals.join(u';');
        if (const auto *diary = event.as<DiaryWritten>())
            game << phaseText(diary->phase) % u' ' % powerText(diary->power) % u' ' % diary->text;
        if (const auto *plan = event.as<PlanMade>())
            game << phaseText(plan->phase) % u' ' % powerText(plan->power) % u' ' % plan->text;
        if (const auto *judged = event.as<CommitmentJudged>())
            game << judged->message % u' ' % QString::number(judged->index) % judged->reason;
        if (const auto *call = event.as<CallEnded>())
            game << call->call.toString() % u' ' % QString::fromLatin1(call->requestHash);
        if (const auto *end = event.as<MatchEnded>())
            game << toQString(boardText(end->position));
    }
    game.sort();
    return game;
}

template <typename T>
QList<T> eventsOf(const MatchLog &log)
{
    QList<T> events;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const T *event = log.at(i).template as<T>())
            events << *event;
    }
    return events;
}

/// Uneven and the same for every schedule.
inline milliseconds unevenDelay(const CallId &call)
{
    return milliseconds(1 + 7 * indexOf(call.power) * (call.round + 1) % 11);
}

/// Everything that one power was asked, by call.
inline QMap<QString, QString> textsOf(const QList<ChatRequest> &requests)
{
    QMap<QString, QString> texts;
    for (const ChatRequest &request : requests) {
        for (const ChatMessage &message : request.messages)
            texts[QString::fromLatin1(request.callId)] += message.content;
    }
    return texts;
}

} // namespace concert::directed
