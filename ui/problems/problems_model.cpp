// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problems_model.h"

#include "core/record/told_problem.h"
#include "ui/call_text.h"
#include "ui/phase_text.h"
#include "ui/plain_tip.h"
#include "ui/powers.h"
#include "ui/sentences.h"
#include "ui/time_text.h"

#include <QDir>

#include <algorithm>
#include <utility>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

QString parkedKey(const PowerParked &parked)
{
    return parked.server % u' ' % QString::number(static_cast<int>(parked.reason));
}

/// Which kind a problem is, if there may be more of it.
QString kindOf(ProblemReported::Severity severity, const QString &text)
{
    return QString::number(static_cast<int>(severity)) % u' ' % sentenceKind(text);
}

QString namesOf(const QList<Power> &powers)
{
    if (powers.size() == powerCount)
        return ProblemsModel::tr("all");
    QStringList names;
    for (const Power power : powers)
        names << powerDisplayName(power);
    return names.join(u", "_s);
}

QString continuedText(const MatchContinued &continued)
{
    if (continued.from)
        return ProblemsModel::tr("Played anew from %1. What was played before is in %2.")
            .arg(phaseShortName(*continued.from), QDir::toNativeSeparators(continued.origin));
    return ProblemsModel::tr("The match went on after an interruption, on %1.")
        .arg(momentText(continued.continuedAt));
}

} // namespace

std::optional<ProblemsModel::Problem> ProblemsModel::problemOf(const CallEnded &ended)
{
    const bool cancelled = ended.outcome == CallOutcome::Cancelled;
    if (cancelled || (ended.outcome == CallOutcome::Answered && ended.problem.isEmpty()))
        return std::nullopt;
    if (ended.attempts == 0 && ended.outcome == CallOutcome::Defaulted)
        return std::nullopt; // nobody was asked: why has a row of its own
    const bool lost = ended.outcome == CallOutcome::Defaulted;
    Problem problem;
    problem.severity = lost ? ProblemReported::Severity::Warning : ProblemReported::Severity::Note;
    if (ended.call.stage != StageKind::Commentary)
        problem.powers << ended.call.power;
    problem.subject =
        lost ? callTitle(ended.call) : tr("%1, asked again").arg(callTitle(ended.call));
    problem.text = !ended.problem.isEmpty() ? ended.problem : tr("no answer that could be used");
    problem.kind = u"call "_s % kindOf(problem.severity, problem.text);
    return problem;
}

std::optional<ProblemsModel::Problem> ProblemsModel::problemIn(const MatchEvent &event)
{
    using Severity = ProblemReported::Severity;
    const auto problem = [](Severity severity, const QList<Power> &powers, const QString &text) {
        return Problem{0, -1, severity, powers, {}, text, kindOf(severity, text)};
    };
    if (const auto *reported = event.as<ProblemReported>())
        return problem(reported->severity,
                       reported->power ? QList<Power>{*reported->power} : QList<Power>(),
                       reported->text);
    if (const auto *parked = event.as<PowerParked>()) {
        Problem waits = problem(Severity::Error, {parked->power}, parked->text);
        waits.kind.clear();
        waits.parkedAt = parkedKey(*parked);
        waits.waiting = {parked->power};
        return waits;
    }
    if (const auto *goes = event.as<PowerUnparked>()) {
        if (goes->how == PowerUnparked::How::OtherModel)
            return problem(Severity::Note, {goes->power},
                           tr("%1 plays from now on.").arg(goes->model));
        if (goes->how == PowerUnparked::How::Defaults)
            return problem(Severity::Warning, {goes->power}, tr("Default orders from now on."));
        return std::nullopt;
    }
    if (const auto *paused = event.as<MatchPaused>(); paused && !paused->reason.isEmpty()) {
        const QString reason = shownSentence(paused->reason);
        if (!paused->unsaved)
            return problem(Severity::Warning, {}, tr("The match pauses. %1").arg(reason));
        Problem pause = problem(Severity::Error, {},
                                tr("The match pauses until it can be saved. %1").arg(reason));
        pause.pauses = true;
        return pause;
    }
    if (const auto *continued = event.as<MatchContinued>()) {
        Problem note = problem(Severity::Note, {}, continuedText(*continued));
        note.kind.clear(); // each has its own time
        return note;
    }
    const auto *ended = event.as<CallEnded>();
    return ended ? problemOf(*ended) : std::nullopt;
}

/// Powers of one server share the row of what keeps them. False: it needs a row of its own.
bool ProblemsModel::joinParked(const PowerParked &parked)
{
    const QString key = parkedKey(parked);
    endWait(parked.power, false, key); // something else keeps it now
    for (std::size_t i = kinds_.size(); i-- > 0;) {
        Problem &problem = kinds_[i].back();
        if (problem.parkedAt != key || problem.waiting.isEmpty())
            continue;
        problem.waiting.insert(parked.power);
        if (!problem.powers.contains(parked.power))
            problem.powers << parked.power;
        problemChanged(static_cast<int>(i));
        return true;
    }
    return false;
}

