// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/network_request.h"

#include "core/chat/provider_profile.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>

namespace concert {

QNetworkRequest networkRequest(const HttpPost &post)
{
    QNetworkRequest request(post.url);
    for (const auto &[name, value] : post.headers)
        request.setRawHeader(name, value);
    // By default Qt 6 follows redirects and takes key and body along to any host.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // HTTP/2 by ALPN only: over plain HTTP, Qt would ask for an upgrade that no local server knows.
    if (post.url.scheme() != QLatin1String("https"))
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return request;
}

void chooseProxy(QNetworkAccessManager *manager, const QUrl &server)
{
    if (isLoopback(server)) // a proxy of the environment is never meant for this machine
        manager->setProxy(QNetworkProxy::NoProxy);
}

} // namespace concert
