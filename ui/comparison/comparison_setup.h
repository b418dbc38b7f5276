// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/comparison_plan.h"

#include <QWidget>

#include <utility>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace concert {

/// What is to be compared: schedules, levers, seeds. The match itself is that of the settings.
class ComparisonSetup : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonSetup(QWidget *parent = nullptr);

    void setMatch(const MatchConfig &config);
    ComparisonPlan plan() const;
    bool isValid() const { return plan().problems().isEmpty(); }

Q_SIGNALS:
    void changed();

private:
    QWidget *createSchedules();
    QWidget *createLevers();
    QWidget *createMatches();
    void update();
    QString summary() const;
    QString estimate() const;

    MatchConfig config_ = MatchConfig::demo();
    QList<std::pair<QCheckBox *, Schedule>> schedules_;
    QList<std::pair<QCheckBox *, QString>> levers_;
    QCheckBox *allLevers_ = nullptr;
    QSpinBox *seeds_ = nullptr;
    QSpinBox *target_ = nullptr;
    QDoubleSpinBox *scale_ = nullptr;
    QWidget *scaleLabel_ = nullptr;
    QLabel *seedsNote_ = nullptr;
    QLabel *summary_ = nullptr;
    QLabel *estimate_ = nullptr;
};

} // namespace concert
