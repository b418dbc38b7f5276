// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer's way in; see `./dev fuzz`.
#include "tests/fuzz/order_text_check.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string input(data, data + size);
    if (const std::string problem = order_text_check::problemWith(input); !problem.empty()) {
        std::fprintf(stderr, "%s\n", problem.c_str());
        std::abort();
    }
    return 0;
}
