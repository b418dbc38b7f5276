// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/standings/powers_view.h"

#include "ui/plain_tip.h"
#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/window_colors.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

constexpr int powersMargin = 8;

class PowersDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        const QFontMetrics small(smallerFont(option.font));
        return {option.fontMetrics.height() * 10,
                option.fontMetrics.height() + small.height() + 10};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

    /// What did not fit into the row; plain text, escaped: a tooltip would take it for rich text.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                   const QModelIndex &index) override
    {
        const QString text = index.data(Qt::AccessibleTextRole).toString();
        QToolTip::showText(event->globalPos(), plainTip(text), view);
        return true;
    }

private:
    static void paintCenters(QPainter *painter, const QStyleOptionViewItem &option,
                             const QRect &rect, const QModelIndex &index);
};

void PowersDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    painter->save();
    const Power power = allPowers[static_cast<std::size_t>(index.row())];
    const bool eliminated = index.data(StandingsModel::EliminatedRole).toBool();
    const QPalette &palette = option.palette;
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
        painter->fillRect(option.rect,
                          mixedColor(palette.color(QPalette::Base),
                                     palette.color(QPalette::Highlight),
                                     option.state & QStyle::State_Selected ? 0.22 : 0.08));
    const QRect room = option.rect.adjusted(powersMargin, 4, -powersMargin, -4);
    const int line = option.fontMetrics.height();
    const int chip = line + 4;
    paintPowerChip(painter, QRectF(room.left(), room.top() + 1, chip, chip), power, eliminated);

    QRect text = room.adjusted(chip + 8, 0, 0, 0);
    QRect top(text.left(), text.top(), text.width(), line);
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    // Where there is no room for both, the bar is shorter rather than the name.
    const QFontMetrics boldMetrics(bold);
    const int rest = text.width() - boldMetrics.horizontalAdvance(index.data().toString()) - 6;
    const int numbers = std::max(std::min({text.width() * 11 / 20, line * 9, rest}),
                                 boldMetrics.horizontalAdvance(u"00"_s) + 6);
    paintCenters(painter, option, QRect(top.right() - numbers, top.top(), numbers, line), index);

    painter->setFont(bold);
    painter->setPen(eliminated ? faintTextColor(palette) : palette.color(QPalette::Text));
    painter->drawText(top.adjusted(0, 0, -numbers - 4, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight,
                                                    top.width() - numbers - 4));

    const QFont small = smallerFont(option.font);
    const QFontMetrics metrics(small);
    const QRect bottom(text.left(), top.bottom() + 3, text.width(), metrics.height());
    painter->setFont(small);
    const QString units =
        StandingsModel::tr("%n unit(s)", nullptr, index.data(StandingsModel::UnitsRole).toInt());
    painter->setPen(faintTextColor(palette));
    painter->drawText(bottom, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, units);
    // What it does now, and who plays it where there is room for both.
    const int width = bottom.width() - metrics.horizontalAdvance(units) - 8;
    const QString model = index.data(StandingsModel::ModelRole).toString();
    QString words = index.data(StandingsModel::ActivityRole).toString();
    const QString both = u"%1 · %2"_s.arg(words, model);
    if (words.isEmpty())
        words = model;
    else if (metrics.horizontalAdvance(both) <= width)
        words = both;
    if (index.data(StandingsModel::ParkedRole).toBool())
        painter->setPen(problemColor(palette));
    else if (index.data(StandingsModel::BusyRole).toBool())
        painter->setPen(palette.color(QPalette::Text));
    painter->drawText(bottom, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      metrics.elidedText(words, Qt::ElideRight, width));
    painter->restore();
}

void PowersDelegate::paintCenters(QPainter *painter, const QStyleOptionViewItem &option,
                                  const QRect &rect, const QModelIndex &index)
{
    // A bar of the eighteen centres that win, then the number itself.
    const Power power = allPowers[static_cast<std::size_t>(index.row())];
    const int centers = index.data(StandingsModel::CentersRole).toInt();
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    const int number = QFontMetrics(bold).horizontalAdvance(u"00"_s) + 4;
    painter->setFont(bold);
    painter->setPen(option.palette.color(QPalette::Text));
    painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, QString::number(centers));

    const qreal step = std::floor((rect.width() - number - 4) / qreal(soloCenters));
    if (step < 1)
        return; // the number says it
    const qreal height = std::max<qreal>(6, rect.height() * 0.45);
    QRectF cell(rect.right() - number - step * soloCenters, rect.center().y() - height / 2 + 0.5,
                std::max<qreal>(1, step - 1), height);
    const QColor none = mixedColor(option.palette.color(QPalette::Base),
                                   option.palette.color(QPalette::Text), 0.14);
    for (int i = 0; i < soloCenters; ++i) {
        painter->fillRect(cell, i < centers ? powerBarColor(power, option.palette) : none);
        cell.translate(step, 0);
    }
}

} // namespace

PowersView::PowersView(QWidget *parent) : QListView(parent), model_(new StandingsModel(this))
{
    setObjectName(u"powersView"_s);
    setAccessibleName(tr("Powers"));
    setModel(model_);
    setItemDelegate(new PowersDelegate(this));
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setMinimumWidth(fontMetrics().height() * 10); // the names and the numbers
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) {
        Q_EMIT powerClicked(allPowers[static_cast<std::size_t>(index.row())]);
    });
    connect(this, &QListView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT powerClicked(allPowers[static_cast<std::size_t>(index.row())]);
    });
}

void PowersView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (model_->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(faintTextColor(palette()));
    painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     tr("Who plays, and how they stand."));
}

QSize PowersView::sizeHint() const
{
    const QFontMetrics small(smallerFont(font()));
    return {fontMetrics().height() * 16,
            powerCount * (fontMetrics().height() + small.height() + 10) + 2};
}

QSize PowersView::minimumSizeHint() const
{
    return {fontMetrics().height() * 13, QListView::minimumSizeHint().height()};
}

} // namespace concert
