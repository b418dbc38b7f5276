// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/evaluate_command.h"

#include "app/command_parser.h"
#include "app/commands/chance_writer.h"
#include "app/commands/set_up.h"
#include "app/match_options.h"
#include "app/terminal.h"
#include "core/record/jsonl_reader.h"
#include "core/record/match_log_reader.h"
#include "core/record/saved_games_file.h"
#include "core/record/text.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct EvaluateOptions {
    RolloutOptions rollouts;
    int games = 0;
    std::optional<Phase> phase; ///< absent: all
    int entry = 0;              ///< its number in a file with several; 0: all of them
    ChanceWriter::Format format = ChanceWriter::Format::Table;
};

/// Reads one file or folder of any kind and evaluates what it holds.
class Evaluation {
public:
    explicit Evaluation(const EvaluateOptions &options)
        : options_(options), writer_(options.format, options.rollouts)
    {}

    /// Gives the exit code; problems are on stderr.
    int evaluate(const QString &path);

private:
    void evaluateMatch(const QString &path);
    void evaluateFile(const QString &path, FileFrom from = FileFrom::User);
    void evaluateGame(const QString &id, const QString &place,
                      const std::vector<Position> &positions);
    void fail(const QString &problem);
    void tellNote(const QString &text);

    EvaluateOptions options_;
    ChanceWriter writer_;
    int exitCode_ = 0;
};

int Evaluation::evaluate(const QString &path)
{
    // A folder is a match of ours, or a run of AI_Diplomacy.
    const QFileInfo info(path);
    const QString game = path % u'/' % savedGameFileName;
    const bool isForeignRun =
        info.isDir() && !QFileInfo::exists(path % u"/match.jsonl"_s) && QFileInfo::exists(game);
    if (isForeignRun)
        evaluateFile(game, FileFrom::Folder);
    else if (info.isDir() || info.fileName() == u"match.jsonl"_s)
        evaluateMatch(path);
    else
        evaluateFile(path);
    return exitCode_;
}

void Evaluation::evaluateMatch(const QString &path)
{
    MatchLog log;
    const QString problem = readMatchLog(path, &log);
    std::vector<Position> positions;
    for (const PhaseEntry &entry : log.phases())
        positions.push_back(log.at(entry.started).as<PhaseStarted>()->position);
    const MatchEnded *end = log.isEmpty() ? nullptr : log.at(log.size() - 1).as<MatchEnded>();
    if (end != nullptr && (positions.empty() || positions.back().phase < end->position->phase))
        positions.push_back(end->position);
    if (!problem.isEmpty())
        fail(problem); // what could be read is evaluated all the same
    else if (positions.empty())
        fail(u"%1: no phase of this match has begun yet"_s.arg(path));
    if (!positions.empty())
        evaluateGame({}, path, positions);
}

void Evaluation::evaluateFile(const QString &path, FileFrom from)
{
    JsonlReader reader(path, from);
    int number = 0;
    int bad = 0;
    const auto tell = [&](const QString &problem) {
        if (++bad <= mostProblemsTold)
            fail(problem);
    };
    while (const auto item = reader.next()) {
        if (++number != options_.entry && options_.entry > 0)
            continue;
        if (!item->problem.isEmpty()) {
            tell(u"%1: %2"_s.arg(item->place, item->problem));
        } else if (item->object.contains(u"phases"_s)) {
            const auto read = savedGameFromJson(item->object, item->place);
            if (const auto *problem = std::get_if<QString>(&read)) {
                tell(*problem);
                continue;
            }
            const auto &game = std::get<SavedGame>(read);
            for (const SavedGameNote &note : game.notes)
                tellNote(u"%1: %2"_s.arg(item->place, note.sentence()));
            std::vector<Position> positions;
            for (const SavedPhase &phase : game.phases) {
                if (phase.phase) // FORMING and COMPLETED are no phases of the calendar
                    positions.push_back(phase.position);
            }
            if (positions.empty())
                tell(u"%1: the game has no phase that could be evaluated"_s.arg(item->place));
            else
                evaluateGame(game.id, item->place, positions);
        } else {
            const auto setUp = setUpFromJson(item->object);
            if (const auto *problem = std::get_if<QString>(&setUp))
                tell(u"%1: this is neither a saved game nor a set-up: %2"_s.arg(item->place,
                                                                                *problem));
            else
                evaluateGame(std::get<SetUp>(setUp).id.toVariant().toString(), item->place,
                             {std::get<SetUp>(setUp).position});
        }
    }
    if (number < options_.entry)
        fail(u"%1: there is no game number %2; the file holds %3"_s.arg(path)
                 .arg(options_.entry)
                 .arg(number));
    if (bad > mostProblemsTold)
        fail(u"%1: further entries that cannot be evaluated: %2"_s.arg(path).arg(bad -
                                                                                 mostProblemsTold));
}

