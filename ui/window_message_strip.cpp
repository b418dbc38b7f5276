// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_message_strip.h"

#include "ui/window_colors.h"
#include "ui/window_icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace concert {

using namespace Qt::StringLiterals;

MessageStrip::MessageStrip(QWidget *parent)
    : QFrame(parent), text_(new QLabel(this)), close_(new QToolButton(this))
{
    setObjectName(u"messageStrip"_s);
    text_->setTextFormat(Qt::PlainText);
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    close_->setIcon(drawnIcon(WindowIcon::Close));
    labelButton();
    connect(close_, &QToolButton::clicked, this, [this] {
        hide();
        if (kind_ == Kind::Wait)
            Q_EMIT cancelled();
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 6, 6, 6);
    layout->addWidget(text_, 1);
    layout->addWidget(close_, 0, Qt::AlignTop);
    hide();
}

void MessageStrip::labelButton()
{
    const bool waits = kind_ == Kind::Wait;
    close_->setToolButtonStyle(waits ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly);
    close_->setAutoRaise(!waits);
    close_->setText(waits ? tr("&Cancel") : QString());
    close_->setAccessibleName(waits ? tr("Cancel") : tr("Close this message"));
    close_->setToolTip(waits ? QString() : close_->accessibleName());
}

void MessageStrip::showMessage(Kind kind, const QString &text)
{
    constexpr qsizetype longest = 2000; // an error's text may quote a whole page
    kind_ = kind;
    text_->setText(text.size() > longest ? text.left(longest) + u" …"_s : text);
    labelButton();
    setAccessibleName(kind == Kind::Problem ? tr("Problem") : tr("Message"));
    setAccessibleDescription(text_->text());
    setVisible(!text.isEmpty());
    update();
}

QString MessageStrip::text() const
{
    return text_->text();
}

void MessageStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void MessageStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor sign =
        kind_ == Kind::Problem ? problemColor(palette()) : palette().color(QPalette::Highlight);
    painter.fillRect(rect(), mixedColor(palette().color(QPalette::Window), sign, 0.14));
    painter.fillRect(QRect(0, 0, 5, height()), sign);
}

} // namespace concert
