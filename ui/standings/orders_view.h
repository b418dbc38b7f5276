// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/standings/orders_model.h"

#include <QListView>

namespace concert {

class Navigator;

/// The orders of the shown phase. Its selected row and the navigator's selected province, or the
/// selected call that gave orders, agree.
class OrdersView : public QListView {
    Q_OBJECT

public:
    explicit OrdersView(Navigator *navigator, QWidget *parent = nullptr);

    OrdersModel *orders() const { return model_; }
    /// Scrolls to its orders, in this phase and in those that are shown next.
    void showPower(Power power);
    /// Marks the order of the unit there; none: no mark.
    void setHovered(std::optional<Province> province);
    QSize sizeHint() const override;

Q_SIGNALS:
    void callChosen(); ///< with an order that was clicked

protected:
    void paintEvent(QPaintEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void onSelection();
    void onReset();
    std::optional<Power> shownCaller() const;

    Navigator *navigator_;
    OrdersModel *model_;
    std::optional<Power> power_; ///< to be scrolled to
    bool followingNavigator_ = false;
};

} // namespace concert
