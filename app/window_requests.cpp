// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_requests.h"

#include "core/record/timings.h"
#include "ui/settings/settings.h"

#include <QDateTime>
#include <QDir>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int progressIntervalMs = 100; // ten times a second is as often as anybody can read
constexpr int followIntervalMs = 250;
constexpr int brokenOffAfterMs = 5000; // a match that is played writes more often, as a rule
constexpr int savedByMs = 500;
constexpr int eventsATurn = 100; // keeps each turn of the event loop short

SeatProgress progressOf(const SeatActivity &activity)
{
    SeatProgress progress;
    switch (activity.state) {
    case SeatActivity::State::Idle:
        progress.state = SeatProgress::State::Idle;
        break;
    case SeatActivity::State::Asked:
        progress.state = SeatProgress::State::Thinking;
        break;
    case SeatActivity::State::Answering:
        progress.state = SeatProgress::State::Answering;
        break;
    case SeatActivity::State::Retrying:
        progress.state = SeatProgress::State::Retrying;
        break;
    case SeatActivity::State::Parked:
        progress.state = SeatProgress::State::Parked;
        break;
    }
    progress.stage = activity.call.stage;
    progress.round = activity.call.round;
    progress.characters = activity.characters;
    progress.detail = activity.detail;
    return progress;
}

} // namespace

WindowRequests::WindowRequests(Settings *settings, QObject *parent)
    : Requests(parent), settings_(settings)
{
    readTimer_.setSingleShot(true);
    connect(&readTimer_, &QTimer::timeout, this, &WindowRequests::readMore);
    progressTimer_.setSingleShot(true);
    progressTimer_.setInterval(progressIntervalMs);
    connect(&progressTimer_, &QTimer::timeout, this, &Requests::progressChanged);
}

WindowRequests::~WindowRequests()
{
    stop(); // the log of a match that runs ends properly
}

const MatchLog *WindowRequests::log() const
{
    if (session_)
        return session_->log();
    return opened_ ? &opened_->log : nullptr;
}

Requests::RunState WindowRequests::runState() const
{
    if (!session_)
        return opened_ ? RunState::Ended : RunState::None;
    const Match *match = session_->match();
    if (match->hasEnded())
        return RunState::Ended;
    if (!match->isPaused())
        return RunState::Running;
    return match->callsRunning() > 0 ? RunState::Pausing : RunState::Paused;
}

MatchProgress WindowRequests::progress() const
{
    MatchProgress progress;
    if (!session_) {
        progress.now = opened_ ? opened_->log.lastTime() : 0;
        return progress;
    }
    const Match *match = session_->match();
    for (const Power power : allPowers) {
        SeatProgress &seat = progress.seats[static_cast<std::size_t>(indexOf(power))];
        seat = progressOf(match->activity(power));
        if (seat.state == SeatProgress::State::Idle && !match->hasEnded())
            seat.state = SeatProgress::State::Waiting;
    }
    progress.callsRunning = match->callsRunning();
    progress.ordersIn = match->ordersIn();
    progress.ordersExpected = match->ordersExpected();
    progress.now = match->hasEnded() ? session_->log()->lastTime() : match->now();
    return progress;
}

/// A folder of its own for each match; the number tells apart what began in the same second.
QString WindowRequests::newFolder() const
{
    const QString name = settings_->runsFolder() % u'/' %
                         QDateTime::currentDateTime().toString(u"yyyyMMdd_HHmmss"_s);
    QString folder = name;
    for (int number = 2; QFileInfo::exists(folder); ++number)
        folder = name % u'_' % QString::number(number);
    return folder;
}

void WindowRequests::start(const MatchConfig &config)
{
    auto next = std::make_unique<MatchSession>();
    const QString folder = newFolder();
    next->setAttended();
    if (const QString problem = next->start(config, {}, folder); !problem.isEmpty()) {
        Q_EMIT failed(problem);
        return;
    }
    stop();
    opening_.reset();
    // What is shown now lives until every view shows the next.
    const auto oldSession = std::exchange(session_, std::move(next));
    const auto oldOpened = std::exchange(opened_, nullptr);
    keepCallTexts(folder);
    connect(session_->match(), &Match::callAnswered, texts_.get(), &CallTextStore::add);
    connect(session_->match(), &Match::activityChanged, this, [this] {
        if (!progressTimer_.isActive())
            progressTimer_.start();
        if (session_->match()->isPaused())
            Q_EMIT runStateChanged(); // from Pausing to Paused
    });
    connect(session_.get(), &MatchSession::ended, this, [this] {
        Q_EMIT runStateChanged();
        Q_EMIT progressChanged();
        // The last word must not be that all is well when it is not on the disk.
        QTimer::singleShot(savedByMs, session_.get(), [this] {
            if (session_->isTroubled())
                Q_EMIT failed(tr("The match is not saved completely: %1 holds only a part of it.")
                                  .arg(QDir::toNativeSeparators(session_->folder())));
        });
    });
    connect(session_.get(), &MatchSession::warned, this, &Requests::failed);
    settings_->addRecentMatch(folder);
    Q_EMIT matchChanged();
    Q_EMIT runStateChanged();
    Q_EMIT progressChanged();
}

