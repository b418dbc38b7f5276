// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStyledItemDelegate>

namespace concert {

/// Paints messages and phase separators of a MessageModel. Text is laid out as plain text only,
/// each message on its own, so that nothing in it can reach another. Heights are kept for the
/// width they were measured at.
class MessageDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The log has changed: event indices mean other messages now.
    void forgetHeights() { heights_.clear(); }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// What a row shows of a text: line breaks kept, overlong texts cut with a remark.
    static QString shownText(const QString &text);

private:
    void paintSeparator(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const;
    void paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect,
                      const QModelIndex &index) const;

    mutable QHash<qsizetype, int> heights_; ///< by event
    mutable int width_ = 0;
    mutable QString font_;
};

} // namespace concert
