// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"

#include <QGroupBox>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace concert {

class ModelEdit;
class ProviderRequests;
class ProblemLabel;

/// How the powers of the next match talk and think: press order, plans, diaries, who comments, and
/// whose prompts they get.
class TalksGroup : public QGroupBox {
    Q_OBJECT

public:
    explicit TalksGroup(QWidget *parent = nullptr);

    void load(const MatchConfig &config);
    /// Writes what is chosen into \a config; invalid fields leave it as it is.
    void store(MatchConfig *config) const;
    void setRequests(ProviderRequests *requests);
    void useKey(); ///< that was written behind the narrator
    void setSuggestions(const QStringList &models);
    void setProviders(const QList<ProviderProfile> &providers, const QStringList &names);
    void setRounds(int rounds); ///< without messages there is nothing to order or to note
    bool isValid() const;

Q_SIGNALS:
    void changed();

private:
    QWidget *createPrompts();
    void validate();
    void chooseFolder();
    void showPromptRemarks();

    MatchConfig loaded_;
    int rounds_ = 0;
    QComboBox *pressOrder_ = nullptr;
    QLabel *pressNote_ = nullptr;
    QCheckBox *planning_ = nullptr;
    QCheckBox *diaries_ = nullptr;
    QCheckBox *fused_ = nullptr;
    QCheckBox *commented_ = nullptr;
    ModelEdit *narrator_ = nullptr;
    QCheckBox *short_ = nullptr;
    QSpinBox *budget_ = nullptr;
    QLineEdit *prompts_ = nullptr;
    ProblemLabel *promptsProblem_ = nullptr;
    QLabel *promptRemarks_ = nullptr;
    ProviderRequests *requests_ = nullptr;
    std::optional<MatchConfig> looked_; ///< the last one whose prompts were looked at
};

} // namespace concert
