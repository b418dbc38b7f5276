// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"
#include "core/chat/dialect.h"
#include "core/chat/server_complaint.h"

#include <optional>

namespace concert {

/// The error of an answer whose status is not 200. One for all dialects: what servers say differs
/// by vendor more than by dialect, and gateways pass on each other's words.
ChatError statusError(const ProviderProfile &profile, int status, const HttpHeaders &headers,
                      const QByteArray &body);

/// An error that came inside an answer with status 200.
ChatError innerError(const ProviderProfile &profile, const ServerComplaint &complaint);

/// How long the server wants us to wait; nullopt: not said, or senseless (negative, not a number).
std::optional<std::chrono::milliseconds> retryAfterHint(const HttpHeaders &headers);

} // namespace concert
