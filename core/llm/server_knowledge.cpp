// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/server_knowledge.h"

namespace concert {

const std::shared_ptr<ServerKnowledge> &ServerKnowledge::ofProcess()
{
    static const auto knowledge = std::make_shared<ServerKnowledge>();
    return knowledge;
}

} // namespace concert
