// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/messages/message_model.h"

#include <array>

namespace concert {

/// The conversations up to the playhead: all messages, those to everybody, and each pair of powers
/// that has written to each other. Counts messages and those not read yet.
class ConversationModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { CountRole = Qt::UserRole + 1, UnreadRole };

    explicit ConversationModel(QObject *parent = nullptr);

    void setLog(const MatchLog *log);
    void setPlayhead(qsizetype eventIndex);
    /// Everything shown so far in this conversation was seen; absent: in all.
    void markRead(const std::optional<Conversation> &conversation);

    /// Absent: all messages.
    std::optional<Conversation> conversationAt(int row) const;
    int rowOf(const std::optional<Conversation> &conversation) const; ///< -1: not listed
    int unreadCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Entry {
        Conversation conversation;
        std::vector<qsizetype> events; ///< rising
        qsizetype seen = -1;           ///< the newest event the reader has seen

        int unread() const;
    };
    void add(qsizetype event, const MessageSent &message);
    void removeAfter(qsizetype event);
    QString title(int row) const;
    int count(int row) const;
    int unread(int row) const;

    QPointer<const MatchLog> log_;
    qsizetype playhead_ = -1;
    std::vector<Entry> entries_; ///< those to everybody, then pairs by power
};

} // namespace concert
