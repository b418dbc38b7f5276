// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace concert {

/// Lets screen readers take the widgets that paint what they show (map, charts, timeline, phase
/// bar) for what they are: pictures whose value is what is selected in them, which they keep as
/// their accessible description. Once for the whole program; more often does no harm.
void describePaintedWidgets();

} // namespace concert
