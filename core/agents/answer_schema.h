// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_request.h"
#include "core/record/match_config.h"
#include "core/record/stage_kind.h"

#include <QList>

namespace concert {

/// The schema of a stage's answer, with the fields of the stages that are \a fused into it. Servers
/// generate fields in the order of the schema, which JSON objects of ours sort by name: names are
/// chosen so that what everybody waits for (orders, messages) comes before the rest. It is the same
/// for all powers: several providers put the schema before the system's words, so one that differed
/// would keep the powers from sharing what is cached of the prompt. (What a power says of itself is
/// passed over.)
ChatSchema answerSchema(StageKind stage, const QList<StageKind> &fused = {});

/// One schema for all that a match asks its powers for: {"answer": …} with one of its kinds. Their
/// first fields differ: OpenAI refuses an anyOf in which two objects begin alike, and a model tells
/// them apart by that. What is fused into a kind only now and then may be null. (The commentary has
/// a system prompt of its own, so it gains nothing by this.)
ChatSchema commonSchema(const MatchConfig &config);

/// The field that holds another stage's part of an answer: "private_notes", "result_notes",
/// "state_review".
QString fusedField(StageKind fused);

/// "Enemy, Unfriendly, Neutral, Friendly, Ally".
QString relationshipLabels();

} // namespace concert
