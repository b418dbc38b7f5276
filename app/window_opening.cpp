// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_requests.h"
#include "core/record/match_folder.h"
#include "core/record/saved_game_log.h"
#include "core/record/saved_games_file.h"
#include "core/record/text.h"
#include "ui/phase_text.h"
#include "ui/settings/settings.h"
#include "ui/work_aside.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int followIntervalMs = 250;
constexpr int eventsATurn = 100; // keeps each turn of the event loop short

/// What was found in a file: several games to choose from, or one as a log's events. Neither: it
/// is no file of saved games.
struct SavedGameFile {
    SavedGameList games;
    QString problem; ///< why the game cannot be shown, a sentence
    QString notes;   ///< what of it could not be read
    std::vector<MatchEvent> events;
};

/// "messages (S1901M and 2 more)": what was wrong there, `concert verify` says.
QString shownNote(const SavedGameNote &note)
{
    const auto phase = [&note] {
        const auto parsed = phaseFromText(note.phases.first());
        return parsed ? phaseShortName(*parsed) : note.phases.first();
    };
    if (note.phases.isEmpty())
        return note.field;
    if (note.phases.size() == 1)
        return WindowRequests::tr("%1 (%2)").arg(note.field, phase());
    return WindowRequests::tr("%1 (%2 and %3 more)")
        .arg(note.field, phase())
        .arg(note.phases.size() - 1);
}

/// \a number: which one; 0: the only one, if it is.
SavedGameFile readSavedGames(const QString &path, int number, FileFrom from)
{
    SavedGameFile file;
    if (number == 0) {
        file.games = listSavedGames(path, from);
        if (file.games.entries.size() != 1)
            return file;
    }
    const auto read = readSavedGame(path, std::max(number, 1), from);
    if (const auto *problem = std::get_if<QString>(&read)) {
        file.problem = WindowRequests::tr("The saved game cannot be shown: %1.").arg(*problem);
        return file;
    }
    const auto &game = std::get<SavedGame>(read);
    QStringList notes;
    for (const SavedGameNote &note : game.notes)
        notes << shownNote(note);
    file.notes = notes.join(u", "_s);
    file.events = matchEventsOf(game);
    return file;
}

/// The file to read where a folder is a run of AI_Diplomacy; else the path itself.
QString savedGameIn(const QString &path)
{
    const QDir folder(path);
    const bool isTheirs =
        !folder.exists(matchFileName) && QFileInfo(folder, savedGameFileName).isFile();
    return isTheirs ? folder.filePath(savedGameFileName) : path;
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
    const QString game = savedGameIn(path);
    openFile(game, 0, game == path ? FileFrom::User : FileFrom::Folder);
}

void WindowRequests::openGame(const QString &path, int game)
{
    openFile(path, game, FileFrom::User);
}

/// \a game: its number; 0: whatever the file holds.
void WindowRequests::openFile(const QString &path, int game, FileFrom from)
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
        this, [path, game, from] { return readSavedGames(path, game, from); },
        [this, path, number](SavedGameFile file) {
            if (number != openNumber_)
                return; // something else is opened or played by now
            if (!file.problem.isEmpty())
                Q_EMIT failed(file.problem);
            else if (!file.events.empty())
                showSavedGame(path, std::move(file.events), file.notes);
            else if (file.games.entries.isEmpty())
                openMatch(path);
            else
                offer(path, file.games);
        });
}

void WindowRequests::offer(const QString &path, const SavedGameList &games)
{
    openingTimer_.stop();
    Q_EMIT gamesFound(path, games);
}

void WindowRequests::showSavedGame(const QString &path, std::vector<MatchEvent> events,
                                   const QString &notes)
{
    opening_ = std::make_unique<OpenedMatch>(path);
    opening_->savedGame = QFileInfo(path).absoluteFilePath();
    opening_->log.append(std::move(events));
    showOpened();
    if (!notes.isEmpty())
        Q_EMIT failed(
            tr("The game is shown without what could not be read of its file: %1.").arg(notes));
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
        if (match->log.hasEnded() || match->isDamaged)
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
