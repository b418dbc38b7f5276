// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/server_knowledge.h"

namespace concert {

const std::shared_ptr<ServerKnowledge> &ServerKnowledge::ofProcess()
{
    static const auto knowledge = std::make_shared<ServerKnowledge>();
    return knowledge;
}

void ServerKnowledge::learn(const QUrl &baseUrl, const QString &model,
                            const Concessions &concessions)
{
    Concessions &known = concessions_[{baseUrl.toString(), model}];
    if (known == concessions)
        return;
    known = concessions;
    if (keeper_)
        keeper_(baseUrl, model, concessions);
}

} // namespace concert
