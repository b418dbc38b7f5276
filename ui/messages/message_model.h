// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QAbstractListModel>
#include <QPointer>

#include <optional>
#include <vector>

namespace concert {

/// Who talks with whom: everybody, or two powers (the one that comes first in Power is `first`).
struct Conversation {
    std::optional<Power> first; ///< absent: messages to everybody
    std::optional<Power> second;

    static Conversation of(const MessageSent &message);
    bool operator==(const Conversation &) const = default;
};

enum class MessageKind { Private, Public, Promising }; ///< Promising: it states a promise

/// Which messages are wanted; empty: all.
struct MessageFilter {
    std::optional<Conversation> conversation;
    std::optional<Power> power; ///< only what it wrote, received privately
    QString text;               ///< occurs in the message, any case
    std::optional<Phase> phase = {};
    std::optional<MessageKind> kind = {};

    bool accepts(const MessageSent &message) const;
    /// Leaves out some of what its conversation has.
    bool narrows() const { return power || !text.isEmpty() || phase || kind; }
    bool operator==(const MessageFilter &) const = default;
};

/// The messages up to the playhead, with a separator row before the first one of each phase.
/// Follows the playhead by inserting and removing rows at the end; only another filter or another
/// log resets it.
class MessageModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        TextRole = Qt::UserRole + 1, ///< as it was written
        NoteRole,
        SenderRole,    ///< int, index of Power; invalid for separators
        RecipientRole, ///< int; invalid: everybody
        PhaseRole,     ///< "S1901M"
        RoundRole,
        TimeRole,       ///< qint64, microseconds since the match started
        EventIndexRole, ///< place in the log
        SeparatorRole   ///< bool
    };

    explicit MessageModel(QObject *parent = nullptr);

    void setLog(const MatchLog *log);
    /// Shows what the log has up to and with this event.
    void setPlayhead(qsizetype eventIndex);
    void setFilter(const MessageFilter &filter);
    const MessageFilter &filter() const { return filter_; }
    int messageCount() const { return messages_; }
    int rowOf(qsizetype eventIndex) const; ///< of that message; -1: not shown

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        qsizetype event = 0; ///< of a separator: the first message after it
        bool separator = false;
    };
    /// Rows for the events after \a from, up to and with \a to.
    std::vector<Row> rowsFor(qsizetype from, qsizetype to) const;
    const MessageSent &messageAt(const Row &row) const;

    QPointer<const MatchLog> log_;
    MessageFilter filter_;
    qsizetype playhead_ = -1;
    int messages_ = 0;
    std::vector<Row> rows_;
};

/// "France → Germany", "France → everybody".
QString messageHeading(const MessageSent &message);

} // namespace concert
