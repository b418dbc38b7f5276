// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agents_view.h"

#include "ui/agents/agent_moment.h"
#include "ui/agents/promise_model.h"
#include "ui/agents/relationship_model.h"
#include "ui/call_text.h"
#include "ui/navigator.h"
#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/relationship_text.h"
#include "ui/window_colors.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>
#include <numeric>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// A cell is its colour, its letter, and a small arrow where the mind was changed.
class RelationshipDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        painter->save();
        const QVariant value = index.data(RelationshipModel::RelationshipRole);
        const QRect cell = option.rect.adjusted(1, 1, -1, -1);
        if (value.isValid()) {
            painter->fillRect(
                cell, relationshipColor(static_cast<Relationship>(value.toInt()), option.palette));
            painter->setPen(isDark(option.palette) ? Qt::white : Qt::black);
            const int change = index.data(RelationshipModel::ChangeRole).toInt();
            painter->drawText(cell.adjusted(0, 0, change == 0 ? 0 : -7, 0), Qt::AlignCenter,
                              index.data().toString());
            paintChange(painter, cell, change);
        } else if (index.row() == index.column()) {
            painter->setPen(separatorColor(option.palette));
            painter->drawLine(cell.topLeft(), cell.bottomRight());
        }
        if (option.state & QStyle::State_Selected) { // the row of the power that is shown
            painter->setPen(option.palette.color(QPalette::Highlight));
            painter->drawLine(option.rect.topLeft(), option.rect.topRight());
            painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        }
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(QPen(option.palette.color(QPalette::Highlight), 2));
            painter->drawRect(cell);
        }
        painter->restore();
    }

private:
    static void paintChange(QPainter *painter, const QRect &cell, int change)
    {
        if (change == 0)
            return;
        constexpr double size = 3;
        const QPointF tip(cell.right() - size - 1,
                          change > 0 ? cell.top() + 2 : cell.top() + 2 + 1.6 * size);
        const double base = change > 0 ? 1.6 * size : -1.6 * size;
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(painter->pen().color());
        painter->setPen(Qt::NoPen);
        painter->drawPolygon(QPolygonF{tip, tip + QPointF(-size, base), tip + QPointF(size, base)});
    }
};

/// Broken promises stand out, kept ones do not have to.
class PromiseDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto moment =
            static_cast<PromiseMoment>(index.data(PromiseModel::MomentRole).toInt());
        if (index.column() == PromiseModel::VerdictColumn &&
            (moment == PromiseMoment::Lie || moment == PromiseMoment::Betrayal))
            option->palette.setColor(QPalette::Text, problemColor(option->palette));
    }
};

} // namespace

AgentsView::AgentsView(Navigator *navigator, QWidget *parent)
    : QWidget(parent), navigator_(navigator), model_(new RelationshipModel(this)),
      promises_(new PromiseModel(this))
{
    setObjectName(u"agentsView"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(10);
    layout->addWidget(createMatrix());
    layout->addWidget(createPages(), 1);
    connect(navigator_, &Navigator::logChanged, this, &AgentsView::refresh);
    connect(navigator_, &Navigator::playheadChanged, this, &AgentsView::refresh);
    connect(navigator_, &Navigator::selectionChanged, this, &AgentsView::onSelection);
    showPower(power_);
    showContent(); // or what is hidden on this page would still be asked for room
}

QWidget *AgentsView::createMatrix()
{
    matrix_ = new QTableView(this);
    matrix_->setModel(model_);
    matrix_->setItemDelegate(new RelationshipDelegate(matrix_));
    matrix_->setAccessibleName(tr("How each power (row) sees the others (columns)"));
    matrix_->setSelectionMode(QAbstractItemView::SingleSelection);
    matrix_->setSelectionBehavior(QAbstractItemView::SelectRows);
    matrix_->setShowGrid(false);
    matrix_->setFrameShape(QFrame::NoFrame);
    matrix_->setCornerButtonEnabled(false);
    for (auto *corner : matrix_->findChildren<QAbstractButton *>())
        corner->setAccessibleName(matrix_->accessibleName());
    matrix_->setTabKeyNavigation(false);
    matrix_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QHeaderView *header : {matrix_->horizontalHeader(), matrix_->verticalHeader()}) {
        header->setSectionsClickable(true);
        header->setHighlightSections(header == matrix_->verticalHeader());
        header->setSectionResizeMode(QHeaderView::Fixed);
        header->setMinimumSectionSize(8);
    }
    matrix_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(matrix_->verticalHeader(), &QHeaderView::sectionClicked, this,
            [this](int row) { showPower(allPowers[static_cast<std::size_t>(row)]); });
    connect(matrix_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    showPower(allPowers[static_cast<std::size_t>(current.row())]);
            });
    const auto showHistory = [this] {
        showPage(HistoryPage); // how that came about
        Q_EMIT powerClicked(power_);
    };
    connect(matrix_, &QTableView::clicked, this, showHistory);
    connect(matrix_, &QTableView::activated, this, showHistory);
    connect(matrix_->verticalHeader(), &QHeaderView::sectionClicked, this,
            [this] { Q_EMIT powerClicked(power_); });
    return matrix_;
}

