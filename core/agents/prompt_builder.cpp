// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/prompt_builder.h"

#include "core/agents/prompt_texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// A rule of thumb for languages in Latin script; exact counts differ from model to model.
constexpr qsizetype charactersPerToken = 4;

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

/// Negotiation diaries of other programs, like their reviews, stand for themselves; messages, plans
/// and orders come after a context.
bool standsAlone(StageKind stage)
{
    return stage == StageKind::NegotiationDiary || !chooses(stage);
}

} // namespace

ChatRequest PromptBuilder::request(const PromptContext &context) const
{
    const CallId &call = context.call;
    PromptTexts texts(context);
    const auto filled = [&](const QString &file) {
        return PromptLibrary::filled(library_.text(file, call.power),
                                     [&texts](const QString &name) { return texts.value(name); });
    };
    const QString task = taskFile(call);
    const bool commentary = call.stage == StageKind::Commentary;
    const QString system =
        filled(commentary ? u"commentary_system_prompt.txt"_s : u"system_prompt.txt"_s);
    const bool alone =
        commentary || (standsAlone(call.stage) && library_.isForeign(task, call.power));
    const QString contextFile =
        chooses(call.stage) ? u"context_prompt.txt"_s : u"review_context.txt"_s;
    qsizetype contextSize = 0;
    const auto userText = [&] {
        QString text = alone ? QString() : filled(contextFile) % u'\n';
        contextSize = text.size();
        text += filled(task);
        for (const StageKind fused : context.fused)
            text += u'\n' % filled(fusedFile(fused));
        return text;
    };

    QString user = userText();
    const qsizetype budget = context.promptTokens * charactersPerToken - system.size();
    // A quarter is the press's: so the diary's length does not change while press comes in, and
    // what was sent before can be sent again as it was.
    const qsizetype steady =
        (alone ? user.size() : contextSize - texts.value(u"since"_s)->size()) - texts.pressSize();
    if (const qsizetype over = steady - budget * 3 / 4; over > 0 && texts.diarySize() > 0) {
        texts.setDiaryLimit(std::max<qsizetype>(0, texts.diarySize() - over));
        user = userText();
    }
    if (const qsizetype over = user.size() - budget; over > 0) {
        texts.setPressLimit(std::max<qsizetype>(0, texts.pressSize() - over));
        user = userText();
    }

    ChatRequest request;
    request.messages = {{ChatMessage::Role::System, system}, {ChatMessage::Role::User, user}};
    request.maxTokens = context.maxTokens;
    request.schema = answerSchema(call.stage, context.fused);
    request.callId = call.toString().toLatin1();
    return request;
}

ChatRequest PromptBuilder::askAgain(const ChatRequest &request, const QString &answer,
                                    const QString &problem)
{
    ChatRequest again = request;
    again.messages << ChatMessage{ChatMessage::Role::Assistant, answer}
                   << ChatMessage{ChatMessage::Role::User,
                                  problem % u"\nAnswer again with the whole JSON object."_s};
    return again;
}

} // namespace concert
