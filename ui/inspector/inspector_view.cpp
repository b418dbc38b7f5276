// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_view.h"
#include "core/record/write_whole.h"

#include "ui/growing_text.h"
#include "ui/inspector/call_report.h"
#include "ui/inspector/prompt_trial_window.h"
#include "ui/inspector/running_calls_model.h"
#include "ui/navigator.h"
#include "ui/power_chip.h"
#include "ui/requests.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int inspectorInterval = 250; // ms: what can be read

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

InspectorView::InspectorView(Navigator *navigator, Requests *requests, QWidget *parent)
    : QWidget(parent), navigator_(navigator), requests_(requests),
      running_(new RunningCallsModel(this)), pages_(new QStackedWidget(this))
{
    setObjectName(u"inspectorView"_s);
    pages_->addWidget(createRunningPage());
    pages_->addWidget(createCallPage());
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(pages_);

    refresh_.setSingleShot(true);
    refresh_.setInterval(inspectorInterval);
    connect(&refresh_, &QTimer::timeout, this, &InspectorView::refresh);
    connect(tabs_, &QTabBar::currentChanged, this, &InspectorView::showText);
    connect(attempts_, &QComboBox::currentIndexChanged, this, &InspectorView::showText);
    connect(navigator_, &Navigator::logChanged, this, &InspectorView::onLogChanged);
    connect(navigator_, &Navigator::selectionChanged, this, &InspectorView::refresh);
    connect(requests_, &Requests::callTextsFound, this, &InspectorView::onTextsFound);
    connect(requests_, &Requests::progressChanged, this, &InspectorView::showProgress);
    connect(requests_, &Requests::runStateChanged, this, &InspectorView::refresh);
    onLogChanged();
}

QWidget *InspectorView::createRunningPage()
{
    auto *page = new QWidget(this);
    hint_ = plainLabel(tr("Select a call in the timeline, a message or an order to see what "
                          "the model was asked and what it answered."),
                       this);
    hint_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    hint_->setForegroundRole(QPalette::PlaceholderText);
    hint_->setMargin(12);
    runningView_ = new QTreeView(this);
    runningView_->setModel(running_);
    runningView_->setAccessibleName(tr("Calls that run now"));
    runningView_->setRootIsDecorated(false);
    runningView_->setUniformRowHeights(true);
    runningView_->setAllColumnsShowFocus(true);
    runningView_->setFrameShape(QFrame::NoFrame);
    runningView_->setTextElideMode(Qt::ElideLeft); // the newest words are at the end
    runningView_->header()->setSectionResizeMode(RunningCallsModel::CallColumn,
                                                 QHeaderView::ResizeToContents);
    runningView_->header()->setStretchLastSection(true);
    connect(runningView_, &QTreeView::clicked, this, &InspectorView::choose);
    connect(runningView_, &QTreeView::activated, this, &InspectorView::choose);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(hint_);
    layout->addWidget(runningView_, 1);
    layout->addStretch();
    return page;
}

/// Of the calls that run.
void InspectorView::choose(const QModelIndex &index)
{
    const CallId call = running_->callAt(index.row()).call;
    const MatchLog *log = navigator_->log();
    if (const auto span =
            log ? spanOf(*log, call.power, call.phase, call.stage, call.round) : std::nullopt)
        navigator_->selectCall(*span);
}

QWidget *InspectorView::createCallPage()
{
    auto *call = new QWidget(this);
    auto *layout = new QVBoxLayout(call);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(5);
    createHead(layout);
    text_ = new QPlainTextEdit(this);
    text_->setReadOnly(true);
    text_->setAccessibleName(tr("Text of the call"));
    text_->setTabChangesFocus(true);
    layout->addWidget(text_, 1);
    createButtons(layout);
    return call;
}

