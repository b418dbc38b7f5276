// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/limits_group.h"

#include "ui/settings/problem_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSpinBox>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QWidget *beside(QWidget *first, QWidget *second)
{
    auto *both = new QWidget;
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins({});
    layout->addWidget(first, 1);
    layout->addWidget(second, 1);
    both->setFocusProxy(first);
    return both;
}

} // namespace

LimitsGroup::LimitsGroup(QWidget *parent)
    : QGroupBox(tr("Trouble and limits"), parent), whenParked_(new QComboBox(this)),
      hedging_(new QCheckBox(tr("Ask a second time when a call is slow"), this)),
      deadline_(new QSpinBox(this)),
      cost_(createDollars(u"costCap"_s, tr(" a match"), tr("no cap a match"))),
      dayCost_(createDollars(u"dayCostCap"_s, tr(" a day"), tr("no cap a day"))),
      problem_(new ProblemLabel(cost_, this)),
      tokens_(createTokens(u"tokenCap"_s, tr(" tokens a match"), tr("no cap a match"))),
      dayTokens_(createTokens(u"dayTokenCap"_s, tr(" tokens a day"), tr("no cap a day")))
{
    cost_->setAccessibleName(tr("Most dollars for a match"));
    dayCost_->setAccessibleName(tr("Most dollars for a day"));
    tokens_->setAccessibleName(tr("Most tokens for a match"));
    dayTokens_->setAccessibleName(tr("Most tokens for a day"));
    whenParked_->setObjectName(u"whenParked"_s);
    whenParked_->addItem(tr("Its power waits; the others play on"),
                         static_cast<int>(WhenParked::Wait));
    whenParked_->addItem(tr("Default orders from then on"), static_cast<int>(WhenParked::Default));
    whenParked_->addItem(tr("The match ends"), static_cast<int>(WhenParked::Stop));
    whenParked_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    whenParked_->setMinimumContentsLength(16);
    whenParked_->setToolTip(tr("A server that is down or busy is tried for half an hour first"));
    hedging_->setObjectName(u"hedging"_s);
    hedging_->setToolTip(tr("A second request for a call slower than 95 % of those before, for at "
                            "most 5 % of all. The first useful answer counts; both are paid."));
    deadline_->setObjectName(u"turnDeadline"_s);
    deadline_->setRange(0, 86'400);
    deadline_->setSingleStep(30);
    deadline_->setSuffix(tr(" s"));
    deadline_->setSpecialValueText(tr("none"));
    deadline_->setToolTip(tr("For a whole turn. After two thirds of it talking ends; who has "
                             "given no orders by its end gets default orders."));
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("When a &provider is gone:"), whenParked_);
    form->addRow(tr("Turn &deadline:"), deadline_);
    form->addRow(hedging_);
    form->addRow(tr("Spend at &most:"), beside(cost_, dayCost_));
    form->addRow(problem_);
    form->addRow(tr("Use at mos&t:"), beside(tokens_, dayTokens_));
    connect(whenParked_, &QComboBox::currentIndexChanged, this, &LimitsGroup::changed);
    connect(hedging_, &QCheckBox::toggled, this, &LimitsGroup::changed);
    connect(deadline_, &QSpinBox::valueChanged, this, &LimitsGroup::changed);
    for (QAbstractSpinBox *box :
         std::initializer_list<QAbstractSpinBox *>{cost_, dayCost_, tokens_, dayTokens_})
        box->setToolTip(tr("The built-in model costs nothing, and is not counted"));
    for (QDoubleSpinBox *box : {cost_, dayCost_})
        connect(box, &QDoubleSpinBox::valueChanged, this, &LimitsGroup::changed);
    for (QSpinBox *box : {tokens_, dayTokens_})
        connect(box, &QSpinBox::valueChanged, this, &LimitsGroup::changed);
}

QDoubleSpinBox *LimitsGroup::createDollars(const QString &name, const QString &suffix,
                                           const QString &none)
{
    auto *box = new QDoubleSpinBox(this);
    box->setObjectName(name);
    box->setRange(0, 1e6);
    box->setDecimals(2);
    box->setPrefix(tr("$"));
    box->setSuffix(suffix);
    box->setSpecialValueText(none);
    return box;
}

QSpinBox *LimitsGroup::createTokens(const QString &name, const QString &suffix, const QString &none)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(name);
    box->setRange(0, std::numeric_limits<int>::max());
    box->setSingleStep(100'000);
    box->setGroupSeparatorShown(true);
    box->setSuffix(suffix);
    box->setSpecialValueText(none);
    return box;
}

void LimitsGroup::load(const MatchConfig &config)
{
    constexpr qint64 most = std::numeric_limits<int>::max();
    whenParked_->setCurrentIndex(whenParked_->findData(static_cast<int>(config.whenParked)));
    hedging_->setChecked(config.hedging);
    deadline_->setValue(config.turnDeadline);
    cost_->setValue(config.caps.cost);
    dayCost_->setValue(config.caps.dayCost);
    tokens_->setValue(static_cast<int>(std::min(config.caps.tokens, most)));
    dayTokens_->setValue(static_cast<int>(std::min(config.caps.dayTokens, most)));
}

void LimitsGroup::setUnpriced(const QStringList &models)
{
    const bool capped = cost_->value() > 0 || dayCost_->value() > 0;
    problem_->setProblem(capped && !models.isEmpty()
                             ? tr("A cap in dollars needs a price for %1: see the page Providers.")
                                   .arg(models.join(u", "_s))
                             : QString());
}

bool LimitsGroup::isValid() const
{
    return !problem_->hasProblem();
}

void LimitsGroup::store(MatchConfig *config) const
{
    config->whenParked = static_cast<WhenParked>(whenParked_->currentData().toInt());
    config->hedging = hedging_->isChecked();
    config->turnDeadline = deadline_->value();
    config->caps = {cost_->value(), dayCost_->value(), tokens_->value(), dayTokens_->value()};
}

} // namespace concert
