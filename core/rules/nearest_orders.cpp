// SPDX-License-Identifier: GPL-3.0-or-later
// Which legal orders a text that cannot be played comes nearest to.
#include "core/rules/edit_distance.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "core/rules/place_words.h"

#include <algorithm>

namespace concert {

namespace {

using OrderTokens = std::vector<std::string>;

// Costs: a token left out or put in; one in place of another, by the share of letters that differ;
// an order of another unit.
constexpr int gapCost = 6;
constexpr int exchangeCost = 12;
constexpr int otherUnitCost = 12;

/// A text in the notation, as far as its words are known.
OrderTokens tokensOf(std::string_view text)
{
    OrderWords words(text);
    OrderTokens tokens;
    while (!words.atEnd()) {
        if (words.takePower())
            continue;
        if (const auto type = words.takeUnitType())
            tokens.emplace_back(*type == UnitType::Army ? "A" : "F");
        else if (words.takeWord({"H", "HOLD", "HOLDS"}))
            tokens.emplace_back("H");
        else if (words.takeWord({"S", "SUPPORT", "SUPPORTS", "SUP"}))
            tokens.emplace_back("S");
        else if (words.takeWord({"C", "CONVOY", "CONVOYS"}))
            tokens.emplace_back("C");
        else if (words.takeWord({"R", "RETREAT", "RETREATS"}))
            tokens.emplace_back("R");
        else if (words.takeWord({"D", "DISBAND", "REMOVE"}))
            tokens.emplace_back("D");
        else if (words.takeWord({"B", "BUILD"}))
            tokens.emplace_back("B");
        else if (words.takeDash() || words.takeWord({"TO", "MOVE", "MOVES"}))
            tokens.emplace_back("-");
        else if (const auto place = words.takePlace())
            tokens.push_back(locationText(*place));
        else if (std::string any = words.takeAny(); !any.empty())
            tokens.push_back(std::move(any));
    }
    return tokens;
}

OrderTokens tokensOf(const Order &order)
{
    OrderTokens tokens;
    const std::string text = orderText(order);
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        tokens.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return tokens;
}

int tokenCost(const std::string &a, const std::string &b)
{
    if (a == b)
        return 0;
    const auto longer = static_cast<int>(std::max(a.size(), b.size()));
    return exchangeCost * editDistance(a, b) / longer;
}

/// The edit distance once more, of tokens.
int distanceBetween(const OrderTokens &a, const OrderTokens &b)
{
    std::vector<int> above(b.size() + 1);
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        above[j] = gapCost * static_cast<int>(j);
    for (const std::string &token : a) {
        row[0] = above[0] + gapCost;
        for (std::size_t j = 1; j <= b.size(); ++j)
            row[j] = std::min({above[j] + gapCost, row[j - 1] + gapCost,
                               above[j - 1] + tokenCost(token, b[j - 1])});
        above.swap(row);
    }
    return above[b.size()];
}

/// The place that an order begins with; empty: none among the first two tokens.
std::string unitPlace(const OrderTokens &tokens)
{
    for (std::size_t i = 0; i < std::min<std::size_t>(2, tokens.size()); ++i) {
        if (tokens[i].size() >= 3)
            return tokens[i].substr(0, 3);
    }
    return {};
}

} // namespace

std::vector<Order> nearestLegalOrders(std::string_view text, const Position &position, Power power,
                                      std::size_t count)
{
    constexpr std::size_t longestText = 200; // what is longer is no order
    const OrderTokens given = tokensOf(text.substr(0, longestText));
    const std::string place = unitPlace(given);
    struct Candidate {
        int cost;
        Order order;
    };
    std::vector<Candidate> candidates;
    const LegalOrders legal(Map::standard(), position);
    for (const Province from : orderableSet(position, power)) {
        for (const Order &order : legal.at(from)) {
            const OrderTokens tokens = tokensOf(order);
            const int other = unitPlace(tokens) == place ? 0 : otherUnitCost;
            const Candidate candidate{distanceBetween(given, tokens) + other, order};
            const auto isSame = [&order](const Candidate &c) { return c.order == order; };
            if (order.kind != OrderKind::Waive || std::ranges::none_of(candidates, isSame))
                candidates.push_back(candidate);
        }
    }
    std::ranges::stable_sort(candidates, {}, &Candidate::cost);
    std::vector<Order> nearest;
    for (std::size_t i = 0; i < std::min(count, candidates.size()); ++i)
        nearest.push_back(candidates[i].order);
    return nearest;
}

std::string nearestLegalOrdersText(std::string_view text, const Position &position, Power power)
{
    std::string list;
    for (const Order &order : nearestLegalOrders(text, position, power))
        list += (list.empty() ? "Nearest legal orders: " : ", ") + orderText(order);
    return list.empty() ? list : list + '.';
}

} // namespace concert
