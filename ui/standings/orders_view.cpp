// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/standings/orders_view.h"

#include "core/record/text.h"
#include "ui/navigator.h"
#include "ui/plain_tip.h"
#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/window_colors.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <QToolTip>

#include <algorithm>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

constexpr int ordersMargin = 8;

class OrdersDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    std::optional<Province> hovered;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int line = option.fontMetrics.height();
        const bool heading = kind(index) == OrdersModel::Kind::Heading;
        int height = line + (heading ? 8 : 3);
        if (!index.data(OrdersModel::ReasonRole).toString().isEmpty())
            height += QFontMetrics(smallerFont(option.font)).height();
        return {line * 8, height};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        painter->save();
        const bool heading = kind(index) == OrdersModel::Kind::Heading;
        const QVariant province = index.data(OrdersModel::ProvinceRole);
        const bool marked = hovered && province.isValid() && province.toInt() == indexOf(*hovered);
        const double tint = option.state & QStyle::State_Selected ? 0.25 : marked ? 0.12 : 0;
        if (tint > 0 && !heading)
            painter->fillRect(option.rect,
                              mixedColor(option.palette.color(QPalette::Base),
                                         option.palette.color(QPalette::Highlight), tint));
        if (heading)
            paintHeading(painter, option, index);
        else
            paintOrder(painter, option, index);
        painter->restore();
    }

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                   const QModelIndex &index) override
    {
        const QString text = index.data(Qt::AccessibleTextRole).toString();
        QToolTip::showText(event->globalPos(), plainTip(text), view);
        return true;
    }

private:
    static OrdersModel::Kind kind(const QModelIndex &index)
    {
        return static_cast<OrdersModel::Kind>(index.data(OrdersModel::KindRole).toInt());
    }

    static void paintHeading(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
    {
        const Power power = allPowers[index.data(OrdersModel::PowerRole).toUInt()];
        const QRect room = option.rect.adjusted(ordersMargin, 4, -ordersMargin, 0);
        const int chip = option.fontMetrics.height();
        paintPowerChip(painter, QRectF(room.left(), room.top() + 1, chip, chip), power);
        QFont bold = option.font;
        bold.setWeight(QFont::DemiBold);
        painter->setFont(bold);
        painter->setPen(option.palette.color(QPalette::Text));
        const QRect top(room.left(), room.top(), room.width(), chip + 2);
        painter->drawText(top.adjusted(chip + 6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          index.data().toString());
        const QFont small = smallerFont(option.font);
        const QFontMetrics metrics(small);
        painter->setFont(small);
        painter->setPen(index.data(OrdersModel::FailedRole).toBool()
                            ? problemColor(option.palette)
                            : faintTextColor(option.palette));
        const int name = chip + 6 + QFontMetrics(bold).horizontalAdvance(index.data().toString());
        const int rest = std::max(0, top.width() - name - 8);
        painter->drawText(top, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                          metrics.elidedText(index.data(OrdersModel::ResultRole).toString(),
                                             Qt::ElideRight, rest));
        // Why they are not simply what the power answered.
        const QRect below(room.left() + chip + 6, top.bottom() + 2, room.width() - chip - 6,
                          metrics.height());
        painter->setPen(faintTextColor(option.palette));
        painter->drawText(below, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          metrics.elidedText(index.data(OrdersModel::ReasonRole).toString(),
                                             Qt::ElideRight, below.width()));
    }

    static void paintOrder(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index)
    {
        const QPalette &palette = option.palette;
        const bool rejected = kind(index) == OrdersModel::Kind::Rejected;
        const bool failed = index.data(OrdersModel::FailedRole).toBool();
        const bool defaulted = index.data(OrdersModel::DefaultedRole).toBool();
        const int indent = option.fontMetrics.height() + 6;
        const QRect room = option.rect.adjusted(ordersMargin + indent, 0, -ordersMargin, 0);
        const QRect top(room.left(), room.top(), room.width(), option.fontMetrics.height() + 2);

        QString result = index.data(OrdersModel::ResultRole).toString();
        if (defaulted)
            result = result.isEmpty() ? OrdersModel::tr("default", "order that nobody gave")
                                      : OrdersModel::tr("default, %1").arg(result);
        const QFont small = smallerFont(option.font);
        const QFontMetrics smallMetrics(small);
        const int resultWidth = result.isEmpty() ? 0 : smallMetrics.horizontalAdvance(result) + 8;
        painter->setFont(small);
        painter->setPen(failed ? problemColor(palette) : faintTextColor(palette));
        painter->drawText(top, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, result);

        QFont font = option.font;
        font.setItalic(rejected || defaulted);
        painter->setFont(font);
        painter->setPen(rejected    ? problemColor(palette)
                        : defaulted ? faintTextColor(palette)
                                    : palette.color(QPalette::Text));
        painter->drawText(top, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight,
                                                        top.width() - resultWidth));
        const QString reason = index.data(OrdersModel::ReasonRole).toString();
        if (reason.isEmpty())
            return;
        painter->setFont(small);
        painter->setPen(faintTextColor(palette));
        painter->drawText(
            QRect(room.left() + 8, top.bottom() - 1, room.width() - 8, smallMetrics.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            smallMetrics.elidedText(reason.simplified(), Qt::ElideRight, room.width() - 8));
    }
};

} // namespace

