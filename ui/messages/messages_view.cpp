// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messages_view.h"

#include "ui/messages/message_delegate.h"
#include "ui/navigator.h"
#include "ui/phase_text.h"
#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/window_icons.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace concert {

using namespace Qt::StringLiterals;

MessagesView::MessagesView(Navigator *navigator, QWidget *parent)
    : QWidget(parent), navigator_(navigator), messages_(new MessageModel(this)),
      conversations_(new ConversationModel(this)), delegate_(new MessageDelegate(this)),
      conversation_(new QComboBox(this)), phase_(new QComboBox(this)), kind_(new QComboBox(this)),
      search_(new QLineEdit(this)), fitting_(new QLabel(this)), list_(new QListView(this)),
      empty_(new QLabel(this)), toEnd_(new QToolButton(list_))
{
    setObjectName(u"messagesView"_s);
    createFilters();
    createList();

    connect(navigator_, &Navigator::logChanged, this, &MessagesView::onLogChanged);
    connect(navigator_, &Navigator::playheadChanged, this, &MessagesView::onPlayheadChanged);
    connect(navigator_, &Navigator::selectionChanged, this, &MessagesView::onSelection);
    onLogChanged();
}

void MessagesView::createFilters()
{
    conversation_->setModel(conversations_);
    conversation_->setAccessibleName(tr("Conversation"));
    conversation_->setToolTip(tr("Show all messages, those to everybody, or two powers' talk"));
    conversation_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    conversation_->setMinimumContentsLength(12);
    conversation_->setMaxVisibleItems(24);
    // Also when a row comes above the chosen one: then the filter is the same as before.
    connect(conversation_, &QComboBox::currentIndexChanged, this, &MessagesView::applyFilter);

    search_->setPlaceholderText(tr("Search messages"));
    search_->setAccessibleName(tr("Search messages"));
    search_->setClearButtonEnabled(true);
    connect(search_, &QLineEdit::textChanged, this, &MessagesView::applyFilter);

    fitting_->setObjectName(u"fittingMessages"_s);
    fitting_->setTextFormat(Qt::PlainText);
    fitting_->setForegroundRole(QPalette::PlaceholderText);

    auto *powers = new QHBoxLayout;
    powers->setSpacing(2);
    for (const Power power : allPowers) {
        auto *button = new QToolButton(this);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setIcon(powerChip(power));
        button->setAccessibleName(tr("Only messages of %1").arg(powerDisplayName(power)));
        button->setToolTip(button->accessibleName());
        connect(button, &QToolButton::clicked, this,
                [this, power](bool on) { showPower(on ? std::optional(power) : std::nullopt); });
        powers_[static_cast<std::size_t>(indexOf(power))] = button;
        powers->addWidget(button);
    }
    powers->addStretch();
    QWidget *before = conversation_; // Tab goes as one reads
    for (QToolButton *button : powers_)
        setTabOrder(std::exchange(before, button), button);
    setTabOrder(before, phase_);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->setSpacing(4);
    layout->addWidget(conversation_);
    layout->addLayout(powers);
    layout->addLayout(createPhaseAndKind());
    layout->addWidget(search_);
    layout->addWidget(fitting_);
    layout->addWidget(empty_, 1);
    layout->addWidget(list_, 1);
}

QLayout *MessagesView::createPhaseAndKind()
{
    phase_->setAccessibleName(tr("Phase"));
    phase_->setToolTip(tr("Only the messages of one phase"));
    phase_->addItem(tr("All phases"));
    kind_->setAccessibleName(tr("Kind of message"));
    kind_->setToolTip(tr("Only private or public messages, or those that state a promise"));
    kind_->addItem(tr("All kinds"));
    kind_->addItem(tr("Private"), static_cast<int>(MessageKind::Private));
    kind_->addItem(tr("To everybody"), static_cast<int>(MessageKind::Public));
    kind_->addItem(tr("With a promise"), static_cast<int>(MessageKind::Promising));
    auto *row = new QHBoxLayout;
    for (QComboBox *box : {phase_, kind_}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(7);
        row->addWidget(box, 1);
    }
    connect(kind_, &QComboBox::currentIndexChanged, this, &MessagesView::applyFilter);
    connect(phase_, &QComboBox::currentIndexChanged, this, [this](int index) {
        chosenPhase_ =
            index > 0 ? Phase::parse(phase_->itemText(index).toStdString()) : std::nullopt;
        applyFilter();
    });
    return row;
}

/// Those that were talked in up to the playhead, and the chosen one: it stays chosen before it
/// began, too.
void MessagesView::listPhases()
{
    QStringList names{tr("All phases")};
    int chosen = 0;
    const MatchLog *log = navigator_->log();
    for (const PhaseEntry &entry : log ? log->phases() : QList<PhaseEntry>()) {
        const bool isChosen = entry.phase == chosenPhase_;
        const bool isPast =
            entry.phase.type == PhaseType::Movement && entry.started <= navigator_->playhead();
        if (isChosen)
            chosen = static_cast<int>(names.size());
        if (isChosen || isPast)
            names << phaseShortName(entry.phase);
    }
    const QSignalBlocker blocker(phase_); // the choice is the same
    while (phase_->count() > names.size())
        phase_->removeItem(phase_->count() - 1);
    for (int i = 0; i < names.size(); ++i) {
        if (i == phase_->count())
            phase_->addItem(names[i]);
        else if (phase_->itemText(i) != names[i])
            phase_->setItemText(i, names[i]);
    }
    phase_->setCurrentIndex(chosen);
}

