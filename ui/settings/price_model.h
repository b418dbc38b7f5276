// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/model_price.h"

#include <QAbstractTableModel>
#include <QList>

namespace concert {

/// A provider's prices as they are being edited: a row for models of one price, dollars for a
/// million tokens.
class PriceModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Models, Input, CachedInput, Output, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// What is no number is not taken; an empty price of cached input is that of other input.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    void setPrices(const QList<ModelPrice> &prices);
    const QList<ModelPrice> &prices() const { return prices_; }
    int add(const ModelPrice &price); ///< the row
    void remove(int row);

Q_SIGNALS:
    void edited();

private:
    QList<ModelPrice> prices_;
};

} // namespace concert
