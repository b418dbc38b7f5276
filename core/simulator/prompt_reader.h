// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/player.h"
#include "core/simulator/asked_request.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace concert {

/// What the built-in model understands of a request. The contract with our own prompts: the
/// schema's name or required fields say what is asked; in the messages' text stand a line "POWER
/// FRANCE", the board as boardText() writes it, in message prompts a line "ROUND 1 OF 2", and this
/// phase's press as one JSON object a line: {"from":"ENGLAND","to":"FRANCE","round":1,"text":"…"}
/// ("GLOBAL": to all). Where the schema leaves open which kind of answer is meant, the prompt
/// shows one that begins like the one that is meant: {"orders". Of other programs' prompts it makes
/// out what it can; a schema of theirs is kept to, whatever it asks for.
struct Prompt {
    enum class Kind { InitialState, Messages, Orders, StateUpdate, Diary, OwnFields, FreeText };
    Kind kind = Kind::FreeText;
    bool structured = false;    ///< asked by a schema: the answer is nothing but JSON
    QStringList fields;         ///< that the schema requires, in its order
    QString wrapper;            ///< the answer is the value of this field; empty: it stands alone
    QStringList nothings;       ///< fields that the schema requires and the prompt does not mention
    QJsonObject schema;         ///< one that is none of ours; the answer must follow it
    PlayerView view;            ///< position only if hasBoard
    bool hasBoard = false;      ///< a board of ours was found
    QStringList possibleOrders; ///< of another program's prompt, as they stand there
    qsizetype characters = 0;   ///< of all messages and the schema
};

Prompt readPrompt(const AskedRequest &request, quint64 seed);
/// The body of a request in OpenAI's Chat Completions.
Prompt readPrompt(const QJsonObject &chatRequest, quint64 seed);

} // namespace concert
