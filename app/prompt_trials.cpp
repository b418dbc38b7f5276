// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/prompt_trials.h"

#include "core/agents/answer_schema.h"
#include "core/agents/reply_parser.h"
#include "core/record/text.h"
#include "core/rules/order_text.h"

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int trialIntervalMs = 100; // ten times a second is as often as anybody can read

/// The stages that the prompt asks for besides: their fields are named in it.
QList<StageKind> fusedIn(const QList<ChatMessage> &messages)
{
    QList<StageKind> fused;
    for (const StageKind kind :
         {StageKind::NegotiationDiary, StageKind::ResultDiary, StageKind::StateUpdate}) {
        const QString field = u'"' % fusedField(kind) % u'"';
        for (const ChatMessage &message : messages) {
            if (message.content.contains(field) && !fused.contains(kind))
                fused << kind;
        }
    }
    return fused;
}

QString takenOrders(const QString &answer, const Position &position, Power power)
{
    const ParsedOrders parsed = parseOrders(answer, position, power);
    QStringList taken;
    for (const SubmittedOrder &order : completedOrders(parsed.orders, position, power))
        taken << toQString(orderText(order.order)) %
                     (order.defaulted ? PromptTrials::tr(" (default)") : QString());
    QStringList lines{PromptTrials::tr("A match would take: %1.").arg(taken.join(u", "_s))};
    for (const RejectedOrder &rejected : parsed.rejected)
        lines << PromptTrials::tr("It would refuse: %1 (%2)").arg(rejected.text, rejected.reason);
    return lines.join(u'\n');
}

QString takenMessages(const QString &answer, const CallId &call, const Position &position)
{
    const ParsedMessages parsed = parseMessages(answer, call, position);
    QStringList to;
    for (const MessageSent &message : parsed.messages)
        to << (message.to ? powerText(*message.to) : PromptTrials::tr("everybody"));
    return parsed.problem.isEmpty() && to.isEmpty()
               ? PromptTrials::tr("A match would take it as silence.")
           : to.isEmpty() ? PromptTrials::tr("A match could not use this answer.")
                          : PromptTrials::tr("A match would take %n message(s), to: %1.", nullptr,
                                             static_cast<int>(to.size()))
                                .arg(to.join(u", "_s));
}

/// Whether and how a match could use the answer.
QString takenFrom(const QString &answer, const CallId &call, const Position &position)
{
    switch (call.stage) {
    case StageKind::Orders:
        return takenOrders(answer, position, call.power);
    case StageKind::Messages:
        return takenMessages(answer, call, position);
    case StageKind::InitialState:
    case StageKind::StateUpdate:
        return parseState(answer, Agent::fresh(call.power)).problem.isEmpty()
                   ? QString()
                   : PromptTrials::tr("A match could not use this answer.");
    case StageKind::NegotiationDiary:
    case StageKind::ResultDiary:
        return parseDiary(answer, Agent::fresh(call.power), call.phase, call.stage)
                       .problem.isEmpty()
                   ? QString()
                   : PromptTrials::tr("A match could not use this answer.");
    default:
        return parseText(answer, call.stage).isEmpty()
                   ? PromptTrials::tr("A match could not use this answer.")
                   : QString();
    }
}

qint64 microsecondsBetween(const std::optional<ChatClock::time_point> &from,
                           const std::optional<ChatClock::time_point> &to)
{
    if (!from || !to)
        return 0;
    return std::chrono::duration_cast<std::chrono::microseconds>(*to - *from).count();
}

} // namespace

PromptTrials::~PromptTrials()
{
    stopAll();
}

void PromptTrials::start(const PromptTrial &trial, MatchSession *session, const MatchConfig &config,
                         const std::optional<Position> &position)
{
    QStringList names;
    for (const ProviderProfile &profile : config.providers)
        names << profile.name;
    const ParsedModelId parsed = parseModelId(trial.model, names);
    if (!parsed.model) {
        fail(trial.id, parsed.problem);
        return;
    }
    ChatRequest request;
    request.messages = trial.messages;
    request.maxTokens = trial.call.stage == StageKind::Commentary
                            ? config.maxTokens
                            : config.maxTokensOf(trial.call.power);
    request.schema = answerSchema(trial.call.stage, fusedIn(trial.messages));
    request.callId = trial.call.toString().toLatin1();
    QString problem;
    ChatReply *reply = session->ask(*parsed.model, request, parsed.key, &problem);
    if (reply == nullptr) {
        fail(trial.id, problem);
        return;
    }
    running_[trial.id] = {trial, position, config.effectiveProvider(*parsed.model),
                          parsed.model->name, reply};
    connect(reply, &ChatReply::finished, this, [this, id = trial.id] { finish(id); });
    if (!progress_.isActive()) {
        progress_.callOnTimeout(this, &PromptTrials::tellProgress, Qt::UniqueConnection);
        progress_.start(trialIntervalMs);
    }
}

void PromptTrials::fail(int id, const QString &problem)
{
    // Never from within the request.
    QTimer::singleShot(0, this, [this, id, problem] {
        TrialAnswer answer;
        answer.problem = problem;
        Q_EMIT ended(id, answer);
    });
}

void PromptTrials::tellProgress()
{
    for (const auto &[id, running] : running_)
        Q_EMIT progressed(id, running.reply->result().text);
    if (running_.empty())
        progress_.stop();
}

void PromptTrials::finish(int id)
{
    const auto found = running_.find(id);
    if (found == running_.end())
        return;
    const Running running = found->second;
    running_.erase(found);
    const ChatResult &result = running.reply->result();
    const ChatTiming &timing = running.reply->timing();
    TrialAnswer answer;
    answer.text = result.text;
    answer.usage = result.usage;
    if (running.profile && !answer.usage.isNothing())
        answer.cost = running.profile->cost(running.model, answer.usage);
    answer.firstToken = microsecondsBetween(timing.sent, timing.firstToken);
    answer.whole = microsecondsBetween(timing.sent, timing.lastToken);
    if (result.error)
        answer.problem = result.error->message;
    else if (running.position)
        answer.taken = takenFrom(result.text, running.trial.call, *running.position);
    running.reply->deleteLater();
    Q_EMIT ended(id, answer);
}

void PromptTrials::stop(int id)
{
    const auto found = running_.find(id);
    if (found == running_.end())
        return;
    ChatReply *reply = found->second.reply;
    running_.erase(found);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void PromptTrials::stopAll()
{
    while (!running_.empty())
        stop(running_.begin()->first);
}

} // namespace concert
