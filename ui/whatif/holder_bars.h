// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/what_if.h"

#include <QWidget>

namespace concert {

/// Who holds up the table, as bars: a row a power, the longest first.
class HolderBars : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    void setHolders(const QList<TableHolder> &holders);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<TableHolder> holders_; ///< powers only
};

} // namespace concert
