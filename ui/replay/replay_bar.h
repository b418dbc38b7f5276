// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace concert {

class Navigator;
class PhaseBar;
class PhaseListModel;

/// Everything that moves the playhead: the phase strip, and below it the buttons, the jump list,
/// the speed, and how far behind the newest moment the picture is.
class ReplayBar : public QWidget {
    Q_OBJECT

public:
    explicit ReplayBar(Navigator *navigator, QWidget *parent = nullptr);

    PhaseBar *phaseBar() const { return phaseBar_; }

Q_SIGNALS:
    void speedChosen(double speed);

private:
    void createTransport(QHBoxLayout *layout);
    QToolButton *button(QAction *action, bool withText);
    void updatePhase();
    void updateBehind();
    void updateSpeed();

    Navigator *navigator_;
    PhaseBar *phaseBar_;
    PhaseListModel *phases_;
    QComboBox *phase_;
    QComboBox *speed_;
    QLabel *name_;
    QLabel *behind_;
};

} // namespace concert
