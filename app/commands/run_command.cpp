// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/run_command.h"

#include "app/chosen_places.h"
#include "app/command_parser.h"
#include "app/commands/going_on.h"
#include "app/commands/silence_lines.h"
#include "app/interrupt.h"
#include "app/keys/gather_keys.h"
#include "app/known_hosts.h"
#include "app/match_options.h"
#include "app/match_session.h"
#include "app/terminal.h"
#include "core/agents/prompt_check.h"
#include "core/record/text.h"
#include "core/record/told_problem.h"
#include "core/trace/analysis.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// When a power that waits is asked again, as far as that is known.
QString nextTryText(MatchSession *session, Power power)
{
    const SeatActivity activity = session->match()->activity(power);
    const auto clock = [session](qint64 time) {
        return session->log()->wallTime(time).toLocalTime().toString(u"HH:mm:ss"_s);
    };
    if (activity.state != SeatActivity::State::Parked && !activity.nextTry)
        return {}; // it goes on, or the match is over
    if (!activity.nextTry)
        return u" It is not tried again by itself."_s;
    const QString next = u" Trying again at %1"_s.arg(clock(*activity.nextTry));
    return activity.waitsUntil
               ? u"%1, until %2 at the latest."_s.arg(next, clock(*activity.waitsUntil))
               : QString(next % u'.');
}

/// One line on stderr for each event that somebody who waits wants to know.
void reportProgress(MatchSession *session, qsizetype index)
{
    StandardError error;
    const MatchLog &log = *session->log();
    const MatchEvent &event = log.at(index);
    const QString time = u"%1 s"_s.arg(secondsOf(event.time), 8, 'f', 2);
    if (const auto *phase = event.as<PhaseAdjudicated>()) {
        int failed = 0;
        for (const ResolvedOrder &order : phase->orders)
            failed += order.results == 0 ? 0 : 1;
        error << time << "  " << phaseText(phase->phase) << "  "
              << counted(static_cast<qint64>(phase->orders.size()), u"order"_s) << ", " << failed
              << " not carried out\n";
    } else if (const auto *call = event.as<CallEnded>()) {
        if (call->outcome == CallOutcome::Defaulted && !isToldBefore(log, index))
            error << time << "  " << call->call.toString() << ": " << call->problem << '\n';
    } else if (const auto *problem = event.as<ProblemReported>()) {
        if (problem->severity != ProblemReported::Severity::Note)
            error << time << "  " << problem->text << '\n';
    } else if (const auto *parked = event.as<PowerParked>()) {
        error << time << "  " << powerText(parked->power) << " (" << parked->model
              << ") waits: " << parked->text << nextTryText(session, parked->power) << '\n';
    } else if (const auto *goes = event.as<PowerUnparked>()) {
        error << time << "  " << powerText(goes->power)
              << (goes->how == PowerUnparked::How::Defaults ? " plays default orders from now on"
                                                            : " goes on")
              << '\n';
    } else if (const auto *paused = event.as<MatchPaused>()) {
        error << time
              << (paused->unsaved ? "  The match pauses until it can be saved. "
                                  : "  The match pauses. ")
              << paused->reason << '\n';
    } else if (event.as<MatchResumed>()) {
        error << time << "  The match goes on\n";
    } else if (const auto *end = event.as<MatchEnded>()) {
        if (!end->text.isEmpty())
            error << time << "  The match ends: " << end->text << '\n';
    }
}

QJsonObject summaryOf(MatchSession *session)
{
    const MatchLog &log = *session->log();
    const auto *end = log.at(log.size() - 1).as<MatchEnded>();
    int phases = 0;
    for (const PhaseEntry &phase : log.phases())
        phases += phase.adjudicated ? 1 : 0;
    // As the exports count them: of all processes that played it, also those that were broken off.
    int calls = 0;
    int defaulted = 0;
    int requests = 0;
    for (const Span &span : log.spans()) {
        calls += span.isCall ? 1 : 0;
        defaulted += span.isCall && span.outcome == u"defaulted"_s ? 1 : 0;
        requests += span.attempts;
    }
    QJsonObject centers;
    for (const Power power : allPowers)
        centers.insert(powerText(power), end->position->centerCount(power));
    const qint64 total = log.lastTime();
    return {{u"phases"_s, phases},
            {u"calls"_s, calls},
            {u"defaulted_calls"_s, defaulted},
            {u"requests"_s, requests},
            {u"spending"_s, toJson(log.spending())},
            {u"total_time_s"_s, secondsOf(total)},
            {u"sequential_time_s"_s, secondsOf(sequentialTime(log.spans(), total))},
            {u"bound_s"_s, secondsOf(bound(log.spans(), total))},
            {u"held_s"_s, secondsOf(heldTime(log.spans(), total))},
            {u"dependency_bound_s"_s, secondsOf(dependencyBound(log.spans(), total))},
            {u"schedule"_s, scheduleName(log.config().schedule)},
            {u"run_dir"_s, session->folder()},
            {u"centers"_s, centers},
            {u"winner"_s, end->winner ? QJsonValue(powerText(*end->winner)) : QJsonValue()}};
}

/// Whoever tries a cap with it would wait for it in vain.
bool hasCapsForNothing(const MatchConfig &config)
{
    const auto isFree = [&config](const ModelId &model) {
        const ProviderProfile *profile = config.provider(model);
        return profile != nullptr && profile->isBuiltIn();
    };
    return config.caps != SpendingCaps() && std::ranges::all_of(config.models, isFree) &&
           (!config.commentary || isFree(*config.commentary));
}

