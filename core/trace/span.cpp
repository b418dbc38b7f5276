// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/span.h"

#include <algorithm>

namespace concert {

qint64 Span::latency(qint64 now) const
{
    if (!isCall || !sent)
        return 0;
    // A call that failed has ended without a last token.
    const qint64 until = lastToken.value_or(ended.value_or(now));
    return std::max<qint64>(0, until - *sent);
}

} // namespace concert
