// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/province.h"

#include <QString>

namespace concert {

/// "North Sea", in the viewer's language. Orders name provinces by their abbreviations, which are
/// the same in all languages.
QString provinceDisplayName(Province province);

} // namespace concert
