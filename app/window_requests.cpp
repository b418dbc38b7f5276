// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_requests.h"

#include "app/terminal.h"
#include "core/agents/prompt_check.h"
#include "core/record/match_export.h"
#include "core/record/timings.h"
#include "ui/settings/settings.h"
#include "ui/work_aside.h"

#include <QDateTime>
#include <QDir>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int progressIntervalMs = 100; // ten times a second is as often as anybody can read
constexpr int foretellIntervalMs = 1000;
constexpr int savedByMs = 500;
constexpr int opensQuicklyMs = 300;
constexpr int chancesKeptAfterMs = 3000; // since the last that were worked out

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
    progress.nextTry = activity.nextTry;
    progress.waitsUntil = activity.waitsUntil;
    progress.silentSince = activity.silentSince;
    progress.silentServer = activity.silentServer;
    return progress;
}

} // namespace

WindowRequests::WindowRequests(Settings *settings, QObject *parent)
    : Requests(parent), settings_(settings)
{
    openingTimer_.setSingleShot(true);
    openingTimer_.setInterval(opensQuicklyMs);
    connect(&openingTimer_, &QTimer::timeout, this,
            [this] { Q_EMIT openingTakesTime(openingPath_); });
    connect(this, &Requests::matchChanged, &openingTimer_, &QTimer::stop);
    connect(this, &Requests::failed, &openingTimer_, &QTimer::stop);
    chancesTimer_.setSingleShot(true);
    chancesTimer_.setInterval(chancesKeptAfterMs);
    connect(&chancesTimer_, &QTimer::timeout, this, [this] { chances_.save(); });
    readTimer_.setSingleShot(true);
    connect(&readTimer_, &QTimer::timeout, this, &WindowRequests::readMore);
    progressTimer_.setSingleShot(true);
    progressTimer_.setInterval(progressIntervalMs);
    connect(&progressTimer_, &QTimer::timeout, this, [this] {
        foretell();
        Q_EMIT progressChanged();
    });
    connect(this, &Requests::runStateChanged, this, [this] { toldState_ = runState(); });
    connect(&providers_, &ProviderRequests::keySaved, this, &WindowRequests::noteSavedKey);
    connect(&trials_, &PromptTrials::progressed, this, &Requests::trialProgressed);
    connect(&trials_, &PromptTrials::ended, this, &Requests::trialEnded);
}

WindowRequests::~WindowRequests()
{
    stop(); // the log of a match that runs ends properly
    chances_.save();
    const QString unsaved = session_ ? session_->finishFiles() : QString();
    if (!unsaved.isEmpty()) // nobody else is left to be told
        StandardError() << "concert: " << unsaved << '\n';
}

const MatchLog *WindowRequests::log() const
{
    if (session_)
        return session_->log();
    return opened_ ? &opened_->log : nullptr;
}

Requests::RunState WindowRequests::runState() const
{
    if (!session_ && !opened_)
        return RunState::None;
    if (!session_) // no more is read of what is damaged, whoever plays it
        return opened_->log.hasEnded() || opened_->isDamaged ? RunState::Ended
                                                             : RunState::Unfinished;
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
            seat.state =
                match->isPaused() ? SeatProgress::State::Paused : SeatProgress::State::Waiting;
    }
    progress.callsRunning = match->callsRunning();
    progress.ordersIn = match->ordersIn();
    progress.ordersExpected = match->ordersExpected();
    progress.now = match->hasEnded() ? session_->log()->lastTime() : match->now();
    if (runState() == RunState::Running && !match->isHeldUp())
        progress.left = left_;
    return progress;
}

