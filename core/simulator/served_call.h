// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>

namespace concert {

/// A chat request as its server saw it.
struct ServedCall {
    QByteArray id;                                 ///< header X-Concert-Call
    std::chrono::steady_clock::time_point taken{}; ///< all of the request was there
    std::chrono::steady_clock::time_point given{}; ///< the answer's last byte was written
    std::chrono::nanoseconds drawn{0};             ///< what the latency model wanted between them
};

} // namespace concert
