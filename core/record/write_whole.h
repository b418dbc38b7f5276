// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace concert {

/// Writes a file as a whole or not at all, without keys in it (Redactor). On failure a sentence.
/// Pipes and devices are written to as they are. In a match's folder, though, which may be a
/// stranger's, nothing is replaced but a file (folder_file.h), and a new one is this user's only.
/// What holds text of models or servers is written by this and by MatchLogFile only.
QString writeWhole(const QString &path, const QByteArray &bytes);

} // namespace concert
