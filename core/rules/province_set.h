// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/province.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <type_traits>

namespace concert {

/// A set of places, one bit each; iterates in their order. Use ProvinceSet and LocationSet.
template <typename Place>
class PlaceSet {
public:
    constexpr PlaceSet() = default;
    static constexpr PlaceSet of(Place place)
    {
        PlaceSet set;
        set.insert(place);
        return set;
    }

    constexpr bool contains(Place place) const { return (words_[word(place)] & bit(place)) != 0; }
    constexpr void insert(Place place) { words_[word(place)] |= bit(place); }
    constexpr void erase(Place place) { words_[word(place)] &= ~bit(place); }
    constexpr bool isEmpty() const { return (words_[0] | words_[1]) == 0; }
    constexpr int count() const { return std::popcount(words_[0]) + std::popcount(words_[1]); }
    constexpr bool intersects(const PlaceSet &other) const
    {
        return ((words_[0] & other.words_[0]) | (words_[1] & other.words_[1])) != 0;
    }

    constexpr PlaceSet &operator|=(const PlaceSet &other)
    {
        words_[0] |= other.words_[0];
        words_[1] |= other.words_[1];
        return *this;
    }
    constexpr PlaceSet &operator&=(const PlaceSet &other)
    {
        words_[0] &= other.words_[0];
        words_[1] &= other.words_[1];
        return *this;
    }
    constexpr PlaceSet &operator-=(const PlaceSet &other)
    {
        words_[0] &= ~other.words_[0];
        words_[1] &= ~other.words_[1];
        return *this;
    }
    friend constexpr PlaceSet operator|(PlaceSet a, const PlaceSet &b) { return a |= b; }
    friend constexpr PlaceSet operator&(PlaceSet a, const PlaceSet &b) { return a &= b; }
    friend constexpr PlaceSet operator-(PlaceSet a, const PlaceSet &b) { return a -= b; }
    constexpr bool operator==(const PlaceSet &) const = default;

    /// Takes the first place out. The set must not be empty.
    constexpr Place takeFirst()
    {
        const std::size_t index = words_[0] != 0 ? 0 : 1;
        const int position = std::countr_zero(words_[index]);
        words_[index] &= words_[index] - 1;
        return at(static_cast<int>(index) * 64 + position);
    }

    class Iterator {
    public:
        using value_type = Place;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::forward_iterator_tag;
        using reference = Place;
        using pointer = void;

        constexpr Iterator() = default;
        constexpr Iterator(std::uint64_t low, std::uint64_t high) : low_(low), high_(high) {}
        constexpr Place operator*() const
        {
            return at(low_ != 0 ? std::countr_zero(low_) : 64 + std::countr_zero(high_));
        }
        constexpr Iterator &operator++()
        {
            if (low_ != 0)
                low_ &= low_ - 1;
            else
                high_ &= high_ - 1;
            return *this;
        }
        constexpr Iterator operator++(int)
        {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        constexpr bool operator==(const Iterator &) const = default;

    private:
        std::uint64_t low_ = 0;
        std::uint64_t high_ = 0;
    };
    constexpr Iterator begin() const { return Iterator(words_[0], words_[1]); }
    constexpr Iterator end() const { return Iterator(0, 0); }

private:
    static constexpr int index(Province province) { return indexOf(province); }
    static constexpr int index(Location location) { return location.index(); }
    static constexpr std::size_t word(Place place)
    {
        return static_cast<std::size_t>(index(place)) / 64;
    }
    static constexpr std::uint64_t bit(Place place)
    {
        return std::uint64_t{1} << (index(place) % 64);
    }
    static constexpr Place at(int index)
    {
        if constexpr (std::is_same_v<Place, Province>)
            return static_cast<Place>(index);
        else
            return Place::fromIndex(index);
    }

    std::uint64_t words_[2] = {0, 0};
};

using ProvinceSet = PlaceSet<Province>;
using LocationSet = PlaceSet<Location>;

} // namespace concert
