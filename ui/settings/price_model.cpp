// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/price_model.h"

#include "ui/plain_tip.h"
#include "ui/window_colors.h"

#include <QApplication>
#include <QLocale>

#include <optional>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QString priceText(double price)
{
    return QLocale().toString(price, 'g', 6);
}

/// As the user's language writes numbers, or with a point.
std::optional<double> priceFromText(const QString &text)
{
    bool ok = false;
    double price = QLocale().toDouble(text, &ok);
    if (!ok)
        price = QLocale::c().toDouble(text, &ok);
    return ok ? std::optional(price) : std::nullopt;
}

} // namespace

int PriceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(prices_.size());
}

int PriceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PriceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ModelPrice &price = prices_[index.row()];
    if (role == Qt::ToolTipRole && !price.problem().isEmpty())
        return plainTip(price.problem());
    if (role == Qt::ForegroundRole && !price.problem().isEmpty())
        return problemColor(QApplication::palette());
    if (role == Qt::TextAlignmentRole && index.column() != Models)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    switch (index.column()) {
    case Models:
        return price.models;
    case Input:
        return priceText(price.input);
    case CachedInput:
        return price.cachedInput ? priceText(*price.cachedInput) : QString();
    case Output:
        return priceText(price.output);
    default:
        return {};
    }
}

QVariant PriceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Models:
        return tr("Models");
    case Input:
        return tr("Input $");
    case CachedInput:
        return tr("Cached input $");
    case Output:
        return tr("Output $");
    default:
        return {};
    }
}

Qt::ItemFlags PriceModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

bool PriceModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    ModelPrice &price = prices_[index.row()];
    const QString text = value.toString().trimmed();
    const auto number = priceFromText(text);
    if (index.column() == Models)
        price.models = text;
    else if (index.column() == CachedInput && text.isEmpty())
        price.cachedInput.reset();
    else if (!number)
        return false;
    else if (index.column() == CachedInput)
        price.cachedInput = number;
    else
        (index.column() == Input ? price.input : price.output) = *number;
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    Q_EMIT edited();
    return true;
}

void PriceModel::setPrices(const QList<ModelPrice> &prices)
{
    beginResetModel();
    prices_ = prices;
    endResetModel();
}

int PriceModel::add(const ModelPrice &price)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    prices_ << price;
    endInsertRows();
    Q_EMIT edited();
    return row;
}

void PriceModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    prices_.removeAt(row);
    endRemoveRows();
    Q_EMIT edited();
}

} // namespace concert
