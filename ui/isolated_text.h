// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace concert {

/// A text of somebody else's, safe to stand in a line of ours: sanitized (see TextSanitizer), and
/// if anything in it runs from right to left, set between FSI and PDI, so that it turns nothing
/// around it.
QString isolated(const QString &text);

} // namespace concert
