// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupted_match.h"
#include "app/window_requests.h"
#include "core/record/match_branch.h"
#include "core/record/match_folder.h"
#include "ui/settings/settings.h"

#include <QDir>
#include <QLocale>

#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// A match that is played by a program that does not lock it writes more often, as a rule.
constexpr int brokenOffAfterMs = 5000;
constexpr int restOfEvents = 10'000; // what another process may still have written

} // namespace

void WindowRequests::resume()
{
    if (!isInterrupted()) {
        if (session_)
            session_->match()->resume();
        else if (opened_ && opened_->playedElsewhere)
            Q_EMIT failed(tr("The match in %1 is in use by another process.")
                              .arg(QDir::toNativeSeparators(opened_->folder())));
        Q_EMIT runStateChanged();
        return;
    }
    const MatchConfig config =
        session_ ? session_->config() : goingOnConfig(opened_->log, settings_->providers());
    if (!session_ && isQuestionable(config))
        return;
    // The keychain may take its time: of two beginnings the later one counts.
    const int number = ++startNumber_;
    gatherKeys(&keys_, config, {}, [=, this](const ModelKeys &, const QString &problem) {
        if (number != startNumber_ || !isInterrupted())
            return;
        if (problem.isEmpty())
            goOnWith(config);
        else
            Q_EMIT failed(problem);
    });
}

/// Asks the user, if the record of what was opened would lead to where they have never been.
bool WindowRequests::isQuestionable(const MatchConfig &config)
{
    questioned_ = chosen_.strangeIn(config, settings_->matchConfig());
    if (questioned_.isEmpty())
        return false;
    Q_EMIT placesQuestioned(
        tr("This match's record names places that are not in your settings: %1. Going on "
           "sends prompts to such addresses and reads such folders. Do so only if you trust "
           "whoever made it.")
            .arg(QLocale().createSeparatedList(questioned_)));
    Q_EMIT runStateChanged();
    return true;
}

void WindowRequests::resumeTrusting()
{
    // Another match that is shown by now is asked about its own places again.
    chosen_.remember(std::exchange(questioned_, {}));
    resume();
}

void WindowRequests::openAndResume(const QString &path)
{
    open(path);
    resumesOpened_ = true;
}

bool WindowRequests::isInterrupted() const
{
    const MatchLog *shown = log();
    if (opened_ && (!opened_->savedGame.isEmpty() || opened_->isDamaged))
        return false; // it does not say who played, or how it went
    if (shown == nullptr || !canGoOn(*shown, shown->config()))
        return false;
    return session_ ? session_->match()->hasEnded() : !opened_->playedElsewhere;
}

void WindowRequests::goOnWith(const MatchConfig &config)
{
    QString problem;
    if (session_) {
        problem = session_->goOnAgain();
        followMatch();
    } else {
        problem = takeUpOpened(config);
    }
    if (!problem.isEmpty())
        Q_EMIT failed(problem);
    Q_EMIT runStateChanged();
    Q_EMIT progressChanged();
}

/// Plays on what was opened: what is shown becomes a match that runs.
QString WindowRequests::takeUpOpened(const MatchConfig &config)
{
    const QString folder = opened_->folder();
    QString problem;
    MatchSession::Beginning beginning;
    beginning.lock = lockMatchFolder(folder, &problem);
    if (!beginning.lock)
        return problem;
    problem = opened_->reader.readMore(&opened_->log, restOfEvents);
    const MatchLog &log = opened_->log;
    if (!problem.isEmpty() || !canGoOn(log, config))
        return problem;
    const qsizetype settled = settledSize(log);
    problem = cutTornEnds(folder, settled);
    if (!problem.isEmpty())
        return problem;
    for (qsizetype i = 0; i < settled; ++i)
        beginning.events.push_back(log.at(i));
    auto next = std::make_unique<MatchSession>();
    next->setAttended();
    next->setKeyStore(&keys_);
    problem = next->goOnWith(std::move(beginning), config, {}, folder);
    if (problem.isEmpty())
        show(std::move(next));
    return problem;
}

/// Of the match that was opened; looks at its lock.
bool WindowRequests::isPlayedElsewhere() const
{
    const bool growing = opened_->grew && !stillFor_.hasExpired(brokenOffAfterMs);
    return !opened_->log.hasEnded() && (growing || isBeingPlayed(opened_->folder()));
}

void WindowRequests::noticeBreakingOff()
{
    if (opened_ == nullptr)
        return;
    const bool played = isPlayedElsewhere();
    if (std::exchange(opened_->playedElsewhere, played) != played)
        Q_EMIT runStateChanged();
}

} // namespace concert
