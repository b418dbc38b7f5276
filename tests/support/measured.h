// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <algorithm>
#include <limits>

#include <ctime>

namespace concert {

/// Milliseconds of a processor that this thread has used so far. What else runs on the machine is
/// not in it, nor is waiting.
inline double threadCpuMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// For a promise in milliseconds of a clock on the wall: \a run returns what it took, and gets up
/// to five attempts. A busy machine may hold up one of them; a wait of ours holds up all.
template <typename Run>
qint64 shortestMs(qint64 promised, const Run &run)
{
    qint64 shortest = std::numeric_limits<qint64>::max();
    for (int attempt = 0; attempt < 5 && shortest >= promised; ++attempt)
        shortest = std::min<qint64>(shortest, run(attempt));
    return shortest;
}

} // namespace concert
