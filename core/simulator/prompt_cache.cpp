// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/prompt_cache.h"

#include "core/simulator/call_key.h"

#include <QJsonDocument>

#include <utility>

namespace concert {

namespace {

constexpr qsizetype charactersPerToken = 4;
/// So many are kept twice: about a thousand prompts of the longest.
constexpr qsizetype maxBeginnings = 200'000;

/// Goes on from \a hash; the multiplier and shift are SplitMix64's.
quint64 extended(quint64 hash, QStringView text)
{
    for (const QChar character : text) {
        hash = (hash ^ character.unicode()) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 29;
    }
    return hash;
}

} // namespace

PromptCache::Beginnings PromptCache::beginningsOf(const AskedRequest &asked)
{
    QString text = asked.schemaText;
    for (const ChatMessage &message : asked.messages)
        text += message.content + QChar(static_cast<char16_t>(message.role));
    quint64 hash = extended(0, asked.model);
    Beginnings beginnings;
    constexpr qsizetype length = step * charactersPerToken;
    for (qsizetype at = 0; at + length <= text.size(); at += length) {
        hash = extended(hash, QStringView(text).mid(at, length));
        beginnings << hash;
    }
    return beginnings;
}

qint64 PromptCache::knownTokens(const Beginnings &prompt) const
{
    qsizetype known = 0;
    while (known < prompt.size() &&
           (recent_.contains(prompt[known]) || older_.contains(prompt[known])))
        ++known;
    return known * step < least ? 0 : known * step;
}

void PromptCache::remember(const Beginnings &prompt)
{
    if (recent_.size() > maxBeginnings)
        older_ = std::exchange(recent_, {});
    for (const quint64 beginning : prompt)
        recent_ << beginning;
}

} // namespace concert
