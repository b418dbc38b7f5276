// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agents/reply_parser.h"
#include "core/match/match.h"

namespace concert {

/// A stage whose seat was asked, and what has come of it so far.
struct Match::RunningCall {
    int stage = 0;
    CallId call;
    PromptContext context;
    ChatRequest request;
    ChatReply *reply = nullptr;
    bool shortened = false; ///< its prompt was too long for the model
    SeatActivity activity;
    CallEnded ended;     // filled over all attempts
    ParsedOrders orders; // of the attempts so far
    QList<MessageSent> messages;
    QStringList notes;
    Agent agent;               // with what the answer changes
    bool agentChanged = false; // its goals or relationships were given
    QList<DiaryEntry> entries; // that it adds to the diary
    QString text;              // a plan, a consolidation, a commentary
    QString reasoning;

    RunningCall() = default;
    Q_DISABLE_COPY_MOVE(RunningCall)
    ~RunningCall()
    {
        if (reply != nullptr) {
            reply->disconnect();
            reply->deleteLater();
            reply->abort();
        }
    }
};

} // namespace concert
