// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_profile.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QComboBox;
class QGroupBox;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace concert {

class KeyField;
class PriceTable;
class ProblemLabel;
class ProviderCheck;
class ProviderRequests;

/// One provider's fields. Each says underneath what is wrong with it.
class ProviderForm : public QWidget {
    Q_OBJECT

public:
    explicit ProviderForm(QWidget *parent = nullptr);

    /// null: no keys, no lists of models, no tests. \a requests outlives it.
    void setRequests(ProviderRequests *requests);
    void load(const ProviderProfile &profile, const QStringList &models);
    ProviderProfile profile() const;
    void setNameTaken(bool taken);
    void setSavedKey(bool saved) { loaded_.savedKey = saved; }
    /// Uses a key that was typed in but not used yet.
    void commitKey();
    void focusAddress();

Q_SIGNALS:
    void edited();
    void modelsFetched(const QStringList &models);

private:
    QWidget *createServer();
    QWidget *createKey();
    QWidget *createMore();
    QWidget *createLimits();
    QWidget *createTimeouts();
    void validate();
    void dropForeignVariable();
    void showPlainHost(const QUrl &url);
    void showAddress(const ProviderProfile &now);

    ProviderRequests *requests_ = nullptr;
    ProviderProfile loaded_;
    bool loading_ = false;
    bool nameTaken_ = false;
    QLineEdit *name_ = nullptr;
    QLineEdit *displayName_ = nullptr;
    QLineEdit *address_ = nullptr;
    QCheckBox *plainHost_ = nullptr; ///< the address may be spoken to unencrypted
    QComboBox *dialect_ = nullptr;
    KeyField *key_ = nullptr;
    QLineEdit *keyVariable_ = nullptr;
    ProviderCheck *check_ = nullptr;
    QToolButton *more_ = nullptr;
    QWidget *moreFields_ = nullptr;
    QCheckBox *structured_ = nullptr;
    QCheckBox *schemaFirst_ = nullptr;
    PriceTable *prices_ = nullptr;
    QComboBox *maxTokensField_ = nullptr;
    QSpinBox *concurrent_ = nullptr;
    std::array<QSpinBox *, 5> timeouts_{};
    ProblemLabel *nameProblem_ = nullptr;
    ProblemLabel *addressProblem_ = nullptr;
    ProblemLabel *variableProblem_ = nullptr;
    ProblemLabel *fieldProblem_ = nullptr;
};

} // namespace concert
