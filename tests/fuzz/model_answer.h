// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace concert {

/// What must hold of whatever a model answers: every parser ends with usable values or a problem,
/// orders are legal and no more than may be given, messages keep their bounds. Empty, or what is
/// wrong.
QString modelAnswerProblem(const QByteArray &input);

} // namespace concert
