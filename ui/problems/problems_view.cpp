// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problems_view.h"

#include "ui/navigator.h"
#include "ui/problems/problems_model.h"

#include <QHeaderView>
#include <QPainter>

namespace concert {

using namespace Qt::StringLiterals;

ProblemsView::ProblemsView(Navigator *navigator, QWidget *parent)
    : QTreeView(parent), navigator_(navigator), model_(new ProblemsModel(this))
{
    setObjectName(u"problemsView"_s);
    setAccessibleName(tr("Problems"));
    setModel(model_);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(ProblemsModel::TextColumn, QHeaderView::Stretch);
    header()->setMaximumSectionSize(fontMetrics().averageCharWidth() * 26);
    connect(navigator, &Navigator::logChanged, this, [this] { model_->setLog(navigator_->log()); });
    const auto report = [this] { Q_EMIT problemCountChanged(problemCount()); };
    connect(model_, &QAbstractItemModel::rowsInserted, this, report);
    connect(model_, &QAbstractItemModel::modelReset, this, report);
    connect(this, &QTreeView::clicked, this, &ProblemsView::showProblem);
    connect(this, &QTreeView::activated, this, &ProblemsView::showProblem);
    model_->setLog(navigator->log());
}

void ProblemsView::showProblem(const QModelIndex &index)
{
    const QModelIndex row = index.siblingAtColumn(0);
    if (model_->hasChildren(row)) {
        setExpanded(row, !isExpanded(row));
        return;
    }
    const auto event = index.data(ProblemsModel::EventIndexRole).value<qsizetype>();
    const MatchLog *log = navigator_->log();
    const auto *ended = log ? log->at(event).as<CallEnded>() : nullptr;
    if (!ended) {
        navigator_->goTo(event);
        return;
    }
    navigator_->selectCall(ended->span); // what was asked and answered says why
    Q_EMIT callChosen();
}

void ProblemsView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (model_->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Nothing went wrong so far."));
}

int ProblemsView::problemCount() const
{
    return model_->problemCount();
}

} // namespace concert