void InspectorView::createButtons(QVBoxLayout *layout)
{
    try_ = new QPushButton(tr("&Try again…"), this);
    try_->setToolTip(tr("Edit the prompt and send it to this or another model; the match stays as "
                        "it is"));
    copy_ = new QPushButton(tr("&Copy"), this);
    copy_->setToolTip(tr("Copy the shown text"));
    save_ = new QPushButton(tr("&Save…"), this);
    save_->setToolTip(tr("Write result, prompts and answers to a file"));
    copy_->setObjectName(u"copyButton"_s);
    save_->setObjectName(u"saveButton"_s);
    try_->setObjectName(u"tryButton"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(try_);
    buttons->addWidget(copy_);
    buttons->addWidget(save_);
    layout->addLayout(buttons);
    connect(try_, &QPushButton::clicked, this, &InspectorView::tryPrompt);
    connect(copy_, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(save_, &QPushButton::clicked, this, &InspectorView::askForFile);
}

void InspectorView::createHead(QVBoxLayout *layout)
{
    chip_ = new QLabel(this);
    title_ = plainLabel({}, this);
    QFont bold = font();
    bold.setBold(true);
    title_->setFont(bold);
    auto *head = new QHBoxLayout;
    head->addWidget(chip_, 0, Qt::AlignTop);
    head->addWidget(title_, 1);
    back_ = new QToolButton(this);
    back_->setObjectName(u"runningButton"_s);
    back_->setText(tr("&Running calls"));
    back_->setToolTip(tr("Show what is being asked now"));
    connect(back_, &QToolButton::clicked, navigator_, &Navigator::clearSelection);
    head->addWidget(back_, 0, Qt::AlignTop);
    layout->addLayout(head);
    facts_ = new QFormLayout;
    facts_->setContentsMargins(0, 0, 0, 0);
    facts_->setVerticalSpacing(1);
    facts_->setRowWrapPolicy(QFormLayout::DontWrapRows);
    layout->addLayout(facts_);

    tabs_ = new QTabBar(this);
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setAccessibleName(tr("Parts of the call"));
    tabs_->addTab(tr("Result"));
    tabs_->addTab(tr("Answer"));
    tabs_->addTab(tr("Prompt"));
    attempts_ = new QComboBox(this);
    attempts_->setAccessibleName(tr("Attempt"));
    attempts_->setToolTip(tr("The model was asked again because an answer was no use"));
    auto *parts = new QHBoxLayout;
    parts->addWidget(tabs_, 1);
    parts->addWidget(attempts_);
    layout->addLayout(parts);
}

void InspectorView::onLogChanged()
{
    if (const MatchLog *log = navigator_->log())
        connect(log, &MatchLog::appended, this, &InspectorView::schedule, Qt::UniqueConnection);
    record_.reset();
    refresh();
}

void InspectorView::schedule()
{
    if (record_ && !refresh_.isActive())
        refresh_.start();
}

void InspectorView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void InspectorView::refresh()
{
    const MatchLog *log = navigator_->log();
    const std::optional<int> span = log ? navigator_->selectedCall() : std::nullopt;
    const std::optional<CallRecord> record = span ? callRecord(*log, *span) : std::nullopt;
    pages_->setCurrentIndex(record ? 1 : 0);
    if (!record) {
        record_.reset();
        live_.reset();
        showProgress();
        return;
    }
    const bool another = !record_ || record_->start.span != record->start.span;
    const bool ended = another || record_->end.has_value() != record->end.has_value() ||
                       over_ != requests_->isOver();
    over_ = requests_->isOver();
    record_ = record;
    if (another) {
        texts_.clear();
        live_.reset();
        found_ = false;
    }
    if (ended) {
        showFacts(*record);
        listAttempts();
        requests_->findCallTexts(record->start.call);
    }
    showProgress();
    showText();
}

/// What runs at this moment: the list of all, and of the selected call the words so far.
void InspectorView::showProgress()
{
    if (!isVisible())
        return;
    const QList<CallText> running = requests_->runningCalls();
    running_->setCalls(running);
    runningView_->setVisible(!running.isEmpty());
    hint_->setVisible(running.isEmpty());
    back_->setVisible(!running.isEmpty());
    if (!record_)
        return;
    CallId call = record_->start.call;
    const auto own = std::find_if(running.begin(), running.end(), [&call](const CallText &text) {
        call.attempt = text.call.attempt; // whichever it is at
        return text.call == call;
    });
    const bool before = live_.has_value();
    const int attempt = live_ ? live_->call.attempt : 0;
    live_ = own == running.end() || record_->end ? std::nullopt : std::optional(*own);
    if (live_.has_value() != before || (live_ && live_->call.attempt != attempt)) {
        if (live_ && live_->call.attempt > 1) // what was wrong with the first answer can be read
            requests_->findCallTexts(record_->start.call);
        listAttempts();
    }
    if (live_)
        showText();
}

void InspectorView::showFacts(const CallRecord &record)
{
    const CallId &call = record.start.call;
    chip_->setPixmap(powerChip(call.power).pixmap(fontMetrics().height(), fontMetrics().height()));
    chip_->setVisible(call.stage != StageKind::Commentary); // the narrator is no power
    title_->setText(callHeading(call));
    while (facts_->rowCount() > 0)
        facts_->removeRow(0);
    for (const auto &[name, value] :
         callFacts(record, navigator_->log()->spans()[record.start.span], over_)) {
        if (!value.isEmpty())
            facts_->addRow(plainLabel(name, this), plainLabel(value, this));
    }
}

void InspectorView::onTextsFound(const CallId &call, const QList<CallText> &texts)
{
    if (!record_ || call != record_->start.call)
        return; // of a call that was selected before
    found_ = true;
    texts_ = texts;
    listAttempts();
    showText();
}

void InspectorView::listAttempts()
{
    const QSignalBlocker blocker(attempts_);
    attempts_->clear();
    for (const CallText &text : std::as_const(texts_))
        attempts_->addItem(tr("Attempt %1").arg(text.call.attempt));
    if (live_)
        attempts_->addItem(tr("Attempt %1, running").arg(live_->call.attempt));
    attempts_->setCurrentIndex(attempts_->count() - 1);
}

const CallText *InspectorView::shownText() const
{
    const int place = attempts_->currentIndex();
    if (place == texts_.size() && live_)
        return &*live_;
    return place >= 0 && place < texts_.size() ? &texts_[place] : nullptr;
}

QString InspectorView::emptyText() const
{
    if (record_ && !record_->end && !over_)
        return tr("Prompt and answer are not known yet.");
    return found_ ? tr("Nothing is recorded of this call.") : tr("Being read…");
}

void InspectorView::showText()
{
    if (!record_ || !navigator_->log())
        return;
    const int page = tabs_->currentIndex();
    attempts_->setVisible(attempts_->count() > 1 && page != ResultPage);
    const CallText *text = shownText();
    try_->setEnabled(text != nullptr);
    QString shown;
    if (page == ResultPage)
        shown = callResultText(*navigator_->log(), *record_, over_);
    else if (!text)
        shown = emptyText();
    else
        shown = page == AnswerPage ? text->answer : promptText(*text);
    if (page == AnswerPage && live_ && text == &*live_ && shown.isEmpty())
        shown = tr("The first word has not come yet.");
    showGrown(text_, shown);
}

PromptTrialWindow *InspectorView::tryPrompt()
{
    const CallText *text = shownText();
    if (!text || !record_)
        return nullptr;
    auto *window = new PromptTrialWindow(requests_, *text, record_->start.model, this);
    window->show();
    return window;
}

void InspectorView::showPage(Page page)
{
    tabs_->setCurrentIndex(page);
}

QString InspectorView::text() const
{
    return text_->toPlainText();
}

QString InspectorView::report() const
{
    return record_ && navigator_->log() ? callReport(*navigator_->log(), *record_, texts_, over_)
                                        : QString();
}

void InspectorView::askForFile()
{
    if (!record_)
        return;
    auto *dialog = new QFileDialog(this, tr("Save the call"), {}, tr("Text files (*.txt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->selectFile(record_->start.call.toString().replace(u'/', u'_') + u".txt"_s);
    // What is shown when the dialog opens is what is written.
    connect(dialog, &QFileDialog::fileSelected, this, [this, all = report()](const QString &path) {
        const QString problem = writeWhole(path, all.toUtf8());
        if (problem.isEmpty())
            Q_EMIT written(path);
        else
            Q_EMIT failed(problem);
    });
    dialog->open();
}

} // namespace concert
