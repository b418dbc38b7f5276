// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/seat.h"

namespace concert {

ChatReply *ModelSeat::ask(const PromptContext &, const ChatRequest &request)
{
    ChatRequest addressed = request;
    addressed.model = model_.name.isEmpty() ? model_.provider : model_.name;
    return provider_->send(addressed);
}

QString ModelSeat::server() const
{
    return provider_->profile().serverName();
}

bool ModelSeat::isBilled() const
{
    return !provider_->profile().isBuiltIn();
}

std::optional<double> ModelSeat::cost(const Usage &usage) const
{
    return provider_->profile().cost(model_.name, usage);
}

} // namespace concert
