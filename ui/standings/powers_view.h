// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/standings/standings_model.h"

#include <QListView>

namespace concert {

/// The powers at a glance. Changes nothing; activating a row asks for its orders to be shown.
class PowersView : public QListView {
    Q_OBJECT

public:
    explicit PowersView(QWidget *parent = nullptr);

    StandingsModel *standings() const { return model_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; ///< a narrow window leaves the powers their names

protected:
    void paintEvent(QPaintEvent *event) override;

Q_SIGNALS:
    void powerClicked(Power power);

private:
    StandingsModel *model_;
};

} // namespace concert
