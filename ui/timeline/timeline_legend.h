// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace concert {

/// One line that says how the timeline is to be read; what has no room is left out from the right.
class TimelineLegend : public QWidget {
    Q_OBJECT

public:
    explicit TimelineLegend(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace concert
