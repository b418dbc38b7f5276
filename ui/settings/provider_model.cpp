// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/provider_model.h"

#include "ui/plain_tip.h"
#include "ui/window_colors.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace concert {

int ProviderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(profiles_.size());
}

QVariant ProviderModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ProviderProfile &profile = profiles_[index.row()];
    const QString wrong = problem(index.row());
    switch (role) {
    case Qt::DisplayRole: {
        const QString name = profile.displayName.isEmpty() ? profile.name : profile.displayName;
        return wrong.isEmpty() ? name : tr("%1 (to be corrected)").arg(name);
    }
    case Qt::ToolTipRole: // plain text: a name may look like HTML
        return plainTip(wrong.isEmpty() ? profile.baseUrl.toDisplayString() : wrong);
    case Qt::ForegroundRole:
        return wrong.isEmpty() ? QVariant() : problemColor(QApplication::palette());
    case ProblemRole:
        return wrong;
    default:
        return {};
    }
}

QHash<int, QByteArray> ProviderModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert(ProblemRole, "problem");
    return names;
}

void ProviderModel::setProfiles(const QList<ProviderProfile> &profiles)
{
    beginResetModel();
    profiles_ = profiles;
    endResetModel();
}

void ProviderModel::setProfile(int row, const ProviderProfile &profile)
{
    if (profiles_[row] == profile)
        return;
    profiles_[row] = profile;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1)); // a name may clash with another's
}

int ProviderModel::add(ProviderProfile profile)
{
    const QString name = profile.name;
    for (int number = 2; isNameTaken(profile.name, -1); ++number)
        profile.name = name % QString::number(number);
    const int row = rowCount();
    beginInsertRows({}, row, row);
    profiles_ << profile;
    endInsertRows();
    return row;
}

void ProviderModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    profiles_.removeAt(row);
    endRemoveRows();
}

bool ProviderModel::isNameTaken(const QString &name, int exceptRow) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (row != exceptRow && profiles_[row].name == name)
            return true;
    }
    return false;
}

QString ProviderModel::problem(int row) const
{
    const QString name = profiles_[row].name;
    return isNameTaken(name, row) ? tr("There is another provider called %1.").arg(name)
                                  : profiles_[row].problem();
}

bool ProviderModel::isValid() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!problem(row).isEmpty())
            return false;
    }
    return true;
}

} // namespace concert
