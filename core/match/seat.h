// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agents/prompt_builder.h"
#include "core/chat/chat_request.h"
#include "core/chat/model_id.h"
#include "core/llm/chat_provider.h"
#include "core/llm/chat_reply.h"

#include <QString>

namespace concert {

/// Who answers for a power: a model, a script, later a recording or a person.
class Seat {
public:
    virtual ~Seat() = default;

    /// The server behind it, as errors name it: "OpenAI (api.openai.com)".
    virtual QString server() const { return name(); }
    /// Its tokens are somebody's: they count for the day.
    virtual bool isBilled() const { return false; }

    /// As logs name it: "openai:gpt-5", "simulator", "script".
    virtual QString name() const = 0;

    /// Asks. \a context is what the power may know, \a request the same as a prompt; a seat uses
    /// whichever it understands. The reply keeps ChatReply's promises (finished() exactly once and
    /// never from within this call); the caller owns it.
    virtual ChatReply *ask(const PromptContext &context, const ChatRequest &request) = 0;

    /// What that much costs here, in dollars; nullopt: nobody knows.
    virtual std::optional<double> cost(const Usage &) const { return 0.0; }
};

/// A model behind a provider, which must outlive the seat.
class ModelSeat : public Seat {
public:
    ModelSeat(ChatProvider *provider, const ModelId &model) : provider_(provider), model_(model) {}

    QString name() const override { return model_.toString(); }
    QString server() const override;
    bool isBilled() const override;
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override;
    std::optional<double> cost(const Usage &usage) const override;

private:
    ChatProvider *provider_;
    ModelId model_;
};

} // namespace concert
