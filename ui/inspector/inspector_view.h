// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log_file.h"
#include "ui/call_text.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QToolButton;
class QTreeView;
class QVBoxLayout;

namespace concert {

class Navigator;
class PromptTrialWindow;
class Requests;
class RunningCallsModel;

/// The selected call: who was asked what, what came back (word by word while it comes), and what
/// the match took from it. Without one, the calls that run. Every text is shown as plain text.
class InspectorView : public QWidget {
    Q_OBJECT

public:
    enum Page { ResultPage, AnswerPage, PromptPage };

    /// \a navigator and \a requests must outlive it.
    InspectorView(Navigator *navigator, Requests *requests, QWidget *parent = nullptr);

    void showPage(Page page);
    QString text() const; ///< of the shown page
    QString report() const;
    RunningCallsModel *runningCalls() const { return running_; }
    /// Opens a window in which the shown prompt can be edited and sent again; null: there is none.
    PromptTrialWindow *tryPrompt();

Q_SIGNALS:
    void written(const QString &path);
    void failed(const QString &problem); ///< a sentence for the user

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *createRunningPage();
    QWidget *createCallPage();
    void createHead(QVBoxLayout *layout);
    void createButtons(QVBoxLayout *layout);
    void showProgress();
    void choose(const QModelIndex &index);
    void onLogChanged();
    void schedule();
    void refresh(); ///< the selected call as the log has it now
    void showFacts(const CallRecord &record);
    void showText();
    void onTextsFound(const CallId &call, const QList<CallText> &texts);
    void askForFile();
    void listAttempts();
    const CallText *shownText() const;
    QString emptyText() const;

    Navigator *navigator_;
    Requests *requests_;
    std::optional<CallRecord> record_;
    QList<CallText> texts_;        ///< all attempts that have ended
    bool found_ = false;           ///< texts_ are this call's
    bool over_ = false;            ///< nobody plays the match any more
    std::optional<CallText> live_; ///< the attempt that runs
    QTimer refresh_;
    RunningCallsModel *running_;

    QStackedWidget *pages_ = nullptr;
    QLabel *chip_ = nullptr;
    QLabel *title_ = nullptr;
    QFormLayout *facts_ = nullptr;
    QTabBar *tabs_ = nullptr;
    QComboBox *attempts_ = nullptr;
    QPlainTextEdit *text_ = nullptr;
    QLabel *hint_ = nullptr;
    QTreeView *runningView_ = nullptr;
    QToolButton *back_ = nullptr;
    QPushButton *try_ = nullptr;
    QPushButton *copy_ = nullptr;
    QPushButton *save_ = nullptr;
};

} // namespace concert
