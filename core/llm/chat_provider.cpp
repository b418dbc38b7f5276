// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/chat_provider.h"

#include "core/llm/chat_call.h"
#include "core/llm/transport.h"

#include <QCryptographicHash>
#include <QPointer>
#include <QtEndian>

namespace concert {

class ChatProvider::Private {
public:
    std::shared_ptr<Transport> transport;
    quint64 seed = 0;
    quint64 calls = 0;

    /// A call's jitter follows from its identity, not from the order of calls.
    quint64 seedOf(const ChatRequest &request)
    {
        const QByteArray id = request.callId.isEmpty() ? QByteArray::number(calls) : request.callId;
        const QByteArray hash = QCryptographicHash::hash(id, QCryptographicHash::Sha256);
        return seed ^ qFromLittleEndian<quint64>(hash.constData());
    }
};

ChatProvider::ChatProvider(const ProviderProfile &profile, const QByteArray &key, quint64 seed,
                           QObject *parent, const ProviderGround &ground)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->transport = std::make_shared<Transport>(profile, key, ground);
    d->seed = seed;
}

ChatProvider::~ChatProvider()
{
    d->transport->close(); // a slot of finished() may send again: too late
    QList<QPointer<ChatCall>> calls;
    for (ChatCall *call : findChildren<ChatCall *>(Qt::FindDirectChildrenOnly))
        calls.append(call);
    for (const auto &call : std::as_const(calls)) {
        if (call)
            call->abort();
    }
}

const ProviderProfile &ChatProvider::profile() const
{
    return d->transport->profile;
}

ChatReply *ChatProvider::send(const ChatRequest &request)
{
    ++d->calls;
    auto *call = new ChatCall(request, d->transport, d->seedOf(request), this);
    call->begin();
    return call;
}

int ChatProvider::inFlight() const
{
    return d->transport->inFlight();
}

int ChatProvider::requestsSent() const
{
    return d->transport->requestsSent();
}

Concessions ChatProvider::concessions(const QString &model) const
{
    return d->transport->concessions(model);
}

bool ChatProvider::isDown() const
{
    return d->transport->isDown();
}

int ChatProvider::concurrencyLimit() const
{
    return d->transport->limit();
}

void ChatProvider::warmUp(int connections)
{
    d->transport->warmUp(connections);
}

} // namespace concert
