// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"

#include <QGroupBox>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace concert {

class ProblemLabel;

/// What becomes of the next match when providers fail, are slow or cost much.
class LimitsGroup : public QGroupBox {
    Q_OBJECT

public:
    explicit LimitsGroup(QWidget *parent = nullptr);

    void load(const MatchConfig &config);
    void store(MatchConfig *config) const;
    /// Says so under the money if a cap needs the price of some models.
    void setUnpriced(const QStringList &models);
    bool isValid() const;

Q_SIGNALS:
    void changed();

private:
    QDoubleSpinBox *createDollars(const QString &name, const QString &suffix, const QString &none);
    QSpinBox *createTokens(const QString &name, const QString &suffix, const QString &none);

    QComboBox *whenParked_;
    QCheckBox *hedging_;
    QSpinBox *deadline_;
    QDoubleSpinBox *cost_;
    QDoubleSpinBox *dayCost_;
    ProblemLabel *problem_;
    QSpinBox *tokens_;
    QSpinBox *dayTokens_;
};

} // namespace concert
