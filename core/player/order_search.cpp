// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/order_search.h"

#include "core/player/movement_plan.h"
#include "core/player/rollouts.h"
#include "core/player/short_game.h"

#include <algorithm>

namespace concert {

namespace {

constexpr int moods = 2;             // the planner's candidates
constexpr int draws = 14;            // the quick player's, before those that are not proper
constexpr int replies = 16;          // each candidate meets all of them
constexpr double trust = 0.8;        // promises are mostly kept
constexpr double friendship = 0.6;   // as whom one calls an ally, see attitudeFor()
constexpr double disloyalty = 0.03;  // the share that attacking a friend must bring
constexpr double leastBetter = 1e-9; // shares are sums of fractions

/// Everything that one search shares.
class OrderSearch {
public:
    OrderSearch(const Map &map, const PlayerView &view)
        : map_(map), view_(view), random_{view.seed, 0x5ea7c4,
                                          static_cast<std::uint64_t>(view.position.phase.year),
                                          static_cast<std::uint64_t>(view.position.phase.season),
                                          static_cast<std::uint64_t>(indexOf(view.power))},
          player_(map), game_(map)
    {}

    std::vector<Order> best();

private:
    struct Candidate {
        std::vector<Order> orders;
        double score = 0;
    };

    void addDraws(const MovementPlan &plan);
    void add(std::vector<Order> orders, double score = 0);
    bool keepsWord(const Agreements &agreements, const std::vector<Order> &orders) const;
    int friendsAttacked(const Relations &relations, const std::vector<Order> &orders) const;
    /// Another power whose unit stands where the move goes, or whose centre this is.
    std::optional<Power> attacked(const Order &move) const
    {
        const std::optional<Unit> occupant = view_.position.unitAt(move.target.province());
        return occupant && occupant->power != view_.power ? std::optional(occupant->power)
                                                          : std::nullopt;
    }
    std::optional<Power> robbed(const Order &move) const
    {
        const std::optional<Power> owner = view_.position.owner(move.target.province());
        return owner != view_.power ? owner : std::nullopt;
    }
    void drawReplies(const Agreements &agreements, std::vector<Order> &orders);
    void meetReplies(const std::vector<Order> &others);

    const Map &map_;
    const PlayerView &view_;
    PlayerRandom random_;
    QuickPlayer player_;
    ShortGame game_;
    std::vector<Candidate> candidates_; ///< the planner's first
};

void OrderSearch::add(std::vector<Order> orders, double score)
{
    const auto isSame = [&orders](const Candidate &other) { return other.orders == orders; };
    if (std::ranges::none_of(candidates_, isSame))
        candidates_.push_back({std::move(orders), score});
}

/// Whether these orders leave empty what was promised to stay empty, and those in peace alone.
bool OrderSearch::keepsWord(const Agreements &agreements, const std::vector<Order> &orders) const
{
    const auto isSpared = [&agreements](std::optional<Power> power) {
        return power && agreements.peace[static_cast<std::size_t>(indexOf(*power))];
    };
    return std::ranges::none_of(orders, [&](const Order &order) {
        return order.kind == OrderKind::Move &&
               (std::ranges::find(agreements.emptyZones, order.target.province()) !=
                    agreements.emptyZones.end() ||
                isSpared(attacked(order)) || isSpared(robbed(order)));
    });
}

/// How many friends these orders attack.
int OrderSearch::friendsAttacked(const Relations &relations, const std::vector<Order> &orders) const
{
    std::array<bool, powerCount> attackedFriends{};
    for (const Order &order : orders) {
        if (order.kind != OrderKind::Move)
            continue;
        for (const std::optional<Power> victim : {attacked(order), robbed(order)}) {
            if (victim && relations.towards(*victim) > friendship)
                attackedFriends[static_cast<std::size_t>(indexOf(*victim))] = true;
        }
    }
    return static_cast<int>(std::ranges::count(attackedFriends, true));
}

/// What the quick player would do, but for the units that are promised to others.
void OrderSearch::addDraws(const MovementPlan &plan)
{
    for (int i = 0; i < draws; ++i) {
        std::vector<Order> orders;
        player_.chooseFor(view_.power, random_, orders);
        for (Order &order : orders) {
            if (const std::optional<Order> promised =
                    plan.planner.promisedBy(order.unit.province()))
                order = *promised;
        }
        const double price = disloyalty * friendsAttacked(plan.relations, orders);
        if (keepsWord(plan.agreements, orders))
            add(std::move(orders), -price);
    }
}

/// The others' orders; where one promised support, it mostly gives it.
void OrderSearch::drawReplies(const Agreements &agreements, std::vector<Order> &orders)
{
    orders.clear();
    for (const Power other : allPowers) {
        if (other != view_.power)
            player_.chooseFor(other, random_, orders);
    }
    for (const Agreements::Support &support : agreements.supports) {
        const std::optional<Unit> ours = view_.position.unitAt(support.supported);
        if (support.given || !ours || random_.unit() > trust)
            continue;
        for (Order &order : orders) {
            if (order.unit.province() == support.supporter)
                order = Order::supportMove(
                    order.unitType, order.unit, ours->type, ours->location,
                    support.place == support.supported ? ours->location : Location(support.place));
        }
    }
}

void OrderSearch::meetReplies(const std::vector<Order> &others)
{
    const int lastYear = lastYearOf(view_.position.phase, 1);
    const PlayerRandom sequel(
        random_.next()); // the same for all: only the orders make a difference
    std::vector<Order> orders;
    for (Candidate &candidate : candidates_) {
        orders = others;
        orders.insert(orders.end(), candidate.orders.begin(), candidate.orders.end());
        const Position &end = game_.play(view_.position, orders, lastYear, sequel);
        candidate.score += sharesOf(end)[static_cast<std::size_t>(indexOf(view_.power))] / replies;
    }
}

std::vector<Order> OrderSearch::best()
{
    const MovementPlan plan = planMovement(map_, view_, view_.power, Faith::True);
    add(plan.planner.orders());
    for (std::uint64_t mood = 1; mood < moods; ++mood)
        add(planMovement(map_, view_, view_.power, Faith::True, mood).planner.orders());
    player_.survey(view_.position);
    addDraws(plan);
    if (candidates_.size() == 1)
        return candidates_.front().orders;
    std::vector<Order> others;
    for (int i = 0; i < replies; ++i) {
        drawReplies(plan.agreements, others);
        meetReplies(others);
    }
    const Candidate *best = &candidates_.front();
    for (const Candidate &candidate : candidates_) {
        if (candidate.score > best->score + leastBetter)
            best = &candidate;
    }
    return best->orders;
}

} // namespace

std::vector<Order> searchOrders(const Map &map, const PlayerView &view)
{
    return OrderSearch(map, view).best();
}

} // namespace concert
