// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/whatif/what_if_view.h"

#include "ui/latency/latency_model.h"
#include "ui/navigator.h"
#include "ui/no_timings.h"
#include "ui/whatif/holder_bars.h"

#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int whatIfInterval = 50; // ms: follows a slider
constexpr int sliderReach = 30;    // from an eighth to eight times

QSlider *factorSlider(const QString &name, QWidget *parent)
{
    auto *slider = new QSlider(Qt::Horizontal, parent);
    slider->setRange(-sliderReach, sliderReach);
    slider->setPageStep(10);
    slider->setTickInterval(10);
    slider->setTickPosition(QSlider::TicksBelow);
    slider->setAccessibleName(name);
    return slider;
}

QWidget *withValue(QSlider *slider, QLabel *value)
{
    auto *both = new QWidget;
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins({});
    layout->addWidget(slider, 1);
    layout->addWidget(value);
    value->setMinimumWidth(value->fontMetrics().horizontalAdvance(u"× 0,125"_s));
    both->setFocusProxy(slider);
    return both;
}

} // namespace

double factorOf(int sliderValue)
{
    return std::pow(2.0, sliderValue / 10.0);
}

WhatIfView::WhatIfView(Navigator *navigator, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"whatIfView"_s);
    headline_ = new QLabel(this);
    headline_->setObjectName(u"whatIfHeadline"_s);
    headline_->setTextFormat(Qt::PlainText);
    headline_->setWordWrap(true);
    QFont bold = font();
    bold.setBold(true);
    headline_->setFont(bold);
    auto *caption = new QLabel(tr("Who would hold up the table:"), this);
    holders_ = new HolderBars(this);
    holders_->setAccessibleName(caption->text());

    auto *asPlayed = new QPushButton(tr("As it was played"), this);
    asPlayed->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(asPlayed, &QPushButton::clicked, this, &WhatIfView::reset);

    auto *right = new QVBoxLayout;
    auto *head = new QHBoxLayout;
    head->addWidget(headline_, 1);
    head->addWidget(asPlayed, 0, Qt::AlignTop);
    right->addLayout(head);
    right->addWidget(caption);
    right->addWidget(holders_, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(14);
    layout->addWidget(createControls(), 1);
    layout->addLayout(right, 1);
    setTabOrder(length_, asPlayed); // Tab goes as one reads

    timer_.setSingleShot(true);
    timer_.setInterval(whatIfInterval);
    connect(&timer_, &QTimer::timeout, this, &WhatIfView::compute);
    connect(navigator, &Navigator::logChanged, this,
            [this, navigator] { setLog(navigator->log()); });
    setLog(navigator->log());
}

QWidget *WhatIfView::createControls()
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus); // it scrolls to the field that has the keyboard
    auto *controls = new QWidget(area);
    auto *form = new QFormLayout(controls);
    form->setContentsMargins(0, 0, 4, 0);
    form->setVerticalSpacing(3);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows); // narrow, or in a language of long words
    schedule_ = new QComboBox(controls);
    schedule_->setAccessibleName(tr("Schedule"));
    schedule_->addItem(tr("Pipelined"), static_cast<int>(Schedule::Pipelined));
    schedule_->addItem(tr("Staged"), static_cast<int>(Schedule::Staged));
    schedule_->addItem(tr("Blocking"), static_cast<int>(Schedule::Blocking));
    slots_ = new QSpinBox(controls);
    slots_->setAccessibleName(tr("Calls at once"));
    slots_->setRange(0, 100);
    slots_->setSpecialValueText(tr("no limit"));
    longestFirst_ = new QCheckBox(tr("What holds up most goes first"), controls);
    speedOf_ = new QComboBox(controls);
    speedOf_->setObjectName(u"whatIfSpeedOf"_s);
    speedOf_->setAccessibleName(tr("Whose speed"));
    speed_ = factorSlider(tr("Speed of the models"), controls);
    speedText_ = new QLabel(controls);
    length_ = factorSlider(tr("Length of the answers"), controls);
    lengthText_ = new QLabel(controls);
    form->addRow(tr("Schedule:"), schedule_);
    form->addRow(tr("Calls at once:"), slots_);
    form->addRow(QString(), longestFirst_);
    form->addRow(tr("Speed of the models:"), withValue(speed_, speedText_));
    form->addRow(QString(), speedOf_);
    form->addRow(tr("Length of the answers:"), withValue(length_, lengthText_));
    area->setWidget(controls);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(controls->minimumSizeHint().width() +
                          area->verticalScrollBar()->sizeHint().width());
    connect(schedule_, &QComboBox::currentIndexChanged, this, &WhatIfView::schedule);
    connect(slots_, &QSpinBox::valueChanged, this, &WhatIfView::schedule);
    connect(longestFirst_, &QCheckBox::toggled, this, &WhatIfView::schedule);
    for (QSlider *slider : {speed_, length_}) {
        connect(slider, &QSlider::valueChanged, this, &WhatIfView::showValues);
        connect(slider, &QSlider::valueChanged, this, &WhatIfView::schedule);
    }
    connect(speed_, &QSlider::valueChanged, this,
            [this](int value) { speeds_[speedModel()] = value; });
    connect(speedOf_, &QComboBox::currentIndexChanged, this,
            [this] { speed_->setValue(speeds_.value(speedModel(), speeds_.value({}))); });
    showValues();
    return area;
}

