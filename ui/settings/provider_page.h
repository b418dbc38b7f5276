// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_profile.h"

#include <QHash>
#include <QStringList>
#include <QWidget>

class QLabel;
class QListView;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace concert {

class ProviderForm;
class ProviderModel;
class ProviderRequests;

/// Where models are: a list of providers and the fields of the chosen one.
class ProviderPage : public QWidget {
    Q_OBJECT

public:
    explicit ProviderPage(QWidget *parent = nullptr);

    /// null: no keys, no lists of models, no tests. \a requests outlives it.
    void setRequests(ProviderRequests *requests);
    /// \a models: those that were fetched, as "provider:name".
    void load(const QList<ProviderProfile> &providers, const QStringList &models);
    QList<ProviderProfile> providers() const;
    QStringList models() const;
    /// Uses a key that was typed in but not used yet.
    void commitKey();
    bool isValid() const;

Q_SIGNALS:
    void changed();
    void modelsChanged();

private:
    QWidget *createList();
    QWidget *createDetails();
    void fillAddMenu();
    void add(const ProviderProfile &profile);
    void remove();
    void showCurrent();
    void takeEdit();
    void takeModels(const QStringList &models);
    void takeSavedKey(const ProviderProfile &profile, bool saved);
    int currentRow() const;

    ProviderModel *model_ = nullptr;
    QHash<QString, QStringList> models_; ///< fetched, by provider
    QListView *list_ = nullptr;
    QMenu *addMenu_ = nullptr;
    QPushButton *remove_ = nullptr;
    QStackedWidget *details_ = nullptr;
    ProviderForm *form_ = nullptr;
};

} // namespace concert
