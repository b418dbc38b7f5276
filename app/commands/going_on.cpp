// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/going_on.h"

#include "app/chosen_places.h"
#include "app/interrupted_match.h"
#include "app/keys/gather_keys.h"
#include "app/match_options.h"
#include "app/terminal.h"
#include "core/record/match_branch.h"
#include "core/record/match_log_reader.h"
#include "core/record/text.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// They shape what is played in a phase, and a phase that has begun keeps its shape.
const QStringList &shapingOptions()
{
    static const QStringList names{
        u"num_negotiation_rounds"_s, u"planning_phase"_s, u"diaries"_s,  u"press_order"_s,
        u"deliberation"_s,           u"schedule"_s,       u"seed_base"_s};
    return names;
}

/// Or something in a match's place, which is refused with a reason.
bool holdsMatch(const QString &folder)
{
    const QFileInfo match(folder % u'/' % matchFileName);
    return match.isSymLink() || (match.exists() && (!match.isFile() || match.size() > 0));
}

/// By the names that the configuration has in the record.
QString fieldOf(const QString &option)
{
    if (option == u"simulator_fault"_s || option == u"fault"_s)
        return u"simulator_faults"_s;
    return option == u"generate_phase_summaries"_s ? u"commentary"_s : option;
}

/// The recorded configuration with what the command line names, and nothing else of it.
MatchConfig changedConfig(const QCommandLineParser &parser, const MatchConfig &recorded,
                          ModelKeys *keys, QStringList *problems)
{
    MatchConfig base = MatchConfig::demo();
    base.models = recorded.models;
    base.commentary = recorded.commentary;
    base.providers = recorded.providers;
    MatchConfig given = readOptions(parser, base, keys, problems);
    if (parser.isSet(u"schedule"_s))
        given.schedule = scheduleOption(u"schedule"_s, parser.value(u"schedule"_s), problems);
    const QJsonObject fields = given.toJson();
    QJsonObject merged = recorded.toJson();
    for (const QString &option : parser.optionNames()) {
        if (fields.contains(fieldOf(option)))
            merged.insert(fieldOf(option), fields[fieldOf(option)]);
    }
    MatchConfig config = MatchConfig::fromJson(merged);
    config.providers = given.providers;
    if (problems->isEmpty())
        *problems << config.problems();
    return config;
}

void refuseShaping(const QCommandLineParser &parser, const MatchConfig &recorded,
                   const MatchConfig &config, QStringList *problems)
{
    const QJsonObject before = recorded.toJson();
    const QJsonObject after = config.toJson();
    for (const QString &option : shapingOptions()) {
        if (parser.isSet(option) && before[option] != after[option])
            *problems << u"--%1 cannot change within a phase; with --resume_from_phase it can"_s
                             .arg(option);
    }
}

/// What the command line itself says, by names that mean the same in every match: none of it is the
/// record's word.
MatchConfig ownWords(const QCommandLineParser &parser, const MatchConfig &config)
{
    MatchConfig own = MatchConfig::demo();
    if (parser.isSet(u"models"_s))
        own.models = config.models;
    if (parser.isSet(u"commentary"_s))
        own.commentary = config.commentary;
    if (parser.isSet(u"prompts_dir"_s))
        own.promptFolders = config.promptFolders;
    return own;
}

/// Goes where the record says, and reads what it names, only on the user's word.
void checkPlaces(const QCommandLineParser &parser, const MatchConfig &config, QStringList *problems)
{
    const ChosenPlaces chosen;
    const MatchConfig own = ownWords(parser, config);
    const QStringList strange = chosen.strangeIn(config, own);
    chosen.remember(ChosenPlaces::placesOf(own));
    if (parser.isSet(u"trust_record"_s))
        chosen.remember(strange);
    else if (!strange.isEmpty())
        *problems << u"the record names %1, but no option and no earlier match of yours does; "
                     "--trust_record takes these, --models and --prompts_dir choose "
                     "others"_s.arg(strange.join(u", "_s));
}

/// The phase of --resume_from_phase.
std::optional<Phase> wantedPhase(const QCommandLineParser &parser, const MatchLog &log,
                                 QStringList *problems)
{
    const QString text = parser.value(u"resume_from_phase"_s);
    if (!parser.isSet(u"resume_from_phase"_s))
        return std::nullopt;
    const auto phase = phaseFromText(text.toUpper());
    QStringList played;
    for (const PhaseEntry &entry : log.phases())
        played << phaseText(entry.phase);
    if (!phase || !played.contains(phaseText(*phase)))
        *problems << u"--resume_from_phase is a phase that was reached (%1), not \"%2\""_s.arg(
            played.join(u' '), text);
    return phase;
}

/// Where another match is made from the beginning of this one.
QString branchFolder(const QCommandLineParser &parser)
{
    const QString folder = parser.value(u"critical_state_analysis_dir"_s);
    return folder.isEmpty() ? QString() : QDir::cleanPath(QDir::current().absoluteFilePath(folder));
}

std::vector<MatchEvent> firstEvents(const MatchLog &log, qsizetype count)
{
    std::vector<MatchEvent> events;
    events.reserve(static_cast<std::size_t>(count));
    for (qsizetype i = 0; i < count; ++i)
        events.push_back(log.at(i));
    return events;
}

