// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes to build a prompt, over positions of real games: median and worst, by stage,
// and how large the prompts are. A power with many units has the longest ones.
#include "core/agents/prompt_builder.h"
#include "core/chat/token_estimate.h"
#include "tests/core/rules/sample_files.h"

#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr double limitMs = 0.5; // the median of each stage; what is asked of us

std::vector<Position> movementPositions()
{
    std::vector<Position> positions;
    for (const QJsonObject &line : samples::readJsonLines(u"bench_positions.jsonl.gz"_s)) {
        const Position position = samples::position(line[u"state"_s].toObject());
        if (position.phase.type == PhaseType::Movement)
            positions.push_back(position);
    }
    return positions;
}

PromptContext contextOf(const Position &position, Power power, StageKind stage)
{
    PromptContext context;
    context.call = {power, position.phase, stage, stage == StageKind::Messages ? 1 : 0, 1};
    context.position = position;
    context.agent = Agent::fresh(power);
    context.agent.goals = {u"Take Spain"_s, u"Keep England out of the Channel"_s};
    for (int year = 1901; year < 1911; ++year) {
        const Phase phase{year, Season::Spring, PhaseType::Movement};
        context.agent.diary << DiaryEntry{phase, StageKind::NegotiationDiary,
                                          u"They promised and I believed them. "_s.repeated(6),
                                          u"to wait and see"_s};
    }
    context.before = context.agent;
    for (const Power other : allPowers) {
        if (other == power)
            continue;
        context.messages << MessageSent{position.phase,
                                        1,
                                        other,
                                        power,
                                        u"Shall we move against them together? "_s.repeated(8),
                                        {},
                                        u"x"_s};
    }
    context.rounds = 2;
    return context;
}

/// False: the median is above the limit.
bool measure(const std::vector<Position> &positions, StageKind stage, PromptSet set,
             QTextStream &out)
{
    const PromptLibrary library({}, {set, true});
    std::vector<double> times;
    std::vector<qsizetype> characters;
    std::vector<qsizetype> tokens;
    for (const Position &position : positions) {
        for (const Power power : allPowers) {
            if (position.unitCount(power) == 0)
                continue;
            const PromptContext context = contextOf(position, power, stage);
            QElapsedTimer timer;
            timer.start();
            const ChatRequest request = PromptBuilder(library).request(context);
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            characters.push_back(request.messages[0].content.size() +
                                 request.messages[1].content.size());
            tokens.push_back(estimatedTokens(request.messages[0].content) +
                             estimatedTokens(request.messages[1].content));
        }
    }
    const auto at = [](auto values, double quantile) {
        std::sort(values.begin(), values.end());
        return values[static_cast<std::size_t>(quantile * static_cast<double>(values.size() - 1))];
    };
    out << stageName(stage).leftJustified(18) << (set == PromptSet::Full ? "full   " : "compact")
        << "  n " << times.size() << "  ms p50 " << at(times, 0.5) << " p95 " << at(times, 0.95)
        << " max " << at(times, 1) << "  characters p50 " << at(characters, 0.5) << " max "
        << at(characters, 1) << "  tokens p50 " << at(tokens, 0.5) << " p95 " << at(tokens, 0.95)
        << " max " << at(tokens, 1) << '\n';
    return at(times, 0.5) < limitMs;
}

} // namespace

int main()
{
    QTextStream out(stdout);
    const std::vector<Position> positions = movementPositions();
    bool fast = true;
    for (const PromptSet set : {PromptSet::Full, PromptSet::Compact}) {
        for (const StageKind stage : {StageKind::Messages, StageKind::NegotiationDiary,
                                      StageKind::Plan, StageKind::Orders, StageKind::ResultDiary})
            fast &= measure(positions, stage, set, out);
    }
    out << (fast ? "every median is below " : "a median is NOT below ") << limitMs << " ms\n";
    return fast ? 0 : 1;
}
