// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_profile.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace concert {

class ProblemLabel;

/// One provider's fields. Each says underneath what is wrong with it.
class ProviderForm : public QWidget {
    Q_OBJECT

public:
    explicit ProviderForm(QWidget *parent = nullptr);

    void load(const ProviderProfile &profile);
    ProviderProfile profile() const;
    void setNameTaken(bool taken);

Q_SIGNALS:
    void edited();

private:
    void createFields();
    void createTimeouts();
    void validate();
    void showKeyState();

    ProviderProfile loaded_;
    bool loading_ = false;
    bool nameTaken_ = false;
    QLineEdit *name_ = nullptr;
    QLineEdit *displayName_ = nullptr;
    QLineEdit *address_ = nullptr;
    QLineEdit *key_ = nullptr;
    QLabel *keyState_ = nullptr;
    QCheckBox *structured_ = nullptr;
    QComboBox *maxTokensField_ = nullptr;
    QSpinBox *concurrent_ = nullptr;
    std::array<QSpinBox *, 5> timeouts_{};
    ProblemLabel *nameProblem_ = nullptr;
    ProblemLabel *addressProblem_ = nullptr;
    ProblemLabel *keyProblem_ = nullptr;
    ProblemLabel *fieldProblem_ = nullptr;
};

} // namespace concert