void MessagesView::createList()
{
    list_->setModel(messages_);
    list_->setItemDelegate(delegate_);
    list_->setAccessibleName(tr("Messages"));
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // a stable width for the texts
    list_->setResizeMode(QListView::Adjust);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(list_, &QListView::clicked, this, &MessagesView::choose);
    connect(list_, &QListView::activated, this, [this](const QModelIndex &index) {
        const auto event = index.data(MessageModel::EventIndexRole).value<qsizetype>();
        const bool isSeparator = index.data(MessageModel::SeparatorRole).toBool();
        navigator_->goTo(event); // which takes rows away
        if (!isSeparator)
            choose(messages_->index(messages_->rowOf(event)));
    });

    auto *copy = new QAction(tr("&Copy message"), list_);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &MessagesView::copySelected);
    list_->addAction(copy);

    empty_->setTextFormat(Qt::PlainText);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    empty_->setEnabled(false); // faint: it is no message
    empty_->setMargin(12);

    toEnd_->setIcon(drawnIcon(WindowIcon::Down));
    toEnd_->setText(tr("Newest"));
    toEnd_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toEnd_->setToolTip(tr("Scroll to the newest message"));
    toEnd_->hide();
    connect(toEnd_, &QToolButton::clicked, this, &MessagesView::scrollToEnd);

    connect(list_->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        following_ = atEnd();
        updateEnd();
    });
    // The list lays rows out later than it hears of them; the scroll bar's range says when.
    connect(list_->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
        if (following_)
            scrollToEnd();
        updateEnd();
    });
}

void MessagesView::choose(const QModelIndex &index)
{
    if (index.data(MessageModel::SeparatorRole).toBool())
        return;
    navigator_->selectMessage(index.data(MessageModel::EventIndexRole).value<qsizetype>());
    if (navigator_->selectedCall())
        Q_EMIT callChosen();
}

void MessagesView::onLogChanged()
{
    delegate_->forgetHeights();
    messages_->setLog(navigator_->log());
    conversations_->setLog(navigator_->log());
    conversation_->setCurrentIndex(0);
    phase_->setCurrentIndex(0);
    following_ = true;
    onPlayheadChanged();
}

void MessagesView::onPlayheadChanged()
{
    messages_->setPlayhead(navigator_->playhead());
    conversations_->setPlayhead(navigator_->playhead());
    listPhases();
    markSeen();
    updateEmptyText();
}

void MessagesView::onSelection()
{
    const std::optional<qsizetype> message = navigator_->selectedMessage();
    if (!message) {
        list_->clearSelection();
        return;
    }
    if (messages_->rowOf(*message) < 0) { // a filter hides what was selected elsewhere
        showConversation(std::nullopt);
        phase_->setCurrentIndex(0);
        kind_->setCurrentIndex(0);
        search_->clear();
        showPower(std::nullopt);
    }
    if (const int row = messages_->rowOf(*message); row >= 0) {
        following_ = false;
        list_->setCurrentIndex(messages_->index(row));
        list_->scrollTo(messages_->index(row));
    }
}

void MessagesView::applyFilter()
{
    MessageFilter filter;
    filter.conversation = conversations_->conversationAt(conversation_->currentIndex());
    filter.text = search_->text().trimmed();
    filter.phase = chosenPhase_;
    if (kind_->currentIndex() > 0)
        filter.kind = static_cast<MessageKind>(kind_->currentData().toInt());
    for (const Power power : allPowers) {
        if (powers_[static_cast<std::size_t>(indexOf(power))]->isChecked())
            filter.power = power;
    }
    if (filter == messages_->filter())
        return; // who reads further up is left there
    following_ = true;
    messages_->setFilter(filter);
    markSeen();
    updateEmptyText();
    scrollToEnd();
}

void MessagesView::showConversation(const std::optional<Conversation> &conversation)
{
    conversation_->setCurrentIndex(std::max(conversations_->rowOf(conversation), 0));
}

void MessagesView::showPower(std::optional<Power> power)
{
    for (const Power each : allPowers)
        powers_[static_cast<std::size_t>(indexOf(each))]->setChecked(each == power);
    applyFilter();
}

void MessagesView::copySelected() const
{
    const QModelIndex index = list_->currentIndex();
    if (index.isValid())
        QGuiApplication::clipboard()->setText(index.data(Qt::AccessibleTextRole).toString());
}

bool MessagesView::atEnd() const
{
    const QScrollBar *bar = list_->verticalScrollBar();
    return bar->value() >= bar->maximum() - list_->fontMetrics().height();
}

void MessagesView::scrollToEnd()
{
    list_->verticalScrollBar()->setValue(list_->verticalScrollBar()->maximum());
}

void MessagesView::updateEnd()
{
    toEnd_->setVisible(!atEnd());
    toEnd_->adjustSize();
    const QRect room = list_->viewport()->geometry();
    toEnd_->move(room.center().x() - toEnd_->width() / 2, room.bottom() - toEnd_->height() - 6);
}

void MessagesView::updateEmptyText()
{
    const int count = messages_->messageCount();
    const bool none = count == 0;
    fitting_->setText(tr("%n message(s) fit the filter", nullptr, count));
    fitting_->setVisible(!none && messages_->filter().narrows());
    empty_->setVisible(none);
    list_->setVisible(!none);
    if (none)
        empty_->setText(messages_->filter() == MessageFilter()
                            ? tr("What the powers write to each other appears here.")
                            : tr("No message fits the filter."));
}

void MessagesView::markSeen()
{
    // A conversation that is shown is read; with other filters on, nobody can say so.
    const MessageFilter &filter = messages_->filter();
    if (isVisible() && !filter.narrows())
        conversations_->markRead(messages_->filter().conversation);
}

void MessagesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    markSeen();
}

void MessagesView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        delegate_->forgetHeights();
}

void MessagesView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateEnd();
}

} // namespace concert
