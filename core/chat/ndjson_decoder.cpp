// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/ndjson_decoder.h"

#include <utility>

namespace concert {

QList<QByteArray> NdjsonDecoder::feed(const QByteArray &bytes)
{
    QList<QByteArray> lines;
    qsizetype at = 0;
    while (at < bytes.size() && !tooLarge_) {
        const qsizetype stop = bytes.indexOf('\n', at);
        const qsizetype end = stop < 0 ? bytes.size() : stop;
        if (line_.size() + end - at > maxLineBytes) {
            tooLarge_ = true;
            break;
        }
        line_.append(bytes.constData() + at, end - at);
        if (stop < 0)
            break;
        const QByteArray line = std::exchange(line_, {}).trimmed();
        if (!line.isEmpty())
            lines.append(line);
        at = stop + 1;
    }
    return lines;
}

QList<QByteArray> NdjsonDecoder::finish()
{
    const QByteArray line = std::exchange(line_, {}).trimmed();
    return tooLarge_ || line.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{line};
}

} // namespace concert
