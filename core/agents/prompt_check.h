// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"

#include <QStringList>

namespace concert {

/// What of the match's prompt folders will not do what its author thought, a sentence each: files
/// that are never used, files that are empty, and placeholders that stand for nothing. To be told
/// before the first call. Reads the folders; without any there is nothing to say.
QStringList promptRemarks(const MatchConfig &config);

} // namespace concert
