// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/comparison.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int drawsMeanwhile = 400; // a first look after each match, in a few milliseconds

/// Of a variant's name, what every file system takes.
QString runFolderName(const QString &variant, quint64 seed)
{
    QString name = variant;
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && c != u'-' && c != u'=' && c != u'.')
            c = u'_';
    }
    return u"runs/seed_%1_%2"_s.arg(seed).arg(name);
}

} // namespace

ComparisonSession::ComparisonSession(QObject *parent) : QObject(parent) {}

ComparisonSession::~ComparisonSession()
{
    if (ended_ || runs_.isEmpty())
        return;
    session_.reset();
    comparePairs(bootstrapDraws);
    writeComparison(report_, folder_); // nobody is left to hear of a problem
}

QString ComparisonSession::start(const ComparisonPlan &plan, const ModelKeys &keys,
                                 const QString &folder)
{
    plan_ = plan;
    keys_ = keys;
    folder_ = folder;
    if (const QStringList problems = plan.problems(); !problems.isEmpty())
        return problems.join(u'\n');
    if (const QString problem = whyNotWritable(folder); !problem.isEmpty())
        return problem;
    report_.plan = plan_;
    return startRun();
}

void ComparisonSession::stop()
{
    stopped_ = true;
    Match *match = session_ ? session_->match() : nullptr; // none if it could not be started
    if (match != nullptr && !match->hasEnded())
        match->stop();
    else if (waitsForDisk_)
        finishRun();
}

/// Each seed begins with another variant: what a machine does at the time of a seed's first match
/// must not fall on the same variant every time.
const ComparisonVariant &ComparisonSession::variantOf(int run) const
{
    const auto count = static_cast<int>(plan_.variants.size());
    return plan_.variants[(run % count + run / count) % count];
}

quint64 ComparisonSession::seedOf(int run) const
{
    return plan_.variants.first().config.seed +
           static_cast<quint64>(run / static_cast<int>(plan_.variants.size()));
}

QString ComparisonSession::startRun()
{
    const ComparisonVariant &variant = variantOf(runsDone());
    MatchConfig config = variant.config;
    config.seed = seedOf(runsDone());
    if (config.whenParked == WhenParked::Wait) // nobody would choose for a parked power
        config.whenParked = WhenParked::Stop;
    session_ = std::make_unique<MatchSession>();
    connect(session_.get(), &MatchSession::warned, this, &ComparisonSession::warned);
    connect(session_->log(), &MatchLog::appended, this, &ComparisonSession::tellPauses);
    // Queued: the session cannot be replaced from within its own signal.
    connect(session_.get(), &MatchSession::ended, this, &ComparisonSession::finishRun,
            Qt::QueuedConnection);
    const QString folder = folder_ % u'/' % runFolderName(variant.name, config.seed);
    const QString problem = session_->start(config, keys_, folder);
    if (problem.isEmpty())
        Q_EMIT runStarted(runsDone() + 1, variant.name, config.seed);
    return problem;
}

/// Of a match that nobody looks at.
void ComparisonSession::tellPauses(qsizetype first, qsizetype last)
{
    for (qsizetype i = first; i <= last; ++i) {
        const auto *paused = session_->log()->at(i).as<MatchPaused>();
        if (paused != nullptr && paused->unsaved)
            Q_EMIT warned(paused->reason);
    }
}

void ComparisonSession::finishRun()
{
    // A match that is not on the disk is not done; whoever does not want to wait stops.
    if (!stopped_ && !session_->saveFiles()) {
        waitsForDisk_ = true;
        connect(session_.get(), &MatchSession::saved, this, &ComparisonSession::finishRun,
                static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        return;
    }
    waitsForDisk_ = false;
    const MatchLog &log = *session_->log();
    const auto *end = log.at(log.size() - 1).as<MatchEnded>();
    // Matches that were cut short, each elsewhere, are not the same game faster or slower.
    if (end->reason == MatchEnded::Reason::Failed || end->reason == MatchEnded::Reason::Spent)
        problem_ = end->text;
    if (end->reason == MatchEnded::Reason::Stopped)
        stopped_ = true;
    if (stopped_ || !problem_.isEmpty()) {
        finish();
        return;
    }
    const int run = runsDone();
    compareGame(variantOf(run), seedOf(run));
    const ComparisonVariant &variant = variantOf(run);
    runs_ << ComparedRun{variant.name, seedOf(run), runTimes(log.spans(), log.lastTime()),
                         runFolderName(variant.name, seedOf(run))};
    comparePairs(drawsMeanwhile);
    Q_EMIT runEnded(runs_.last());
    if (runsDone() < runsPlanned())
        problem_ = startRun();
    if (runsDone() == runsPlanned() || !problem_.isEmpty())
        finish();
}

void ComparisonSession::compareGame(const ComparisonVariant &variant, quint64 seed)
{
    if (runsDone() % plan_.variants.size() == 0) { // the first of a seed
        baselineGame_.clear();
        otherGames_.clear();
    }
    if (!playTheSameGame(plan_.variants.first().config, variant.config))
        return;
    const QString &baseline = plan_.variants.first().name;
    if (variant.name == baseline)
        baselineGame_ = gameLines(*session_->log());
    else
        otherGames_.insert(variant.name, gameLines(*session_->log()));
    if (baselineGame_.isEmpty())
        return;
    const auto label = [seed](const QString &name) { return u"%1, seed %2"_s.arg(name).arg(seed); };
    for (auto game = otherGames_.cbegin(); game != otherGames_.cend(); ++game) {
        ++report_.gamesCompared;
        report_.differences +=
            gameDifferences(label(baseline), baselineGame_, label(game.key()), game.value());
    }
    otherGames_.clear();
}

/// What is compared so far.
void ComparisonSession::comparePairs(int draws)
{
    report_.result.runs = runs_;
    report_.result.target = plan_.target;
    report_.result.baseline = plan_.pairs.first().against;
    report_.result.variants.clear();
    for (const ComparedPair &pair : plan_.pairs)
        report_.result.variants << comparePair(runs_, pair, plan_.target, draws);
}

/// The final figures, a pair at a time: ten thousand draws for each of their measures take a while,
/// and a match may be watched meanwhile.
void ComparisonSession::finish()
{
    session_.reset();
    report_.result.runs = runs_;
    report_.result.target = plan_.target;
    report_.result.baseline = plan_.pairs.first().against;
    report_.result.variants.clear();
    compareNext();
}

void ComparisonSession::compareNext()
{
    const qsizetype next = report_.result.variants.size();
    if (next < plan_.pairs.size()) {
        report_.result.variants << comparePair(runs_, plan_.pairs[next], plan_.target);
        QTimer::singleShot(0, this, &ComparisonSession::compareNext);
        return;
    }
    ended_ = true;
    const QString unwritten = runs_.isEmpty() ? QString() : writeComparison(report_, folder_);
    if (problem_.isEmpty())
        problem_ = unwritten;
    Q_EMIT ended();
}

} // namespace concert
