// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/answers.h"

#include "core/player/movement_plan.h"
#include "core/player/phrases.h"
#include "core/rules/order_text.h"

#include <algorithm>
#include <array>

namespace concert {

namespace {

std::string quoted(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string json = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (code < 0x20) {
            json += "\\u00";
            json += digits[code >> 4U];
            json += digits[code & 15U];
        } else {
            json += c;
        }
    }
    return json + '"';
}

std::string listed(const std::vector<std::string> &items)
{
    std::string json = "[";
    for (const std::string &item : items)
        json += (json.size() > 1 ? "," : "") + item;
    return json + "]";
}

std::string quotedList(const std::vector<std::string> &texts)
{
    std::vector<std::string> items;
    items.reserve(texts.size());
    for (const std::string &text : texts)
        items.push_back(quoted(text));
    return listed(items);
}

std::string relationshipsJson(const PlayerView &view, const Outlook &outlook)
{
    std::string json = "{";
    for (const Power power : allPowers) {
        const auto attitude = outlook.attitudes[static_cast<std::size_t>(indexOf(power))];
        if (json.size() > 1)
            json += ',';
        // The schema is the same for all powers; what one says of itself is passed over.
        json += quoted(powerName(power)) + ":" +
                quoted(attitudeName(power == view.power ? Attitude::Neutral : attitude));
    }
    return json + "}";
}

std::string messagesJson(const Map &map, const PlayerView &view)
{
    std::vector<std::string> items;
    for (const PlayerMessage &message : writeMessages(map, view)) {
        items.push_back("{\"message_type\":" + quoted(message.to ? "private" : "global") +
                        ",\"recipient\":" + quoted(message.to ? powerName(*message.to) : "GLOBAL") +
                        ",\"content\":" + quoted(message.text) +
                        ",\"commitments\":" + commitmentsJson(view, message) + "}");
    }
    return listed(items);
}

/// "my talks with Germany and Italy".
std::string partnersText(const PlayerView &view)
{
    std::vector<std::string> names;
    for (const Power other : allPowers) {
        const bool spoke =
            std::any_of(view.heard.begin(), view.heard.end(), [&](const HeardMessage &message) {
                return (message.from == other && message.to == view.power) ||
                       (message.from == view.power && message.to == other);
            });
        if (spoke && other != view.power)
            names.push_back(powerTitle(other));
    }
    return names.empty() ? "Nobody wrote to me and I wrote to nobody. "
                         : "I talked with " + listText(names) + ". ";
}

std::string attitudesText(const PlayerView &view, const Outlook &outlook)
{
    std::vector<std::string> friends;
    std::vector<std::string> enemies;
    for (const Power other : allPowers) {
        const Attitude attitude = outlook.attitudes[static_cast<std::size_t>(indexOf(other))];
        if (other == view.power || view.position.isEliminated(other))
            continue;
        if (attitude >= Attitude::Friendly)
            friends.push_back(powerTitle(other));
        else if (attitude <= Attitude::Unfriendly)
            enemies.push_back(powerTitle(other));
    }
    return (friends.empty() ? "Nobody has earned my trust so far. "
                            : "I can work with " + listText(friends) + ". ") +
           (enemies.empty() ? "No one threatens me openly."
                            : "I have to watch " + listText(enemies) + ".");
}

std::string strengthText(const PlayerView &view)
{
    return "I hold " + std::to_string(view.position.centerCount(view.power)) + " centres with " +
           std::to_string(view.position.unitCount(view.power)) + " units. ";
}

struct FieldWriter {
    const Map &map;
    const PlayerView &view;
    Outlook outlook = chooseOutlook(map, view);
    std::vector<Order> orders = {};

    std::string object(const std::vector<std::string> &fields)
    {
        std::string json = "{";
        for (const std::string &field : fields) {
            if (json.size() > 1)
                json += ',';
            json += quoted(field) + ":" + value(field);
        }
        return json + "}";
    }

