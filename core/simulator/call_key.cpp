// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/call_key.h"

#include <QByteArrayList>

namespace concert {

quint64 stableHash(QByteArrayView bytes)
{
    quint64 hash = 0xcbf29ce484222325U;
    for (const char byte : bytes) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 0x100000001b3U;
    }
    return hash;
}

CallKey CallKey::of(const QByteArray &identity, const QByteArray &body)
{
    constexpr QByteArrayView hedged = "+hedge";
    if (identity.endsWith(hedged)) {
        CallKey key = of(identity.chopped(hedged.size()), body);
        key.hedge = true;
        return key;
    }
    const QByteArrayList parts = identity.split('/');
    if (parts.size() != 5)
        return {0, stableHash(identity.isEmpty() ? body : identity), {}, false};
    const QByteArray series = parts[0] + '/' + parts[2];
    const QByteArray place = parts[1] + '/' + parts[3] + '/' + parts[4];
    return {stableHash(series), stableHash(place), parsePower(parts[0].toStdString()), false};
}

} // namespace concert
