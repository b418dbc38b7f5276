// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace concert {

/// The name of \a known that somebody who wrote \a given most likely meant: a few letters away, or
/// the only one that has it as a part. Empty: none is near.
QString nearestName(const QString &given, const QStringList &known);

/// "; did you mean PREFIXname?", or nothing: goes on with a sentence about an unknown name.
QString didYouMean(const QString &given, const QStringList &known, const QString &prefix = {});

} // namespace concert