QWidget *AgentsView::createPages()
{
    auto *pages = new QWidget(this);
    chip_ = new QLabel(this);
    tabs_ = new QTabBar(this);
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setUsesScrollButtons(true);
    tabs_->setAccessibleName(tr("What is shown of the power"));
    for (const QString &name :
         {tr("Goals"), tr("Plan"), tr("Diary"), tr("Promises"), tr("History")})
        tabs_->addTab(name);
    text_ = new QPlainTextEdit(this);
    text_->setReadOnly(true);
    text_->setTabChangesFocus(true);
    text_->setAccessibleName(tr("What the power has on its mind"));
    createFilter();
    call_ = new QToolButton(this);
    call_->setObjectName(u"showCall"_s);
    call_->setText(tr("&Call"));
    call_->setToolTip(tr("Show the call that this came from in the inspector"));
    contents_ = new QStackedWidget(this);
    contents_->addWidget(text_);
    contents_->addWidget(createPromises());
    setTabOrder(tabs_, filter_); // Tab goes as one reads
    setTabOrder(filter_, call_);
    setTabOrder(call_, text_);
    connect(tabs_, &QTabBar::currentChanged, this, &AgentsView::showContent);
    connect(call_, &QToolButton::clicked, this, [this] {
        if (const auto call = shownCall()) {
            navigator_->selectCall(*call);
            Q_EMIT callChosen();
        }
    });
    auto *top = new QHBoxLayout;
    top->addWidget(chip_);
    top->addWidget(tabs_, 1);
    top->addWidget(filter_);
    top->addWidget(call_);
    auto *layout = new QVBoxLayout(pages);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addLayout(top);
    layout->addWidget(contents_, 1);
    sizeMatrix();
    return pages;
}

/// A menu rather than boxes: the page is narrow.
void AgentsView::createFilter()
{
    filter_ = new QToolButton(this);
    filter_->setText(tr("&Filter"));
    filter_->setToolTip(tr("What of this page is shown"));
    filter_->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(filter_);
    menu->setToolTipsVisible(true);
    filter_->setMenu(menu);
    const auto add = [&](const QString &name, const QString &text, const QString &tip) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        action->setToolTip(tip);
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, &AgentsView::showContent);
        return action;
    };
    working_ = add(u"workingDiary"_s, tr("As &prompts show it"),
                   tr("Old entries are made short each spring; the diary itself keeps them"));
    everybody_ = add(u"allPromises"_s, tr("A&ll powers"),
                     tr("The promises of all powers, not only those of the chosen one"));
    moments_ = add(u"onlyMoments"_s, tr("Only &moments"),
                   tr("Lies (broken promises), betrayals (of somebody who saw a friend) and "
                      "collaborations (promised support that was given)"));
}

