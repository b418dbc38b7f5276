// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace concert {

/// From now on Qt's messages (qWarning, qDebug, …) lose their keys, and what a
/// terminal would obey, before anybody gets them. First
/// thing in main().
void installMessageFilter();

} // namespace concert
