// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/prompt_trial_window.h"

#include "ui/growing_text.h"
#include "ui/inspector/call_report.h"
#include "ui/latency/latency_model.h"
#include "ui/money_text.h"
#include "ui/sentences.h"
#include "ui/settings/key_mask.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Trials of all windows have numbers of their own: answers find their window by it.
int nextTrial()
{
    static int last = 0;
    return ++last;
}

QWidget *titled(const QString &title, QWidget *content)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    auto *label = new QLabel(title);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(content);
    layout->addWidget(label);
    layout->addWidget(content, 1);
    return box;
}

QPlainTextEdit *readOnlyText(const QString &name)
{
    auto *text = new QPlainTextEdit;
    text->setReadOnly(true);
    text->setAccessibleName(name);
    text->setTabChangesFocus(true);
    return text;
}

} // namespace

PromptTrialWindow::PromptTrialWindow(Requests *requests, const CallText &original,
                                     const QString &model, QWidget *parent)
    : QWidget(parent, Qt::Window), requests_(requests), original_(original), id_(nextTrial())
{
    setObjectName(u"promptTrialWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Try a prompt: %1").arg(callHeading(original.call)));
    auto *split = new QSplitter(Qt::Horizontal);
    split->addWidget(createPrompt());
    split->addWidget(createAnswers());
    split->setSizes({520, 440});
    split->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(split, 1);
    layout->addWidget(createBar(model));
    resize(980, 640);
    connect(requests_, &Requests::trialProgressed, this, &PromptTrialWindow::showProgress);
    connect(requests_, &Requests::trialEnded, this, &PromptTrialWindow::showAnswer);
    connect(new QShortcut(QKeySequence::Cancel, this), &QShortcut::activated, this,
            &QWidget::close);
    connect(new QShortcut(Qt::CTRL | Qt::Key_Return, this), &QShortcut::activated, this,
            &PromptTrialWindow::send);
    setRunning(false);
}

PromptTrialWindow::~PromptTrialWindow()
{
    if (running_)
        requests_->stopTrial(id_);
}

QWidget *PromptTrialWindow::createPrompt()
{
    prompt_ = new QTabWidget;
    prompt_->setDocumentMode(true);
    for (const ChatMessage &message : std::as_const(original_.messages)) {
        auto *edit = new QPlainTextEdit(message.content);
        edit->setAccessibleName(roleText(message.role));
        edit->setTabChangesFocus(true);
        edits_ << edit;
        prompt_->addTab(edit, roleText(message.role));
    }
    prompt_->setCurrentIndex(prompt_->count() - 1); // what is asked
    return titled(tr("The prompt, to be edited"), prompt_);
}

QWidget *PromptTrialWindow::createAnswers()
{
    auto *before = readOnlyText(tr("The answer in the match"));
    before->setPlainText(original_.answer);
    answer_ = readOnlyText(tr("The new answer"));
    answer_->setPlaceholderText(tr("The answer to the edited prompt appears here."));
    remarks_ = new QLabel;
    remarks_->setTextFormat(Qt::PlainText);
    remarks_->setWordWrap(true);
    remarks_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *fresh = titled(tr("The new answer"), answer_);
    fresh->layout()->addWidget(remarks_);
    auto *answers = new QSplitter(Qt::Vertical);
    answers->addWidget(titled(tr("The answer in the match"), before));
    answers->addWidget(fresh);
    answers->setChildrenCollapsible(false);
    answers->setSizes({220, 340});
    return answers;
}

QWidget *PromptTrialWindow::createBar(const QString &model)
{
    auto *bar = new QWidget;
    model_ = new QComboBox;
    model_->setEditable(true);
    model_->setInsertPolicy(QComboBox::NoInsert); // a key may stand in it
    model_->setMinimumContentsLength(22);
    model_->setAccessibleName(tr("The model that is asked"));
    QStringList models = requests_->trialModels();
    models.removeAll(model);
    models.prepend(model);
    model_->addItems(models);
    key_ = new KeyMask(model_->lineEdit());
    auto *note = new QLabel(tr("Nothing here changes the match."));
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    const auto tell = [this, note] {
        const QString known = requests_->trialNote(model_->currentText());
        note->setText(known.isEmpty() ? tr("Nothing here changes the match.") : known);
        note->setForegroundRole(known.isEmpty() ? QPalette::PlaceholderText : QPalette::WindowText);
    };
    connect(model_, &QComboBox::editTextChanged, note, tell);
    tell();
    send_ = new QPushButton(tr("&Send"));
    send_->setObjectName(u"sendTrial"_s);
    auto *close = new QPushButton(tr("&Close"));
    for (QPushButton *button : {send_, close})
        button->setAutoDefault(true); // Enter presses it where it has the focus; this is no dialog
    connect(model_->lineEdit(), &QLineEdit::returnPressed, this, &PromptTrialWindow::send);
    connect(send_, &QPushButton::clicked, this, [this] {
        if (!running_) {
            send();
            return;
        }
        requests_->stopTrial(id_);
        setRunning(false);
        remarks_->setText(tr("Stopped."));
    });
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("&Model:"));
    label->setBuddy(model_);
    layout->addWidget(label);
    layout->addWidget(model_, 1);
    layout->addWidget(note, 1);
    layout->addWidget(send_);
    layout->addWidget(close);
    return bar;
}

QList<ChatMessage> PromptTrialWindow::messages() const
{
    QList<ChatMessage> messages = original_.messages;
    for (qsizetype i = 0; i < messages.size(); ++i)
        messages[i].content = edits_[i]->toPlainText();
    return messages;
}

void PromptTrialWindow::send()
{
    if (running_)
        return;
    id_ = nextTrial();
    answer_->clear();
    remarks_->setText(tr("Being asked…"));
    setRunning(true);
    requests_->tryPrompt({id_, original_.call, key_->text().trimmed(), messages()});
}

void PromptTrialWindow::setRunning(bool running)
{
    running_ = running;
    send_->setText(running ? tr("&Stop") : tr("&Send"));
    send_->setToolTip(running ? tr("Stop waiting for the answer")
                              : tr("Send the prompt as it stands here (Ctrl+Return)"));
    model_->setEnabled(!running);
}

void PromptTrialWindow::showProgress(int id, const QString &text)
{
    if (id == id_ && running_)
        showGrown(answer_, text);
}

void PromptTrialWindow::showAnswer(int id, const TrialAnswer &answer)
{
    if (id != id_ || !running_)
        return; // of a trial that was stopped
    setRunning(false);
    showGrown(answer_, answer.text);
    QStringList lines;
    if (!answer.problem.isEmpty())
        lines << shownSentence(answer.problem);
    if (answer.whole > 0) {
        lines << tr("%1 · first token after %2 · %3")
                         .arg(durationText(answer.whole), durationText(answer.firstToken),
                              usageText(answer.usage)) %
                     (answer.cost ? QString(u" · "_s % moneyText(*answer.cost)) : QString());
    }
    if (!answer.taken.isEmpty())
        lines << answer.taken;
    remarks_->setText(lines.join(u'\n'));
}

QString PromptTrialWindow::answer() const
{
    return answer_->toPlainText();
}

QString PromptTrialWindow::remarks() const
{
    return remarks_->text();
}

} // namespace concert
