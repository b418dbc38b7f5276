// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/field_guard.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QLineEdit>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <QToolTip>

namespace concert {

namespace {

bool isGuarded(const QObject *object)
{
    return qobject_cast<const QAbstractSpinBox *>(object) != nullptr ||
           qobject_cast<const QComboBox *>(object) != nullptr ||
           qobject_cast<const QSlider *>(object) != nullptr;
}

/// Whether it stands on a page of which a part is out of sight.
bool isOnScrollingPage(const QWidget *field)
{
    for (const QWidget *at = field->parentWidget(); at != nullptr; at = at->parentWidget()) {
        const auto *page = qobject_cast<const QScrollArea *>(at);
        if (page != nullptr &&
            page->verticalScrollBar()->minimum() < page->verticalScrollBar()->maximum())
            return true;
        if (at->isWindow())
            break;
    }
    return false;
}

QString acceptedNumbers(const QAbstractSpinBox *field)
{
    const QLocale locale;
    if (const auto *whole = qobject_cast<const QSpinBox *>(field))
        return FieldGuard::tr("A whole number from %1 to %2.")
            .arg(locale.toString(whole->minimum()), locale.toString(whole->maximum()));
    if (const auto *decimal = qobject_cast<const QDoubleSpinBox *>(field))
        return FieldGuard::tr("A number from %1 to %2.")
            .arg(locale.toString(decimal->minimum(), 'f', QLocale::FloatingPointShortest),
                 locale.toString(decimal->maximum(), 'f', QLocale::FloatingPointShortest));
    return {};
}

} // namespace

FieldGuard::FieldGuard(QObject *parent) : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool FieldGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Polish && isGuarded(watched)) {
        adopt(static_cast<QWidget *>(watched));
    } else if (event->type() == QEvent::Wheel && isGuarded(watched)) {
        const auto *field = static_cast<QWidget *>(watched);
        if (!field->hasFocus() || isOnScrollingPage(field)) {
            event->ignore(); // goes on to what is behind it
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

void FieldGuard::adopt(QWidget *field)
{
    if (field->focusPolicy() == Qt::WheelFocus)
        field->setFocusPolicy(Qt::StrongFocus);
    auto *numbers = qobject_cast<QAbstractSpinBox *>(field);
    const auto *text = numbers != nullptr ? numbers->findChild<QLineEdit *>() : nullptr;
    if (text == nullptr)
        return;
    connect(text, &QLineEdit::inputRejected, this, [numbers] {
        QToolTip::showText(numbers->mapToGlobal(numbers->rect().bottomLeft()),
                           acceptedNumbers(numbers), numbers);
    });
}

} // namespace concert
