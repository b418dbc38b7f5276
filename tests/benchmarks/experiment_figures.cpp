// SPDX-License-Identifier: GPL-3.0-or-later
// The experiment's figures, judged: how much less time the schedules and levers take than Blocking,
// whether each total stays within 2 % of its bound, whether Staged is what a gather for each stage
// takes, whether the games are the same, whether what-if foretells what is then measured, and how
// good the estimate to the end is. Plays real matches, so it takes its time: about 25 minutes for
// ten seeds at full scale (options: --seeds, --scale, --mode lognormal|tokens|both). Wants a quiet
// machine. Exit code 1: something was missed.
#include "app/comparison.h"
#include "core/record/match_log_reader.h"
#include "core/trace/forecast.h"
#include "core/trace/schedule.h"
#include "core/trace/statistics.h"
#include "core/trace/what_if.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int slotCount = 4;
const QString slotsName = u"4 slots, first come"_s;
const QString prioritySlotsName = u"4 slots, longest path first"_s;

struct Judged {
    QString claim;
    QString wanted;
    QString seen;
    bool holds = false;
};

class Figures {
public:
    Figures(int seeds, double scale) : seeds_(seeds), scale_(scale) {}

    void play(bool logNormal)
    {
        MatchConfig config = MatchConfig::demo();
        config.simulator.logNormal = logNormal;
        config.simulator.scale = scale_;
        QList<ComparisonLever> levers;
        if (logNormal)
            levers = {*comparisonLever(u"fused"_s), *comparisonLever(u"priority"_s)};
        ComparisonPlan plan = planComparison(
            config, {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined}, levers);
        plan.repeat = seeds_;
        // Every schedule and lever against the blocking way, besides the levers' own pairs.
        if (logNormal)
            plan.pairs << ComparedPair{u"pipelined, fused"_s, u"blocking"_s, false};
        ComparisonSession session;
        QTemporaryDir folder;
        QObject::connect(&session, &ComparisonSession::runEnded, &session,
                         [&session](const ComparedRun &run) {
                             QTextStream(stderr)
                                 << u"%1/%2 seed %3 %4 s %5\n"_s.arg(session.runsDone())
                                        .arg(session.runsPlanned())
                                        .arg(run.seed)
                                        .arg(static_cast<double>(run.times.total) / 1e6, 0, 'f', 2)
                                        .arg(run.variant);
                         });
        QObject::connect(&session, &ComparisonSession::ended, qApp, &QCoreApplication::quit,
                         Qt::QueuedConnection);
        const QString problem = session.start(plan, {}, folder.filePath(u"figures"_s));
        if (problem.isEmpty())
            QCoreApplication::exec();
        if (!problem.isEmpty() || !session.problem().isEmpty()) {
            judge(u"matches are played"_s, u"all"_s, problem % session.problem(), false);
            return;
        }
        if (logNormal)
            judgeLogNormal(session);
        else
            judgeTokens(session);
    }

    int print() const
    {
        QTextStream out(stdout);
        bool all = true;
        for (const Judged &each : judged_) {
            out << (each.holds ? "holds   " : "MISSED  ") << each.claim << ": " << each.seen
                << " (wanted " << each.wanted << ")\n";
            all = all && each.holds;
        }
        return all ? 0 : 1;
    }

private:
    void judge(const QString &claim, const QString &wanted, const QString &seen, bool holds)
    {
        judged_ << Judged{claim, wanted, seen, holds};
    }

    static QString percent(double share) { return QString::number(100 * share, 'f', 1) % u" %"_s; }

    void judgeMedian(const ComparisonResult &result, const QString &variant, double least)
    {
        for (const ComparedVariant &each : result.variants) {
            const PairedReduction &total = each.overall.critical;
            if (each.name == variant && each.against == u"blocking"_s)
                judge(u"median reduction, %1 against blocking, lognormal"_s.arg(variant),
                      u"at least "_s % percent(least),
                      u"%1, n = %2"_s.arg(percent(total.median)).arg(total.n),
                      total.median >= least);
        }
    }

    void judgeLogNormal(const ComparisonSession &session)
    {
        const ComparisonReport &report = session.report();
        judgeMedian(report.result, u"pipelined"_s, 0.52);
        judgeMedian(report.result, u"pipelined, fused"_s, 0.62);
        double worst = 0;
        QString where;
        for (const ComparedRun &run : report.result.runs) {
            if (run.times.overhead() > worst) {
                worst = run.times.overhead();
                where = u"%1, seed %2"_s.arg(run.variant).arg(run.seed);
            }
        }
        judge(u"most that a total adds to its bound"_s, u"at most 2 %"_s,
              u"%1 % (%2)"_s.arg(100 * worst, 0, 'f', 2).arg(where), worst <= 0.02);
        judge(u"games under all schedules"_s, u"the same for each seed"_s,
              u"%1 compared, %2 differences"_s.arg(report.gamesCompared)
                  .arg(report.differences.size()),
              report.differences.isEmpty() && report.gamesCompared >= 2 * seeds_);
        judgeGather(session);
        judgeWhatIf(session);
        judgeForecast(session);
    }

