// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"
#include "core/rules/province.h"
#include "core/rules/unit.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concert {

/// One token of an order as people and models write it.
struct OrderWord {
    enum class Kind : std::uint8_t { Word, Dash, Slash, Parenthesis };
    Kind kind = Kind::Word;
    std::string text; ///< a Word in capitals; "(" or ")"
};

/// Walks over the words of an order and recognises powers, unit letters, places and verbs in their
/// usual spellings. Parentheses only matter before a coast; everywhere else they are passed over.
class OrderWords {
public:
    explicit OrderWords(std::string_view text);

    bool atEnd();
    bool takeDash();
    /// Takes the next word if it is one of these.
    bool takeWord(std::initializer_list<std::string_view> words);
    /// "French", "FRANCE's".
    std::optional<Power> takePower();
    /// "A", "army".
    std::optional<UnitType> takeUnitType();
    /// A province, abbreviated or in full, with the coast if one is named. Fillers ("the", "in")
    /// before it are passed over. The beginning of a name is enough if no other begins so, and a
    /// long name may be misspelt a little if no other is as near.
    std::optional<Location> takePlace();
    /// The next word, dash or slash, whatever it is; empty at the end.
    std::string takeAny();
    /// The rest of the order, for messages; never empty ("the end").
    std::string rest();

private:
    void skipParentheses();
    struct Name {
        Province province;
        std::size_t end; ///< behind its words
    };
    std::optional<Name> knownName() const;
    std::optional<Name> begunName() const;
    std::optional<Name> misspeltName() const;
    std::optional<Name> nearestName() const;
    std::optional<Location> takeJoinedName();
    /// Calls \a consider with the next word, the next two … in one text, and where they end; dashes
    /// between them are passed over.
    template <typename Consider>
    void forEachBeginning(Consider consider) const;
    Coast takeCoast();
    Coast takeCoastInFront();

    std::vector<OrderWord> words_;
    std::size_t next_ = 0;
};

} // namespace concert