void WhatIfView::setLog(const MatchLog *log)
{
    if (log_)
        disconnect(log_, nullptr, this, nullptr);
    log_ = log;
    if (log_)
        connect(log_, &MatchLog::appended, this, &WhatIfView::schedule);
    setEnabled(log_);
    listModels();
    reset();
}

void WhatIfView::listModels()
{
    const QSignalBlocker blocker(speedOf_);
    speedOf_->clear();
    speedOf_->addItem(tr("of all models"), QString());
    if (log_) {
        for (const ModelId &model : log_->config().models) {
            const QString name = model.toString();
            if (speedOf_->findData(name) < 0)
                speedOf_->addItem(tr("of %1 only").arg(name), name);
        }
    }
    speedOf_->setVisible(speedOf_->count() > 2);
}

QString WhatIfView::speedModel() const
{
    return speedOf_->currentData().toString();
}

void WhatIfView::reset()
{
    schedule_->setCurrentIndex(schedule_->findData(
        static_cast<int>(log_ ? log_->config().schedule : Schedule::Pipelined)));
    slots_->setValue(log_ ? log_->config().callSlots : 0);
    longestFirst_->setChecked(log_ && log_->config().callSlots > 0 &&
                              log_->config().longestPathFirst);
    speedOf_->setCurrentIndex(0);
    speed_->setValue(0);
    speeds_.clear();
    length_->setValue(0);
    schedule();
}

WhatIf WhatIfView::change() const
{
    WhatIf change;
    change.schedule = static_cast<Schedule>(schedule_->currentData().toInt());
    change.slots = slots_->value();
    change.longestFirst = longestFirst_->isChecked();
    change.speed = factorOf(speeds_.value({}));
    for (auto it = speeds_.cbegin(); it != speeds_.cend(); ++it) {
        if (!it.key().isEmpty())
            change.modelSpeed.insert(it.key(), factorOf(it.value()));
    }
    change.outputScale = factorOf(length_->value());
    return change;
}

void WhatIfView::schedule()
{
    if (!timer_.isActive())
        timer_.start();
}

void WhatIfView::showValues()
{
    const auto text = [](const QSlider *slider) -> QString {
        return u"× "_s + QLocale().toString(factorOf(slider->value()), 'g', 3);
    };
    speedText_->setText(text(speed_));
    lengthText_->setText(text(length_));
}

void WhatIfView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    compute();
}

void WhatIfView::compute()
{
    longestFirst_->setEnabled(slots_->value() > 0);
    if (!isVisible())
        return; // showEvent comes back
    QElapsedTimer elapsed;
    elapsed.start();
    const bool any = log_ && !log_->spans().isEmpty();
    result_ = any ? whatIf(log_->spans(), change(), log_->lastTime()) : WhatIfResult{};
    recorded_ = any ? log_->lastTime() : 0;
    headline_->setText(headline());
    holders_->setHolders(result_.holders);
    // A match of many thousands of calls must not take more than a fifth of the event loop.
    timer_.setInterval(std::max(whatIfInterval, static_cast<int>(elapsed.elapsed()) * 5));
    Q_EMIT resultChanged();
}

QString WhatIfView::headline() const
{
    if (recorded_ <= 0)
        return noTimingsText(
            log_, tr("When a match is shown, this says how long it would have taken otherwise."));
    const double share = static_cast<double>(result_.total) / static_cast<double>(recorded_);
    const int percent = static_cast<int>(std::lround((1 - share) * 100));
    const QString text =
        tr("%1 instead of %2").arg(durationText(result_.total), durationText(recorded_));
    if (percent > 0)
        return tr("%1 · %2 % less").arg(text).arg(percent);
    return percent < 0 ? tr("%1 · %2 % more").arg(text).arg(-percent) : text;
}

} // namespace concert
