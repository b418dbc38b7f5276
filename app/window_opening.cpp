// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_requests.h"
#include "core/record/jsonl_reader.h"
#include "core/record/saved_game_log.h"
#include "ui/settings/settings.h"
#include "ui/work_aside.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int followIntervalMs = 250;
constexpr int eventsATurn = 100; // keeps each turn of the event loop short

/// A file that may be a saved game, as a log's events.
struct SavedGameFile {
    bool isSavedGame = false;
    QString problem; ///< why it cannot be shown, a sentence
    std::vector<MatchEvent> events;
};

SavedGameFile readSavedGame(const QString &path)
{
    SavedGameFile file;
    const auto item = JsonlReader(path).next(); // of several games the first one is shown
    file.isSavedGame = item && item->object.contains(u"phases"_s);
    if (!file.isSavedGame)
        return file;
    const auto read = savedGameFromJson(item->object, item->place);
    if (const auto *problem = std::get_if<QString>(&read))
        file.problem = WindowRequests::tr("The saved game cannot be shown: %1.").arg(*problem);
    else
        file.events = matchEventsOf(std::get<SavedGame>(read));
    return file;
}

} // namespace

void WindowRequests::cancelOpening()
{
    openingTimer_.stop();
    resumesOpened_ = false;
    opening_.reset();
    ++openNumber_;
}

void WindowRequests::open(const QString &path)
{
    openingPath_ = path;
    openingTimer_.start();
    resumesOpened_ = false;
    opening_.reset();
    const int number = ++openNumber_;
    if (!QFileInfo(path).isFile()) {
        openMatch(path);
        return;
    }
    // Aside: a saved game is one JSON text of several megabytes, which Qt parses in one go.
    workAside(
        this, [path] { return readSavedGame(path); },
        [this, path, number](SavedGameFile file) {
            if (number != openNumber_)
                return; // something else is opened or played by now
            if (!file.isSavedGame) {
                openMatch(path);
            } else if (!file.problem.isEmpty()) {
                Q_EMIT failed(file.problem);
            } else {
                opening_ = std::make_unique<OpenedMatch>(path);
                opening_->savedGame = QFileInfo(path).absoluteFilePath();
                opening_->log.append(std::move(file.events));
                showOpened();
            }
        });
}

QString WindowRequests::folder() const
{
    if (session_)
        return session_->folder();
    return opened_ ? opened_->folder() : QString();
}

void WindowRequests::openMatch(const QString &path)
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
    match->isDamaged |= !problem.isEmpty();
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
        if (opened_.get() != match)
            return; // it was resumed at once, and is a session's now
    } else if (!opening_ && match->log.size() > before) {
        stillFor_.start();
        match->grew = true;
        Q_EMIT progressChanged();
        if (match->log.hasEnded())
            Q_EMIT runStateChanged();
    }
    if (!problem.isEmpty())
        Q_EMIT failed(tr("%1 What comes after it is not shown.").arg(problem));
    else if (!complete || !match->log.hasEnded())
        readTimer_.start(complete ? followIntervalMs : 0);
    noticeBreakingOff();
}

void WindowRequests::showOpened()
{
    stop();
    const auto oldSession = std::exchange(session_, nullptr);
    const auto oldOpened = std::exchange(opened_, std::move(opening_));
    stillFor_.start();
    opened_->playedElsewhere = isPlayedElsewhere();
    keepCallTexts(opened_->folder());
    settings_->addRecentMatch(opened_->savedGame.isEmpty() ? opened_->folder()
                                                           : opened_->savedGame);
    rememberChances(opened_->savedGame.isEmpty() ? opened_->folder() : QString());
    Q_EMIT matchChanged();
    Q_EMIT runStateChanged();
    Q_EMIT progressChanged();
    tellUnsaved(oldSession.get());
    if (std::exchange(resumesOpened_, false))
        resume();
}

} // namespace concert
