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
class QVBoxLayout;

namespace concert {

class Navigator;
class Requests;

/// The selected call: who was asked what, what came back, and what the match took from it. Every
/// text is shown as plain text.
class InspectorView : public QWidget {
    Q_OBJECT

public:
    enum Page { ResultPage, AnswerPage, PromptPage };

    /// \a navigator and \a requests must outlive it.
    InspectorView(Navigator *navigator, Requests *requests, QWidget *parent = nullptr);

    void showPage(Page page);
    QString text() const; ///< of the shown page
    QString report() const;

Q_SIGNALS:
    void written(const QString &path);
    void failed(const QString &problem); ///< a sentence for the user

protected:
    void showEvent(QShowEvent *event) override;

private:
    void createHead(QVBoxLayout *layout);
    void onLogChanged();
    void schedule();
    void refresh(); ///< the selected call as the log has it now
    void showFacts(const CallRecord &record);
    void showText();
    void onTextsFound(const CallId &call, const QList<CallText> &texts);
    void askForFile();
    const CallText *shownText() const;
    QString emptyText() const;

    Navigator *navigator_;
    Requests *requests_;
    std::optional<CallRecord> record_;
    QList<CallText> texts_; ///< all attempts
    bool found_ = false;    ///< texts_ are this call's
    QTimer refresh_;

    QStackedWidget *pages_ = nullptr;
    QLabel *chip_ = nullptr;
    QLabel *title_ = nullptr;
    QFormLayout *facts_ = nullptr;
    QTabBar *tabs_ = nullptr;
    QComboBox *attempts_ = nullptr;
    QPlainTextEdit *text_ = nullptr;
    QPushButton *copy_ = nullptr;
    QPushButton *save_ = nullptr;
};

} // namespace concert