/// A power waits no longer in any row but those of \a exceptAt; no power: nobody does. \a gaveUp:
/// it does without the server, which need not be back.
void ProblemsModel::endWait(std::optional<Power> power, bool gaveUp, const QString &exceptAt)
{
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        Problem &problem = kinds_[i].back();
        const bool waits = power ? problem.waiting.contains(*power) : !problem.waiting.isEmpty();
        if (!waits || problem.parkedAt == exceptAt)
            continue;
        if (power)
            problem.waiting.remove(*power);
        else
            problem.waiting.clear();
        problem.gaveUp |= gaveUp;
        problemChanged(static_cast<int>(i));
    }
}

/// What the event ends: a power's wait, everybody's, or the match's pause.
void ProblemsModel::endWaits(const MatchEvent &event)
{
    if (const auto *goes = event.as<PowerUnparked>())
        endWait(goes->power, goes->how != PowerUnparked::How::Again);
    if (event.as<MatchContinued>() || event.as<MatchEnded>()) // tried anew, or not any more
        endWait({}, true);
    if (event.as<MatchResumed>() || event.as<MatchContinued>())
        endPause();
}

/// The newest of a kind has.
void ProblemsModel::problemChanged(int row)
{
    const QModelIndex kind = index(row, 0);
    Q_EMIT dataChanged(kind, kind.siblingAtColumn(columns - 1));
    if (const int last = rowCount(kind) - 1; last > 0)
        Q_EMIT dataChanged(index(last, 0, kind), index(last, columns - 1, kind));
}

/// The record could not be written, and can again.
void ProblemsModel::endPause()
{
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        if (std::exchange(kinds_[i].back().pauses, false)) {
            kinds_[i].back().isOver = true;
            problemChanged(static_cast<int>(i));
        }
    }
}

/// Why is told by the row of its power.
bool ProblemsModel::wasParked(const CallEnded &ended, qsizetype event) const
{
    const QList<Span> &spans = log_->spans();
    if (ended.span < 0 || ended.span >= spans.size())
        return false;
    for (qsizetype i = log_->seatings().size(); i-- > 0;) {
        const qsizetype at = log_->seatings()[i];
        const auto *parked = log_->at(at).as<PowerParked>();
        if (at < event && log_->at(at).time < spans[ended.span].started)
            return false;
        if (at < event && parked != nullptr && parked->power == ended.call.power)
            return ended.call.stage != StageKind::Commentary; // the narrator's is no power's
    }
    return false;
}

void ProblemsModel::addRetries(qsizetype event)
{
    const auto *ended = log_->at(event).as<CallEnded>();
    if (ended == nullptr || ended->requests.isEmpty() || wasParked(*ended, event))
        return;
    const bool hasSpan = ended->span >= 0 && ended->span < log_->spans().size();
    const QString model = hasSpan ? log_->spans()[ended->span].model : QString();
    const QList<CallRetry> retries = retriesIn(*ended, model);
    for (const CallRetry &retry : retries) {
        Problem problem;
        problem.event = event;
        problem.phase = log_->phaseIndexAt(event);
        problem.severity = ProblemReported::Severity::Note;
        if (ended->call.stage != StageKind::Commentary)
            problem.powers << ended->call.power;
        problem.subject = callTitle(ended->call);
        problem.kind = retry.group();
        problem.retry = retry;
        add(problem);
    }
}

void ProblemsModel::setLog(const MatchLog *log)
{
    beginResetModel();
    if (log_)
        disconnect(log_, nullptr, this, nullptr);
    log_ = log;
    kinds_.clear();
    kindRows_.clear();
    endResetModel();
    if (log) {
        onAppended(0, log->size() - 1);
        connect(log, &MatchLog::appended, this, &ProblemsModel::onAppended);
    }
}

void ProblemsModel::onAppended(qsizetype first, qsizetype last)
{
    for (qsizetype i = first; i <= last; ++i) {
        const MatchEvent &event = log_->at(i);
        if (const auto *parked = event.as<PowerParked>(); parked && joinParked(*parked))
            continue;
        endWaits(event);
        addRetries(i);
        if (isToldBefore(*log_, i))
            continue;
        if (std::optional<Problem> problem = problemIn(event)) {
            problem->event = i;
            problem->phase = log_->phaseIndexAt(i);
            add(*problem);
        }
    }
}

/// Powers that gave up on a server one by one, in one phase, share a row.
int ProblemsModel::kindRowOf(const Problem &problem) const
{
    if (!problem.kind.isEmpty())
        return kindRows_.value(problem.kind, -1);
    for (std::size_t i = kinds_.size(); i-- > 0 && !problem.parkedAt.isEmpty();) {
        const Problem &last = kinds_[i].back();
        if (last.parkedAt == problem.parkedAt && last.phase == problem.phase && last.gaveUp)
            return static_cast<int>(i);
    }
    return -1;
}

