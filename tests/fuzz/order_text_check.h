// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/adjudicator.h"
#include "core/rules/board_text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

/// What must hold of any text that is read as an order; shared by the fuzzer and a test.
namespace order_text_check {

inline const concert::Position &board(std::size_t number)
{
    static const auto boards = [] {
        const auto read = [](const char *phase) {
            const std::string text =
                std::string("PHASE ") + phase +
                "\nFRANCE units: A PAR, F MAO, F SPA/SC, A BUR, F GAS, A LON, "
                "*A MUN (from BUR; retreats RUH, TYR), *F KIE (from BER; retreats HOL); "
                "centers: PAR, MAR\nRUSSIA units: F BOT, A YOR, F NTH, A SEV; "
                "centers: MOS, STP, WAR, SEV, RUM, BUL\n";
            return std::get<concert::Position>(concert::parseBoardText(text));
        };
        return std::array{read("S1902M"), read("S1902R"), read("W1902A")};
    }();
    return boards[number % boards.size()];
}

/// Empty, or what is wrong. The first byte chooses phase and power.
inline std::string problemWith(std::string_view input)
{
    using namespace concert;
    if (input.empty())
        return {};
    const auto choice = static_cast<unsigned char>(input.front());
    const std::string_view text = input.substr(1);
    const Position &position = board(choice % 3);
    const Power power = choice % 2 == 0 ? Power::France : Power::Russia;
    const Map &map = Map::standard();
    const ParsedOrder parsed = parseOrder(text, position, power);
    if (parsed.order.has_value() != parsed.problem.empty())
        return "neither an order nor a problem, or both";
    if (!parsed.order)
        return {};
    const Order &order = *parsed.order;
    const bool legal = isLegal(map, position, power, order);
    if (legal != whyIllegal(map, position, power, order).empty())
        return orderText(order) + " is legal and has a reason not to be, or neither";
    if (legal && parseOrder(orderText(order), position, power).order != order)
        return orderText(order) + " does not read as it is written";
    for (const Order &nearest : nearestLegalOrders(text, position, power)) {
        if (!isLegal(map, position, power, nearest))
            return orderText(nearest) + " is suggested and illegal";
    }
    const std::size_t units = position.units().size() + position.dislodged().size();
    if (adjudicate(map, position, {order}).next.units().size() > units + 1)
        return orderText(order) + " makes units";
    return {};
}

} // namespace order_text_check
