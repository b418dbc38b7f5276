// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/standings/standings_model.h"

#include "core/record/seating.h"
#include "ui/powers.h"
#include "ui/sentences.h"

namespace concert {

using namespace Qt::StringLiterals;

namespace {

QString stageText(StageKind stage, int round)
{
    switch (stage) {
    case StageKind::InitialState:
        return StandingsModel::tr("setting its goals");
    case StageKind::Messages:
        return StandingsModel::tr("writing messages, round %1").arg(round);
    case StageKind::Orders:
        return StandingsModel::tr("writing orders");
    case StageKind::StateUpdate:
        return StandingsModel::tr("thinking over the outcome");
    case StageKind::NegotiationDiary:
        return StandingsModel::tr("noting the talks");
    case StageKind::Plan:
        return StandingsModel::tr("making a plan");
    case StageKind::Consolidation:
        return StandingsModel::tr("shortening its diary");
    case StageKind::ResultDiary:
        return StandingsModel::tr("noting the outcome");
    case StageKind::Adjudication:
    case StageKind::Commentary:
        break;
    }
    return {};
}

} // namespace

QString activityText(const SeatProgress &seat)
{
    const QString stage = stageText(seat.stage, seat.round);
    switch (seat.state) {
    case SeatProgress::State::Idle:
        return {};
    case SeatProgress::State::Waiting:
        return StandingsModel::tr("waiting for the others");
    case SeatProgress::State::Paused:
        return StandingsModel::tr("paused");
    case SeatProgress::State::Thinking:
        return stage + u" …"_s;
    case SeatProgress::State::Answering:
        return StandingsModel::tr("%1 · %n character(s)", nullptr,
                                  static_cast<int>(seat.characters))
            .arg(stage);
    case SeatProgress::State::Parked:
        return StandingsModel::tr("waits: %1").arg(shownSentence(seat.detail));
    case SeatProgress::State::Retrying:
        return seat.detail.isEmpty()
                   ? StandingsModel::tr("asked again")
                   : StandingsModel::tr("asked again: %1").arg(shownSentence(seat.detail));
    }
    return {};
}

StandingsModel::StandingsModel(QObject *parent) : QAbstractListModel(parent) {}

void StandingsModel::setLog(const MatchLog *log)
{
    beginResetModel();
    rows_ = {};
    log_ = log;
    endResetModel();
}

void StandingsModel::setMoment(const BoardMoment &moment,
                               const std::optional<MatchProgress> &progress)
{
    if (!log_)
        return;
    // Who plays is as the newest event has it: with the board of an earlier one it changes nothing.
    const std::array<Seating, powerCount> seatings = seatingsAt(*log_, log_->size() - 1);
    for (const Power power : allPowers) {
        const auto i = static_cast<std::size_t>(indexOf(power));
        Row row;
        row.model = seatings[i].playsDefaults ? tr("default orders") : seatings[i].model;
        row.centers = moment.position.centerCount(power);
        row.units = moment.position.unitCount(power);
        row.eliminated = moment.position.isEliminated(power);
        if (row.eliminated) {
            row.activity = tr("eliminated");
        } else {
            if (progress)
                row.activity = activityText(progress->seats[i]);
            row.parked = progress && seatings[i].parked;
            if (row.parked) { // what it does now knows when it is tried again
                const QString &now = progress->seats[i].detail;
                row.activity =
                    tr("waits: %1")
                        .arg(shownSentence(now.isEmpty() ? seatings[i].parked->text : now));
            }
            using State = SeatProgress::State;
            const State state = progress ? progress->seats[i].state : State::Idle;
            row.busy = !row.parked && (state == State::Thinking || state == State::Answering ||
                                       state == State::Retrying);
            if (!row.busy && !row.parked && moment.resolved.empty() &&
                moment.submitted.contains(power))
                row.activity = tr("orders in");
        }
        if (row == rows_[i])
            continue;
        rows_[i] = row;
        Q_EMIT dataChanged(index(indexOf(power)), index(indexOf(power)));
    }
}

int StandingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !log_ ? 0 : powerCount;
}

QVariant StandingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = rows_[static_cast<std::size_t>(index.row())];
    const QString name = powerDisplayName(allPowers[static_cast<std::size_t>(index.row())]);
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::AccessibleTextRole: {
        QStringList parts{name, tr("%n centre(s)", nullptr, row.centers),
                          tr("%n unit(s)", nullptr, row.units), row.model};
        if (!row.activity.isEmpty())
            parts << row.activity;
        return parts.join(u", "_s);
    }
    case CentersRole:
        return row.centers;
    case UnitsRole:
        return row.units;
    case ModelRole:
        return row.model;
    case ActivityRole:
        return row.activity;
    case BusyRole:
        return row.busy;
    case ParkedRole:
        return row.parked;
    case EliminatedRole:
        return row.eliminated;
    default:
        return {};
    }
}

QHash<int, QByteArray> StandingsModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{CentersRole, "centers"},
                  {UnitsRole, "units"},
                  {ModelRole, "model"},
                  {ActivityRole, "activity"},
                  {BusyRole, "busy"},
                  {ParkedRole, "parked"},
                  {EliminatedRole, "eliminated"}});
    return names;
}

} // namespace concert
