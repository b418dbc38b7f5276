// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"
#include "core/chat/provider_profile.h"
#include "core/llm/call_timers.h"

#include <QNetworkReply>

namespace concert {

/// What a failure below HTTP means. QNetworkReply's own text is not used: it holds the address.
/// \a tlsProblem: what the certificate check found, if it did.
ChatError networkError(const ProviderProfile &profile, QNetworkReply::NetworkError error,
                       const QString &tlsProblem);

/// One of our time limits ran out.
ChatError timeoutError(const ProviderProfile &profile, CallTimers::Limit limit);

} // namespace concert