/// How much longer the match takes. Not more often than once a second, nor for more than a
/// hundredth of the time.
void WindowRequests::foretell()
{
    const qint64 interval = std::max<qint64>(foretellIntervalMs, 100 * foretellCost_);
    if (!session_ || (foretold_.isValid() && !foretold_.hasExpired(interval)))
        return;
    foretold_.start();
    const MatchConfig &config = session_->log()->config();
    WhatIf how;
    how.schedule = config.schedule;
    how.slots = config.callSlots;
    how.longestFirst = config.longestPathFirst;
    left_ =
        timeLeft(session_->log()->spans(), how, config.movementPhases(), session_->match()->now());
    foretellCost_ = foretold_.elapsed();
}

/// Only now: what the keychain has not got must not be looked for there next time.
void WindowRequests::noteSavedKey(const ProviderProfile &profile, bool saved)
{
    QList<ProviderProfile> providers = settings_->providers();
    for (ProviderProfile &known : providers) {
        if (known.name == profile.name && known.baseUrl.authority() == profile.baseUrl.authority())
            known.savedKey = saved;
    }
    settings_->setProviders(providers);
}

/// Whoever starts a match without looking at its settings sees it among the problems.
void WindowRequests::introduceHosts()
{
    for (const QString &sentence : hosts_.introduce(session_->config()))
        session_->note(sentence);
}

/// A folder of its own for each match; the number tells apart what began in the same second.
QString WindowRequests::newFolder(const QString &prefix) const
{
    const QString name = settings_->runsFolder() % u'/' % prefix %
                         QDateTime::currentDateTime().toString(u"yyyyMMdd_HHmmss"_s);
    QString folder = name;
    for (int number = 2; QFileInfo::exists(folder); ++number)
        folder = name % u'_' % QString::number(number);
    return folder;
}

void WindowRequests::start(const MatchConfig &config)
{
    // The keychain may take its time: of two starts the later one counts.
    const int number = ++startNumber_;
    gatherKeys(&keys_, config, {}, [=, this](const ModelKeys &, const QString &problem) {
        if (number != startNumber_)
            return;
        if (problem.isEmpty())
            startWith(config);
        else
            Q_EMIT failed(problem);
    });
}

/// The keys are in keys_ now: a new one is used as soon as a power tries again.
void WindowRequests::startWith(const MatchConfig &config)
{
    auto next = std::make_unique<MatchSession>();
    const QString folder = newFolder();
    next->setAttended();
    next->setKeyStore(&keys_);
    if (const QString problem = next->start(config, {}, folder); !problem.isEmpty()) {
        Q_EMIT failed(problem);
        return;
    }
    chosen_.remember(ChosenPlaces::placesOf(config));
    show(std::move(next));
}

/// From now on this match is the one that is shown.
void WindowRequests::show(std::unique_ptr<MatchSession> next)
{
    stop();
    opening_.reset();
    ++openNumber_;
    // What is shown now lives until every view shows the next.
    const auto oldSession = std::exchange(session_, std::move(next));
    const auto oldOpened = std::exchange(opened_, nullptr);
    introduceHosts();
    for (const QString &sentence : promptRemarks(session_->config()))
        session_->note(sentence);
    keepCallTexts(session_->folder());
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
    followMatch();
    settings_->addRecentMatch(session_->folder());
    rememberChances(session_->folder());
    Q_EMIT matchChanged();
    Q_EMIT runStateChanged();
    Q_EMIT progressChanged();
    tellUnsaved(oldSession.get());
}

/// Of a match that is shown no more: what could not be written is lost with it.
void WindowRequests::tellUnsaved(MatchSession *session)
{
    const QString unsaved = session ? session->finishFiles() : QString();
    if (!unsaved.isEmpty())
        Q_EMIT failed(unsaved);
}

void WindowRequests::followMatch()
{
    left_.reset();
    foretold_.invalidate();
    connect(session_->match(), &Match::callAnswered, texts_.get(), &CallTextStore::add);
    connect(session_->match(), &Match::activityChanged, this, [this] {
        if (!progressTimer_.isActive())
            progressTimer_.start();
        // From Pausing to Paused. It is told of each piece of an answer, so only what is new.
        if (session_->match()->isPaused() && runState() != toldState_)
            Q_EMIT runStateChanged();
    });
}

