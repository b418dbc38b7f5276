// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/messages/conversation_model.h"
#include "ui/messages/message_model.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;
class QListView;
class QToolButton;

namespace concert {

class MessageDelegate;
class Navigator;

/// What the powers write to each other, up to the playhead: by conversation, by power, by words.
/// New messages scroll in while the reader is at the end; activating one goes to its moment
/// and selects it. Its selected row and the navigator's selected message agree.
class MessagesView : public QWidget {
    Q_OBJECT

public:
    explicit MessagesView(Navigator *navigator, QWidget *parent = nullptr);

    MessageModel *model() const { return messages_; }
    ConversationModel *conversations() const { return conversations_; }
    /// Absent: all messages.
    void showConversation(const std::optional<Conversation> &conversation);
    /// Only what this power wrote or received; absent: everybody's.
    void showPower(std::optional<Power> power);

Q_SIGNALS:
    void callChosen(); ///< with a message that was clicked or activated

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void createFilters();
    void createList();
    void onLogChanged();
    void onPlayheadChanged();
    QLayout *createPhaseAndKind();
    void onSelection();
    void listPhases();
    void choose(const QModelIndex &index);
    void applyFilter();
    void copySelected() const;
    void scrollToEnd();
    void updateEnd();
    void updateEmptyText();
    void markSeen();
    bool atEnd() const;

    Navigator *navigator_;
    MessageModel *messages_;
    ConversationModel *conversations_;
    MessageDelegate *delegate_;
    QComboBox *conversation_;
    QComboBox *phase_;
    std::optional<Phase> chosenPhase_; ///< in that box; absent: all
    QComboBox *kind_;
    QLineEdit *search_;
    QLabel *fitting_; ///< how many messages the filter leaves
    QListView *list_;
    QLabel *empty_;
    QToolButton *toEnd_;
    std::array<QToolButton *, powerCount> powers_{};
    bool following_ = true; ///< the reader was at the end when rows were about to come
};

} // namespace concert