QWidget *AgentsView::createPromises()
{
    auto *page = new QWidget(this);
    promisesView_ = new QTreeView(this);
    promisesView_->setModel(promises_);
    promisesView_->setItemDelegate(new PromiseDelegate(promisesView_));
    promisesView_->setAccessibleName(tr("What was promised, privately meant and ordered"));
    promisesView_->setRootIsDecorated(false);
    promisesView_->setUniformRowHeights(true);
    promisesView_->setAllColumnsShowFocus(true);
    promisesView_->setFrameShape(QFrame::NoFrame);
    promisesView_->header()->setStretchLastSection(true);
    promisesView_->viewport()->installEventFilter(this);
    const auto choose = [this](const QModelIndex &index) {
        navigator_->selectMessage(index.data(PromiseModel::EventIndexRole).value<qsizetype>());
        if (navigator_->selectedMessage())
            Q_EMIT messageChosen();
    };
    connect(promisesView_, &QTreeView::clicked, this, choose);
    connect(promisesView_, &QTreeView::activated, this, choose);
    noPromises_ = new QLabel(this);
    noPromises_->setTextFormat(Qt::PlainText);
    noPromises_->setWordWrap(true);
    noPromises_->setForegroundRole(QPalette::PlaceholderText);
    noPromises_->setMargin(6);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(noPromises_);
    layout->addWidget(promisesView_, 1);
    layout->addStretch();
    return page;
}

/// All columns can be seen: they share the width by what they have to say, and what is cut off is
/// in the tooltip.
void AgentsView::fitPromises()
{
    // From the second column on; who and verdict come first.
    constexpr std::array shares{30, 24, 12, 16, 26};
    static_assert(shares.size() + 1 == PromiseModel::columns);
    const int sum = std::accumulate(shares.begin(), shares.end(), 0);
    const int least = 7 * fontMetrics().averageCharWidth(); // less says nothing: then it scrolls
    QHeaderView *header = promisesView_->header();
    header->resizeSection(0, fontMetrics().horizontalAdvance(u"S1901M"_s) + fontMetrics().height());
    const int rest = promisesView_->viewport()->width() - header->sectionSize(0) -
                     static_cast<int>(shares.size()) * least;
    for (int i = 0; i < static_cast<int>(shares.size()); ++i)
        header->resizeSection(i + 1, least + std::max(rest, 0) *
                                                 shares[static_cast<std::size_t>(i)] / sum);
}

bool AgentsView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == promisesView_->viewport() && event->type() == QEvent::Resize)
        fitPromises();
    return QWidget::eventFilter(watched, event);
}

void AgentsView::sizeMatrix()
{
    const int line = fontMetrics().height();
    const int side = line + 4;
    matrix_->setIconSize(QSize(line - 1, line - 1));
    matrix_->horizontalHeader()->setDefaultSectionSize(side + 8);
    matrix_->verticalHeader()->setDefaultSectionSize(side);
    // Where the pages would be narrow, the chips say enough.
    const int readable = 16 * fontMetrics().averageCharWidth();
    const bool named = width() >= restWidth() + matrixWidth(true) + readable;
    matrix_->verticalHeader()->setFixedWidth(headerWidth(named));
    matrix_->horizontalHeader()->setFixedHeight(side + 2);
    matrix_->setFixedWidth(matrixWidth(named));
}

int AgentsView::headerWidth(bool named) const
{
    int widest = 0;
    for (const Power power : allPowers)
        widest = std::max(widest, fontMetrics().horizontalAdvance(powerDisplayName(power)));
    return fontMetrics().height() + (named ? widest + 18 : 8);
}

int AgentsView::matrixWidth(bool named) const
{
    const int line = fontMetrics().height();
    const int bar = matrix_->verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOff ? 0 : line;
    return headerWidth(named) + powerCount * (line + 12) + bar;
}

/// What stands beside the matrix needs that much.
int AgentsView::restWidth() const
{
    return QWidget::minimumSizeHint().width() - matrix_->minimumWidth();
}

QSize AgentsView::minimumSizeHint() const
{
    return {restWidth() + matrixWidth(false), QWidget::minimumSizeHint().height()};
}

bool AgentsView::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    // The pages need more or less room than before, or there is another amount of it.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        sizeMatrix();
    return done;
}

