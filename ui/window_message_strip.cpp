// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_message_strip.h"

#include "core/chat/text_sanitizer.h"
#include "ui/window_colors.h"
#include "ui/window_icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace concert {

using namespace Qt::StringLiterals;

MessageStrip::MessageStrip(QWidget *parent)
    : QFrame(parent), text_(new QLabel(this)), yes_(new QPushButton(this)),
      close_(new QToolButton(this))
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
    yes_->setObjectName(u"messageYes"_s);
    connect(yes_, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT agreed();
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 6, 6, 6);
    layout->addWidget(text_, 1);
    layout->addWidget(yes_, 0, Qt::AlignTop);
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
    yes_->hide();
    const QString said = sanitizedText(text); // it names files, too
    text_->setText(said.size() > longest ? said.left(longest) + u" …"_s : said);
    labelButton();
    setAccessibleName(kind == Kind::Problem ? tr("Problem") : tr("Message"));
    setAccessibleDescription(text_->text());
    setVisible(!text.isEmpty());
    update();
}

void MessageStrip::ask(const QString &question, const QString &yes)
{
    showMessage(Kind::Problem, question);
    yes_->setText(yes);
    yes_->show();
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
