// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/sse_decoder.h"

#include <algorithm>
#include <utility>

namespace concert {

QList<SseEvent> SseDecoder::feed(const QByteArray &bytes)
{
    QList<SseEvent> events;
    const char *at = bytes.constData();
    const char *const end = at + bytes.size();
    while (at < end && !tooLarge_) {
        if (std::exchange(afterCr_, false) && *at == '\n') {
            ++at;
            continue;
        }
        const char *const stop =
            std::find_if(at, end, [](char c) { return c == '\n' || c == '\r'; });
        const QByteArrayView piece(at, stop - at);
        if (line_.size() + piece.size() + event_.data.size() > maxEventBytes) {
            tooLarge_ = true;
            break;
        }
        if (stop == end) {
            line_.append(piece);
            break;
        }
        afterCr_ = *stop == '\r';
        if (line_.isEmpty()) {
            endLine(piece, events); // nearly always: nothing is copied
        } else {
            line_.append(piece);
            endLine(std::exchange(line_, {}), events);
        }
        at = stop + 1;
    }
    return events;
}

QList<SseEvent> SseDecoder::finish()
{
    QList<SseEvent> events;
    if (tooLarge_)
        return events;
    if (!line_.isEmpty())
        endLine(std::exchange(line_, {}), events);
    dispatch(events);
    return events;
}

void SseDecoder::endLine(QByteArrayView line, QList<SseEvent> &events)
{
    if (std::exchange(firstLine_, false) && line.startsWith("\xEF\xBB\xBF"))
        line = line.sliced(3);
    if (line.isEmpty()) {
        dispatch(events);
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView field = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (field == "data") {
        if (std::exchange(hasData_, true))
            event_.data += '\n';
        event_.data.append(value);
    } else if (field == "event") {
        event_.type = value.toByteArray();
    }
}

void SseDecoder::dispatch(QList<SseEvent> &events)
{
    const SseEvent event = std::exchange(event_, {});
    if (std::exchange(hasData_, false))
        events.append(event);
}

} // namespace concert
