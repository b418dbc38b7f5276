// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace concert {

/// Plain text for a tooltip, which guesses by itself whether a text is HTML: written so that it
/// always shows just these characters and lines. Empty stays empty.
QString plainTip(const QString &text);

} // namespace concert
