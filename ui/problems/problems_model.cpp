// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problems_model.h"

#include "ui/call_text.h"
#include "ui/phase_text.h"
#include "ui/powers.h"

#include <QDir>
#include <QLocale>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

QString parkedKey(const PowerParked &parked)
{
    return parked.server % u' ' % QString::number(static_cast<int>(parked.reason));
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
        .arg(QLocale().toString(continued.continuedAt.toLocalTime(), QLocale::ShortFormat));
}

} // namespace

std::optional<ProblemsModel::Row> ProblemsModel::rowFor(const MatchEvent &event)
{
    using Severity = ProblemReported::Severity;
    if (const auto *problem = event.as<ProblemReported>()) {
        QList<Power> powers;
        if (problem->power)
            powers << *problem->power;
        return Row{0, problem->severity, powers, problem->text};
    }
    if (const auto *parked = event.as<PowerParked>())
        return Row{
            0, Severity::Error, {parked->power}, parked->text, parkedKey(*parked), {parked->power}};
    if (const auto *goes = event.as<PowerUnparked>()) {
        if (goes->how == PowerUnparked::How::OtherModel)
            return Row{
                0, Severity::Note, {goes->power}, tr("%1 plays from now on.").arg(goes->model)};
        if (goes->how == PowerUnparked::How::Defaults)
            return Row{0, Severity::Warning, {goes->power}, tr("Default orders from now on.")};
        return std::nullopt;
    }
    if (const auto *paused = event.as<MatchPaused>(); paused && !paused->reason.isEmpty())
        return Row{0, Severity::Warning, {}, tr("The match pauses. %1").arg(paused->reason)};
    if (const auto *continued = event.as<MatchContinued>())
        return Row{0, Severity::Note, {}, continuedText(*continued)};
    const auto *ended = event.as<CallEnded>();
    if (!ended || ended->outcome == CallOutcome::Cancelled ||
        (ended->outcome == CallOutcome::Answered && ended->problem.isEmpty()))
        return std::nullopt;
    if (ended->attempts == 0 && ended->outcome == CallOutcome::Defaulted)
        return std::nullopt; // nobody was asked: why has a row of its own
    const bool lost = ended->outcome == CallOutcome::Defaulted;
    const QString what = ended->problem.isEmpty()
                             ? (lost ? tr("no answer that could be used") : tr("asked again"))
                             : ended->problem;
    QList<Power> powers;
    if (ended->call.stage != StageKind::Commentary)
        powers << ended->call.power;
    return Row{0, lost ? Severity::Warning : Severity::Note, powers,
               u"%1: %2"_s.arg(callTitle(ended->call), what)};
}

/// Powers of one server share the row of what keeps them.
bool ProblemsModel::joinParked(const MatchEvent &event)
{
    const auto *parked = event.as<PowerParked>();
    const auto *goes = event.as<PowerUnparked>();
    for (std::size_t i = rows_.size(); i-- > 0 && (parked || goes);) {
        Row &row = rows_[i];
        const bool fits = parked ? row.parkedAt == parkedKey(*parked) && !row.waiting.isEmpty()
                                 : row.waiting.contains(goes->power);
        if (!fits)
            continue;
        if (goes) {
            row.waiting.remove(goes->power);
        } else {
            row.waiting.insert(parked->power);
            if (!row.powers.contains(parked->power))
                row.powers << parked->power;
        }
        const int at = static_cast<int>(i);
        Q_EMIT dataChanged(index(at, 0), index(at, columns - 1));
        return parked != nullptr;
    }
    return false;
}

void ProblemsModel::setLog(const MatchLog *log)
{
    beginResetModel();
    if (log_)
        disconnect(log_, nullptr, this, nullptr);
    log_ = log;
    rows_.clear();
    endResetModel();
    if (log) {
        onAppended(0, log->size() - 1);
        connect(log, &MatchLog::appended, this, &ProblemsModel::onAppended);
    }
}

void ProblemsModel::onAppended(qsizetype first, qsizetype last)
{
    std::vector<Row> added;
    const auto insert = [&] {
        if (added.empty())
            return;
        const int row = static_cast<int>(rows_.size());
        beginInsertRows({}, row, row + static_cast<int>(added.size()) - 1);
        rows_.insert(rows_.end(), added.begin(), added.end());
        endInsertRows();
        added.clear();
    };
    for (qsizetype i = first; i <= last; ++i) {
        const MatchEvent &event = log_->at(i);
        if (event.as<PowerParked>() || event.as<PowerUnparked>())
            insert(); // it may join one of these
        if (joinParked(event))
            continue;
        if (std::optional<Row> row = rowFor(event)) {
            row->event = i;
            added.push_back(*row);
        }
    }
    insert();
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = rows_[static_cast<std::size_t>(index.row())];
    if (role == EventIndexRole)
        return row.event;
    if (role == SeverityRole)
        return static_cast<int>(row.severity);
    if (role == Qt::ToolTipRole) // a tooltip would take markup for its own
        return u"<p>%1</p>"_s.arg(row.text.toHtmlEscaped());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return log_ ? elapsedText(log_->at(row.event).time) : QString();
    case PowerColumn:
        return namesOf(row.powers);
    default:
        return row.parkedAt.isEmpty()  ? row.text.simplified()
               : row.waiting.isEmpty() ? tr("%1 This is over.").arg(row.text.simplified())
                                       : tr("Waiting: %1").arg(row.text.simplified());
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case PowerColumn:
        return tr("Power");
    case TextColumn:
        return tr("What happened");
    default:
        return {};
    }
}

} // namespace concert
