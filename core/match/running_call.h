// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agents/reply_parser.h"
#include "core/match/match.h"

namespace concert {

/// A stage whose seat was asked, and what has come of it so far.
struct Match::RunningCall {
    /// A request that is on its way: the call's own, or a second one beside it.
    struct Pending {
        ChatReply *reply = nullptr;
        CallId call; ///< its attempt
        SpendingReservation held;
        bool hedge = false;
        QString denied = {}; ///< no cap has room for another attempt
    };

    int stage = 0;
    CallId call;
    Seat *seat = nullptr; ///< who was asked last
    QString model;        ///< who was to be asked at first
    PromptContext context;
    ChatRequest request;
    QList<Pending> pending;
    bool parked = false;       ///< it had no answer, and waits with its power
    bool unaffordable = false; ///< it waits for room under a spending cap
    std::optional<qint64> unaffordableSince = {};
    bool waitsForServer = false;
    bool hedged = false;
    bool hasSecondSlot = false;   ///< for the request beside its first
    bool hadSecondChance = false; ///< it failed, and was asked again
    int shortened = 0;            ///< how often its prompt was too long for the model
    std::unique_ptr<Alarm> slow;  ///< rings when it has become slow
    SeatActivity activity;
    CallEnded ended;     // filled over all attempts; see noteRequest()
    ParsedOrders orders; // of the attempts so far
    QList<MessageSent> messages;
    QStringList notes;
    Agent agent;               // with what the answer changes
    bool agentChanged = false; // its goals or relationships were given
    QList<DiaryEntry> entries; // that it adds to the diary
    QString text;              // a plan, a consolidation, a commentary
    QString reasoning;
    QString unusable;  ///< the first answer, if it is asked again
    QString complaint; ///< what the model was told about it
    QString repaired;  ///< what was wrong with the first answer, as a watcher is told

    /// What was asked first, as the log has it. It can wait until the request has left, but not
    /// longer than the request stays as it is.
    void noteRequest();

    RunningCall() = default;
    Q_DISABLE_COPY_MOVE(RunningCall)
    ~RunningCall()
    {
        for (const Pending &each : std::as_const(pending)) {
            each.reply->disconnect();
            each.reply->deleteLater();
            each.reply->abort();
        }
    }
};

} // namespace concert
