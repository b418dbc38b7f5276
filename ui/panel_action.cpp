// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel_action.h"

#include <QApplication>
#include <QDockWidget>
#include <QPointer>
#include <QShortcutEvent>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// The first that Tab would lead to.
QWidget *firstField(QWidget *panel)
{
    QWidget *field = panel;
    do {
        const bool isInside = field == panel || panel->isAncestorOf(field);
        if (isInside && field->focusPolicy() & Qt::TabFocus && field->isEnabled() &&
            field->isVisibleTo(panel))
            return field;
        field = field->nextInFocusChain();
    } while (field != panel);
    return nullptr;
}

} // namespace

PanelAction::PanelAction(QDockWidget *dock, const QKeySequence &keys)
    : QAction(dock->windowTitle(), dock), dock_(dock)
{
    setCheckable(true);
    setShortcut(keys);
    const QString tip = tr("Go to %1; pressed again there, hide it").arg(dock->windowTitle());
    setToolTip(u"%1 (%2)"_s.arg(tip, keys.toString(QKeySequence::NativeText)));
    // Not the dock's toggleViewAction(): that would close a panel that stands behind another tab.
    connect(dock, &QDockWidget::visibilityChanged, this, &QAction::setChecked);
    connect(dock, &QDockWidget::windowTitleChanged, this, &QAction::setText);
    connect(this, &QAction::triggered, dock, [this](bool shown) {
        if (shown)
            show();
        else
            dock_->hide();
    });
    dock->addAction(this);
}

void PanelAction::show()
{
    dock_->show();
    dock_->raise();
}

void PanelAction::bringToFront()
{
    const QPointer<QWidget> focus = QApplication::focusWidget();
    const bool wasSeen = focus && focus->isVisible();
    show();
    QWidget *field = firstField(dock_->widget());
    if (wasSeen && field != nullptr && !focus->isVisible())
        field->setFocus(Qt::OtherFocusReason);
}

bool PanelAction::event(QEvent *event)
{
    if (event->type() != QEvent::Shortcut || static_cast<QShortcutEvent *>(event)->isAmbiguous())
        return QAction::event(event);
    goToOrHide();
    return true;
}

void PanelAction::goToOrHide()
{
    const QWidget *focus = QApplication::focusWidget();
    const bool isThere = focus != nullptr && dock_->isAncestorOf(focus);
    const bool wasSeen = isChecked();
    show(); // only then can it be told where the keyboard goes there
    QWidget *field = firstField(dock_->widget());
    if (wasSeen && (isThere || field == nullptr)) {
        dock_->hide();
    } else if (field != nullptr) {
        field->window()->activateWindow(); // a panel may float
        field->setFocus(Qt::ShortcutFocusReason);
    }
}

} // namespace concert
