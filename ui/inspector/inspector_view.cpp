// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_view.h"

#include "ui/inspector/call_report.h"
#include "ui/navigator.h"
#include "ui/power_chip.h"
#include "ui/requests.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

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
    : QWidget(parent), navigator_(navigator), requests_(requests), pages_(new QStackedWidget(this))
{
    setObjectName(u"inspectorView"_s);
    auto *empty = plainLabel(tr("Select a call in the timeline, a message or an order to see what "
                                "the model was asked and what it answered."),
                             this);
    empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    empty->setForegroundRole(QPalette::PlaceholderText);
    empty->setMargin(12);
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
    copy_ = new QPushButton(tr("&Copy"), this);
    copy_->setToolTip(tr("Copy the shown text"));
    save_ = new QPushButton(tr("&Save as text…"), this);
    save_->setToolTip(tr("Write result, prompts and answers to a file"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(copy_);
    buttons->addWidget(save_);
    layout->addLayout(buttons);
    pages_->addWidget(empty);
    pages_->addWidget(call);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(pages_);

    refresh_.setSingleShot(true);
    refresh_.setInterval(inspectorInterval);
    connect(&refresh_, &QTimer::timeout, this, &InspectorView::refresh);
    connect(tabs_, &QTabBar::currentChanged, this, &InspectorView::showText);
    connect(attempts_, &QComboBox::currentIndexChanged, this, &InspectorView::showText);
    connect(copy_, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(save_, &QPushButton::clicked, this, &InspectorView::askForFile);
    connect(navigator_, &Navigator::logChanged, this, &InspectorView::onLogChanged);
    connect(navigator_, &Navigator::selectionChanged, this, &InspectorView::refresh);
    connect(requests_, &Requests::callTextsFound, this, &InspectorView::onTextsFound);
    onLogChanged();
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
        return;
    }
    const bool another = !record_ || record_->start.span != record->start.span;
    const bool ended = another || record_->end.has_value() != record->end.has_value();
    record_ = record;
    if (another) {
        texts_.clear();
        found_ = false;
    }
    if (ended) {
        showFacts(*record);
        requests_->findCallTexts(record->start.call);
    }
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
         callFacts(record, navigator_->log()->spans()[record.start.span])) {
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
    const QSignalBlocker blocker(attempts_);
    attempts_->clear();
    for (const CallText &text : texts_)
        attempts_->addItem(tr("Attempt %1").arg(text.call.attempt));
    attempts_->setCurrentIndex(attempts_->count() - 1);
    showText();
}

const CallText *InspectorView::shownText() const
{
    const int place = attempts_->currentIndex();
    return place >= 0 && place < texts_.size() ? &texts_[place] : nullptr;
}

QString InspectorView::emptyText() const
{
    if (record_ && !record_->end)
        return tr("Prompt and answer appear when the answer has come.");
    return found_ ? tr("Nothing is recorded of this call.") : tr("Being read…");
}

void InspectorView::showText()
{
    if (!record_ || !navigator_->log())
        return;
    const int page = tabs_->currentIndex();
    attempts_->setVisible(texts_.size() > 1 && page != ResultPage);
    const CallText *text = shownText();
    QString shown;
    if (page == ResultPage)
        shown = callResultText(*navigator_->log(), *record_);
    else if (!text)
        shown = emptyText();
    else
        shown = page == AnswerPage ? text->answer : promptText(*text);
    if (text_->toPlainText() == shown)
        return; // whoever reads or has marked something is left alone
    text_->setPlainText(shown);
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
    return record_ && navigator_->log() ? callReport(*navigator_->log(), *record_, texts_)
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
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(all.toUtf8()) >= 0 && file.commit())
            Q_EMIT written(path);
        else
            Q_EMIT failed(tr("%1 cannot be written: %2.")
                              .arg(QDir::toNativeSeparators(path), file.errorString()));
    });
    dialog->open();
}

} // namespace concert
