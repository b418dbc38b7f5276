// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/promise_model.h"

#include "core/rules/position.h"
#include "ui/commitment_text.h"
#include "ui/isolated_text.h"
#include "ui/phase_text.h"
#include "ui/plain_tip.h"
#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/sentences.h"

#include <QFont>

#include <algorithm>
#include <map>
#include <tuple>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

using Bonds = std::map<Power, std::map<Power, Relationship>>;

bool trusts(const Bonds &bonds, Power who, Power whom)
{
    const auto own = bonds.find(who);
    if (own == bonds.end())
        return false;
    const auto found = own->second.find(whom);
    return found != own->second.end() && found->second >= Relationship::Friendly;
}

PromiseMoment momentOf(const CommitmentJudged &judged, const Bonds &bonds, const Position &board)
{
    if (judged.verdict == CommitmentVerdict::Broken) {
        return judged.to && trusts(bonds, *judged.to, judged.from) ? PromiseMoment::Betrayal
                                                                   : PromiseMoment::Lie;
    }
    if (judged.verdict != CommitmentVerdict::Kept ||
        judged.commitment.kind != Commitment::Kind::Support || judged.commitment.units.size() < 2)
        return PromiseMoment::None;
    const auto helped = board.unitAt(judged.commitment.units[1]);
    return helped && helped->power != judged.from ? PromiseMoment::Collaboration
                                                  : PromiseMoment::None;
}

/// The two powers, whichever of them promised; everybody comes first.
std::pair<int, int> pairOf(const Promise &promise)
{
    const int from = indexOf(promise.from);
    if (!promise.to)
        return {-1, from};
    return std::minmax({from, indexOf(*promise.to)});
}

bool isSame(const Promise &a, const Promise &b)
{
    return a.event == b.event && a.index == b.index;
}

QString momentText(PromiseMoment moment)
{
    switch (moment) {
    case PromiseMoment::Lie:
        return PromiseModel::tr("lie");
    case PromiseMoment::Betrayal:
        return PromiseModel::tr("betrayal");
    case PromiseMoment::Collaboration:
        return PromiseModel::tr("collaboration");
    case PromiseMoment::None:
        break;
    }
    return {};
}

QString whoText(const Promise &promise)
{
    return u"%1 → %2"_s.arg(powerDisplayName(promise.from),
                            promise.to ? powerDisplayName(*promise.to)
                                       : PromiseModel::tr("everybody", "recipient"));
}

QString outcomeText(const Promise &promise)
{
    if (!promise.verdict)
        return PromiseModel::tr("open");
    const QString moment = momentText(promise.moment);
    const QString verdict = verdictText(*promise.verdict);
    return moment.isEmpty() ? verdict : u"%1: %2"_s.arg(verdict, moment);
}

QString cellText(const Promise &promise, int column)
{
    switch (column) {
    case PromiseModel::PhaseColumn:
        return phaseShortName(promise.phase);
    case PromiseModel::WhoColumn:
        return whoText(promise);
    case PromiseModel::PromisedColumn:
        return promiseText(promise.commitment);
    case PromiseModel::MeantColumn:
        return isolated(promise.meant.simplified());
    case PromiseModel::OrderedColumn:
        return promise.ordered;
    case PromiseModel::VerdictColumn:
        return outcomeText(promise);
    default:
        return {};
    }
}

/// A tooltip takes markup for its own; what a model wrote is no markup.
QString tipText(const Promise &promise)
{
    QStringList lines{u"%1, %2: %3"_s.arg(phaseDisplayName(promise.phase), whoText(promise),
                                          promiseText(promise.commitment))};
    if (!promise.meant.isEmpty())
        lines << PromiseModel::tr("Privately meant: %1").arg(isolated(promise.meant));
    if (!promise.ordered.isEmpty())
        lines << promise.ordered;
    lines << outcomeText(promise);
    return plainTip(lines.join(u'\n'));
}

/// Reads a log from its beginning and keeps what promises need.
struct PromiseReader {
    std::vector<Promise> promises;
    std::map<std::pair<QString, int>, std::size_t> places; // by message's id and number
    std::map<std::pair<Power, Phase>, QString> meant;
    Bonds bonds;
    Position board;

    void read(const MatchEvent &event, qsizetype at)
    {
        if (const auto *started = event.as<PhaseStarted>()) {
            if (started->position->phase.type == PhaseType::Movement)
                board = started->position;
        } else if (const auto *memory = event.as<MemoryUpdated>()) {
            bonds[memory->power] = memory->relationships;
        } else if (const auto *diary = event.as<DiaryWritten>();
                   diary && !diary->intent.isEmpty()) {
            meant[{diary->power, diary->phase}] = diary->intent;
        } else if (const auto *message = event.as<MessageSent>()) {
            for (int i = 0; i < message->commitments.size(); ++i)
                add(*message, i, at);
        } else if (const auto *judged = event.as<CommitmentJudged>()) {
            judge(*judged, at);
        }
    }