OrdersView::OrdersView(Navigator *navigator, QWidget *parent)
    : QListView(parent), navigator_(navigator), model_(new OrdersModel(this))
{
    setObjectName(u"ordersView"_s);
    setAccessibleName(tr("Orders of the shown phase"));
    setModel(model_);
    setItemDelegate(new OrdersDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(navigator_, &Navigator::selectionChanged, this, &OrdersView::onSelection);
    connect(model_, &OrdersModel::modelReset, this, &OrdersView::onReset);
    const auto choose = [this] {
        if (navigator_->selectedCall())
            Q_EMIT callChosen();
    };
    connect(this, &QListView::clicked, this, choose);
    connect(this, &QListView::activated, this, choose);
}

void OrdersView::showPower(Power power)
{
    power_ = power;
    if (const int row = model_->rowOf(power); row >= 0)
        scrollTo(model_->index(row), QAbstractItemView::PositionAtTop);
}

void OrdersView::setHovered(std::optional<Province> province)
{
    static_cast<OrdersDelegate *>(itemDelegate())->hovered = province;
    viewport()->update();
}

void OrdersView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (model_->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(faintTextColor(palette()));
    painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     tr("The orders of the shown phase."));
}

QSize OrdersView::sizeHint() const
{
    return {fontMetrics().height() * 16, fontMetrics().height() * 14};
}

void OrdersView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (followingNavigator_ || !current.isValid())
        return;
    power_.reset(); // from now on it is this order that is looked at
    const QVariant province = current.data(OrdersModel::ProvinceRole);
    if (province.isValid())
        navigator_->select(static_cast<Province>(province.toInt()));
    else // a heading, or an order that was rejected: the call that gave them
        navigator_->selectOrders(allPowers[current.data(OrdersModel::PowerRole).toUInt()]);
}

void OrdersView::onSelection()
{
    const QScopedValueRollback guard(followingNavigator_, true);
    int row = -1;
    if (const std::optional<Province> province = navigator_->selectedProvince()) {
        row = model_->rowOf(*province);
    } else if (const std::optional<Power> caller = shownCaller()) {
        // Any row of that power says the same.
        const QVariant current = currentIndex().data(OrdersModel::PowerRole);
        row = current.isValid() && current.toInt() == indexOf(*caller) ? currentIndex().row()
                                                                       : model_->rowOf(*caller);
    }
    setCurrentIndex(row < 0 ? QModelIndex() : model_->index(row));
    if (row >= 0)
        scrollTo(model_->index(row));
}

void OrdersView::onReset()
{
    onSelection();
    if (power_ && !currentIndex().isValid())
        showPower(*power_);
}

/// Whose orders of the shown phase came from the selected call.
std::optional<Power> OrdersView::shownCaller() const
{
    const MatchLog *log = navigator_->log();
    const std::optional<int> call = navigator_->selectedCall();
    if (!log || !call || navigator_->phaseIndex() < 0)
        return std::nullopt;
    const Span &span = log->spans()[*call];
    if (span.stage != stageName(StageKind::Orders) ||
        span.phase != phaseText(log->phases()[navigator_->phaseIndex()].phase))
        return std::nullopt;
    return powerFromText(span.power);
}

} // namespace concert
