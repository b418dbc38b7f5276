// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/call_text.h"
#include "ui/requests.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace concert {

class KeyMask;

/// A call's prompt, to be edited and sent again, to the same or another model; the new answer
/// stands beside the one of the match, which nothing here ever changes. A window of its own that
/// deletes itself when closed; what it asked is stopped then.
class PromptTrialWindow : public QWidget {
    Q_OBJECT

public:
    /// \a original is what was sent and came back; \a model who was asked. \a requests must outlive
    /// it.
    PromptTrialWindow(Requests *requests, const CallText &original, const QString &model,
                      QWidget *parent = nullptr);
    ~PromptTrialWindow() override;

    QList<ChatMessage> messages() const; ///< as they are edited now
    void send();
    bool isRunning() const { return running_; }
    QString answer() const;
    QString remarks() const; ///< tokens, time, what a match would take from the answer

private:
    QWidget *createPrompt();
    QWidget *createAnswers();
    QWidget *createBar(const QString &model);
    void showProgress(int id, const QString &text);
    void showAnswer(int id, const TrialAnswer &answer);
    void setRunning(bool running);

    Requests *requests_;
    CallText original_;
    int id_;
    bool running_ = false;
    QTabWidget *prompt_ = nullptr;
    QList<QPlainTextEdit *> edits_; ///< one a message
    QComboBox *model_ = nullptr;
    KeyMask *key_ = nullptr; ///< of what is written there
    QPushButton *send_ = nullptr;
    QPlainTextEdit *answer_ = nullptr;
    QLabel *remarks_ = nullptr;
};

} // namespace concert
