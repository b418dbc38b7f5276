// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/network_error.h"

#include "core/chat/text_cut.h"
#include "core/chat/text_sanitizer.h"

#include <QCoreApplication>

namespace concert {

namespace {

struct NetworkText {
    Q_DECLARE_TR_FUNCTIONS(concert::ChatProvider)
};

QString secondsText(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000.0);
}

} // namespace

ChatError networkError(const ProviderProfile &profile, QNetworkReply::NetworkError error,
                       const QString &tlsProblem)
{
    using Kind = ChatError::Kind;
    const QString server = profile.serverName();
    ChatError result;
    result.retryable = true;
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        result.kind = Kind::Connect;
        result.message =
            isLoopback(profile.baseUrl)
                ? NetworkText::tr("%1 refused the connection. Is the server running?").arg(server)
                : NetworkText::tr("%1 refused the connection.").arg(server);
        break;
    case QNetworkReply::HostNotFoundError:
        result.kind = Kind::Connect;
        result.message =
            NetworkText::tr("%1 was not found. Is the network up, and the address right?")
                .arg(server);
        break;
    case QNetworkReply::SslHandshakeFailedError:
        result.kind = Kind::Tls;
        result.retryable = false;
        result.message = tlsProblem.isEmpty()
                             ? NetworkText::tr("%1 could not agree on encryption.").arg(server)
                             : NetworkText::tr("%1 has no valid certificate: %2")
                                   .arg(server, cutText(sanitizedText(tlsProblem), 200));
        break;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // closed before the answer; our body is sent only once
    case QNetworkReply::ProtocolFailure:
        result.kind = Kind::Interrupted;
        result.message = NetworkText::tr("%1 broke the connection.").arg(server);
        break;
    case QNetworkReply::UnknownContentError: // of the unpacker, as the status was 200
        result.kind = Kind::Protocol;
        result.retryable = false;
        result.message = NetworkText::tr("%1 sent an answer that cannot be unpacked.").arg(server);
        break;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        result.kind = Kind::Connect;
        result.message = NetworkText::tr("The proxy on the way to %1 does not work.").arg(server);
        break;
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        result.kind = Kind::BadRequest;
        result.retryable = false;
        result.message = NetworkText::tr("%1 cannot be spoken to over this address.").arg(server);
        break;
    default:
        result.kind = Kind::Connect;
        result.message = NetworkText::tr("The network failed on the way to %1 (%2).")
                             .arg(server)
                             .arg(static_cast<int>(error));
    }
    return result;
}

ChatError timeoutError(const ProviderProfile &profile, CallTimers::Limit limit)
{
    const ChatTimeouts &times = profile.timeouts;
    const QString server = profile.serverName();
    ChatError error;
    error.kind = ChatError::Kind::Timeout;
    error.retryable = true;
    switch (limit) {
    case CallTimers::Limit::Connect:
        error.kind = ChatError::Kind::Connect;
        error.message = NetworkText::tr("%1 could not be reached within %2 s.")
                            .arg(server, secondsText(times.connect));
        break;
    case CallTimers::Limit::FirstByte:
        error.message = NetworkText::tr("%1 did not begin to answer within %2 s.")
                            .arg(server, secondsText(times.firstByte));
        break;
    case CallTimers::Limit::Idle:
        error.message = NetworkText::tr("%1 fell silent for %2 s in its answer.")
                            .arg(server, secondsText(times.idle));
        break;
    case CallTimers::Limit::Progress:
        error.message = NetworkText::tr("%1 kept the connection for %2 s but sent no text.")
                            .arg(server, secondsText(times.progress));
        break;
    case CallTimers::Limit::Total:
        error.retryable = false;
        error.message = NetworkText::tr("%1 did not finish its answer within %2 s.")
                            .arg(server, secondsText(times.total));
        break;
    }
    return error;
}

} // namespace concert
