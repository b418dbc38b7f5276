// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTabBar;
class QTableView;

namespace concert {

class Navigator;
class RelationshipModel;

/// What the powers have on their minds at the playhead: how they see each other, and of one power
/// goals, plan, diary, promises and how its relationships came about.
class AgentsView : public QWidget {
    Q_OBJECT

public:
    enum Page { GoalsPage, PlanPage, DiaryPage, PromisesPage, HistoryPage };

    explicit AgentsView(Navigator *navigator, QWidget *parent = nullptr);

    RelationshipModel *relationships() const { return model_; }
    Power power() const { return power_; }
    void showPower(Power power);
    void showPage(Page page);
    QString text() const; ///< of the shown page

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *createMatrix();
    QWidget *createPages();
    void sizeMatrix();
    void refresh();
    void showText();

    Navigator *navigator_;
    RelationshipModel *model_;
    Power power_ = Power::Austria;
    QTableView *matrix_ = nullptr;
    QLabel *chip_ = nullptr;
    QTabBar *tabs_ = nullptr;
    QPlainTextEdit *text_ = nullptr;
};

} // namespace concert
