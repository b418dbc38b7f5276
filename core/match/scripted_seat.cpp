// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/scripted_seat.h"

#include "core/player/player.h"
#include "core/record/text.h"
#include "core/rules/order_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

PlayerView viewOf(const PromptContext &context, quint64 seed)
{
    PlayerView view;
    view.position = context.position;
    view.power = context.call.power;
    view.seed = seed;
    view.round = context.call.round;
    for (const MessageSent &message : context.messages)
        view.heard.push_back({message.from, message.to, message.text.toStdString(), message.round});
    return view;
}

QJsonObject ordersAnswer(const PlayerView &view)
{
    const std::vector<Order> orders = chooseOrders(Map::standard(), view);
    QJsonArray texts;
    for (const Order &order : orders)
        texts << toQString(orderText(order));
    return {{u"orders"_s, texts},
            {u"reasoning"_s, toQString(explainOrders(Map::standard(), view, orders))}};
}

QJsonObject messagesAnswer(const PlayerView &view)
{
    QJsonArray messages;
    for (const PlayerMessage &message : writeMessages(Map::standard(), view)) {
        messages << QJsonObject{{u"message_type"_s, message.to ? u"private"_s : u"global"_s},
                                {u"recipient"_s, message.to ? powerText(*message.to) : u"GLOBAL"_s},
                                {u"content"_s, toQString(message.text)}};
    }
    return {{u"messages"_s, messages}};
}

QJsonObject outlookAnswer(const PlayerView &view)
{
    const Outlook outlook = chooseOutlook(Map::standard(), view);
    QJsonArray goals;
    for (const std::string &goal : outlook.goals)
        goals << toQString(goal);
    QJsonObject relationships;
    for (const Power other : allPowers) {
        const auto attitude = outlook.attitudes[static_cast<std::size_t>(indexOf(other))];
        if (other != view.power)
            relationships.insert(powerText(other), toQString(attitudeName(attitude)));
    }
    return {{u"goals"_s, goals}, {u"relationships"_s, relationships}};
}

QJsonObject answerTo(const PromptContext &context, const PlayerView &view)
{
    switch (context.call.stage) {
    case StageKind::Orders:
        return ordersAnswer(view);
    case StageKind::Messages:
        return messagesAnswer(view);
    case StageKind::InitialState:
    case StageKind::StateUpdate:
    case StageKind::Plan:
    case StageKind::NegotiationDiary:
    case StageKind::ResultDiary:
    case StageKind::Consolidation:
    case StageKind::Commentary:
    case StageKind::Adjudication:
        break;
    }
    return outlookAnswer(view);
}

} // namespace

QString ScriptedSeat::name() const
{
    return u"script"_s;
}

ChatReply *ScriptedSeat::ask(const PromptContext &context, const ChatRequest &)
{
    ChatResult result;
    const QJsonObject answer = answerTo(context, viewOf(context, seed_));
    result.text = QString::fromUtf8(QJsonDocument(answer).toJson(QJsonDocument::Compact));
    result.attempts = 1;
    return new PreparedReply(result, delay_ ? delay_(context.call) : std::chrono::milliseconds(0));
}

PreparedReply::PreparedReply(const ChatResult &result, std::chrono::milliseconds delay,
                             QObject *parent)
    : ChatReply(parent), result_(result)
{
    timing_.queued = ChatClock::now();
    timing_.sent = timing_.queued;
    QTimer::singleShot(delay, Qt::PreciseTimer, this, &PreparedReply::finish);
}

void PreparedReply::abort()
{
    if (isFinished())
        return;
    result_.error = ChatError{};
    result_.error->kind = ChatError::Kind::Aborted;
    timing_.lastToken = ChatClock::now();
    Q_EMIT finished();
}

void PreparedReply::finish()
{
    if (isFinished())
        return;
    Q_EMIT sent();
    const auto now = ChatClock::now();
    timing_.firstByte = now;
    timing_.firstToken = now;
    Q_EMIT textReceived(result_.text);
    timing_.lastToken = now;
    Q_EMIT finished();
}

} // namespace concert
