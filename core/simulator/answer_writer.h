// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/prompt_reader.h"

namespace concert {

/// What the built-in model answers: JSON for what is asked in a known way, an instance of a schema
/// that it does not know, else a few sentences.
/// Pure. \a taste: what choices beyond the player's own hang on, equal for equal requests.
QString writeAnswer(const Prompt &prompt, quint64 taste);

} // namespace concert
