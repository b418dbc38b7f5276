// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/message_delegate.h"

#include "ui/messages/message_model.h"
#include "ui/phase_text.h"
#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/window_colors.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

#include <cmath>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

constexpr int outerMargin = 6;
constexpr int bubbleGap = 3;
constexpr int bubblePadding = 7;
constexpr int senderBar = 4;
constexpr qsizetype longestShown = 6000; // characters; more than any match of ours sends

/// The room for text inside a bubble of a row.
QRect messageTextRect(const QRect &row)
{
    return row.adjusted(outerMargin + senderBar + bubblePadding, bubbleGap + bubblePadding,
                        -outerMargin - bubblePadding, -bubbleGap - bubblePadding);
}

/// Lays a plain text out; returns its height.
int layOut(QTextLayout *layout, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    layout->setTextOption(option);
    qreal height = 0;
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout->endLayout();
    return static_cast<int>(std::ceil(height));
}

int textHeight(const QString &text, const QFont &font, int width)
{
    QTextLayout layout(text, font);
    return layOut(&layout, width);
}

} // namespace

QString MessageDelegate::shownText(const QString &text)
{
    QString shown = text.left(longestShown);
    shown.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    shown.replace(u'\n', QChar(QChar::LineSeparator));
    if (text.size() > longestShown)
        shown += QChar(QChar::LineSeparator) + tr("… (%n more characters)", nullptr,
                                                  static_cast<int>(text.size() - longestShown));
    return shown;
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = std::max(view ? view->viewport()->width() : option.rect.width(), 120);
    const int line = option.fontMetrics.height();
    if (index.data(MessageModel::SeparatorRole).toBool())
        return {width, line + 14};
    if (width != width_ || option.font.key() != font_) {
        heights_.clear();
        width_ = width;
        font_ = option.font.key();
    }
    const qsizetype event = index.data(MessageModel::EventIndexRole).value<qsizetype>();
    int &height = heights_[event];
    if (height == 0) {
        const int room = messageTextRect(QRect(0, 0, width, 0)).width();
        height =
            2 * (bubbleGap + bubblePadding) + line + 3 +
            textHeight(shownText(index.data(MessageModel::TextRole).toString()), option.font, room);
        const QString note = index.data(MessageModel::NoteRole).toString();
        if (!note.isEmpty())
            height += 3 + textHeight(shownText(note), smallerFont(option.font), room);
    }
    return {width, height};
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(MessageModel::SeparatorRole).toBool()) {
        paintSeparator(painter, option, index);
        painter->restore();
        return;
    }
    const QColor color =
        powerBarColor(allPowers[index.data(MessageModel::SenderRole).toUInt()], option.palette);
    const QRectF bubble =
        QRectF(option.rect).adjusted(outerMargin, bubbleGap, -outerMargin, -bubbleGap);
    QPainterPath shape;
    shape.addRoundedRect(bubble, 5, 5);
    painter->fillPath(shape, mixedColor(option.palette.color(QPalette::Base), color, 0.10));
    painter->setClipPath(shape);
    painter->fillRect(QRectF(bubble.left(), bubble.top(), senderBar, bubble.height()), color);
    painter->setClipping(false);
    if (option.state & QStyle::State_Selected) {
        painter->setPen(QPen(option.palette.color(QPalette::Highlight), 2));
        painter->drawRoundedRect(bubble.adjusted(1, 1, -1, -1), 5, 5);
    }

    const QRect room = messageTextRect(option.rect);
    const int line = option.fontMetrics.height();
    paintHeading(painter, option, QRect(room.topLeft(), QSize(room.width(), line)), index);
    painter->setPen(option.palette.color(QPalette::Text));
    QTextLayout text(shownText(index.data(MessageModel::TextRole).toString()), option.font);
    const int height = layOut(&text, room.width());
    text.draw(painter, QPointF(room.left(), room.top() + line + 3));
    const QString note = index.data(MessageModel::NoteRole).toString();
    if (!note.isEmpty()) {
        QFont small = smallerFont(option.font);
        painter->setPen(faintTextColor(option.palette));
        QTextLayout noteText(shownText(note), small);
        layOut(&noteText, room.width());
        noteText.draw(painter, QPointF(room.left(), room.top() + line + 6 + height));
    }
    painter->restore();
}

void MessageDelegate::paintHeading(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QRect &rect, const QModelIndex &index) const
{
    const QFont small = smallerFont(option.font);
    const Power from = allPowers[index.data(MessageModel::SenderRole).toUInt()];
    const QVariant to = index.data(MessageModel::RecipientRole);
    const QString recipient = to.isValid() ? powerDisplayName(allPowers[to.toUInt()])
                                           : MessageModel::tr("everybody", "recipient");
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    const int names = metrics.horizontalAdvance(powerDisplayName(from) + u" → "_s + recipient);

    // Where the row is too narrow for everything, names matter more than the time.
    const int round = index.data(MessageModel::RoundRole).toInt(); // saved games have none
    QString when = round > 0 ? tr("round %1").arg(round) : QString();
    const QString elapsed = elapsedText(index.data(MessageModel::TimeRole).toLongLong());
    const QString longer =
        round > 0
            ? tr("%1 · %2", "round of messages · time since the match started").arg(when, elapsed)
            : elapsed;
    if (names + QFontMetrics(small).horizontalAdvance(longer) + 8 <= rect.width())
        when = longer;
    const int whenWidth = QFontMetrics(small).horizontalAdvance(when) + 6;
    painter->setFont(small);
    painter->setPen(faintTextColor(option.palette));
    painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, when);

    painter->setFont(bold);
    QRect room = rect.adjusted(0, 0, -whenWidth, 0);
    const auto part = [&](const QString &text, const QColor &color) {
        painter->setPen(color);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, std::max(room.width(), 0));
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        room.setLeft(room.left() + metrics.horizontalAdvance(shown));
    };
    part(powerDisplayName(from), powerTextColor(from, option.palette));
    part(u" → "_s, faintTextColor(option.palette));
    part(recipient, to.isValid() ? powerTextColor(allPowers[to.toUInt()], option.palette)
                                 : option.palette.color(QPalette::Text));
}

void MessageDelegate::paintSeparator(QPainter *painter, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    QFont bold = smallerFont(option.font);
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    const QRect rect = option.rect.adjusted(outerMargin, 4, -outerMargin, 0);
    const QString text =
        QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight, rect.width() - 40);
    const int half = QFontMetrics(bold).horizontalAdvance(text) / 2 + 8;
    painter->setPen(faintTextColor(option.palette));
    painter->drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, text);
    painter->setPen(separatorColor(option.palette));
    const int y = rect.center().y();
    painter->drawLine(rect.left(), y, rect.center().x() - half, y);
    painter->drawLine(rect.center().x() + half, y, rect.right(), y);
}

} // namespace concert
