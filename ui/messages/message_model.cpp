// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/message_model.h"

#include "ui/commitment_text.h"
#include "ui/isolated_text.h"
#include "ui/phase_text.h"
#include "ui/powers.h"
#include "ui/sentences.h"

#include <algorithm>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

bool isOfKind(const MessageSent &message, MessageKind kind)
{
    switch (kind) {
    case MessageKind::Private:
        return message.to.has_value();
    case MessageKind::Public:
        return !message.to;
    case MessageKind::Promising:
        break;
    }
    return !message.commitments.isEmpty();
}

} // namespace

Conversation Conversation::of(const MessageSent &message)
{
    if (!message.to)
        return {};
    return {std::min(message.from, *message.to), std::max(message.from, *message.to)};
}

bool MessageFilter::accepts(const MessageSent &message) const
{
    if (conversation && *conversation != Conversation::of(message))
        return false;
    if (power && message.from != *power && message.to != power)
        return false;
    if (phase && message.phase != *phase)
        return false;
    if (kind && !isOfKind(message, *kind))
        return false;
    return text.isEmpty() || message.text.contains(text, Qt::CaseInsensitive);
}

QString messageHeading(const MessageSent &message)
{
    const QString to =
        message.to ? powerDisplayName(*message.to) : MessageModel::tr("everybody", "recipient");
    return u"%1 → %2"_s.arg(powerDisplayName(message.from), to);
}

namespace {

/// What the message promises as data, and what was changed in it.
QString remarkOn(const MessageSent &message)
{
    QStringList promises;
    for (const Commitment &promise : message.commitments)
        promises << promiseText(promise);
    QStringList lines;
    if (!promises.isEmpty())
        lines << MessageModel::tr("Promised: %1").arg(promises.join(u"; "_s));
    if (!message.note.isEmpty())
        lines << isolated(shownSentence(message.note));
    return lines.join(u'\n');
}

} // namespace

MessageModel::MessageModel(QObject *parent) : QAbstractListModel(parent) {}

void MessageModel::setLog(const MatchLog *log)
{
    beginResetModel();
    log_ = log;
    rows_.clear();
    messages_ = 0;
    playhead_ = -1;
    endResetModel();
}

void MessageModel::setPlayhead(qsizetype eventIndex)
{
    if (!log_)
        return;
    eventIndex = std::min(eventIndex, log_->size() - 1);
    if (eventIndex > playhead_) {
        const std::vector<Row> added = rowsFor(playhead_, eventIndex);
        playhead_ = eventIndex;
        if (added.empty())
            return;
        const int first = static_cast<int>(rows_.size());
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        rows_.insert(rows_.end(), added.begin(), added.end());
        for (const Row &row : added)
            messages_ += !row.separator;
        endInsertRows();
        return;
    }
    playhead_ = eventIndex;
    const auto cut = std::find_if(rows_.begin(), rows_.end(),
                                  [this](const Row &row) { return row.event > playhead_; });
    if (cut == rows_.end())
        return;
    beginRemoveRows({}, static_cast<int>(cut - rows_.begin()), static_cast<int>(rows_.size()) - 1);
    for (auto row = cut; row != rows_.end(); ++row)
        messages_ -= !row->separator;
    rows_.erase(cut, rows_.end());
    endRemoveRows();
}

void MessageModel::setFilter(const MessageFilter &filter)
{
    if (filter == filter_)
        return;
    beginResetModel();
    filter_ = filter;
    rows_.clear();
    messages_ = 0;
    if (log_)
        rows_ = rowsFor(-1, playhead_);
    for (const Row &row : rows_)
        messages_ += !row.separator;
    endResetModel();
}

std::vector<MessageModel::Row> MessageModel::rowsFor(qsizetype from, qsizetype to) const
{
    std::vector<Row> rows;
    std::optional<Phase> phase;
    if (!rows_.empty())
        phase = messageAt(rows_.back()).phase;
    for (qsizetype i = from + 1; i <= to; ++i) {
        const auto *message = log_->at(i).as<MessageSent>();
        if (!message || !filter_.accepts(*message))
            continue;
        if (phase != message->phase)
            rows.push_back({i, true});
        rows.push_back({i, false});
        phase = message->phase;
    }
    return rows;
}

const MessageSent &MessageModel::messageAt(const Row &row) const
{
    return *log_->at(row.event).as<MessageSent>();
}

int MessageModel::rowOf(qsizetype eventIndex) const
{
    const auto row = std::find_if(rows_.begin(), rows_.end(), [eventIndex](const Row &each) {
        return each.event == eventIndex && !each.separator;
    });
    return row == rows_.end() ? -1 : static_cast<int>(row - rows_.begin());
}

int MessageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !log_ ? 0 : static_cast<int>(rows_.size());
}

QVariant MessageModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = rows_[static_cast<std::size_t>(index.row())];
    const MessageSent &message = messageAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return row.separator ? phaseDisplayName(message.phase) : message.text;
    case Qt::AccessibleTextRole:
        return row.separator ? phaseDisplayName(message.phase)
                             : u"%1: %2"_s.arg(messageHeading(message), message.text);
    case PhaseRole:
        return phaseShortName(message.phase);
    case EventIndexRole:
        return row.event;
    case SeparatorRole:
        return row.separator;
    default:
        break;
    }
    if (row.separator)
        return {};
    switch (role) {
    case TextRole:
        return message.text;
    case NoteRole:
        return remarkOn(message);
    case SenderRole:
        return indexOf(message.from);
    case RecipientRole:
        return message.to ? QVariant(indexOf(*message.to)) : QVariant();
    case RoundRole:
        return message.round;
    case TimeRole:
        return log_->at(row.event).time;
    default:
        return {};
    }
}

QHash<int, QByteArray> MessageModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{TextRole, "text"},
                  {NoteRole, "note"},
                  {SenderRole, "sender"},
                  {RecipientRole, "recipient"},
                  {PhaseRole, "phase"},
                  {RoundRole, "round"},
                  {TimeRole, "time"},
                  {EventIndexRole, "eventIndex"},
                  {SeparatorRole, "separator"}});
    return names;
}

} // namespace concert