    void add(const MessageSent &message, int index, qsizetype at)
    {
        Promise promise;
        promise.commitment = message.commitments[index];
        promise.phase = promise.commitment.phase;
        promise.from = message.from;
        promise.to = message.to;
        promise.event = at;
        promise.index = index;
        places[{message.id, index}] = promises.size();
        promises.push_back(promise);
    }

    void judge(const CommitmentJudged &judged, qsizetype at)
    {
        const auto known = places.find({judged.message, judged.index});
        if (known == places.end()) { // a log without that message: the judgement stands for it
            Promise promise;
            promise.event = at;
            places[{judged.message, judged.index}] = promises.size();
            promises.push_back(promise);
        }
        Promise &promise = promises[places[{judged.message, judged.index}]];
        promise.phase = judged.phase;
        promise.from = judged.from;
        promise.to = judged.to;
        promise.commitment = judged.commitment;
        promise.index = judged.index;
        promise.verdict = judged.verdict;
        promise.ordered = shownSentence(judged.reason);
        promise.moment = momentOf(judged, bonds, board);
    }
};

} // namespace

std::vector<Promise> promisesAt(const MatchLog &log, qsizetype eventIndex)
{
    PromiseReader reader;
    for (qsizetype i = 0; i <= std::min(eventIndex, log.size() - 1); ++i)
        reader.read(log.at(i), i);
    for (Promise &promise : reader.promises) {
        const auto meant = reader.meant.find({promise.from, promise.phase});
        if (meant != reader.meant.end())
            promise.meant = meant->second;
    }
    std::stable_sort(reader.promises.begin(), reader.promises.end(),
                     [](const Promise &a, const Promise &b) {
                         return std::tuple(a.phase, pairOf(a)) < std::tuple(b.phase, pairOf(b));
                     });
    return std::move(reader.promises);
}

void PromiseModel::setMoment(const MatchLog *log, qsizetype eventIndex, std::optional<Power> power,
                             bool onlyMoments)
{
    std::vector<Promise> rows;
    if (log && eventIndex >= 0)
        rows = promisesAt(*log, eventIndex);
    const auto unwanted = [&](const Promise &promise) {
        const bool concerns =
            !power || promise.from == *power || !promise.to || promise.to == power;
        return !concerns || (onlyMoments && promise.moment == PromiseMoment::None);
    };
    rows.erase(std::remove_if(rows.begin(), rows.end(), unwanted), rows.end());
    const auto same = std::mismatch(rows.begin(), rows.end(), rows_.begin(), rows_.end(), isSame);
    const int kept = static_cast<int>(same.first - rows.begin());
    if (same.second != rows_.end()) {
        beginRemoveRows({}, kept, rowCount() - 1);
        rows_.erase(same.second, rows_.end());
        endRemoveRows();
    }
    if (kept > 0) {
        std::copy_n(rows.begin(), kept, rows_.begin()); // verdicts come later than promises
        Q_EMIT dataChanged(index(0, 0), index(kept - 1, columns - 1));
    }
    if (kept < static_cast<int>(rows.size())) {
        beginInsertRows({}, kept, static_cast<int>(rows.size()) - 1);
        rows_ = std::move(rows);
        endInsertRows();
    }
}

int PromiseModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int PromiseModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant PromiseModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Promise &promise = promiseAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(promise, index.column());
    case Qt::DecorationRole:
        return index.column() == WhoColumn ? QVariant(powerChip(promise.from)) : QVariant();
    case Qt::ToolTipRole:
        return tipText(promise);
    case Qt::FontRole: {
        QFont font;
        font.setBold(index.column() == VerdictColumn && promise.moment != PromiseMoment::None);
        return font;
    }
    case EventIndexRole:
        return promise.event;
    case MomentRole:
        return static_cast<int>(promise.moment);
    default:
        return {};
    }
}

QVariant PromiseModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PhaseColumn:
        return tr("For");
    case WhoColumn:
        return tr("Who");
    case PromisedColumn:
        return tr("Promised");
    case MeantColumn:
        return tr("Privately meant");
    case OrderedColumn:
        return tr("Ordered");
    case VerdictColumn:
        return tr("Verdict");
    default:
        return {};
    }
}

} // namespace concert
