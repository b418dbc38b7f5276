// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_comparison.h"

#include <QElapsedTimer>

#include <algorithm>

namespace concert {

namespace {

constexpr int lookIntervalMs = 200;

} // namespace

WindowComparison::WindowComparison(QObject *parent) : QObject(parent)
{
    timer_.setInterval(lookIntervalMs);
    connect(&timer_, &QTimer::timeout, this, &WindowComparison::look);
    connect(&session_, &ComparisonSession::runEnded, this, [this](const ComparedRun &run) {
        state_.runs << run;
        state_.running.reset();
        state_.report = session_.report();
    });
    connect(&session_, &ComparisonSession::warned, this, &WindowComparison::warned);
    connect(&session_, &ComparisonSession::ended, this, &WindowComparison::ended);
}

QString WindowComparison::start(const ComparisonPlan &plan, const ModelKeys &keys,
                                const QString &folder)
{
    state_.plan = plan;
    state_.folder = folder;
    const QString problem = session_.start(plan, keys, folder);
    if (problem.isEmpty()) {
        look();
        timer_.start();
    }
    return problem;
}

/// How the match that runs stands.
void WindowComparison::look()
{
    MatchSession *running = session_.match();
    if (running == nullptr || running->match() == nullptr ||
        session_.runsDone() >= state_.plan.runs())
        return;
    QElapsedTimer elapsed;
    elapsed.start();
    const int run = session_.runsDone();
    const Match *match = running->match();
    const MatchLog *log = running->log();
    const qint64 now = match->hasEnded() ? log->lastTime() : match->now();
    state_.running = ComparedRun{session_.variantOf(run).name, session_.seedOf(run),
                                 runTimes(log->spans(), now)};
    // A match of many thousands of calls must not take more than a fifth of the event loop.
    timer_.setInterval(std::max(lookIntervalMs, static_cast<int>(elapsed.elapsed()) * 5));
    Q_EMIT changed();
}

void WindowComparison::ended()
{
    timer_.stop();
    state_.running.reset();
    state_.ended = true;
    state_.stopped = session_.wasStopped();
    state_.problem = session_.problem();
    state_.report = session_.report();
    Q_EMIT changed();
}

} // namespace concert
