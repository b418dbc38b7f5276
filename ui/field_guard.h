// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace concert {

/// Looks after all number fields, list boxes and sliders of the application, so that none has to
/// do it by itself.
///
/// The wheel never changes one in passing: on a page that scrolls it always scrolls the page, and
/// elsewhere it changes only the one that has the keyboard. What cannot be typed into a number
/// field is not dropped in silence: a tip says which numbers it takes.
class FieldGuard : public QObject {
    Q_OBJECT

public:
    /// From now on; install it before the fields are shown.
    explicit FieldGuard(QObject *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void adopt(QWidget *field);
};

} // namespace concert
