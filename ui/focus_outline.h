// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QAbstractScrollArea;

namespace concert {

/// A frame over the list, table, text or chart of a window that has the keyboard: these show at
/// most a current row, and empty ones nothing. Everything else shows it by itself.
class FocusOutline : public QWidget {
    Q_OBJECT

public:
    /// Follows the focus within \a window, which owns it.
    explicit FocusOutline(QWidget *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow(QWidget *focus);

    QWidget *window_;
    QPointer<QAbstractScrollArea> area_; ///< that it lies over
};

} // namespace concert
