// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/relationship.h"

#include <QColor>
#include <QPalette>
#include <QString>

namespace concert {

/// The one table of how a relationship is called and drawn.

/// "Friendly", translated.
QString relationshipText(Relationship relationship);
/// "F", translated: the same in a cell, where colour must not stand alone.
QString relationshipLetter(Relationship relationship);
/// For a cell's background, from red by grey to blue: apart for every kind of sight.
QColor relationshipColor(Relationship relationship, const QPalette &palette);

} // namespace concert
