// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/price_table.h"

#include "ui/settings/price_model.h"
#include "ui/settings/problem_label.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

PriceTable::PriceTable(QWidget *parent)
    : QGroupBox(tr("Prices"), parent), model_(new PriceModel(this)), view_(new QTableView(this)),
      remove_(new QPushButton(tr("Remove"), this)), problem_(new ProblemLabel(view_, this))
{
    auto *hint =
        new QLabel(tr("Dollars for a million tokens. A model's first row that fits counts; "
                      "* stands for any text, as in gpt-5*."),
                   this);
    hint->setWordWrap(true);
    hint->setTextFormat(Qt::PlainText);
    view_->setObjectName(u"prices"_s);
    view_->setAccessibleName(tr("Prices"));
    view_->setModel(model_);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setTabKeyNavigation(false);
    view_->verticalHeader()->hide();
    view_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view_->horizontalHeader()->setSectionResizeMode(PriceModel::Models, QHeaderView::Stretch);
    view_->setMinimumHeight(fontMetrics().height() * 7);
    auto *add = new QPushButton(tr("Add"), this);
    add->setObjectName(u"addPrice"_s);
    add->setAutoDefault(false);
    remove_->setObjectName(u"removePrice"_s);
    remove_->setAutoDefault(false);
    remove_->setEnabled(false);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(remove_);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(hint);
    layout->addWidget(view_);
    layout->addWidget(problem_);
    layout->addLayout(buttons);
    connect(add, &QPushButton::clicked, this, &PriceTable::addRow);
    connect(remove_, &QPushButton::clicked, this, &PriceTable::removeRow);
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { remove_->setEnabled(current.isValid()); });
    connect(model_, &PriceModel::edited, this, [this] {
        showProblem();
        Q_EMIT edited();
    });
}

void PriceTable::setPrices(const QList<ModelPrice> &prices)
{
    if (prices != model_->prices())
        model_->setPrices(prices);
    showProblem();
}

QList<ModelPrice> PriceTable::prices() const
{
    return model_->prices();
}

bool PriceTable::hasProblem() const
{
    return problem_->hasProblem();
}

void PriceTable::suggest(const ModelPrice &price)
{
    const auto known =
        std::any_of(model_->prices().begin(), model_->prices().end(),
                    [&price](const ModelPrice &other) { return other.matches(price.models); });
    if (!known && price.problem().isEmpty())
        model_->add(price);
}

void PriceTable::addRow()
{
    ModelPrice price;
    price.models = u"*"_s;
    const QModelIndex index = model_->index(model_->add(price), PriceModel::Models);
    view_->setCurrentIndex(index);
    view_->edit(index);
}

void PriceTable::removeRow()
{
    if (view_->currentIndex().isValid())
        model_->remove(view_->currentIndex().row());
}

void PriceTable::showProblem()
{
    QString problem;
    for (const ModelPrice &price : model_->prices()) {
        if (problem.isEmpty())
            problem = price.problem();
    }
    problem_->setProblem(problem);
}

} // namespace concert