/// Prepares the files; the match's folder is locked.
QString makeReady(const MatchLog &log, const QString &source, GoingOn *match)
{
    MatchSession::Beginning &beginning = match->beginning;
    if (!beginning.from) {
        beginning.events = firstEvents(log, settledSize(log));
        return cutTornEnds(source, settledSize(log));
    }
    beginning.events = eventsBefore(log, *beginning.from);
    beginning.origin = source;
    if (match->folder != source)
        return writeMatchBefore(*beginning.from, beginning.events, source, match->folder);
    return rewindMatch(source, *beginning.from, beginning.events, &beginning.origin);
}

/// Of a match that is over, continuing a sentence; empty: it was won.
QString whatPlaysOn(const MatchLog &log, const MatchConfig &config)
{
    const MatchEnded *end = log.at(log.size() - 1).as<MatchEnded>();
    if (end == nullptr || end->reason != MatchEnded::Reason::LastYear)
        return {};
    const Phase &next = end->position->phase;
    QStringList options;
    if (next.year > config.maxYear)
        options << u"--max_year"_s;
    if (config.endAtPhase && next > *config.endAtPhase)
        options << u"--end_at_phase"_s;
    return u", a later %1 plays on"_s.arg(options.join(u" and "_s));
}

void tell(const MatchLog &log, const GoingOn &match)
{
    int done = 0;
    for (const MatchEvent &event : match.beginning.events) {
        const auto *ended = event.as<CallEnded>();
        done += ended != nullptr && ended->outcome != CallOutcome::Cancelled ? 1 : 0;
    }
    const auto &from = match.beginning.from;
    StandardError error;
    error << "concert: going on with the match of "
          << log.wallTime(0).toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s) << " from "
          << (from                     ? phaseText(*from)
              : log.phases().isEmpty() ? u"its beginning"_s
                                       : phaseText(log.phases().last().phase))
          << "; " << done << " calls are done and are not asked again\n";
    if (from)
        error << "concert: the match as it was is in "
              << QDir::toNativeSeparators(match.beginning.origin) << '\n';
}

} // namespace

void addGoingOnOptions(CommandParser *parser)
{
    parser->addOption({u"resume"_s,
                       u"Go on with the match in --run_dir, which must be there. What is finished "
                       "is kept and not asked again; options that are given (models, keys, caps, "
                       "max_year) hold from now on."_s});
    parser->addOption({u"resume_from_phase"_s,
                       u"Play the match in --run_dir anew from the start of this phase (S1901M, "
                       "F1901R, …). The match as it was is moved into a folder before_… in it."_s,
                       u"phase"_s});
    parser->addOption({u"trust_record"_s,
                       u"Go to the addresses and read the prompt folders that the record in "
                       "--run_dir names, though no option and no earlier match of yours does. "
                       "They count as yours from then on. For records of people you trust."_s});
    parser->addOption({u"critical_state_analysis_dir"_s,
                       u"With --resume_from_phase: play it on in this folder, absent or empty, and "
                       "leave --run_dir as it is."_s,
                       u"folder"_s});
}

bool meansGoingOn(const QCommandLineParser &parser)
{
    return parser.isSet(u"resume"_s) || parser.isSet(u"resume_from_phase"_s) ||
           parser.isSet(u"critical_state_analysis_dir"_s) ||
           (parser.isSet(u"run_dir"_s) && holdsMatch(runFolder(parser, {})));
}

GoingOn takeUpMatch(const QCommandLineParser &parser, ModelKeys *keys, QStringList *problems)
{
    GoingOn match;
    const QString source = runFolder(parser, {});
    const QString branch = branchFolder(parser);
    match.folder = branch.isEmpty() ? source : branch;
    const auto fail = [&](const QString &problem) {
        if (!problem.isEmpty())
            *problems << problem;
        return !problems->isEmpty();
    };
    if (!parser.isSet(u"run_dir"_s))
        fail(u"going on with a match needs --run_dir, its folder"_s);
    else if (!holdsMatch(source))
        fail(u"%1 holds no match to go on with"_s.arg(QDir::toNativeSeparators(source)));
    if (!branch.isEmpty() && !parser.isSet(u"resume_from_phase"_s))
        fail(u"--critical_state_analysis_dir needs --resume_from_phase: where to branch"_s);
    if (fail(branch.isEmpty() ? QString() : whyNotWritable(branch)))
        return match;
    QString problem;
    if (branch.isEmpty() && !(match.beginning.lock = lockMatchFolder(source, &problem)) &&
        fail(problem))
        return match;
    MatchLog log;
    if (fail(readMatchLog(source, &log)))
        return match;
    const MatchConfig recorded = goingOnConfig(log, MatchConfig::demo().providers);
    match.config = changedConfig(parser, recorded, keys, problems);
    if (problems->isEmpty())
        checkPlaces(parser, match.config, problems);
    match.beginning.from = wantedPhase(parser, log, problems);
    if (fail({}))
        return match;
    if (match.beginning.from) {
        if (match.config.endsBefore(*match.beginning.from))
            fail(u"the match ends before %1; --max_year and --end_at_phase say when"_s.arg(
                phaseText(*match.beginning.from)));
    } else {
        refuseShaping(parser, recorded, match.config, problems);
        if (!canGoOn(log, match.config))
            fail(u"the match in %1 is over; --resume_from_phase plays it anew from a phase%2"_s.arg(
                QDir::toNativeSeparators(source), whatPlaysOn(log, match.config)));
    }
    if (fail({}) || fail(gatherKeysNow(match.config, keys)))
        return match;
    if (!branch.isEmpty()) {
        match.beginning.lock = claimMatchFolder(branch, &problem);
        if (!match.beginning.lock && fail(problem))
            return match;
    }
    if (!fail(makeReady(log, source, &match)))
        tell(log, match);
    return match;
}

} // namespace concert
