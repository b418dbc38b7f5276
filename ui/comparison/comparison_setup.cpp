// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparison_setup.h"

#include "ui/comparison/comparison_text.h"
#include "ui/latency/latency_model.h"
#include "ui/settings/match_page.h"
#include "ui/window_colors.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int seedsForAnInterval = 10;

/// A box to tick, and below it in smaller letters what it means.
QCheckBox *addChoice(QVBoxLayout *layout, const QString &name, const QString &about)
{
    auto *box = new QCheckBox(name, layout->parentWidget());
    auto *text = new QLabel(about, layout->parentWidget());
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setFont(smallerFont(text->font()));
    text->setContentsMargins(24, 0, 0, 3);
    text->setBuddy(box);
    box->setAccessibleDescription(about);
    layout->addWidget(box);
    layout->addWidget(text);
    return box;
}

QLabel *wrapped(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// What a match of the built-in model takes, about, in microseconds: its calls one after another,
/// and of that the share that the schedule leaves (measured over ten seeds of a standard match).
double estimatedDuration(const MatchConfig &config)
{
    const SimulatorConfig &simulator = config.simulator;
    const double tokens = 990'000; // a first token and an answer, at their speed
    const double logNormal =
        1000 * simulator.medianMs * std::exp(simulator.sigma * simulator.sigma / 2);
    const double call = (simulator.logNormal ? logNormal : tokens) * simulator.scale;
    double share = config.schedule == Schedule::Blocking ? (simulator.logNormal ? 0.52 : 0.49)
                   : config.schedule == Schedule::Staged ? (simulator.logNormal ? 0.28 : 0.18)
                                                         : (simulator.logNormal ? 0.21 : 0.14);
    if (config.callSlots > 0)
        share = std::max(share, 1.0 / config.callSlots);
    return share * call * estimatedCalls(config);
}

} // namespace

ComparisonSetup::ComparisonSetup(QWidget *parent) : QWidget(parent)
{
    summary_ = wrapped(this);
    auto *columns = new QHBoxLayout;
    auto *left = new QVBoxLayout;
    left->addWidget(createSchedules());
    left->addWidget(createMatches());
    left->addStretch();
    columns->addLayout(left, 1);
    columns->addWidget(createLevers(), 1);
    estimate_ = wrapped(this);
    QFont bold = font();
    bold.setBold(true);
    estimate_->setFont(bold);
    estimate_->setObjectName(u"comparisonEstimate"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(summary_);
    layout->addLayout(columns, 1);
    layout->addWidget(estimate_);
    connect(this, &ComparisonSetup::changed, this, &ComparisonSetup::update);
    update();
}

QWidget *ComparisonSetup::createSchedules()
{
    auto *group = new QGroupBox(tr("Schedules"), this);
    auto *layout = new QVBoxLayout(group);
    layout->setSpacing(1);
    for (const Schedule schedule : {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined}) {
        QCheckBox *box = addChoice(layout, variantDisplayName(scheduleName(schedule)),
                                   scheduleDescription(schedule));
        box->setObjectName(u"compare_"_s % scheduleName(schedule));
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, &ComparisonSetup::changed);
        schedules_.append({box, schedule});
    }
    return group;
}

QWidget *ComparisonSetup::createLevers()
{
    auto *group = new QGroupBox(tr("Levers, one change at a time"), this);
    auto *area = new QScrollArea(group);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *inner = new QWidget(area);
    auto *layout = new QVBoxLayout(inner);
    layout->setContentsMargins({});
    layout->setSpacing(1);
    for (const ComparisonLever &lever : comparisonLevers()) {
        QCheckBox *box =
            addChoice(layout, leverDisplayName(lever.name), leverDescription(lever.name));
        box->setObjectName(u"lever_"_s % lever.name);
        connect(box, &QCheckBox::toggled, this, &ComparisonSetup::changed);
        levers_.append({box, lever.name});
    }
    layout->addStretch();
    area->setWidget(inner);
    allLevers_ = new QCheckBox(tr("All levers"), group);
    allLevers_->setObjectName(u"allLevers"_s);
    connect(allLevers_, &QCheckBox::clicked, this, [this](bool on) {
        for (const auto &[box, name] : levers_) {
            const QSignalBlocker blocker(box);
            box->setChecked(on);
        }
        Q_EMIT changed();
    });
    auto *outer = new QVBoxLayout(group);
    outer->addWidget(allLevers_);
    outer->addWidget(area, 1);
    return group;
}

