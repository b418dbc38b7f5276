// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/model_price.h"

#include <QGroupBox>

class QPushButton;
class QTableView;

namespace concert {

class PriceModel;
class ProblemLabel;

/// What a provider's models cost. What is wrong with it stands underneath.
class PriceTable : public QGroupBox {
    Q_OBJECT

public:
    explicit PriceTable(QWidget *parent = nullptr);

    void setPrices(const QList<ModelPrice> &prices);
    QList<ModelPrice> prices() const;
    bool hasProblem() const;
    /// As a server told it; a price that somebody entered for this model stays.
    void suggest(const ModelPrice &price);

Q_SIGNALS:
    void edited();

private:
    void showProblem();
    void addRow();
    void removeRow();

    PriceModel *model_;
    QTableView *view_;
    QPushButton *remove_;
    ProblemLabel *problem_;
};

} // namespace concert
