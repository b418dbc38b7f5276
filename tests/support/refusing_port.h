// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>
#include <QUrl>

namespace concert {

/// A port of this machine that refuses connections while this lives. It is taken, but nobody
/// listens; a port that is only given up may be another test's server a moment later.
class RefusingPort {
public:
    RefusingPort()
    {
        if (!socket_.bind(QHostAddress::LocalHost, 0, QAbstractSocket::DontShareAddress))
            qFatal("no port can be taken: %s", qPrintable(socket_.errorString()));
    }
    quint16 port() const { return socket_.localPort(); }
    QUrl baseUrl() const ///< http://127.0.0.1:PORT/v1
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1/v1").arg(port()));
    }

private:
    QTcpSocket socket_;
};

} // namespace concert
