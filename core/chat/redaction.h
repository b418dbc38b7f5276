// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace concert {

/// \a text without the \a secrets (nor their base64 and percent-encoded forms), and without what
/// looks like a key: servers echo keys in their errors.
QString redacted(QString text, const QList<QByteArray> &secrets);

} // namespace concert
