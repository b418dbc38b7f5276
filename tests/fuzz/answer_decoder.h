// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace concert {

/// Feeds \a input to a decoder: its first byte chooses the dialect, its second how the rest is cut.
/// Empty, or what must not be: other events than for the whole in one piece, more than one end, an
/// end that is not the last.
QString answerDecoderProblem(const QByteArray &input);

} // namespace concert
