// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"

#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTabBar;
class QTableView;
class QToolButton;
class QTreeView;

namespace concert {

class Navigator;
class PromiseModel;
class RelationshipModel;
struct AgentMoment;

/// What the powers have on their minds at the playhead: how they see each other, and of one power
/// goals, plan, diary (whole, or as prompts still show it), what was promised and what was ordered,
/// and how its relationships came about. Shows the power whose call, message or order is selected,
/// and selects the message of a promise and the call that a text came from.
class AgentsView : public QWidget {
    Q_OBJECT

public:
    enum Page { GoalsPage, PlanPage, DiaryPage, PromisesPage, HistoryPage };

    explicit AgentsView(Navigator *navigator, QWidget *parent = nullptr);

    RelationshipModel *relationships() const { return model_; }
    PromiseModel *promises() const { return promises_; }
    Power power() const { return power_; }
    void showPower(Power power);
    void showPage(Page page);
    QString text() const; ///< of the shown page
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void powerClicked(concert::Power power); ///< in the matrix
    void callChosen();                       ///< by the button; the navigator has it selected
    void messageChosen();                    ///< with a promise; the navigator has it selected

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *createMatrix();
    QWidget *createPages();
    QWidget *createPromises();
    void createFilter();
    void sizeMatrix();
    int headerWidth(bool named) const;
    int matrixWidth(bool named) const;
    int restWidth() const;
    void fitPromises();
    void refresh();
    void showContent();
    QString pageText(const AgentMoment &moment) const;
    std::optional<int> shownCall() const;
    void onSelection();

    Navigator *navigator_;
    RelationshipModel *model_;
    Power power_ = Power::Austria;
    QTableView *matrix_ = nullptr;
    QLabel *chip_ = nullptr;
    QTabBar *tabs_ = nullptr;
    QStackedWidget *contents_ = nullptr;
    QPlainTextEdit *text_ = nullptr;
    PromiseModel *promises_;
    QTreeView *promisesView_ = nullptr;
    QLabel *noPromises_ = nullptr;
    QToolButton *filter_ = nullptr; ///< its menu has what follows, as the page needs it
    QAction *working_ = nullptr;
    QAction *everybody_ = nullptr;
    QAction *moments_ = nullptr;
    QToolButton *call_ = nullptr;
};

} // namespace concert
