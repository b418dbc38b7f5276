// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace concert {

/// Where the program makes sentences that go to the log by tr(): there they stay English, and the
/// window translates what it shows (shownSentence). LogTranslator knows them by these contexts.
inline constexpr const char *callContext = "concert::ChatCall";
inline constexpr const char *networkContext = "concert::ChatProvider";
inline constexpr const char *answerContext = "concert::ModelAnswer";
inline constexpr const char *spendingContext = "concert::SpendingGuard";
inline constexpr std::array logContexts{callContext, networkContext, answerContext,
                                        spendingContext};

/// Asks for the translation of such a sentence, which is hidden from whoever makes it.
inline constexpr const char *shownToViewer = "shown";

struct SentenceForm {
    const char *context;
    const char *source;
};

/// What is put behind other sentences of the log.
inline constexpr std::array wrappingForms{
    SentenceForm{answerContext, "%1 It says: %2"},
    SentenceForm{callContext, "%1 (%2 attempts)"},
    SentenceForm{callContext, "%1 Trying again in %2 s."},
    SentenceForm{callContext, "%1 Waiting for it; the next attempt is in %2 s."},
    SentenceForm{callContext, "%1 Trying again without that."},
    SentenceForm{callContext, "%1 Trying again in a simpler form."},
    SentenceForm{callContext, "%1 Trying again."},
    SentenceForm{callContext, "%1 It asks to wait until %2."},
};

/// What went wrong with a call, and why a match pauses.
inline constexpr std::array callForms{
    SentenceForm{networkContext, "%1 refused the connection. Is the server running?"},
    SentenceForm{answerContext, "%1 refused the key (%2). Set %3 to a valid key."},
    SentenceForm{callContext, "The request was cancelled."},
    SentenceForm{callContext, "%1 sent too many headers."},
    SentenceForm{callContext, "%1 sent more than %2 MiB."},
    SentenceForm{callContext, "%1 sent more than %2 characters, though the limit was %3 tokens."},
    SentenceForm{callContext, "%1 is not available."},
    SentenceForm{answerContext, "%1 refused what its model wrote (%2)."},
    SentenceForm{answerContext, "%1 sent thoughts only, and no answer."},
    SentenceForm{networkContext, "%1 refused the connection."},
    SentenceForm{networkContext, "%1 was not found. Is the network up, and the address right?"},
    SentenceForm{networkContext, "%1 could not agree on encryption."},
    SentenceForm{networkContext, "%1 has no valid certificate: %2"},
    SentenceForm{networkContext, "%1 broke the connection."},
    SentenceForm{networkContext, "%1 sent an answer that cannot be unpacked."},
    SentenceForm{networkContext, "The proxy on the way to %1 does not work."},
    SentenceForm{networkContext, "%1 cannot be spoken to over this address."},
    SentenceForm{networkContext, "The network failed on the way to %1 (%2)."},
    SentenceForm{networkContext, "%1 could not be reached within %2 s."},
    SentenceForm{networkContext, "%1 did not begin to answer within %2 s."},
    SentenceForm{networkContext, "%1 fell silent for %2 s in its answer."},
    SentenceForm{networkContext, "%1 kept the connection for %2 s but sent no text."},
    SentenceForm{networkContext, "%1 did not finish its answer within %2 s."},
    SentenceForm{answerContext, "%1 sent a piece of an answer that is longer than 1 MiB."},
    SentenceForm{answerContext, "%1 sent an answer longer than 2 MiB."},
    SentenceForm{answerContext, "%1 ended its answer in the middle."},
    SentenceForm{answerContext, "%1 sent a web page instead of an answer. Check the address."},
    SentenceForm{answerContext, "%1 sent a piece of an answer that is not valid JSON."},
    SentenceForm{answerContext, "%1 sent an answer that is not valid JSON."},
    SentenceForm{answerContext, "%1 sent JSON that holds no answer."},
    SentenceForm{answerContext, "%1 sent an empty answer."},
    SentenceForm{answerContext, "%1 does not permit this request (%2)."},
    SentenceForm{answerContext, "%1 asks for a key (%2)."},
    SentenceForm{answerContext, "%1 says that credit or quota is used up (%2)."},
    SentenceForm{answerContext, "%1 asks for fewer requests (%2)."},
    SentenceForm{answerContext, "%1 ran out of time (%2)."},
    SentenceForm{answerContext, "%1 failed (%2)."},
    SentenceForm{answerContext, "%1 does not know the model or the address (%2)."},
    SentenceForm{answerContext, "%1 finds the request too long (%2)."},
    SentenceForm{answerContext, "%1 refused the request (%2)."},
    SentenceForm{answerContext,
                 "%1 redirects elsewhere (%2), which is not followed. Check the address."},
    SentenceForm{answerContext, "%1 answered with the unexpected status %2."},
    SentenceForm{answerContext, "in its answer"},
    SentenceForm{answerContext, "%1 finds the prompt longer than the model can take (%2)."},
    SentenceForm{answerContext, "%1 refused the key of the system keychain (%2). Enter a valid one "
                                "on the page Providers of the settings."},
    SentenceForm{answerContext, "%1 refused the key that you entered (%2). Enter a valid one on "
                                "the page Providers of the settings."},
    SentenceForm{answerContext, "%1 refused the key that was given behind '#' (%2). Check it."},
    SentenceForm{spendingContext,
                 "The match has spent %1 of its cap of %2, and the next call may cost %3."},
    SentenceForm{spendingContext,
                 "The match has used %1 tokens of its cap of %2, and the next call may take %3."},
    SentenceForm{spendingContext,
                 "Today's matches have spent %1 of the day's cap of %2 and hold back "
                 "%3 for calls that run; the next call may cost %4."},
    SentenceForm{spendingContext,
                 "Today's matches have used %1 tokens of the day's cap of %2 and hold "
                 "back %3 for calls that run; the next call may take %4."},
};

} // namespace concert