void ProblemsModel::add(const Problem &problem)
{
    const int row = kindRowOf(problem);
    if (row < 0) {
        const int next = static_cast<int>(kinds_.size());
        beginInsertRows({}, next, next);
        kinds_.push_back({problem});
        if (!problem.kind.isEmpty())
            kindRows_.insert(problem.kind, next);
        endInsertRows();
        return;
    }
    Kind &kind = kinds_[static_cast<std::size_t>(row)];
    const int last = static_cast<int>(kind.size());
    beginInsertRows(index(row, 0), last == 1 ? 0 : last, last); // the first one has a row now, too
    kind.push_back(problem);
    endInsertRows();
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

int ProblemsModel::problemCount() const
{
    std::size_t count = 0;
    for (const Kind &kind : kinds_)
        count += kind.front().retry ? 0 : kind.size();
    return static_cast<int>(count);
}

// An index' id is 0 for a kind, and the kind's row plus 1 for one of its problems.

QModelIndex ProblemsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex ProblemsModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0});
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(kinds_.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    const auto problems = kinds_[static_cast<std::size_t>(parent.row())].size();
    return problems > 1 ? static_cast<int>(problems) : 0;
}

int ProblemsModel::columnCount(const QModelIndex &) const
{
    return columns;
}

const ProblemsModel::Problem *ProblemsModel::single(const QModelIndex &index) const
{
    if (index.internalId() != 0)
        return &kinds_[index.internalId() - 1][static_cast<std::size_t>(index.row())];
    const Kind &kind = kinds_[static_cast<std::size_t>(index.row())];
    return kind.size() == 1 ? &kind.front() : nullptr;
}

/// "S1901M – F1903M"
QString ProblemsModel::phasesOf(const Kind &kind) const
{
    const auto name = [this](const Problem &problem) {
        return log_ && problem.phase >= 0 ? phaseShortName(log_->phases()[problem.phase].phase)
                                          : QString();
    };
    const QString first = name(kind.front());
    const QString last = name(kind.back());
    return first == last || first.isEmpty() ? last : QString(first % u" – "_s % last);
}

QVariant ProblemsModel::singleData(const Problem &problem, int column) const
{
    switch (column) {
    case TimeColumn:
        return log_ ? elapsedText(log_->at(problem.event).time) : QString();
    case PhaseColumn:
        return phasesOf({problem});
    case PowerColumn:
        return namesOf(problem.powers);
    case TextColumn: {
        const QString said =
            problem.retry ? retryText(*problem.retry) : shownSentence(problem.text.simplified());
        const QString text =
            problem.subject.isEmpty() ? said : u"%1: %2"_s.arg(problem.subject, said);
        if (problem.isOver)
            return tr("%1 This is over.").arg(text);
        if (problem.parkedAt.isEmpty() || (problem.gaveUp && problem.waiting.isEmpty()))
            return text;
        return problem.waiting.isEmpty() ? tr("%1 This is over.").arg(text)
                                         : tr("Waiting: %1").arg(text);
    }
    default:
        return {};
    }
}

QVariant ProblemsModel::kindData(const Kind &kind, int column) const
{
    switch (column) {
    case PowerColumn: {
        QList<Power> powers;
        for (const Problem &problem : kind) {
            for (const Power power : problem.powers) {
                if (!powers.contains(power))
                    powers << power;
            }
        }
        std::sort(powers.begin(), powers.end());
        return namesOf(powers);
    }
    case PhaseColumn:
        return phasesOf(kind);
    case CountColumn:
        return static_cast<int>(kind.size());
    case TextColumn: {
        if (kind.front().retry) {
            QList<CallRetry> retries;
            for (const Problem &problem : kind)
                retries << *problem.retry;
            return retriesText(retries);
        }
        const QString text = kind.front().text.simplified();
        const bool same = std::all_of(kind.begin(), kind.end(), [&text](const Problem &problem) {
            return problem.text.simplified() == text;
        });
        const QString said = shownSentence(same ? text : sentenceKind(text));
        if (kind.front().subject.isEmpty())
            return said;
        return kind.front().severity == ProblemReported::Severity::Note
                   ? tr("Asked again: %1").arg(said)
                   : tr("No use: %1").arg(said);
    }
    default:
        return singleData(kind.front(), column);
    }
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Problem *problem = single(index);
    const Kind *kind = problem ? nullptr : &kinds_[static_cast<std::size_t>(index.row())];
    const auto text = [&](int column) {
        return problem ? singleData(*problem, column) : kindData(*kind, column);
    };
    switch (role) {
    case EventIndexRole:
        return problem ? problem->event : kind->front().event;
    case SeverityRole:
        return static_cast<int>(problem ? problem->severity : kind->front().severity);
    case Qt::TextAlignmentRole:
        return index.column() == CountColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                             : QVariant();
    case Qt::ToolTipRole: // a tooltip would take markup for its own
        return plainTip(text(TextColumn).toString());
    case Qt::DisplayRole:
        return text(index.column());
    default:
        return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case PhaseColumn:
        return tr("Phase");
    case PowerColumn:
        return tr("Power");
    case CountColumn:
        return tr("Count");
    case TextColumn:
        return tr("What happened");
    default:
        return {};
    }
}

} // namespace concert
