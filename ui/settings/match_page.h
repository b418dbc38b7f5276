// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"

#include <QWidget>

#include <array>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace concert {

class LimitsGroup;
class ModelEdit;
class ProblemLabel;
class ProviderRequests;
class TalksGroup;

/// How many calls a match makes, about: eliminated powers and quiet winters make it fewer.
int estimatedCalls(const MatchConfig &config);

/// Who plays and how long: the settings' page of the next match.
class MatchPage : public QWidget {
    Q_OBJECT

public:
    explicit MatchPage(QWidget *parent = nullptr);

    /// Says whether there are keys; null: only the environment is looked at.
    /// Uses keys that were written behind models.
    void useKeys();
    void setRequests(ProviderRequests *requests);
    /// To choose from, as "provider:name".
    void setFetchedModels(const QStringList &models);
    void load(const MatchConfig &config, const QString &runsFolder);
    void setProviders(const QList<ProviderProfile> &providers);

    bool isValid() const;
    /// What is written; of invalid fields, what was loaded.
    MatchConfig config() const;
    QString runsFolder() const;
    QString estimate() const; ///< "About 131 calls of models"

    /// Narrow: one column is enough.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *createModels();
    void shuffleModels();
    QWidget *createMatch();
    QWidget *createSimulator();
    QWidget *createRunsFolder();
    void suggestModels();
    void validate();
    void chooseFolder();
    QList<ModelEdit *> usedEdits() const;

    MatchConfig loaded_;
    QStringList providerNames_; ///< all that were ever there while the page is open
    QStringList fetched_;       ///< models of servers
    bool loading_ = false;

    QBoxLayout *columns_ = nullptr; ///< beside each other, or below where that is too wide
    QWidget *modelsGroup_ = nullptr;
    QWidget *matchGroup_ = nullptr;
    QCheckBox *oneForAll_ = nullptr;
    ModelEdit *all_ = nullptr;
    QPushButton *shuffle_ = nullptr;
    QWidget *each_ = nullptr;
    std::array<ModelEdit *, powerCount> models_{};
    QSpinBox *rounds_ = nullptr;
    QSpinBox *lastYear_ = nullptr;
    QComboBox *schedule_ = nullptr;
    QLabel *scheduleNote_ = nullptr;
    QLineEdit *seed_ = nullptr;
    ProblemLabel *seedProblem_ = nullptr;
    QSpinBox *maxTokens_ = nullptr;
    TalksGroup *talks_ = nullptr;
    LimitsGroup *limits_ = nullptr;
    QGroupBox *simulator_ = nullptr;
    QComboBox *latency_ = nullptr;
    QDoubleSpinBox *median_ = nullptr;
    QDoubleSpinBox *sigma_ = nullptr;
    QDoubleSpinBox *scale_ = nullptr;
    QLineEdit *folder_ = nullptr;
    ProblemLabel *folderProblem_ = nullptr;
};

} // namespace concert