void WindowRequests::pause()
{
    if (session_)
        session_->match()->pause();
    Q_EMIT runStateChanged();
}

void WindowRequests::resume()
{
    if (session_)
        session_->match()->resume();
    Q_EMIT runStateChanged();
}

void WindowRequests::stop()
{
    if (session_ && !session_->match()->hasEnded())
        session_->match()->stop();
}

void WindowRequests::goOn(const QList<Power> &powers, PowerUnparked::How how, const ModelId &model)
{
    if (!session_ || session_->match()->hasEnded())
        return;
    QStringList problems;
    for (const Power power : powers) {
        const QString problem = session_->goOn(power, how, model);
        if (!problem.isEmpty() && !problems.contains(problem))
            problems << problem;
    }
    if (!problems.isEmpty())
        Q_EMIT failed(problems.join(u' '));
    Q_EMIT runStateChanged();
}

void WindowRequests::changeCaps(const SpendingCaps &caps)
{
    if (session_)
        session_->match()->changeCaps(caps);
    Q_EMIT runStateChanged();
}

SpendingCaps WindowRequests::caps() const
{
    return session_ ? session_->match()->caps() : SpendingCaps();
}

void WindowRequests::open(const QString &path)
{
    opening_ = std::make_unique<OpenedMatch>(path);
    readTimer_.start(0);
}

void WindowRequests::readMore()
{
    OpenedMatch *match = opening_ ? opening_.get() : opened_.get();
    if (match == nullptr)
        return;
    const qsizetype before = match->log.size();
    const QString problem = match->reader.readMore(&match->log, eventsATurn);
    const bool complete = match->reader.atEnd() || !problem.isEmpty();
    if (opening_ && complete) {
        if (match->log.isEmpty()) {
            Q_EMIT failed(problem.isEmpty()
                              ? tr("%1 holds no match.")
                                    .arg(QDir::toNativeSeparators(match->reader.fileName()))
                              : problem);
            opening_.reset();
            return;
        }
        showOpened();
    } else if (!opening_ && match->log.size() > before) {
        stillFor_.start();
        Q_EMIT progressChanged();
        if (match->log.hasEnded())
            Q_EMIT runStateChanged();
    }
    if (!problem.isEmpty())
        Q_EMIT failed(tr("%1 What comes after it is not shown.").arg(problem));
    else if (!match->log.hasEnded())
        readTimer_.start(complete ? followIntervalMs : 0);
    if (problem.isEmpty() && complete && !match->log.hasEnded() && !saidStill_ &&
        stillFor_.hasExpired(brokenOffAfterMs)) {
        saidStill_ = true;
        Q_EMIT failed(tr("This match has no end: it was broken off, unless another process still "
                         "plays it."));
    }
}

void WindowRequests::showOpened()
{
    stop();
    const auto oldSession = std::exchange(session_, nullptr);
    const auto oldOpened = std::exchange(opened_, std::move(opening_));
    stillFor_.start();
    saidStill_ = false;
    const QString folder = QFileInfo(opened_->reader.fileName()).absolutePath();
    keepCallTexts(folder);
    settings_->addRecentMatch(folder);
    Q_EMIT matchChanged();
    Q_EMIT runStateChanged();
    Q_EMIT progressChanged();
}

void WindowRequests::keepCallTexts(const QString &folder)
{
    texts_ = std::make_unique<CallTextStore>(folder);
    connect(texts_.get(), &CallTextStore::found, this, &Requests::callTextsFound);
}

void WindowRequests::findCallTexts(const CallId &call)
{
    if (texts_)
        texts_->find(call);
    else
        QTimer::singleShot(0, this, [this, call] { Q_EMIT callTextsFound(call, {}); });
}

void WindowRequests::exportTimings(const QString &path)
{
    if (log() == nullptr)
        return;
    if (const QString problem = concert::exportTimings(*log(), timingsFormatOf(path), path);
        !problem.isEmpty())
        Q_EMIT failed(problem);
    else
        Q_EMIT exported(path);
}

} // namespace concert
