// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"

#include <QNetworkRequest>

class QNetworkAccessManager;

namespace concert {

/// Where and how \a post goes, body aside: no redirect is followed, nothing is remembered for the
/// next request (cookies, logins, cache), no HTTP/2 without TLS.
QNetworkRequest networkRequest(const HttpPost &post);

/// The environment's proxies apply to \a manager, but not for servers on this machine.
void chooseProxy(QNetworkAccessManager *manager, const QUrl &server);

} // namespace concert
