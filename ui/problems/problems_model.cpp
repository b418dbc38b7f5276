// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problems_model.h"

#include "ui/call_text.h"
#include "ui/phase_text.h"
#include "ui/powers.h"

namespace concert {

using namespace Qt::StringLiterals;

std::optional<ProblemsModel::Row> ProblemsModel::rowFor(const MatchEvent &event)
{
    if (const auto *problem = event.as<ProblemReported>())
        return Row{0, problem->severity, problem->power, problem->text};
    const auto *ended = event.as<CallEnded>();
    if (!ended || ended->outcome == CallOutcome::Cancelled ||
        (ended->outcome == CallOutcome::Answered && ended->problem.isEmpty()))
        return std::nullopt;
    const bool lost = ended->outcome == CallOutcome::Defaulted;
    const QString what = ended->problem.isEmpty()
                             ? (lost ? tr("no answer that could be used") : tr("asked again"))
                             : ended->problem;
    const bool narrator = ended->call.stage == StageKind::Commentary;
    return Row{0, lost ? ProblemReported::Severity::Warning : ProblemReported::Severity::Note,
               narrator ? std::nullopt : std::optional(ended->call.power),
               u"%1: %2"_s.arg(callTitle(ended->call), what)};
}

std::vector<ProblemsModel::Row> ProblemsModel::rowsOf(const MatchLog &log, qsizetype first,
                                                      qsizetype last)
{
    std::vector<Row> rows;
    for (qsizetype i = first; i <= last; ++i) {
        if (std::optional<Row> row = rowFor(log.at(i))) {
            row->event = i;
            rows.push_back(*row);
        }
    }
    return rows;
}

void ProblemsModel::setLog(const MatchLog *log)
{
    beginResetModel();
    if (log_)
        disconnect(log_, nullptr, this, nullptr);
    log_ = log;
    rows_.clear();
    if (log) {
        rows_ = rowsOf(*log, 0, log->size() - 1);
        connect(log, &MatchLog::appended, this, &ProblemsModel::onAppended);
    }
    endResetModel();
}

void ProblemsModel::onAppended(qsizetype first, qsizetype last)
{
    const std::vector<Row> added = rowsOf(*log_, first, last);
    if (added.empty())
        return;
    const int row = static_cast<int>(rows_.size());
    beginInsertRows({}, row, row + static_cast<int>(added.size()) - 1);
    rows_.insert(rows_.end(), added.begin(), added.end());
    endInsertRows();
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
        return row.power ? powerDisplayName(*row.power) : QString();
    default:
        return row.text.simplified();
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
