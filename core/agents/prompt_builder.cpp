// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/prompt_builder.h"

#include "core/agents/answer_json.h"
#include "core/agents/prompt_texts.h"
#include "core/chat/text_cut.h"
#include "core/chat/token_estimate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Of the budget, so much is kept for asking again.
constexpr qsizetype againShare = 12;

QString ordersTaskFile(PhaseType type)
{
    switch (type) {
    case PhaseType::Retreat:
        return u"order_instructions_retreat_phase.txt"_s;
    case PhaseType::Adjustment:
        return u"order_instructions_adjustment_phase.txt"_s;
    case PhaseType::Movement:
        break;
    }
    return u"order_instructions_movement_phase.txt"_s;
}

QString taskFile(const CallId &call)
{
    switch (call.stage) {
    case StageKind::InitialState:
        return u"initial_state_prompt.txt"_s;
    case StageKind::Messages:
        return u"conversation_instructions.txt"_s;
    case StageKind::NegotiationDiary:
        return u"negotiation_diary_prompt.txt"_s;
    case StageKind::Plan:
        return u"planning_instructions.txt"_s;
    case StageKind::Consolidation:
        return u"diary_consolidation_prompt.txt"_s;
    case StageKind::ResultDiary:
        return u"phase_result_diary_prompt.txt"_s;
    case StageKind::StateUpdate:
        return u"state_update_prompt.txt"_s;
    case StageKind::Commentary:
        return u"commentary_prompt.txt"_s;
    case StageKind::Orders:
    case StageKind::Adjudication:
        break;
    }
    return ordersTaskFile(call.phase.type);
}

QString fusedFile(StageKind fused)
{
    switch (fused) {
    case StageKind::NegotiationDiary:
        return u"fused_private_notes.txt"_s;
    case StageKind::ResultDiary:
        return u"fused_result_notes.txt"_s;
    default:
        return u"fused_state_review.txt"_s;
    }
}

/// The stages that choose what to do see their units and legal orders.
bool chooses(StageKind stage)
{
    return stage == StageKind::Messages || stage == StageKind::NegotiationDiary ||
           stage == StageKind::Plan || stage == StageKind::Orders;
}

/// Negotiation diaries of other programs, like their reviews, bring their own board; messages,
/// plans and orders come after a context, and so does what is asked before the first phase.
bool standsAlone(StageKind stage)
{
    return stage == StageKind::NegotiationDiary ||
           (!chooses(stage) && stage != StageKind::InitialState);
}

/// Whether a model that has the choice of the match's kinds is told which one is meant, and what is
/// fused into it. Prompts of other programs may not say it in our words.
bool showsFields(const QString &task, const ChatSchema &schema, const QList<StageKind> &fused)
{
    const QString first = schema.schema[u"required"_s][0].toString();
    return task.contains(QString(u"{\""_s % first % u'"')) &&
           std::all_of(fused.begin(), fused.end(), [&task](StageKind kind) {
               return task.contains(QString(u'"' % fusedField(kind) % u'"'));
           });
}

/// The newest part of a text goes first when it has to be shorter.
QString cutTo(const QString &text, qsizetype tokens)
{
    const qsizetype size = estimatedTokens(text);
    if (size <= tokens)
        return text;
    const QString remark = u"\n(cut here to save space)"_s;
    qsizetype length = text.size() * std::max<qsizetype>(tokens - 8, 0) / size;
    while (length > 0 && estimatedTokens(QStringView(text).left(length)) > tokens - 8)
        length = length * 9 / 10;
    return cutText(text, length) % remark;
}

} // namespace

/// The template with its values. A template of somebody else's may not know everything that has
/// to be said: what it leaves out of \a wanted is added at its end.
QString PromptBuilder::filled(const QString &file, Power power, const PromptTexts &texts,
                              const QStringList &wanted) const
{
    const QString pattern = library_.text(file, power);
    QString text =
        PromptLibrary::filled(pattern, [&texts](const QString &name) { return texts.value(name); });
    if (!library_.isForeign(file, power))
        return text;
    for (const QString &name : wanted) {
        const QString value = texts.value(name).value_or(QString());
        // The plan is a part of what {since} and {changes} say.
        const bool said = pattern.contains(QString(u'{' % name % u'}')) ||
                          (name == u"plan"_s &&
                           (pattern.contains(u"{since}"_s) || pattern.contains(u"{changes}"_s)));
        if (!said && !value.isEmpty())
            text += u'\n' % value;
    }
    return text;
}

