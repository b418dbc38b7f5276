// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace concert {

/// The address or thread sanitizer looks over this program's shoulder: everything takes many times
/// as long, and memory that was freed is kept.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool isSanitized = true;
#else
inline constexpr bool isSanitized = false;
#endif

} // namespace concert
