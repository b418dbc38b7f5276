// SPDX-License-Identifier: GPL-3.0-or-later
// The speed of the rules on one thread. RG80: random games from the start. Replay: fixed positions
// with orders, parsed before; all legal orders and adjudication apart, by phase type.
#include "core/rules/adjudicator.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "tests/core/rules/sample_files.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

class SplitMix64 {
public:
    explicit SplitMix64(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t state_;
};

constexpr std::uint64_t seed = 1;
constexpr int gamesPlayed = 200;
constexpr int longestGame = 80;

/// All legal orders of all places, one drawn uniformly for each place that may order, adjudicate.
void randomGames(benchmark::State &state)
{
    const Map &map = Map::standard();
    std::int64_t phases = 0;
    std::uint64_t sum = 0;
    LegalOrders legal;
    Position position;
    std::vector<Order> orders;
    Resolution resolution;
    for (auto _ : state) {
        sum = 0;
        for (int game = 0; game < gamesPlayed; ++game) {
            SplitMix64 random(seed + static_cast<std::uint64_t>(game) * 1000003);
            position = Position::start();
            for (int i = 0; i < longestGame && !position.soloWinner(); ++i) {
                legal.gather(map, position);
                orders.clear();
                for (const Power power : allPowers) {
                    for (const Province place : orderableSet(position, power)) {
                        const std::span<const Order> choice = legal.at(place);
                        sum += choice.size();
                        orders.push_back(choice[random.next() % choice.size()]);
                    }
                }
                adjudicateInto(resolution, map, position, orders);
                std::swap(position, resolution.next);
                ++phases;
            }
        }
    }
    state.counters["phases/s"] =
        benchmark::Counter(static_cast<double>(phases), benchmark::Counter::kIsRate);
    state.counters["legal"] = static_cast<double>(sum);
}
BENCHMARK(randomGames)->Name("RG80")->Unit(benchmark::kMillisecond);

struct ReplayPosition {
    Position position;
    std::vector<Order> orders;
};

const std::vector<ReplayPosition> &replayPositions(PhaseType type)
{
    static const auto all = [] {
        std::array<std::vector<ReplayPosition>, 3> byType;
        for (const QJsonObject &line : samples::readJsonLines(u"bench_positions.jsonl.gz"_s)) {
            ReplayPosition entry{samples::position(line[u"state"_s].toObject()), {}};
            const QJsonObject orders = line[u"orders"_s].toObject();
            for (auto it = orders.begin(); it != orders.end(); ++it) {
                for (const QString &text : samples::strings(it.value())) {
                    const auto parsed =
                        parseOrder(text.toStdString(), entry.position, samples::power(it.key()));
                    if (parsed.order)
                        entry.orders.push_back(*parsed.order);
                }
            }
            byType[static_cast<std::size_t>(entry.position.phase.type)].push_back(entry);
        }
        return byType;
    }();
    return all[static_cast<std::size_t>(type)];
}

/// Time is told for one position.
template <typename Action>
void eachPosition(benchmark::State &state, PhaseType type, Action action)
{
    const auto &positions = replayPositions(type);
    for (auto _ : state) {
        for (const ReplayPosition &entry : positions)
            action(entry);
    }
    state.counters["a_position"] = benchmark::Counter(
        static_cast<double>(positions.size()),
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void replayLegalOrders(benchmark::State &state, PhaseType type)
{
    LegalOrders legal;
    eachPosition(state, type, [&legal](const ReplayPosition &entry) {
        legal.gather(Map::standard(), entry.position);
        benchmark::DoNotOptimize(legal.all().data());
        benchmark::ClobberMemory();
    });
}

void replayAdjudication(benchmark::State &state, PhaseType type)
{
    Resolution resolution;
    eachPosition(state, type, [&resolution](const ReplayPosition &entry) {
        adjudicateInto(resolution, Map::standard(), entry.position, entry.orders);
        benchmark::DoNotOptimize(&resolution);
        benchmark::ClobberMemory();
    });
}

/// With the reasons in words, as a match logs them.
void replayWithReasons(benchmark::State &state, PhaseType type)
{
    eachPosition(state, type, [](const ReplayPosition &entry) {
        benchmark::DoNotOptimize(adjudicate(Map::standard(), entry.position, entry.orders));
    });
}

BENCHMARK_CAPTURE(replayLegalOrders, movement, PhaseType::Movement);
BENCHMARK_CAPTURE(replayLegalOrders, retreat, PhaseType::Retreat);
BENCHMARK_CAPTURE(replayLegalOrders, adjustment, PhaseType::Adjustment);
BENCHMARK_CAPTURE(replayAdjudication, movement, PhaseType::Movement);
BENCHMARK_CAPTURE(replayAdjudication, retreat, PhaseType::Retreat);
BENCHMARK_CAPTURE(replayAdjudication, adjustment, PhaseType::Adjustment);
BENCHMARK_CAPTURE(replayWithReasons, movement, PhaseType::Movement);

} // namespace

BENCHMARK_MAIN();
