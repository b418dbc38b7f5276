// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace concert {

/// A path as somebody gives it to a program: file managers and browsers write file:// addresses.
inline QString localPath(const QString &given)
{
    const QUrl url = given.startsWith(QLatin1String("file://")) ? QUrl(given) : QUrl();
    const bool isHere = url.host().isEmpty() || url.host() == QLatin1String("localhost");
    return url.isLocalFile() && isHere ? url.path(QUrl::FullyDecoded) : given;
}

} // namespace concert
