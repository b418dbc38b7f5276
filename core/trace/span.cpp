// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/span.h"

#include <algorithm>

namespace concert {

QList<TimeRange> Span::latencyRanges(qint64 now) const
{
    QList<TimeRange> ranges;
    if (!isCall || !sent)
        return ranges;
    // A call that failed has ended without a last token.
    const qint64 until = lastToken.value_or(ended.value_or(now));
    qint64 from = *sent;
    for (const auto &[heldFrom, heldTo] : held) {
        if (std::min(heldFrom, until) > from)
            ranges << TimeRange{from, std::min(heldFrom, until)};
        from = std::max(from, heldTo);
    }
    if (until > from)
        ranges << TimeRange{from, until};
    return ranges;
}

qint64 Span::latency(qint64 now) const
{
    qint64 sum = 0;
    for (const auto &[from, to] : latencyRanges(now))
        sum += to - from;
    return sum;
}

qint64 Span::heldTime(qint64 from, qint64 to) const
{
    qint64 sum = 0;
    for (const auto &[heldFrom, heldTo] : held)
        sum += std::max<qint64>(0, std::min(heldTo, to) - std::max(heldFrom, from));
    return sum;
}

} // namespace concert
