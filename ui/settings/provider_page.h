// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_profile.h"

#include <QWidget>

class QLabel;
class QListView;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace concert {

class ProviderForm;
class ProviderModel;

/// Where models are: a list of providers and the fields of the chosen one.
class ProviderPage : public QWidget {
    Q_OBJECT

public:
    explicit ProviderPage(QWidget *parent = nullptr);

    void load(const QList<ProviderProfile> &providers);
    QList<ProviderProfile> providers() const;
    bool isValid() const;

Q_SIGNALS:
    void changed();

private:
    QWidget *createList();
    QWidget *createDetails();
    void fillAddMenu();
    void add(const ProviderProfile &profile);
    void remove();
    void showCurrent();
    void takeEdit();
    int currentRow() const;

    ProviderModel *model_ = nullptr;
    QListView *list_ = nullptr;
    QMenu *addMenu_ = nullptr;
    QPushButton *remove_ = nullptr;
    QStackedWidget *details_ = nullptr;
    ProviderForm *form_ = nullptr;
};

} // namespace concert
