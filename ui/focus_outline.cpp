// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/focus_outline.h"

#include "ui/window_colors.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace concert {

FocusOutline::FocusOutline(QWidget *window) : QWidget(window), window_(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *focus) { follow(focus); });
}

void FocusOutline::follow(QWidget *focus)
{
    if (area_)
        area_->removeEventFilter(this);
    area_ = qobject_cast<QAbstractScrollArea *>(focus);
    if (!area_ || area_->window() != window_) {
        area_ = nullptr;
        hide();
        return;
    }
    area_->installEventFilter(this);
    setParent(area_);
    setGeometry(area_->rect());
    show();
    raise();
}

bool FocusOutline::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == area_ && event->type() == QEvent::Resize)
        setGeometry(area_->rect());
    return QWidget::eventFilter(watched, event);
}

void FocusOutline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFocus(&painter, rect(), palette());
}

} // namespace concert
