// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agents/agent.h"
#include "core/record/match_event.h"

#include <QList>
#include <QString>

namespace concert {

/// Pure functions from a model's answer to what the game can use, plus what was wrong with it. They
/// never fail: rubbish gives an empty value and a problem. Where the JSON is in an answer, and what
/// is still taken for JSON, answer_json.h says; tests/data/answers holds examples of everything.

struct ParsedOrders {
    QList<SubmittedOrder> orders; ///< legal, at most one a place, none defaulted
    QList<RejectedOrder> rejected;
    QString reasoning;
    QString problem; ///< what to tell the model when it is asked again; empty: nothing was wrong
};
/// Orders in every form of order_texts.h; of an answer without JSON those that stand in its prose.
ParsedOrders parseOrders(const QString &answer, const Position &position, Power power);

/// The orders plus the rulebook's default for everything that has none, marked as such.
QList<SubmittedOrder> completedOrders(const QList<SubmittedOrder> &orders, const Position &position,
                                      Power power);

struct ParsedMessages {
    QList<MessageSent> messages;
    QStringList notes; ///< what was dropped or cut, one sentence each
    QString problem;
};
/// Messages of \a call: a list, a table by recipient, or objects one after another. An unknown
/// recipient makes a message public, one to the sender or to an eliminated power is dropped; at
/// most 10 messages of 2,000 characters. Of an answer that is cut off the whole messages are kept.
ParsedMessages parseMessages(const QString &answer, const CallId &call, const Position &position);

struct ParsedState {
    Agent agent; ///< the old one with what the answer changes
    QString reasoning;
    QString problem;
    bool changed = false;      ///< goals or relationships were given
    QList<DiaryEntry> entries; ///< for the diary; not in the agent's yet
};
/// Reads goals and relationships by their usual names; goals replace, relationships merge.
ParsedState parseState(const QString &answer, const Agent &before);
/// A diary about \a phase: NegotiationDiary (JSON) or ResultDiary (JSON or just text).
ParsedState parseDiary(const QString &answer, const Agent &before, const Phase &phase,
                       StageKind kind);
/// The part of another stage's answer that a diary or an update is fused into.
ParsedState parseFused(const QString &answer, const Agent &before, const Phase &phase,
                       StageKind kind);
/// A plan, a consolidation, a commentary: the JSON field, else the text itself without thinking and
/// fences; empty: there is none.
QString parseText(const QString &answer, StageKind kind);

} // namespace concert
