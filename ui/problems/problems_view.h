// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace concert {

class Navigator;
class ProblemsModel;

/// The list of problems; a click on a row selects its call, or goes to its moment.
class ProblemsView : public QTreeView {
    Q_OBJECT

public:
    explicit ProblemsView(Navigator *navigator, QWidget *parent = nullptr);

    int problemCount() const;

Q_SIGNALS:
    void problemCountChanged(int count);
    void callChosen(); ///< the navigator has it selected

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showProblem(const QModelIndex &index);

    Navigator *navigator_;
    ProblemsModel *model_;
};

} // namespace concert