QWidget *ComparisonSetup::createMatches()
{
    auto *group = new QGroupBox(tr("Matches"), this);
    auto *form = new QFormLayout(group);
    seeds_ = new QSpinBox(group);
    seeds_->setObjectName(u"comparisonSeeds"_s);
    seeds_->setRange(1, 100);
    seeds_->setValue(3);
    seedsNote_ = wrapped(group);
    seedsNote_->setFont(smallerFont(seedsNote_->font()));
    target_ = new QSpinBox(group);
    target_->setRange(0, 100);
    target_->setValue(30);
    target_->setSuffix(tr(" % less time"));
    scale_ = new QDoubleSpinBox(group);
    scale_->setObjectName(u"comparisonScale"_s);
    scale_->setRange(0.01, 10);
    scale_->setDecimals(2);
    scale_->setSingleStep(0.25);
    scale_->setPrefix(u"× "_s);
    scale_->setToolTip(tr("Shorter waits are over sooner, but our own work then weighs more."));
    form->addRow(tr("Seeds:"), seeds_);
    form->addRow(QString(), seedsNote_);
    form->addRow(tr("Target:"), target_);
    auto *label = new QLabel(tr("Built-in model's waits:"), group);
    label->setBuddy(scale_);
    form->addRow(label, scale_);
    scaleLabel_ = label;
    connect(seeds_, &QSpinBox::valueChanged, this, &ComparisonSetup::changed);
    connect(target_, &QSpinBox::valueChanged, this, &ComparisonSetup::changed);
    connect(scale_, &QDoubleSpinBox::valueChanged, this, &ComparisonSetup::changed);
    return group;
}

void ComparisonSetup::setMatch(const MatchConfig &config)
{
    config_ = config;
    const QSignalBlocker blocker(scale_);
    scale_->setValue(config.simulator.scale);
    scale_->setVisible(config.usesSimulator());
    scaleLabel_->setVisible(config.usesSimulator());
    Q_EMIT changed();
}

ComparisonPlan ComparisonSetup::plan() const
{
    MatchConfig config = config_;
    if (config.usesSimulator())
        config.simulator.scale = scale_->value();
    QList<Schedule> schedules;
    for (const auto &[box, schedule] : schedules_) {
        if (box->isChecked())
            schedules << schedule;
    }
    QList<ComparisonLever> levers;
    for (const auto &[box, name] : levers_) {
        if (box->isChecked())
            levers << *comparisonLever(name);
    }
    ComparisonPlan plan = planComparison(config, schedules, levers);
    plan.repeat = seeds_->value();
    plan.target = target_->value() / 100.0;
    return plan;
}

void ComparisonSetup::update()
{
    const bool all = std::all_of(levers_.begin(), levers_.end(),
                                 [](const auto &lever) { return lever.first->isChecked(); });
    allLevers_->setChecked(all);
    seedsNote_->setText(
        seeds_->value() < 2 ? tr("One seed says nothing of the spread: there will be no interval.")
        : seeds_->value() < seedsForAnInterval
            ? tr("From %1 seeds on the interval is one to rely on.").arg(seedsForAnInterval)
            : tr("From seed %1 on, each way to play meets the same ones.").arg(config_.seed));
    summary_->setText(summary());
    estimate_->setText(estimate());
}

QString ComparisonSetup::summary() const
{
    QStringList models;
    for (const ModelId &model : config_.models) {
        if (!models.contains(model.toString()))
            models << model.toString();
    }
    return tr("The match of the settings: to %1, %n message round(s), %2. It is played once for "
              "each way and seed; what differs in time is then due to the way alone.",
              nullptr, config_.negotiationRounds)
        .arg(config_.maxYear)
        .arg(models.join(u", "_s));
}

QString ComparisonSetup::estimate() const
{
    const ComparisonPlan chosen = plan();
    if (chosen.pairs.isEmpty())
        return tr("Choose at least two schedules, or a lever.");
    int calls = 0;
    for (const ComparisonVariant &variant : chosen.variants)
        calls += estimatedCalls(variant.config) * chosen.repeat;
    const QLocale locale;
    QString text = tr("%n match(es)", nullptr, chosen.runs()) % u" · "_s %
                   tr("about %1 calls").arg(locale.toString(calls));
    double microseconds = 0;
    for (const ComparisonVariant &variant : chosen.variants)
        microseconds += estimatedDuration(variant.config) * chosen.repeat;
    if (std::all_of(config_.models.begin(), config_.models.end(), [this](const ModelId &model) {
            const ProviderProfile *profile = config_.provider(model);
            return profile != nullptr && profile->isBuiltIn() && model.baseUrl.isEmpty();
        }))
        text += u" · "_s % tr("about %1").arg(roughDurationText(std::llround(microseconds)));
    else
        text += u" · "_s % tr("paid models are paid for every one of them");
    return text;
}

} // namespace concert
