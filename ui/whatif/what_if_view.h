// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "core/trace/what_if.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;
class QSpinBox;

namespace concert {

class HolderBars;
class Navigator;

/// The shown match played again on paper: with another schedule, fewer calls at once, faster models
/// or shorter answers. Says the total at once, and who would hold up the table.
class WhatIfView : public QWidget {
    Q_OBJECT

public:
    explicit WhatIfView(Navigator *navigator, QWidget *parent = nullptr);

    WhatIf change() const; ///< what is set
    const WhatIfResult &result() const { return result_; }
    qint64 recorded() const { return recorded_; } ///< the match's own total
    void reset();                                 ///< everything as it was played
    QString headline() const;

Q_SIGNALS:
    void resultChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *createControls();
    void setLog(const MatchLog *log);
    void schedule();
    void compute();
    void showValues();
    void listModels();
    QString speedModel() const; ///< whose speed the slider changes; empty: of all

    QPointer<const MatchLog> log_;
    WhatIfResult result_;
    qint64 recorded_ = 0;
    QTimer timer_; ///< coalesces a slider's steps and a match's events
    QComboBox *schedule_ = nullptr;
    QSpinBox *slots_ = nullptr;
    QCheckBox *longestFirst_ = nullptr;
    QComboBox *speedOf_ = nullptr; ///< shown where more than one model plays
    QHash<QString, int> speeds_;   ///< slider values by model; empty name: all
    QSlider *speed_ = nullptr;
    QLabel *speedText_ = nullptr;
    QSlider *length_ = nullptr;
    QLabel *lengthText_ = nullptr;
    QLabel *headline_ = nullptr;
    HolderBars *holders_ = nullptr;
};

/// A slider's steps are factors: 0 is 1, each ten double or halve.
double factorOf(int sliderValue);

} // namespace concert
