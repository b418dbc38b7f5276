// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_profile.h"

#include <QAbstractListModel>

namespace concert {

/// The providers that are being edited. Says of each what is wrong with it.
class ProviderModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { ProblemRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setProfiles(const QList<ProviderProfile> &profiles);
    const QList<ProviderProfile> &profiles() const { return profiles_; }
    void setProfile(int row, const ProviderProfile &profile);
    /// Appended; a name that is taken gets a number. The row.
    int add(ProviderProfile profile);
    void remove(int row);

    /// A sentence; empty: it is fine. Two of one name are both wrong.
    QString problem(int row) const;
    bool isNameTaken(const QString &name, int exceptRow) const;
    bool isValid() const;

private:
    QList<ProviderProfile> profiles_;
};

} // namespace concert