void AgentsView::showPower(Power power)
{
    power_ = power;
    const int side = fontMetrics().height() + 2;
    chip_->setPixmap(powerChip(power).pixmap(side, side));
    chip_->setToolTip(powerDisplayName(power));
    chip_->setAccessibleName(powerDisplayName(power));
    const QModelIndex current = matrix_->currentIndex();
    if (!current.isValid() || current.row() != indexOf(power))
        matrix_->setCurrentIndex(model_->index(indexOf(power), std::max(current.column(), 0)));
    refresh();
}

void AgentsView::showPage(Page page)
{
    tabs_->setCurrentIndex(page);
}

QString AgentsView::text() const
{
    return text_->toPlainText();
}

void AgentsView::refresh()
{
    if (!isVisible())
        return; // showEvent comes back
    model_->setMoment(navigator_->log(), navigator_->playhead());
    showContent();
}

void AgentsView::showContent()
{
    const bool promises = tabs_->currentIndex() == PromisesPage;
    const bool diary = tabs_->currentIndex() == DiaryPage;
    filter_->setVisible(promises || diary);
    working_->setVisible(diary);
    everybody_->setVisible(promises);
    moments_->setVisible(promises);
    call_->setVisible(!promises && tabs_->currentIndex() != HistoryPage);
    contents_->setCurrentIndex(promises ? 1 : 0);
    const MatchLog *log = navigator_->log();
    if (promises) {
        promises_->setMoment(log, navigator_->playhead(),
                             everybody_->isChecked() ? std::nullopt : std::optional(power_),
                             moments_->isChecked());
        const bool none = promises_->rowCount() == 0;
        noPromises_->setText(moments_->isChecked() ? tr("No such moment so far.")
                                                   : tr("Nothing was promised so far. A model "
                                                        "states in its messages what it promises; "
                                                        "the rules judge it by the orders."));
        noPromises_->setVisible(none);
        promisesView_->setVisible(!none);
        return;
    }
    QString text;
    if (log && navigator_->playhead() >= 0)
        text = pageText(AgentMoment::at(*log, navigator_->playhead(), power_));
    call_->setEnabled(shownCall().has_value());
    if (text_->toPlainText() != text) // whoever reads is left alone
        text_->setPlainText(text);
}

QString AgentsView::pageText(const AgentMoment &moment) const
{
    switch (tabs_->currentIndex()) {
    case PlanPage:
        return planText(moment);
    case DiaryPage:
        return diaryText(moment, working_->isChecked());
    case HistoryPage:
        return relationshipsText(moment);
    default:
        return goalsText(moment);
    }
}

/// What a call leaves behind is appended directly before its end.
std::optional<int> AgentsView::shownCall() const
{
    const MatchLog *log = navigator_->log();
    if (!log || navigator_->playhead() < 0)
        return std::nullopt;
    const AgentMoment moment = AgentMoment::at(*log, navigator_->playhead(), power_);
    const int page = tabs_->currentIndex();
    const qsizetype event = page == PlanPage    ? moment.planEvent
                            : page == DiaryPage ? moment.diaryEvent
                                                : moment.memoryEvent;
    for (qsizetype i = event + 1; event >= 0 && i < log->size(); ++i) {
        const auto *ended = log->at(i).as<CallEnded>();
        if (ended && ended->call.power == power_)
            return ended->span;
        if (ended || log->at(i).as<PhaseStarted>())
            break;
    }
    return std::nullopt;
}

/// The power of what was selected, and the page that its call wrote.
void AgentsView::onSelection()
{
    const MatchLog *log = navigator_->log();
    const auto span = navigator_->selectedCall();
    const auto record = log && span ? callRecord(*log, *span) : std::nullopt;
    if (!record || record->start.call.stage == StageKind::Commentary)
        return;
    showPower(record->start.call.power);
    switch (record->start.call.stage) {
    case StageKind::Plan:
        showPage(PlanPage);
        break;
    case StageKind::NegotiationDiary:
    case StageKind::ResultDiary:
    case StageKind::Consolidation:
        showPage(DiaryPage);
        break;
    case StageKind::InitialState:
    case StageKind::StateUpdate:
        showPage(GoalsPage);
        break;
    default:
        break;
    }
}

void AgentsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void AgentsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        sizeMatrix();
}

} // namespace concert
