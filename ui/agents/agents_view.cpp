// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agents_view.h"

#include "ui/agents/agent_moment.h"
#include "ui/agents/relationship_model.h"
#include "ui/navigator.h"
#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/relationship_text.h"
#include "ui/window_colors.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyledItemDelegate>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

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

} // namespace

AgentsView::AgentsView(Navigator *navigator, QWidget *parent)
    : QWidget(parent), navigator_(navigator), model_(new RelationshipModel(this))
{
    setObjectName(u"agentsView"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(10);
    layout->addWidget(createMatrix());
    layout->addWidget(createPages(), 1);
    connect(navigator_, &Navigator::logChanged, this, &AgentsView::refresh);
    connect(navigator_, &Navigator::playheadChanged, this, &AgentsView::refresh);
    showPower(power_);
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
    connect(matrix_, &QTableView::clicked, this,
            [this] { showPage(HistoryPage); }); // how that came about
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
    connect(tabs_, &QTabBar::currentChanged, this, &AgentsView::showText);
    text_ = new QPlainTextEdit(this);
    text_->setReadOnly(true);
    text_->setTabChangesFocus(true);
    text_->setAccessibleName(tr("What the power has on its mind"));
    auto *top = new QHBoxLayout;
    top->addWidget(chip_);
    top->addWidget(tabs_, 1);
    auto *layout = new QVBoxLayout(pages);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addLayout(top);
    layout->addWidget(text_, 1);
    sizeMatrix();
    return pages;
}

void AgentsView::sizeMatrix()
{
    const int line = fontMetrics().height();
    const int side = line + 4;
    matrix_->setIconSize(QSize(line - 1, line - 1));
    matrix_->horizontalHeader()->setDefaultSectionSize(side + 8);
    matrix_->verticalHeader()->setDefaultSectionSize(side);
    int widest = 0;
    for (const Power power : allPowers)
        widest = std::max(widest, fontMetrics().horizontalAdvance(powerDisplayName(power)));
    matrix_->verticalHeader()->setFixedWidth(widest + line + 18);
    matrix_->horizontalHeader()->setFixedHeight(side + 2);
    const int bar = matrix_->verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOff ? 0 : line;
    matrix_->setFixedWidth(widest + line + 18 + powerCount * (side + 8) + bar);
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
    showText();
}

void AgentsView::showText()
{
    QString text;
    if (const MatchLog *log = navigator_->log(); log && navigator_->playhead() >= 0) {
        const AgentMoment moment = AgentMoment::at(*log, navigator_->playhead(), power_);
        switch (tabs_->currentIndex()) {
        case PlanPage:
            text = planText(moment);
            break;
        case DiaryPage:
            text = diaryText(moment);
            break;
        case PromisesPage:
            text = promisesText(moment);
            break;
        case HistoryPage:
            text = relationshipsText(moment);
            break;
        default:
            text = goalsText(moment);
        }
    }
    if (text_->toPlainText() != text) // whoever reads is left alone
        text_->setPlainText(text);
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
