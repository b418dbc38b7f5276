// SPDX-License-Identifier: GPL-3.0-or-later
// How honest the times are that a match tells of itself, by the clock of the server that it plays
// with: the built-in model knows when it took each request, what latency it drew, and when it gave
// the last byte. The total must stay within 2 % of the bound that follows from those times, and the
// latencies that we tell must be near them. Plays the standard match at half speed under the three
// schedules, about a minute a seed (options: --seeds, --scale, --schedules). Wants a quiet machine.
// Exit code 1: something was missed.
#include "tests/support/server_clock.h"
#include "core/trace/statistics.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTextStream>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr double mostOverhead = 0.02;

double cpuSeconds(clockid_t whose)
{
    timespec time{};
    clock_gettime(whose, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// Milliseconds between what the server says and what we do.
struct Gaps {
    QList<double> before; ///< sent, until the server had all of the request
    QList<double> after;  ///< the last byte given, until the answer was told as complete
    QList<double> own;    ///< started, until sent
};

Gaps gapsOf(const ServedMatch &match)
{
    Gaps gaps;
    const auto ms = [](auto time) {
        return std::chrono::duration<double, std::milli>(time).count();
    };
    for (qsizetype i = 0; i < match.log.size(); ++i) {
        const auto *ended = match.log.at(i).as<CallEnded>();
        const QList<ServedCall> served =
            ended != nullptr ? match.servedFor(ended->call) : QList<ServedCall>();
        if (served.isEmpty() || !ended->sent || !ended->lastToken)
            continue;
        const auto at = [&match](qint64 time) {
            return match.start + std::chrono::microseconds(time);
        };
        gaps.before << ms(served.first().taken - at(*ended->sent));
        gaps.after << ms(at(*ended->lastToken) - served.last().given);
        gaps.own << ms(
            std::chrono::microseconds(*ended->sent - match.log.spans()[ended->span].started));
    }
    return gaps;
}

QString shown(const QList<double> &values)
{
    return u"%1 / %2 / %3 ms"_s.arg(quantile(values, 0.5), 0, 'f', 2)
        .arg(quantile(values, 0.95), 0, 'f', 2)
        .arg(quantile(values, 1), 0, 'f', 2);
}

/// False: too far from the bound.
bool measure(const MatchConfig &config, QTextStream &out)
{
    QTemporaryDir folder;
    const double thread = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
    const double process = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
    const std::unique_ptr<ServedMatch> match = playServedMatch(config, folder.filePath(u"match"_s));
    const auto total = static_cast<double>(match->log.lastTime());
    const auto over = [total](qint64 bound) { return total / static_cast<double>(bound) - 1; };
    const auto percent = [](double share) { return QString::number(100 * share, 'f', 2); };
    const double told = over(bound(match->log.spans(), match->log.lastTime()));
    const double byServer = over(match->boundByServer());
    const double byDraw = over(match->boundByDraw());
    const Gaps gaps = gapsOf(*match);
    out << scheduleName(config.schedule).leftJustified(10) << " seed " << config.seed << "  total "
        << QString::number(total / 1e6, 'f', 2) << " s  overhead told " << percent(told)
        << " %  by the server's clock " << percent(byServer) << " %  by what it drew "
        << percent(byDraw) << " %\n    median / p95 / most: from started to sent "
        << shown(gaps.own) << "; from sent to taken " << shown(gaps.before)
        << "; from given to told " << shown(gaps.after) << "\n    processor: main thread "
        << QString::number(cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - thread, 'f', 2) << " s, all "
        << QString::number(cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - process, 'f', 2) << " s\n";
    out.flush();
    return byServer <= mostOverhead;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"seeds"_s, u"How many, from 1 on."_s, u"n"_s, u"1"_s});
    parser.addOption({u"scale"_s, u"Of the built-in model's waits."_s, u"x"_s, u"0.5"_s});
    parser.addOption({u"schedules"_s, u"Which."_s, u"names"_s, u"pipelined,staged,blocking"_s});
    parser.process(app);
    QTextStream out(stdout);
    bool within = true;
    for (int seed = 1; seed <= std::max(1, parser.value(u"seeds"_s).toInt()); ++seed) {
        for (const QString &name : parser.value(u"schedules"_s).split(u',')) {
            MatchConfig config = MatchConfig::demo();
            config.maxYear = 1902;
            config.negotiationRounds = 2;
            config.simulator.logNormal = true;
            config.simulator.scale = parser.value(u"scale"_s).toDouble();
            config.seed = static_cast<quint64>(seed);
            config.schedule = parseSchedule(name).value_or(Schedule::Pipelined);
            within = measure(config, out) && within;
        }
    }
    out << (within ? "every total is within " : "a total is NOT within ") << 100 * mostOverhead
        << " % of its bound by the server's clock\n";
    return within ? 0 : 1;
}
