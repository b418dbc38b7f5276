// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problems_view.h"

#include "ui/navigator.h"
#include "ui/problems/problems_model.h"

#include <QHeaderView>

namespace concert {

using namespace Qt::StringLiterals;

ProblemsView::ProblemsView(Navigator *navigator, QWidget *parent)
    : QTreeView(parent), model_(new ProblemsModel(this))
{
    setObjectName(u"problemsView"_s);
    setAccessibleName(tr("Problems"));
    setModel(model_);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(ProblemsModel::TextColumn, QHeaderView::Stretch);
    connect(navigator, &Navigator::logChanged, this,
            [this, navigator] { model_->setLog(navigator->log()); });
    const auto report = [this] { Q_EMIT problemCountChanged(problemCount()); };
    connect(model_, &QAbstractItemModel::rowsInserted, this, report);
    connect(model_, &QAbstractItemModel::modelReset, this, report);
    connect(this, &QTreeView::activated, this, [navigator](const QModelIndex &index) {
        navigator->goTo(index.data(ProblemsModel::EventIndexRole).value<qsizetype>());
    });
    model_->setLog(navigator->log());
}

int ProblemsView::problemCount() const
{
    return model_->rowCount();
}

} // namespace concert
