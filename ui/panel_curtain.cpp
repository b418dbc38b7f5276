// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel_curtain.h"

#include <QDockWidget>
#include <QEvent>

namespace concert {

PanelCurtain::PanelCurtain(QDockWidget *dock) : QObject(dock), dock_(dock)
{
    // A panel has the same size whether it can be seen or not.
    QSizePolicy policy = dock->widget()->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    dock->widget()->setSizePolicy(policy);
    dock->installEventFilter(this);
    // The signal itself says of a panel that floats left of the first screen that it is hidden.
    connect(dock, &QDockWidget::visibilityChanged, this,
            [this] { dock_->widget()->setVisible(canBeSeen()); });
}

bool PanelCurtain::canBeSeen() const
{
    const QRect place = dock_->geometry();
    return dock_->isVisible() &&
           (dock_->isFloating() || (place.right() >= 0 && place.bottom() >= 0));
}

bool PanelCurtain::eventFilter(QObject *watched, QEvent *event)
{
    // The dock's signal does not come when a layout is restored.
    if (event->type() == QEvent::Move || event->type() == QEvent::Show)
        dock_->widget()->setVisible(canBeSeen());
    return QObject::eventFilter(watched, event);
}

} // namespace concert
