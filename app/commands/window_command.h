// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace concert {

/// `concert [DIR]`: the window, with the match in DIR if one is named. Gives the exit code.
int windowCommand(int argc, char **argv);

} // namespace concert