    void judgeTokens(const ComparisonSession &session)
    {
        judgeForecast(session);
        for (const ComparedVariant &variant : session.report().result.variants) {
            const PairedReduction &total = variant.overall.critical;
            judge(u"interval's lower end, %1 against blocking, tokens"_s.arg(variant.name),
                  u"above 30 %"_s,
                  u"%1 (n = %2, reduction %3)"_s.arg(percent(total.low))
                      .arg(total.n)
                      .arg(percent(total.reduction)),
                  total.hasInterval && total.low > 0.3);
        }
    }

    static MatchLog *read(const ComparisonSession &session, const ComparedRun &run, MatchLog *log)
    {
        return readMatchLog(session.folder() % u'/' % run.folder, log).isEmpty() ? log : nullptr;
    }

    /// A gather for each stage: the sum of every group's longest call, by the latencies alone.
    void judgeGather(const ComparisonSession &session)
    {
        double worst = 0;
        for (const ComparedRun &run : session.report().result.runs) {
            MatchLog log;
            if (run.variant != u"staged"_s || read(session, run, &log) == nullptr)
                continue;
            qint64 sum = 0;
            for (const QList<qsizetype> &group : scheduleGroups(log.spans())) {
                qint64 longest = 0;
                for (const qsizetype place : group)
                    longest = std::max(longest, log.spans()[place].latency(log.lastTime()));
                sum += longest;
            }
            worst = std::max(worst,
                             static_cast<double>(run.times.total) / static_cast<double>(sum) - 1);
        }
        judge(u"Staged over the sum of each stage's longest call"_s, u"at most 2 % more"_s,
              QString::number(100 * worst, 'f', 2) % u" %"_s, worst <= 0.02);
    }

    /// From each seed's blocking record, every other way to play the same game.
    void judgeWhatIf(const ComparisonSession &session)
    {
        QMap<QString, double> worst;
        const QList<ComparedRun> &runs = session.report().result.runs;
        for (const ComparedRun &recorded : runs) {
            MatchLog log;
            if (recorded.variant != u"blocking"_s || read(session, recorded, &log) == nullptr)
                continue;
            for (const ComparedRun &measured : runs) {
                WhatIf how;
                const auto schedule = parseSchedule(measured.variant);
                how.schedule = schedule.value_or(Schedule::Pipelined);
                how.longestFirst = measured.variant == prioritySlotsName;
                how.slots = measured.variant == slotsName || how.longestFirst ? slotCount : 0;
                if (measured.seed != recorded.seed || (!schedule && how.slots == 0))
                    continue;
                const auto total =
                    static_cast<double>(whatIf(log.spans(), how, log.lastTime()).total);
                const double off = std::abs(total / static_cast<double>(measured.times.total) - 1);
                worst[measured.variant] = std::max(worst[measured.variant], off);
            }
        }
        for (auto it = worst.cbegin(); it != worst.cend(); ++it)
            judge(u"what-if from Blocking to %1"_s.arg(it.key()), u"within 3 % of measured"_s,
                  QString::number(100 * it.value(), 'f', 2) % u" % at most"_s, it.value() <= 0.03);
    }

    /// The estimate to the end, asked for at half-time of each match that nothing held up.
    void judgeForecast(const ComparisonSession &session)
    {
        QList<double> errors;
        int within = 0;
        for (const ComparedRun &run : session.report().result.runs) {
            MatchLog log;
            if (!parseSchedule(run.variant) || read(session, run, &log) == nullptr)
                continue;
            const qint64 now = log.lastTime() / 2;
            MatchLog half;
            for (qsizetype i = 0; i < log.size() && log.at(i).time <= now; ++i)
                half.append(log.at(i));
            const auto left = timeLeft(half.spans(), {*parseSchedule(run.variant)},
                                       log.config().movementPhases(), now);
            const qint64 rest = log.lastTime() - now;
            if (left)
                errors << std::abs(static_cast<double>(left->expected - rest) /
                                   static_cast<double>(log.lastTime()));
            within += left && left->low <= rest && rest <= left->high ? 1 : 0;
        }
        const double median = quantile(errors, 0.5);
        judge(u"estimate to the end, at half-time, median error"_s, u"at most 10 % of the total"_s,
              u"%1 (n = %2; %3 within the estimate's own range)"_s.arg(percent(median))
                  .arg(errors.size())
                  .arg(within),
              !errors.isEmpty() && median <= 0.1);
    }

    const int seeds_;
    const double scale_;
    QList<Judged> judged_;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"seeds"_s, u"How many, from 1 on."_s, u"n"_s, u"10"_s});
    parser.addOption({u"scale"_s, u"Of the built-in model's waits."_s, u"x"_s, u"1"_s});
    parser.addOption({u"mode"_s, u"lognormal, tokens or both."_s, u"name"_s, u"both"_s});
    parser.process(app);
    Figures figures(std::max(1, parser.value(u"seeds"_s).toInt()),
                    parser.value(u"scale"_s).toDouble());
    const QString mode = parser.value(u"mode"_s);
    if (mode != u"tokens"_s)
        figures.play(true);
    if (mode != u"lognormal"_s)
        figures.play(false);
    return figures.print();
}
