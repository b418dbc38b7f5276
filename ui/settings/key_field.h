// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_profile.h"
#include "ui/provider_requests.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace concert {

class ProblemLabel;

/// Where a provider's key is entered, and what says which one is in force. A key is never shown: it
/// leaves the field for the keychain, or for memory, when it is used.
class KeyField : public QWidget {
    Q_OBJECT

public:
    explicit KeyField(QWidget *parent = nullptr);

    /// null: keys cannot be kept, and only the environment is looked at. \a requests outlives it.
    void setRequests(ProviderRequests *requests);
    /// Whose key it is; as it is being edited.
    void setProfile(const ProviderProfile &profile);
    /// Uses what is written but not used yet; false: that was not possible.
    bool commit();
    void clear(); ///< forgets what is written but not used yet

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void look();
    void showState();
    void noticeTrouble(const KeyState &state);
    QString stateText(const KeyState &state) const;

    ProviderRequests *requests_ = nullptr;
    ProviderProfile profile_;
    QLineEdit *key_;
    QCheckBox *place_; ///< in the keychain
    QPushButton *use_;
    QPushButton *forget_;
    QLabel *state_;
    ProblemLabel *problem_; ///< why the keychain has not got it
    QString trouble_;       ///< of the keychain, that the box was unticked for
};

} // namespace concert
