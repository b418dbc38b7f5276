// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/request_parts.h"
#include "core/chat/request_remedy.h"
#include "core/llm/chat_call.h"

#include <utility>

namespace concert {

using namespace std::chrono_literals;

// What a call does about a server that does not take it as it is: it is sent in another form, which
// is remembered for the model, and taken back if it did not help.

StructuredLevel ChatCall::structuredLevel() const
{
    return nearestLevel(transport_->profile, request_, used_.structured);
}

/// A server that takes a schema and answers as it likes is not asked for one again. This answer
/// goes to whoever can make something of it, or asks again.
void ChatCall::noteStructure(FinishReason reason)
{
    const StructuredLevel asked = structuredLevel();
    const std::optional<ChatSchema> schema = requestAt(request_, asked).schema;
    if (reason != FinishReason::Complete || !schema ||
        keepsToStructure(result_.text, *schema, asked))
        return;
    Concessions known = transport_->concessions(request_.model);
    if (nearestLevel(transport_->profile, request_, known.structured) != asked)
        return; // another call has noticed
    lowerStructure(transport_->profile, request_, &known);
    transport_->learn(request_.model, known);
}

/// A kept connection that its server had closed, or closed just then, says nothing about the
/// server: Qt opens another. More than two at once are another matter.
bool ChatCall::isOfOldConnection(const ChatError &error)
{
    constexpr int mostOld = 2;
    if (error.kind != ChatError::Kind::Interrupted || hasHeaders_ || !mayBeKept_ ||
        isNewConnection_ || transport_->isDown() || oldConnections_ >= mostOld)
        return false;
    ++oldConnections_;
    return true;
}

/// What to ask for instead, because of \a error; false: nothing else.
bool ChatCall::findConcession(const ChatError &error, Concessions *next)
{
    const ProviderProfile &profile = transport_->profile;
    switch (error.about) {
    case ChatError::About::Other:
        return false;
    case ChatError::About::Request:
        if (const auto found =
                concessionFor(error, transport_->dialect, profile, request_, *next)) {
            *next = *found;
            return true;
        }
        return false;
    case ChatError::About::Answer: // once is the model's slip, and the same request may do
        return ++slips_ > 1 && lowerStructure(profile, request_, next);
    case ChatError::About::Thoughts:
        if (std::exchange(onlyThought_, true))
            return false;
        if (!next->withoutThoughts && !withoutThoughts(profile).isEmpty()) {
            next->withoutThoughts = true;
            return true;
        }
        return lowerStructure(profile, request_, next);
    }
    Q_UNREACHABLE();
}

/// Sends the request again in a form that the server may take, and remembers that for the model.
bool ChatCall::concede(const ChatError &error)
{
    if (error.about == ChatError::About::Other || conceded_ >= maxConcessions)
        return false;
    Concessions next = transport_->concessions(request_.model);
    if (next == used_) { // else another call has found it out meanwhile
        if (!findConcession(error, &next))
            return false;
        const HttpPost post = transport_->dialect.post(request_, transport_->profile, {}, next);
        if (post.body == body_) // has not what is refused
            return false;
        if (!cause_)
            cause_ = error;
        learn(next);
    }
    ++conceded_;
    transport_->ended(this, Transport::Outcome::Answered);
    sendAgain(0ms, tr("%1 Trying again without that.").arg(error.message));
    return true;
}

/// The server does not say what it minds, and minds it still.
bool ChatCall::askInWeakerForm(const ChatError &error)
{
    Concessions next = transport_->concessions(request_.model);
    if (conceded_ > 0 || !lowerStructure(transport_->profile, request_, &next))
        return false;
    ++conceded_;
    cause_ = error;
    learn(next);
    sendAgain(0ms, tr("%1 Trying again in a simpler form.").arg(error.message));
    return true;
}

void ChatCall::learn(const Concessions &next)
{
    if (!before_)
        before_ = transport_->concessions(request_.model);
    learned_ = next;
    transport_->learn(request_.model, next);
}

/// A refusal in spite of all that was left out: it was not that. Where the trouble was none of the
/// request's, our remedy was what is refused, and the trouble counts.
void ChatCall::takeBack(ChatError *error)
{
    if (!before_ || error->kind != ChatError::Kind::BadRequest)
        return;
    if (transport_->concessions(request_.model) == learned_)
        transport_->learn(request_.model, *before_);
    if (cause_ && cause_->about != ChatError::About::Request)
        *error = *cause_;
}

} // namespace concert
