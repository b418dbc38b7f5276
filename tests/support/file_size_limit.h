// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <csignal>
#include <sys/resource.h>

namespace concert {

/// While it lives no file of this process, or of one that it starts, grows beyond some bytes:
/// write() itself fails, in the middle, as on a full disk (POSIX: EFBIG in place of ENOSPC).
class FileSizeLimit {
public:
    explicit FileSizeLimit(qint64 bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{static_cast<rlim_t>(bytes), before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit before_{};
};

/// Lifts it from a program that was started under it.
inline bool makeRoomFor(qint64 process)
{
    const auto pid = static_cast<pid_t>(process);
    rlimit limit{};
    const bool known = ::prlimit(pid, RLIMIT_FSIZE, nullptr, &limit) == 0;
    limit.rlim_cur = limit.rlim_max;
    return known && ::prlimit(pid, RLIMIT_FSIZE, &limit, nullptr) == 0;
}

} // namespace concert
