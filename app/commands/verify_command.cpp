// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/verify_command.h"

#include "app/command_parser.h"
#include "app/match_options.h"
#include "app/terminal.h"
#include "core/record/jsonl_reader.h"
#include "core/record/match_log_reader.h"
#include "core/record/saved_game_check.h"
#include "core/record/saved_game_export.h"
#include "core/record/saved_games_file.h"

#include <QDir>
#include <QFileInfo>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qsizetype longestProblem = 300; // names out of the file stand in it

QString shortened(const QString &text)
{
    return text.size() > longestProblem ? QString(text.left(longestProblem) % u'…') : text;
}

/// Counts over all files; prints as it goes.
class Verification {
public:
    void verify(const QString &file)
    {
        // A folder may be a run of AI_Diplomacy, or a match.
        const QString game = file % u'/' % savedGameFileName;
        const bool isRun = QFileInfo::exists(game);
        if (!isRun && QFileInfo::exists(file % u'/' % matchFileName)) {
            verifyMatch(file);
            return;
        }
        JsonlReader reader(isRun ? game : file, isRun ? FileFrom::Folder : FileFrom::User);
        QStringList told; // what is wrong with many entries is said once
        int bad = 0;
        while (const auto item = reader.next()) {
            const QString problem =
                item->problem.isEmpty() ? verify(*item) : QString(u": "_s % item->problem);
            if (problem.isEmpty())
                continue;
            ++bad;
            if (told.size() < mostProblemsTold && !told.contains(problem)) {
                told << problem;
                fail(item->place % shortened(problem));
            }
        }
        if (bad > told.size())
            fail(u"%1: further entries that are no saved games: %2"_s.arg(file).arg(bad -
                                                                                    told.size()));
    }

    int finish()
    {
        if (unreadable_ && games_ == 0) // then these numbers say nothing
            return usageExitCode;
        out_ << counted(games_, u"game"_s) << ", " << counted(phases_, u"phase"_s) << ", "
             << counted(differences_, u"difference"_s) << '\n';
        if (unreadable_)
            return usageExitCode;
        return differences_ > 0 ? failureExitCode : 0;
    }

private:
    /// What is wrong with an entry, behind its place; empty: it was checked.
    QString verify(const JsonlReader::Item &item)
    {
        auto read = savedGameFromJson(item.object, QString());
        if (const auto *problem = std::get_if<QString>(&read))
            return *problem;
        const auto &game = std::get<SavedGame>(read);
        if (game.phases.isEmpty())
            return u": the saved game has no phases"_s;
        check(game, item.place);
        return {};
    }

    /// As its saved game would be.
    void verifyMatch(const QString &folder)
    {
        MatchLog log;
        if (const QString problem = readMatchLog(folder, &log); !problem.isEmpty()) {
            fail(problem);
            return;
        }
        if (log.phases().isEmpty()) {
            fail(folder % u": no phase of this match has begun yet"_s);
            return;
        }
        const QString problem =
            verify(JsonlReader::Item{QDir::cleanPath(folder), savedGameJson(log), {}});
        if (!problem.isEmpty())
            fail(folder % problem);
    }

    void fail(const QString &problem)
    {
        unreadable_ = true;
        out_.write(); // in the order of the files, also where both streams go to one place
        StandardError() << problem << '\n';
    }

    void check(const SavedGame &game, const QString &place)
    {
        const SavedGameCheck result = checkSavedGame(game);
        ++games_;
        phases_ += result.phases;
        differences_ += result.differences();
        for (const SavedGameFinding &finding : result.findings) {
            out_ << place << ": ";
            if (!game.id.isEmpty())
                out_ << game.id << (finding.phase.isEmpty() ? ": " : " ");
            if (!finding.phase.isEmpty()) // otherwise it is about the whole game
                out_ << finding.phase << ": ";
            if (finding.kind == SavedGameFinding::Kind::Note)
                out_ << "note: ";
            else if (finding.kind == SavedGameFinding::Kind::Explanation)
                out_ << "why: ";
            out_ << finding.subject << ": " << finding.text << '\n';
        }
    }

    StandardOutput out_;
    int games_ = 0;
    int phases_ = 0;
    int differences_ = 0;
    bool unreadable_ = false;
};

} // namespace

int verifyCommand(const QStringList &arguments)
{
    CommandParser parser(
        u"verify"_s,
        u"Plays saved games again and compares what the rules say: lmvsgame.json, or games of the "
        "diplomacy library, one a file or one a line, plain or compressed with gzip; and matches' "
        "folders."_s);
    parser.addPositionalArgument(
        u"file"_s, u"Saved games, or matches' folders; \"-\": standard input."_s, u"FILE…"_s);
    if (const auto code = parser.start(arguments))
        return *code;
    if (parser.positionalArguments().isEmpty())
        return reportUsage(u"verify"_s, {u"name at least one file with saved games"_s});
    Verification verification;
    for (const QString &file : parser.positionalArguments())
        verification.verify(file);
    return verification.finish();
}

} // namespace concert
