// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPlainTextEdit;
class QString;

namespace concert {

/// Shows a text that may have grown since it was shown last. Whoever reads or has marked something
/// is left alone: what only grew is added at the end, and followed only by who was at the end.
void showGrown(QPlainTextEdit *field, const QString &text);

} // namespace concert