PromptBuilder::Parts PromptBuilder::userParts(const PromptContext &context,
                                              const PromptTexts &texts) const
{
    const CallId &call = context.call;
    const QString task = taskFile(call);
    const bool alone = call.stage == StageKind::Commentary ||
                       (standsAlone(call.stage) && library_.isForeign(task, call.power));
    Parts parts;
    if (!alone) {
        const QString file =
            chooses(call.stage) ? u"context_prompt.txt"_s : u"review_context.txt"_s;
        parts.context = filled(file, call.power, texts, {u"plan"_s}) % u'\n';
    }
    const bool talks = call.stage == StageKind::Messages;
    parts.task =
        filled(task, call.power, texts, talks ? QStringList{u"unanswered"_s} : QStringList());
    for (const StageKind fused : context.fused)
        parts.task += u'\n' % filled(fusedFile(fused), call.power, texts);
    return parts;
}

ChatRequest PromptBuilder::request(const PromptContext &context) const
{
    const CallId &call = context.call;
    PromptTexts texts(context);
    const bool commentary = call.stage == StageKind::Commentary;
    const QString system = filled(
        commentary ? u"commentary_system_prompt.txt"_s : u"system_prompt.txt"_s, call.power, texts);
    Parts user = userParts(context, texts);
    const qsizetype whole = context.promptTokens - context.promptTokens / againShare;
    const qsizetype budget = whole - estimatedTokens(system);
    const auto size = [&user] {
        return estimatedTokens(user.context) + estimatedTokens(user.task);
    };
    // A quarter is the press's: so the diary's length does not change while press comes in, and
    // what was sent before can be sent again as it was.
    const bool talks = library_.text(u"context_prompt.txt"_s, call.power).contains(u"{since}"_s);
    const qsizetype news =
        chooses(call.stage) ? texts.tokens(talks ? u"since"_s : u"changes"_s) : 0;
    const qsizetype steady = (user.context.isEmpty() ? estimatedTokens(user.task)
                                                     : estimatedTokens(user.context) - news) -
                             texts.pressTokens();
    if (const qsizetype over = steady - budget * 3 / 4; over > 0 && texts.diaryTokens() > 0) {
        texts.setDiaryLimit(std::max<qsizetype>(0, texts.diaryTokens() - over));
        user = userParts(context, texts);
    }
    if (const qsizetype over = size() - budget; over > 0) {
        texts.setPressLimit(std::max<qsizetype>(0, texts.pressTokens() - over));
        user = userParts(context, texts);
    }

    ChatRequest request;
    request.messages = {{ChatMessage::Role::System, system},
                        {ChatMessage::Role::User, user.text()}};
    request.maxTokens = context.maxTokens;
    request.schema = answerSchema(call.stage, context.fused);
    if (!commentary && showsFields(user.task, *request.schema, context.fused))
        request.commonSchema = context.commonSchema;
    request.callId = call.toString().toLatin1();
    return request;
}

ChatRequest PromptBuilder::askAgain(const ChatRequest &request, const QString &answer,
                                    const QString &problem, int promptTokens)
{
    qsizetype left = promptTokens;
    for (const ChatMessage &message : request.messages)
        left -= estimatedTokens(message.content);
    left = std::max<qsizetype>(left - 20, 60); // the words around them
    const QString cause = cutTo(problem, left * 2 / 3);
    ChatRequest again = request;
    // Who took another kind for the one that was meant has no such choice any more.
    if (request.schema &&
        !AnswerJson(answer).find({request.schema->schema[u"required"_s][0].toString()}))
        again.commonSchema.reset();
    if (answer.trimmed().isEmpty()) { // servers refuse an empty turn
        again.messages.last().content +=
            u"\n\n"_s % cause % u"\nAnswer now with the whole JSON object."_s;
        return again;
    }
    again.messages << ChatMessage{ChatMessage::Role::Assistant,
                                  cutTo(answer, left - estimatedTokens(cause))}
                   << ChatMessage{ChatMessage::Role::User,
                                  cause % u"\nAnswer again with the whole JSON object."_s};
    return again;
}

} // namespace concert