/// A match that is over waits until its last events are on the disk, too; who does not want that
/// interrupts it.
void waitUntilSaved(MatchSession *session, const Interrupt &interrupt)
{
    const auto *end = session->log()->at(session->log()->size() - 1).as<MatchEnded>();
    if (end->reason == MatchEnded::Reason::Stopped || session->saveFiles())
        return;
    StandardError() << "concert: the match is over; waiting until its files can be written "
                       "(Ctrl+C ends without)\n";
    QObject::connect(session, &MatchSession::saved, qApp, &QCoreApplication::quit);
    QObject::connect(&interrupt, &Interrupt::received, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
}

/// %1 in it is the command; empty: the game is over.
QString howItGoesOn(MatchEnded::Reason reason)
{
    switch (reason) {
    case MatchEnded::Reason::Stopped:
        return u"interrupted; it goes on with: %1"_s;
    case MatchEnded::Reason::Failed:
        return u"when that is mended, or with other --models, it goes on with: %1"_s;
    case MatchEnded::Reason::Spent:
        return u"with a higher cap it goes on with: %1"_s;
    case MatchEnded::Reason::LastYear:
    case MatchEnded::Reason::Solo:
        break;
    }
    return {};
}

/// \a begin starts the session, or says why not.
int play(const std::function<QString(MatchSession *)> &begin)
{
    MatchSession session;
    Interrupt interrupt;
    QObject::connect(session.log(), &MatchLog::appended, &session,
                     [&session](qsizetype first, qsizetype last) {
                         if (session.match() == nullptr)
                             return; // what a match that goes on brings along was told in its time
                         // Queued: when a power is tried again is known a moment later.
                         const auto report = [&session, first, last] {
                             for (qsizetype i = first; i <= last; ++i)
                                 reportProgress(&session, i);
                         };
                         QMetaObject::invokeMethod(&session, report, Qt::QueuedConnection);
                     });
    QObject::connect(&session, &MatchSession::warned, &session, [](const QString &problem) {
        StandardError() << "concert: " << problem << '\n';
    });
    QObject::connect(&interrupt, &Interrupt::received, &session,
                     [&session] { session.match()->stop(); });
    // Queued: the match may end before the event loop runs.
    QObject::connect(&session, &MatchSession::ended, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    if (const QString problem = begin(&session); !problem.isEmpty())
        return reportUsage(u"run"_s, problem.split(u'\n'));
    for (const QString &sentence : KnownHosts().introduce(session.config())) // nothing is sent yet
        StandardError() << "concert: " << sentence << '\n';
    for (const QString &sentence : promptRemarks(session.config()))
        StandardError() << "concert: " << sentence << '\n';
    if (const QString note = whatEndsEarlier(session.config()); !note.isEmpty())
        StandardError() << "concert: " << note << '\n';
    if (hasCapsForNothing(session.config()))
        StandardError() << "concert: no cap counts the built-in model, which costs nothing\n";
    const SilenceLines silences(&session);
    QCoreApplication::exec();
    waitUntilSaved(&session, interrupt);
    const QString unsaved = session.finishFiles();
    if (!unsaved.isEmpty())
        StandardError() << "concert: " << unsaved << '\n';
    const auto *end = session.log()->at(session.log()->size() - 1).as<MatchEnded>();
    if (const QString how = howItGoesOn(end->reason); !how.isEmpty())
        StandardError() << "concert: "
                        << how.arg(u"concert run --run_dir "_s %
                                   QDir::toNativeSeparators(session.folder()))
                        << '\n';
    StandardOutput() << QJsonDocument(summaryOf(&session)).toJson(QJsonDocument::Compact) << '\n';
    const int code = exitCodeOf(*end);
    return code == 0 && !unsaved.isEmpty() ? failureExitCode : code;
}

} // namespace

int runCommand(const QStringList &arguments)
{
    CommandParser parser(u"run"_s, u"Plays a match without a window."_s);
    addMatchOptions(&parser);
    parser.addOption(
        {u"schedule"_s,
         u"When calls may start: blocking (the old way), staged or pipelined; the game "
         "is the same."_s,
         u"name"_s, u"pipelined"_s});
    addRunDirOption(&parser, u" A match that was interrupted there goes on."_s);
    addGoingOnOptions(&parser);
    QStringList problems;
    if (const auto code = parser.start(withSwitchValues(arguments)))
        return *code;
    for (const QString &extra : parser.positionalArguments())
        problems << u"\"%1\" is not an option of \"concert run\""_s.arg(extra);
    ModelKeys keys;
    if (problems.isEmpty() && meansGoingOn(parser)) {
        GoingOn match = takeUpMatch(parser, &keys, &problems);
        if (!problems.isEmpty())
            return reportUsage(u"run"_s, problems);
        return play([&](MatchSession *session) {
            return session->goOnWith(std::move(match.beginning), match.config, keys, match.folder);
        });
    }
    MatchConfig config = matchConfig(parser, &keys, &problems);
    config.schedule = scheduleOption(u"schedule"_s, parser.value(u"schedule"_s), &problems);
    if (!problems.isEmpty())
        return reportUsage(u"run"_s, problems);
    if (const QString problem = gatherKeysNow(config, &keys); !problem.isEmpty())
        return reportUsage(u"run"_s, {problem});
    ChosenPlaces().remember(ChosenPlaces::placesOf(config));
    const QString folder = runFolder(parser, {});
    return play([&](MatchSession *session) { return session->start(config, keys, folder); });
}

} // namespace concert
