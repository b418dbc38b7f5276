// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/scripted_seat.h"

#include "core/player/answers.h"
#include "core/record/text.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTimer>

#include <utility>

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

} // namespace

QString ScriptedSeat::name() const
{
    return u"script"_s;
}

ChatReply *ScriptedSeat::ask(const PromptContext &context, const ChatRequest &)
{
    ChatResult result;
    std::vector<std::string> fields;
    const ChatSchema schema = answerSchema(context.call.stage, context.fused);
    const QJsonArray required = schema.schema[u"required"_s].toArray();
    for (const QJsonValue &field : required)
        fields.push_back(field.toString().toStdString());
    result.text = toQString(answerJson(Map::standard(), viewOf(context, seed_), fields));
    result.attempts = 1;
    return new PreparedReply(result, delay_ ? delay_(context.call) : std::chrono::milliseconds(0));
}

PreparedReply::PreparedReply(const ChatResult &result, std::chrono::milliseconds delay,
                             QObject *parent)
    : ChatReply(parent), result_(result)
{
    timing_.queued = ChatClock::now();
    timing_.sent = timing_.queued;
    QTimer::singleShot(0, this, &PreparedReply::tellSent);
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

void PreparedReply::tellSent()
{
    if (!isFinished() && !std::exchange(toldSent_, true))
        Q_EMIT sent();
}

void PreparedReply::finish()
{
    if (isFinished())
        return;
    tellSent();
    const auto now = ChatClock::now();
    timing_.firstByte = now;
    timing_.firstToken = now;
    Q_EMIT textReceived(result_.text);
    timing_.lastToken = now;
    Q_EMIT finished();
}

} // namespace concert
