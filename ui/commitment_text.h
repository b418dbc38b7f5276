// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/commitment.h"

namespace concert {

/// How promises are told to a person.

/// "support to Burgundy (Marseilles, Paris)", translated.
QString promiseText(const Commitment &commitment);
/// "kept", "broken", "moot", translated.
QString verdictText(CommitmentVerdict verdict);

} // namespace concert
