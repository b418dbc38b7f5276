// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <type_traits>

namespace concert {

/// A list with room for a fixed number of trivial values, kept inside the object: it never
/// allocates, and what is not used is never touched. A full list takes no more.
template <typename T, std::size_t Capacity>
class FixedList {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    using value_type = T;

    FixedList() = default;
    FixedList(std::initializer_list<T> values)
    {
        for (const T &value : values)
            push_back(value);
    }
    FixedList(const FixedList &other) { *this = other; }
    FixedList &operator=(const FixedList &other)
    {
        if (this != &other) {
            size_ = other.size_;
            std::copy(other.begin(), other.end(), begin());
        }
        return *this;
    }

    T *begin() { return reinterpret_cast<T *>(storage_); }
    T *end() { return begin() + size_; }
    const T *begin() const { return reinterpret_cast<const T *>(storage_); }
    const T *end() const { return begin() + size_; }
    T &operator[](std::size_t i) { return begin()[i]; }
    const T &operator[](std::size_t i) const { return begin()[i]; }
    T &back() { return begin()[size_ - 1]; }
    const T &back() const { return begin()[size_ - 1]; }
    std::span<const T> all() const { return {begin(), size_}; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    void clear() { size_ = 0; }
    void pop_back() { --size_; }
    void push_back(const T &value)
    {
        if (size_ < Capacity)
            std::construct_at(begin() + size_++, value);
    }
    /// All of them \a value.
    void assign(std::size_t count, const T &value)
    {
        size_ = std::min(count, Capacity);
        std::uninitialized_fill_n(begin(), size_, value);
    }

    friend bool operator==(const FixedList &a, const FixedList &b)
    {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    alignas(T) std::byte storage_[Capacity * sizeof(T)];
    std::size_t size_ = 0;
};

} // namespace concert
