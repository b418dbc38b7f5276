// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace concert {

/// Keeps every core busy while it lives, as a build beside the program does: threads are held up
/// anywhere, and in another order than on an idle machine.
class BusyMachine {
public:
    BusyMachine()
    {
        const unsigned count = 2 * std::max(1U, std::thread::hardware_concurrency());
        for (unsigned i = 0; i < count; ++i) {
            threads_.emplace_back([this] {
                while (!ended_.load(std::memory_order_relaxed)) {
                }
            });
        }
    }
    ~BusyMachine()
    {
        ended_ = true;
        for (std::thread &thread : threads_)
            thread.join();
    }
    BusyMachine(const BusyMachine &) = delete;
    BusyMachine &operator=(const BusyMachine &) = delete;

private:
    std::atomic<bool> ended_ = false;
    std::vector<std::thread> threads_;
};

} // namespace concert
