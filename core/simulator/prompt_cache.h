// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/asked_request.h"

#include <QList>
#include <QSet>

namespace concert {

/// What a provider's prompt cache knows of the prompts that were sent before, by the rules that
/// OpenAI documents ("Prompt caching"): the longest common beginning counts, in steps of 128
/// tokens, from 1024 tokens on; a schema stands before the first message. A token is four
/// characters here. The oldest prompts are forgotten.
class PromptCache {
public:
    static constexpr qsizetype step = 128;
    static constexpr qsizetype least = 1024;

    /// A prompt's beginnings, each a step longer than the one before.
    using Beginnings = QList<quint64>;
    static Beginnings beginningsOf(const AskedRequest &asked);

    /// So many tokens of the prompt are known.
    qint64 knownTokens(const Beginnings &prompt) const;
    /// From now on it is known. A server has read a prompt when its answer begins.
    void remember(const Beginnings &prompt);

private:
    QSet<quint64> recent_;
    QSet<quint64> older_;
};

} // namespace concert
