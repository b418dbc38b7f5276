// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

namespace concert {

/// Opens a file of a folder of prompts, which goes to servers as it is: so it is one of that folder
/// (by a link within it, perhaps), and no longer than a prompt. Why not, continuing a sentence;
/// empty: it is open.
QString openPrompt(const QString &path, QFile *file);

/// Why one of the files *.txt of a folder of prompts is none, as MatchConfig::problems() says such
/// things; empty: all are.
QString whyNoPrompts(const QString &folder);

} // namespace concert
