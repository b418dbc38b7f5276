// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_status.h"

#include "ui/latency/latency_model.h"
#include "ui/money_text.h"
#include "ui/phase_text.h"
#include "ui/powers.h"
#include "ui/sentences.h"
#include "ui/time_text.h"

#include <QLabel>
#include <QMap>
#include <QStatusBar>
#include <QTimer>

#include <algorithm>

namespace concert {

using namespace Qt::StringLiterals;

QString runStateText(Requests::RunState state, Requests::AfterPhase after)
{
    if (after == Requests::AfterPhase::Pause)
        return MatchStatus::tr("Running: pauses after this phase");
    if (after == Requests::AfterPhase::Stop)
        return MatchStatus::tr("Running: stops after this phase");
    switch (state) {
    case Requests::RunState::None:
        return MatchStatus::tr("No match");
    case Requests::RunState::Running:
        return MatchStatus::tr("Running");
    case Requests::RunState::Pausing:
        return MatchStatus::tr("Pausing: running calls finish");
    case Requests::RunState::Paused:
        return MatchStatus::tr("Paused");
    case Requests::RunState::Unfinished:
        return MatchStatus::tr("Played by another process");
    case Requests::RunState::Ended:
        return MatchStatus::tr("Ended");
    }
    return {};
}

QString outcomeText(const MatchEnded &ended)
{
    std::vector<Power> order(allPowers.begin(), allPowers.end());
    const auto centers = [&ended](Power power) { return ended.position->centerCount(power); };
    std::stable_sort(order.begin(), order.end(),
                     [&](Power a, Power b) { return centers(a) > centers(b); });
    QStringList standings;
    for (const Power power : order) {
        if (centers(power) > 0)
            standings << u"%1 %2"_s.arg(powerDisplayName(power)).arg(centers(power));
    }
    QString headline;
    switch (ended.reason) {
    case MatchEnded::Reason::Solo:
        headline = ended.winner
                       ? MatchStatus::tr("%1 wins alone.").arg(powerDisplayName(*ended.winner))
                       : MatchStatus::tr("The match is over.");
        break;
    case MatchEnded::Reason::LastYear: {
        const int best = centers(order.front());
        QStringList leaders;
        for (const Power power : order) {
            if (centers(power) == best)
                leaders << powerDisplayName(power);
        }
        headline =
            MatchStatus::tr("The last year was played. Ahead: %1.").arg(leaders.join(u", "_s));
        break;
    }
    case MatchEnded::Reason::Stopped:
        headline = MatchStatus::tr("The match was stopped.");
        break;
    case MatchEnded::Reason::Spent:
        headline = MatchStatus::tr("The match ended at its spending cap: %1")
                       .arg(shownSentence(ended.text));
        break;
    case MatchEnded::Reason::Failed:
        headline = MatchStatus::tr("The match could not go on: %1").arg(shownSentence(ended.text));
        break;
    }
    return MatchStatus::tr("%1 Centres: %2").arg(headline, standings.join(u", "_s));
}

QString timeLeftText(const TimeLeft &left)
{
    return MatchStatus::tr("about %1 left").arg(roughDurationText(left.expected));
}

QString silenceText(const MatchLog &log, const MatchProgress &progress)
{
    struct Silence {
        QStringList powers;
        qint64 since = 0;
    };
    QMap<QString, Silence> byServer;
    for (const Power power : allPowers) {
        const SeatProgress &seat = progress.seats[static_cast<std::size_t>(indexOf(power))];
        if (!seat.silentSince)
            continue;
        Silence &silence = byServer[seat.silentServer];
        silence.since = silence.powers.isEmpty() ? *seat.silentSince
                                                 : std::min(silence.since, *seat.silentSince);
        silence.powers << powerDisplayName(power);
    }
    QStringList parts;
    for (auto each = byServer.cbegin(); each != byServer.cend(); ++each)
        parts << MatchStatus::tr("%1: nothing since %2 from %3")
                     .arg(each->powers.join(u", "_s),
                          clockText(log.wallTime(each->since).toLocalTime()), each.key());
    return parts.join(u"; "_s);
}

MatchStatus::MatchStatus(Requests *requests, QStatusBar *bar)
    : QObject(bar), requests_(requests), tick_(new QTimer(this)),
      phase_(label(bar, tr("Newest phase"))), orders_(label(bar, tr("Orders in"))),
      calls_(label(bar, tr("Calls running"))), elapsed_(label(bar, tr("Elapsed"))),
      left_(label(bar, tr("Time left"))), spent_(label(bar, tr("Tokens and cost"))),
      state_(label(bar, tr("State of the match"))), silent_(label(bar, tr("Silent servers")))
{
    // However long it is, the window is not made wider for it; the tooltip has all of it.
    silent_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    bar->removeWidget(silent_);
    bar->addWidget(silent_, 1);
    tick_->setInterval(1000);
    connect(tick_, &QTimer::timeout, this, &MatchStatus::update);
    connect(requests_, &Requests::matchChanged, this, &MatchStatus::update);
    connect(requests_, &Requests::runStateChanged, this, &MatchStatus::update);
    connect(requests_, &Requests::progressChanged, this, &MatchStatus::update);
    update();
}

QLabel *MatchStatus::label(QStatusBar *bar, const QString &name)
{
    auto *label = new QLabel(bar);
    label->setTextFormat(Qt::PlainText);
    label->setAccessibleName(name);
    label->setToolTip(name);
    label->setContentsMargins(6, 0, 6, 0);
    bar->addWidget(label);
    return label;
}

void MatchStatus::setText(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

void MatchStatus::update()
{
    const MatchLog *log = requests_->log();
    const Requests::RunState state = requests_->runState();
    const bool runs = state == Requests::RunState::Running ||
                      state == Requests::RunState::Pausing || state == Requests::RunState::Paused;
    if (runs != tick_->isActive())
        runs ? tick_->start() : tick_->stop();
    const bool interrupted = !runs && requests_->isInterrupted();
    const auto after = runs ? requests_->afterPhase() : Requests::AfterPhase::GoOn;
    setText(state_, interrupted ? tr("Interrupted") : runStateText(state, after));
    setText(phase_, log && !log->phases().isEmpty()
                        ? tr("Match: %1").arg(phaseShortName(log->phases().last().phase))
                        : QString());
    const MatchProgress progress = requests_->progress();
    setText(orders_,
            runs && progress.ordersExpected > 0
                ? tr("%1 of %2 orders in").arg(progress.ordersIn).arg(progress.ordersExpected)
                : QString());
    setText(calls_, runs ? tr("%n call(s) running", nullptr, progress.callsRunning) : QString());
    setText(spent_, log ? spendingText(log->spending()) : QString());
    setText(left_, progress.left ? timeLeftText(*progress.left) : QString());
    if (progress.left)
        left_->setToolTip(tr("Between %1 and %2, by how long calls took so far")
                              .arg(roughDurationText(progress.left->low),
                                   roughDurationText(progress.left->high)));
    const QString silent = runs && log ? silenceText(*log, progress) : QString();
    setText(silent_, silent);
    silent_->setToolTip(silent);
    setText(elapsed_, log ? elapsedText(runs ? progress.now : log->lastTime()) : QString());
}

} // namespace concert
