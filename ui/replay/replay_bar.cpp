// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replay/replay_bar.h"

#include "ui/navigator.h"
#include "ui/phase_text.h"
#include "ui/replay/phase_bar.h"
#include "ui/replay/phase_list_model.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

constexpr double speedChoices[] = {0.25, 0.5, 1, 2, 4};

} // namespace

ReplayBar::ReplayBar(Navigator *navigator, QWidget *parent)
    : QWidget(parent), navigator_(navigator), phaseBar_(new PhaseBar(navigator, this)),
      phases_(new PhaseListModel(this)), phase_(new QComboBox(this)), speed_(new QComboBox(this)),
      name_(new QLabel(this)), behind_(new QLabel(this))
{
    auto *transport = new QHBoxLayout;
    transport->setSpacing(4);
    createTransport(transport);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->setSpacing(2);
    layout->addWidget(phaseBar_);
    layout->addLayout(transport);

    connect(navigator_, &Navigator::logChanged, this, [this] {
        phases_->setLog(navigator_->log());
        updatePhase();
    });
    connect(navigator_, &Navigator::playheadChanged, this, &ReplayBar::updatePhase);
    connect(navigator_, &Navigator::behindChanged, this, &ReplayBar::updateBehind);
    connect(navigator_, &Navigator::paceChanged, this, &ReplayBar::updateBehind);
    phases_->setLog(navigator_->log());
    updatePhase();
    updateBehind();
    updateSpeed();
}

QToolButton *ReplayBar::button(QAction *action, bool withText)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolButtonStyle(withText ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    return button;
}

void ReplayBar::createTransport(QHBoxLayout *layout)
{
    layout->addWidget(button(navigator_->firstPhaseAction(), false));
    layout->addWidget(button(navigator_->previousPhaseAction(), false));
    layout->addWidget(button(navigator_->playAction(), false));
    layout->addWidget(button(navigator_->nextPhaseAction(), false));
    layout->addWidget(button(navigator_->lastPhaseAction(), false));

    phase_->setModel(phases_);
    phase_->setAccessibleName(tr("Shown phase"));
    phase_->setToolTip(tr("Jump to a phase"));
    phase_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    phase_->setMinimumContentsLength(8);
    connect(phase_, &QComboBox::activated, this, [this](int row) { navigator_->goToPhase(row); });
    layout->addSpacing(6);
    layout->addWidget(phase_);

    name_->setTextFormat(Qt::PlainText);
    name_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(name_, 1);

    behind_->setTextFormat(Qt::PlainText);
    layout->addWidget(behind_);
    layout->addWidget(button(navigator_->liveAction(), true));

    for (const double choice : speedChoices)
        speed_->addItem(tr("%1×", "speed of watching").arg(QLocale().toString(choice)), choice);
    speed_->setAccessibleName(tr("Speed of watching"));
    speed_->setToolTip(tr("How fast the picture follows; the match itself always runs as fast as "
                          "it can"));
    connect(speed_, &QComboBox::activated, this, [this](int row) {
        navigator_->setSpeed(speed_->itemData(row).toDouble());
        Q_EMIT speedChosen(navigator_->speed());
    });
    layout->addWidget(speed_);
}

void ReplayBar::updatePhase()
{
    const qsizetype phase = navigator_->phaseIndex();
    phase_->setCurrentIndex(static_cast<int>(phase));
    phase_->setEnabled(phases_->rowCount() > 0);
    name_->setText(phase < 0 ? QString()
                             : phaseDisplayName(navigator_->log()->phases()[phase].phase));
    updateSpeed();
}

void ReplayBar::updateBehind()
{
    const MatchLog *log = navigator_->log();
    const int phases = navigator_->phasesBehind();
    QString text;
    if (log && !log->hasEnded()) {
        if (phases > 0)
            text = tr("%n phase(s) behind", nullptr, phases);
        else if (navigator_->pace() == Navigator::Pace::Halted && navigator_->eventsBehind() > 0)
            text = tr("newer events");
    }
    behind_->setText(text);
    behind_->setVisible(!text.isEmpty());
}

void ReplayBar::updateSpeed()
{
    // The setting may be a speed that is not in the list: the nearest stands for it.
    int best = 0;
    for (int row = 1; row < speed_->count(); ++row) {
        const double error = std::abs(speed_->itemData(row).toDouble() - navigator_->speed());
        if (error < std::abs(speed_->itemData(best).toDouble() - navigator_->speed()))
            best = row;
    }
    speed_->setCurrentIndex(best);
}

} // namespace concert