void WindowRequests::pause()
{
    if (session_)
        session_->match()->pause();
    Q_EMIT runStateChanged();
}

void WindowRequests::stop()
{
    if (session_ && !session_->match()->hasEnded())
        session_->match()->stop();
}

void WindowRequests::setAfterPhase(AfterPhase what)
{
    if (!session_ || session_->match()->hasEnded())
        return;
    if (!phaseEnd_ || phaseEnd_->match() != session_->match()) {
        phaseEnd_ = std::make_unique<PhaseEnd>(session_->match());
        connect(phaseEnd_.get(), &PhaseEnd::reached, this, &Requests::runStateChanged);
    }
    phaseEnd_->set(what);
    Q_EMIT runStateChanged();
}

Requests::AfterPhase WindowRequests::afterPhase() const
{
    const bool isKnown = session_ && phaseEnd_ && phaseEnd_->match() == session_->match() &&
                         !session_->match()->hasEnded();
    return isKnown ? phaseEnd_->then() : AfterPhase::GoOn;
}

void WindowRequests::withKeyOf(const ModelId &model, const MatchConfig &config,
                               const std::function<void()> &then)
{
    if (const auto profile = config.effectiveProvider(model))
        keys_.find(*profile, [then](const ProviderKey &) { then(); });
    else
        then(); // which says what is wrong
}

void WindowRequests::goOn(const QList<Power> &powers, PowerUnparked::How how, const ModelId &model)
{
    if (!session_)
        return;
    if (how != PowerUnparked::How::OtherModel) {
        goOnNow(powers, how, model);
        return;
    }
    withKeyOf(model, session_->config(), [=, this, session = session_.get()] {
        if (session == session_.get()) // else there is another match meanwhile
            goOnNow(powers, how, model);
    });
}

