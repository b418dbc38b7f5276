// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agents/agent.h"
#include "core/agents/answer_schema.h"
#include "core/agents/prompt_library.h"
#include "core/chat/chat_request.h"
#include "core/record/match_event.h"

#include <QList>

#include <optional>

namespace concert {

/// A phase that was played, as everybody saw it.
struct PhaseOutcome {
    Phase phase;
    std::vector<ResolvedOrder> orders;
};

/// What a power may know when it is asked: the outputs of its stage's inputs and nothing else.
/// Lists are in canonical order (round, then power), never in that of arrival.
struct PromptContext {
    CallId call;
    Position position;           ///< of call.phase; when looking back: of the phase after it
    QList<PhaseOutcome> history; ///< the last movement phase and what followed it
    QList<MessageSent> messages; ///< of call.phase, only those this power sent or received
    Agent agent;
    Agent before;           ///< the agent as call.phase began; prompts of a phase begin with it
    QString plan;           ///< for orders; may be empty
    QList<StageKind> fused; ///< what the answer is to hold besides
    /// Of the match: see commonSchema() of answer_schema.h.
    std::optional<ChatSchema> commonSchema;
    Phase lookedBackAt;                 ///< fused looking back: the movement phase that is meant
    QList<MessageSent> earlierMessages; ///< of the last movement phase, as messages
    /// Looking back: what was promised to or by this power for that phase, and what became of it.
    QList<CommitmentJudged> judged;
    int rounds = 0; ///< message rounds a phase
    int maxYear = 1902;
    int maxTokens = 4096;
    int promptTokens = 16'000; ///< budget of the request's texts, by estimatedTokens()
};

class PromptTexts;

/// Turns what a power may know into a request. Pure: the same context and templates give the same
/// bytes. What is the same for all powers of a phase comes first, then what does not change within
/// the phase, then what is new: providers' prompt caches go by the beginning, so what was sent once
/// is not rewritten.
class PromptBuilder {
public:
    explicit PromptBuilder(const PromptLibrary &library) : library_(library) {}

    /// The model's name and whether to stream are left to the seat. Keeps a part of the budget for
    /// askAgain(). The board and the legal orders are never cut, so a budget that is too small for
    /// them is exceeded.
    ChatRequest request(const PromptContext &context) const;

    /// The follow-up when an answer was no use: the request, the answer, and what was wrong with
    /// it; answer and problem are cut to what is left of the budget.
    static ChatRequest askAgain(const ChatRequest &request, const QString &answer,
                                const QString &problem, int promptTokens);

private:
    struct Parts {
        QString context; ///< empty: the task stands for itself
        QString task;
        QString text() const { return context + task; }
    };
    Parts userParts(const PromptContext &context, const PromptTexts &texts) const;
    QString filled(const QString &file, Power power, const PromptTexts &texts,
                   const QStringList &wanted = {}) const;

    const PromptLibrary &library_;
};

} // namespace concert
