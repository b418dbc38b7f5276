// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log_file.h"
#include "ui/call_text.h"

#include <QList>
#include <QString>

#include <utility>

namespace concert {

/// What there is to say about a call, as plain text: pure functions of the log and of the call's
/// prompt and answer. Texts of models are passed on as they are. \a over: nobody plays the match
/// any more, so that a call without an end does not run.

/// Name and value, in the order in which they are shown: model, outcome, attempts, tokens, time.
QList<std::pair<QString, QString>> callFacts(const CallRecord &record, const Span &span,
                                             bool over = false);

/// What the match took from the answer: messages, orders with their results and those that were
/// rejected with the reasons, goals and relationships.
QString callResultText(const MatchLog &log, const CallRecord &record, bool over = false);

/// "1,234 in, 56 out, 12 for thinking".
QString usageText(const Usage &usage);

/// "System", "User", "Assistant".
QString roleText(ChatMessage::Role role);

/// The messages that were sent to the model, each under its role.
QString promptText(const CallText &text);

/// All of it, for a file.
QString callReport(const MatchLog &log, const CallRecord &record, const QList<CallText> &texts,
                   bool over = false);

} // namespace concert
