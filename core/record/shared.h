// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>

namespace concert {

/// A value that its copies share: as small as two pointers, never null, never changed, safe to read
/// in any thread. For large parts that few of many values have: a variant takes the room of the
/// largest everywhere.
template <typename T>
class Shared {
public:
    Shared() : Shared(T()) {}
    Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}
    operator const T &() const { return *value_; }
    const T &operator*() const { return *value_; }
    const T *operator->() const { return value_.get(); }

private:
    std::shared_ptr<const T> value_;
};

} // namespace concert
