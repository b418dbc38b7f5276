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
    const auto show = [this, navigator](const QModelIndex &index) {
        const auto event = index.data(ProblemsModel::EventIndexRole).value<qsizetype>();
        const MatchLog *log = navigator->log();
        const auto *ended = log ? log->at(event).as<CallEnded>() : nullptr;
        if (!ended) {
            navigator->goTo(event);
            return;
        }
        navigator->selectCall(ended->span); // what was asked and answered says why
        Q_EMIT callChosen();
    };
    connect(this, &QTreeView::clicked, this, show);
    connect(this, &QTreeView::activated, this, show);
    model_->setLog(navigator->log());
}

int ProblemsView::problemCount() const
{
    return model_->rowCount();
}

} // namespace concert