    std::string value(std::string_view field)
    {
        if (field == "orders") {
            orders = chooseOrders(map, view);
            std::vector<std::string> texts;
            for (const Order &order : orders)
                texts.push_back(orderText(order));
            return quotedList(texts);
        }
        if (field == "reasoning")
            return quoted(orders.empty() ? strengthText(view) + attitudesText(view, outlook)
                                         : explainOrders(map, view, orders));
        if (field == "messages")
            return messagesJson(map, view);
        if (field == "goals" || field == "initial_goals")
            return quotedList(outlook.goals);
        if (field == "relationships" || field == "initial_relationships" ||
            field == "updated_relationships")
            return relationshipsJson(view, outlook);
        if (field == "intent")
            return quoted(outlook.goals.front());
        if (field == "private_notes")
            return object({"negotiation_summary", "intent", "updated_relationships", "goals"});
        if (field == "result_notes")
            return object({"result_summary", "relationships"});
        if (field == "state_review") {
            orders.clear(); // its reasons are not the orders'
            return object({"reasoning", "relationships", "goals"});
        }
        return quoted(text(field));
    }

    std::string text(std::string_view field) const
    {
        if (field == "plan")
            return planText(map, view);
        if (field == "negotiation_summary")
            return negotiationText(map, view);
        if (field == "result_summary")
            return resultText(map, view);
        if (field == "consolidated_diary")
            return consolidatedText(map, view);
        if (field == "commentary")
            return commentaryText(view);
        return {};
    }
};

} // namespace

std::string answerJson(const Map &map, const PlayerView &view,
                       const std::vector<std::string> &fields)
{
    return FieldWriter{map, view}.object(fields);
}

std::string commitmentsJson(const PlayerView &view, const PlayerMessage &message)
{
    std::vector<std::string> items;
    const auto add = [&](std::string_view type, const std::vector<std::string> &units,
                         const std::vector<std::string> &places) {
        items.push_back("{\"type\":" + quoted(type) + ",\"units\":" + quotedList(units) +
                        ",\"places\":" + quotedList(places) +
                        ",\"phase\":" + quoted(view.position.phase.name()) + "}");
    };
    const auto name = [](Province place) { return std::string(provinceAbbreviation(place)); };
    for (const Proposal &said :
         readProposals(view.position, {view.power, message.to, message.text, view.round})) {
        if (said.kind == ProposalKind::SupportPromise && said.supporter) {
            const bool stays = said.place == said.supported;
            add("support", {name(*said.supporter), name(*said.supported)},
                stays ? std::vector<std::string>{} : std::vector{name(*said.place)});
        } else if (said.kind == ProposalKind::EmptyZone && said.agreed) {
            add("stay_out", {}, {name(*said.place)});
        } else if (said.kind == ProposalKind::Peace && said.agreed) {
            add("peace", {}, {});
        }
    }
    return listed(items);
}

std::string planText(const Map &map, const PlayerView &view)
{
    const Outlook outlook = chooseOutlook(map, view);
    std::string text;
    for (const std::string &goal : outlook.goals)
        text += goal + " ";
    return text + explainOrders(map, view, chooseOrders(map, view));
}

std::string negotiationText(const Map &map, const PlayerView &view)
{
    std::string text = partnersText(view);
    std::vector<std::string> promised;
    for (const HeardMessage &message : view.heard) {
        for (const Proposal &said : readProposals(view.position, message)) {
            if (said.kind == ProposalKind::SupportPromise && said.supporter &&
                message.from != view.power)
                promised.push_back(powerTitle(message.from) + " with " +
                                   placeTitle(*said.supporter));
        }
    }
    if (promised.size() > 3)
        promised.resize(3);
    if (!promised.empty())
        text += "Support is promised by " + listText(promised) + ". ";
    return text + attitudesText(view, chooseOutlook(map, view));
}

std::string resultText(const Map &map, const PlayerView &view)
{
    return strengthText(view) + attitudesText(view, chooseOutlook(map, view));
}

std::string consolidatedText(const Map &map, const PlayerView &view)
{
    return "The years before " + std::to_string(view.position.phase.year) + ": " +
           strengthText(view) + attitudesText(view, chooseOutlook(map, view));
}

std::string commentaryText(const PlayerView &view)
{
    Power leader = Power::Austria;
    std::vector<std::string> weak;
    for (const Power power : allPowers) {
        const int centers = view.position.centerCount(power);
        if (centers > view.position.centerCount(leader))
            leader = power;
        if (centers > 0 && centers < 3)
            weak.push_back(powerTitle(power));
    }
    std::string text = powerTitle(leader) + " leads with " +
                       std::to_string(view.position.centerCount(leader)) + " centres. ";
    text += weak.empty() ? "Nobody is in danger of leaving the table yet."
                         : "It is getting tight for " + listText(weak) + ".";
    return text;
}

} // namespace concert