void Evaluation::evaluateGame(const QString &id, const QString &place,
                              const std::vector<Position> &positions)
{
    writer_.beginGame(id);
    bool isFound = false;
    for (const Position &position : positions) {
        if (options_.phase && position.phase != *options_.phase)
            continue;
        isFound = true;
        Rollouts rollouts(Map::standard(), position, options_.rollouts);
        rollouts.play(options_.games);
        writer_.write(position, rollouts.chances());
    }
    if (!isFound)
        fail(u"%1:%2: there is no such phase; the first is %3, the last %4"_s.arg(
            place, phaseText(*options_.phase), phaseText(positions.front().phase),
            phaseText(positions.back().phase)));
}

void Evaluation::fail(const QString &problem)
{
    exitCode_ = usageExitCode;
    writer_.flush(); // in the order of the files, also where both streams go to one place
    StandardError() << problem << '\n';
}

/// Something of a game could not be read, but its boards could.
void Evaluation::tellNote(const QString &text)
{
    writer_.flush();
    StandardError() << "note: " << text << '\n';
}

void addEvaluateOptions(CommandParser *parser)
{
    parser->addPositionalArgument(
        u"file"_s,
        u"A match's folder or its match.jsonl; saved games (lmvsgame.json, or games of the "
        "diplomacy library, one a file or one a line, plain or compressed with gzip); set-ups as "
        "\"concert adjudicate\" reads them; \"-\": standard input."_s,
        u"FILE|-|FOLDER"_s);
    parser->addOption(
        {u"games"_s, u"How many games are played on from each phase."_s, u"n"_s, u"1000"_s});
    parser->addOption({{u"years"_s, u"horizon"_s},
                       u"How many years they go on, this one included."_s,
                       u"n"_s,
                       u"2"_s});
    parser->addOption({u"seed"_s, u"Draws other games."_s, u"n"_s, u"1"_s});
    parser->addOption({u"phase"_s, u"Only this phase."_s, u"S1901M"_s});
    parser->addOption({u"entry"_s,
                       u"Of a file with several games only this one, by its number from 1; "
                       "0: all of them."_s,
                       u"n"_s, u"0"_s});
    parser->addOption({u"format"_s,
                       u"table (shares), csv (a row a phase: share, centers, solo, alive and their "
                       "errors for each power) or json (the same, one object a line)."_s,
                       u"table|csv|json"_s, u"table"_s});
}

EvaluateOptions readOptions(const QCommandLineParser &parser, QStringList *problems)
{
    EvaluateOptions options;
    options.games = static_cast<int>(numberOption(parser, u"games"_s, 1, 10'000'000, problems));
    options.rollouts.years = static_cast<int>(numberOption(parser, u"years"_s, 1, 50, problems));
    options.rollouts.seed = static_cast<std::uint64_t>(
        numberOption(parser, u"seed"_s, 0, std::numeric_limits<qint64>::max(), problems));
    options.entry = static_cast<int>(numberOption(parser, u"entry"_s, 0, 1'000'000, problems));
    if (parser.isSet(u"phase"_s)) {
        options.phase = phaseFromText(parser.value(u"phase"_s));
        if (!options.phase)
            *problems << u"--phase takes a phase such as S1901M, F1901R or W1901A, not \"%1\""_s
                             .arg(parser.value(u"phase"_s));
    }
    const QStringList formats{u"table"_s, u"csv"_s, u"json"_s};
    const qsizetype format = formats.indexOf(parser.value(u"format"_s));
    if (format < 0)
        *problems << u"--format is %1, not \"%2\""_s.arg(formats.join(u", "_s),
                                                         parser.value(u"format"_s));
    else
        options.format = static_cast<ChanceWriter::Format>(format);
    return options;
}

} // namespace

int evaluateCommand(const QStringList &arguments)
{
    CommandParser parser(
        u"evaluate"_s,
        u"Each power's chances at each phase: short games are played on from there by a quick "
        "player, and their ends counted. The share of a game is 1 for who won alone, otherwise the "
        "power's centres squared over the sum of all squares; the shares of all powers add up to 1 "
        "(100 %). What follows ± is the standard error. The same seed gives the same numbers."_s);
    addEvaluateOptions(&parser);
    if (const auto code = parser.start(arguments))
        return *code;
    QStringList problems;
    if (parser.positionalArguments().size() != 1)
        problems << u"name one file or folder, or \"-\""_s;
    const EvaluateOptions options = readOptions(parser, &problems);
    if (!problems.isEmpty())
        return reportUsage(u"evaluate"_s, problems);
    return Evaluation(options).evaluate(parser.positionalArguments().first());
}

} // namespace concert
