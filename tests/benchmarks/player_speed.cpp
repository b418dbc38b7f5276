// SPDX-License-Identifier: GPL-3.0-or-later
// The player on one thread: short games a second, the time of an answer, and what an answer is
// worth: centres won in games between players that search and players that only plan.
#include "core/player/rollouts.h"
#include "tests/core/player/tournament.h"

#include <benchmark/benchmark.h>

using namespace concert;

namespace {

/// A game that is played on by the player itself, to the spring of a year.
Position positionOf(int year)
{
    Position position = Position::start();
    while (position.phase.year < year && !position.soloWinner()) {
        std::vector<Order> orders;
        for (const Power power : allPowers) {
            const auto chosen = chooseOrders(Map::standard(), {position, power, 7, {}, 0});
            orders.insert(orders.end(), chosen.begin(), chosen.end());
        }
        position = adjudicate(Map::standard(), position, orders).next;
    }
    return position;
}

/// Short games from the spring of range(0), of range(1) years.
void shortGames(benchmark::State &state)
{
    const Position start = positionOf(static_cast<int>(state.range(0)));
    constexpr int batch = 100;
    std::int64_t games = 0;
    Rollouts rollouts(Map::standard(), start, {.years = static_cast<int>(state.range(1))});
    for (auto _ : state) {
        rollouts.play(batch);
        games += batch;
    }
    benchmark::DoNotOptimize(rollouts.chances());
    state.counters["games/s"] =
        benchmark::Counter(static_cast<double>(games), benchmark::Counter::kIsRate);
}
BENCHMARK(shortGames)
    ->ArgNames({"from", "years"})
    ->ArgsProduct({{1901, 1906}, {1, 2, 3}})
    ->Unit(benchmark::kMillisecond);

/// All powers' orders, drawn quickly.
void quickOrders(benchmark::State &state)
{
    const Position position = positionOf(1905);
    QuickPlayer player(Map::standard());
    PlayerRandom random(1);
    std::vector<Order> orders;
    for (auto _ : state)
        player.chooseForAll(position, random, orders);
}
BENCHMARK(quickOrders)->Unit(benchmark::kMicrosecond);

/// One power's answer; powers take turns.
template <typename Choose>
void answers(benchmark::State &state, Choose choose)
{
    const Position position = positionOf(static_cast<int>(state.range(0)));
    std::size_t turn = 0;
    for (auto _ : state) {
        const PlayerView view{position, allPowers[turn++ % allPowers.size()], turn, {}, 0};
        benchmark::DoNotOptimize(choose(view));
    }
}

std::vector<Order> searchedOrders(const PlayerView &view)
{
    return chooseOrders(Map::standard(), view);
}

BENCHMARK_CAPTURE(answers, planned, tournament::plannedOrders)
    ->ArgName("spring")
    ->Arg(1901)
    ->Arg(1905)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(answers, searched, searchedOrders)
    ->ArgName("spring")
    ->Arg(1901)
    ->Arg(1905)
    ->Arg(1910)
    ->Unit(benchmark::kMillisecond);

/// 60 pairs of games to the end of 1906.
void searchAgainstPlan(benchmark::State &state)
{
    tournament::Result result;
    for (auto _ : state)
        result = tournament::play(60, 1906);
    state.counters["centres"] = result.mean;
    state.counters["error"] = result.error;
}
BENCHMARK(searchAgainstPlan)->Iterations(1)->Unit(benchmark::kSecond);

/// How well the chances foretell: the mean squared error of the shares three years later, compared
/// with that of the guess that shares stay as the centres are now. Below 1: the chances know more.
void foresight(benchmark::State &state)
{
    constexpr int later = 3;
    double ours = 0;
    double naive = 0;
    for (auto _ : state) {
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            std::vector<Position> springs;
            Position position = Position::start();
            while (position.phase.year <= 1908 && !position.soloWinner()) {
                if (position.phase.season == Season::Spring &&
                    position.phase.type == PhaseType::Movement)
                    springs.push_back(position);
                std::vector<Order> orders;
                for (const Power power : allPowers) {
                    const auto chosen = searchedOrders({position, power, seed, {}, 0});
                    orders.insert(orders.end(), chosen.begin(), chosen.end());
                }
                position = adjudicate(Map::standard(), position, orders).next;
            }
            for (std::size_t i = 0; i + later < springs.size(); ++i) {
                Rollouts rollouts(Map::standard(), springs[i],
                                  {.years = static_cast<int>(state.range(0))});
                rollouts.play(400);
                const auto now = sharesOf(springs[i]);
                const auto then = sharesOf(springs[i + later]);
                for (std::size_t power = 0; power < then.size(); ++power) {
                    const double chance = rollouts.chances().powers[power].share.mean;
                    ours += (chance - then[power]) * (chance - then[power]);
                    naive += (now[power] - then[power]) * (now[power] - then[power]);
                }
            }
        }
    }
    state.counters["error_ratio"] = ours / naive;
}
BENCHMARK(foresight)->ArgName("years")->DenseRange(1, 4)->Iterations(1)->Unit(benchmark::kSecond);

} // namespace

BENCHMARK_MAIN();
