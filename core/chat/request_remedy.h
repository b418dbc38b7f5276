// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"
#include "core/chat/server_complaint.h"

namespace concert {

/// What to change in a request that a server refused as it was: one step, read from the server's
/// own words. Whether the request has what would be changed is the caller's to see.
struct RequestRemedy {
    ChatError::Remedy what = ChatError::Remedy::None;
    QString field; ///< for DropField
};

RequestRemedy remedyFor(int status, const ServerComplaint &complaint);

/// The prompt is longer than the model's context.
bool isContextLength(int status, const ServerComplaint &complaint);

} // namespace concert