void WindowRequests::goOnNow(const QList<Power> &powers, PowerUnparked::How how,
                             const ModelId &model)
{
    if (!session_ || session_->match()->hasEnded())
        return;
    QStringList problems;
    for (const Power power : powers) {
        const QString problem = session_->goOn(power, how, model, {});
        if (!problem.isEmpty() && !problems.contains(problem))
            problems << problem;
    }
    introduceHosts();
    if (how == PowerUnparked::How::OtherModel)
        chosen_.remember(ChosenPlaces::placesOf(session_->config()));
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

QList<CallText> WindowRequests::runningCalls() const
{
    return session_ && !session_->match()->hasEnded() ? session_->match()->runningTexts()
                                                      : QList<CallText>();
}

QStringList WindowRequests::trialModels() const
{
    QStringList models;
    const auto add = [&models](const MatchConfig &config) {
        for (const ModelId &model : config.models)
            models << model.toString();
    };
    if (log() != nullptr)
        add(log()->config());
    add(settings_->matchConfig());
    models << simulatorProviderName;
    models.removeAll(QString()); // of a saved game nobody knows who played
    models.removeDuplicates();
    return models;
}

/// Prompts are tried with the present settings; providers that only the match's record knows are
/// there too, but a file's word is not enough to send them a key, or anything in the open.
MatchConfig WindowRequests::trialConfig() const
{
    MatchConfig config = settings_->matchConfig();
    for (const ProviderProfile &used :
         log() ? log()->config().providers : QList<ProviderProfile>()) {
        const auto known = std::find_if(
            config.providers.begin(), config.providers.end(),
            [&used](const ProviderProfile &profile) { return profile.name == used.name; });
        if (known != config.providers.end())
            continue;
        ProviderProfile stranger = used;
        stranger.keyVariable.clear();
        stranger.savedKey = false;
        stranger.plainHost.clear();
        config.providers << stranger;
    }
    return config;
}

namespace {

/// Where a prompt for \a model goes; absent: it cannot be read.
std::optional<ProviderProfile> trialServer(const QString &model, const MatchConfig &config)
{
    QStringList names;
    for (const ProviderProfile &profile : config.providers)
        names << profile.name;
    const auto id = parseModelId(model, names).model;
    return id ? config.effectiveProvider(*id) : std::nullopt;
}

} // namespace

QString WindowRequests::trialNote(const QString &model) const
{
    const auto server = trialServer(model, trialConfig());
    if (!server)
        return {};
    if (hosts_.isNew(server->baseUrl))
        return firstUseText(server->baseUrl);
    if (model.contains(u'@') ||
        settings_->matchConfig().provider({server->name, {}, {}}) != nullptr)
        return {};
    return tr("The prompt goes to %1, which only the match's record names.")
        .arg(server->baseUrl.toString(QUrl::RemoveUserInfo));
}

/// Beside the match: its slots and its count of requests are its own.
MatchSession *WindowRequests::askingSession()
{
    if (!asking_)
        asking_ = std::make_unique<MatchSession>();
    asking_->setKeyStore(&keys_);
    asking_->setConfig(trialConfig());
    return asking_.get();
}

void WindowRequests::tryPrompt(const PromptTrial &trial)
{
    std::optional<Position> position;
    const MatchLog *shown = log();
    if (shown) {
        for (const PhaseEntry &entry : shown->phases()) {
            if (entry.phase == trial.call.phase)
                position = shown->at(entry.started).as<PhaseStarted>()->position;
        }
    }
    MatchSession *session = askingSession();
    trials_.start(trial, session, session->config(), position);
    if (const auto server = trialServer(trial.model, session->config()))
        hosts_.remember(server->baseUrl); // the window of the trial has shown it
}

void WindowRequests::stopTrial(int id)
{
    trials_.stop(id);
}

/// Beside the event loop, which stamps the times of calls: a long match takes a while.
void WindowRequests::exportMatch(const QString &form, const QString &path)
{
    const MatchExport *how = matchExport(form);
    if (log() == nullptr || how == nullptr)
        return;
    const auto events = std::make_shared<std::vector<MatchEvent>>();
    for (qsizetype i = 0; i < log()->size(); ++i)
        events->push_back(log()->at(i));
    const auto write = [how, events, path] {
        MatchLog copy;
        copy.append(std::move(*events));
        return writeWhole(path, how->bytes(copy));
    };
    workAside(this, write, [this, path](const QString &problem) {
        if (problem.isEmpty())
            Q_EMIT exported(path);
        else
            Q_EMIT failed(problem);
    });
}

void WindowRequests::compare(const ComparisonPlan &plan)
{
    const MatchConfig config =
        plan.variants.isEmpty() ? MatchConfig::demo() : plan.variants.first().config;
    gatherKeys(&keys_, config, {}, [=, this](const ModelKeys &keys, const QString &problem) {
        if (problem.isEmpty())
            compareWith(plan, keys);
        else
            Q_EMIT failed(problem);
    });
}

void WindowRequests::compareWith(const ComparisonPlan &plan, const ModelKeys &keys)
{
    auto next = std::make_unique<WindowComparison>();
    connect(next.get(), &WindowComparison::changed, this, &Requests::comparisonChanged);
    connect(next.get(), &WindowComparison::warned, this, &Requests::failed);
    if (const QString problem = next->start(plan, keys, newFolder(u"compare_"_s));
        !problem.isEmpty()) {
        Q_EMIT failed(problem);
        return;
    }
    if (!plan.variants.isEmpty()) // the others differ in nothing that has an address
        next->setNotes(hosts_.introduce(plan.variants.first().config) +
                       promptRemarks(plan.variants.first().config));
    comparison_ = std::move(next);
    Q_EMIT comparisonChanged();
}

void WindowRequests::stopComparison()
{
    if (comparison_)
        comparison_->stop();
}

const ComparisonState *WindowRequests::comparison() const
{
    return comparison_ ? &comparison_->state() : nullptr;
}

} // namespace concert
