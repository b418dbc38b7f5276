// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace concert {

/// What must hold of whatever is opened as a saved game: a sentence that names the place, or a game
/// that can be played again, written and read back. Empty, or what is wrong.
QString savedGameProblem(const QByteArray &input);

} // namespace concert
