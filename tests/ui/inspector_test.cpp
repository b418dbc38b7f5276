// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/idle_requests.h"
#include "tests/ui/played_log.h"
#include "ui/inspector/call_report.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/prompt_trial_window.h"
#include "ui/inspector/running_calls_model.h"
#include "ui/navigator.h"
#include "ui/requests.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace concert;
using namespace Qt::StringLiterals;
using sample::PlayedLog;

namespace {

/// Knows what calls said, and answers a turn of the event loop later, as a file does.
class TextRequests : public IdleRequests {
public:
    RunState runState() const override { return state; }
    bool isInterrupted() const override { return state == RunState::Unfinished; }
    QList<CallText> runningCalls() const override { return running; }
    QStringList trialModels() const override { return {u"simulator"_s, u"other:model"_s}; }
    QString trialNote(const QString &model) const override
    {
        return model.contains(u".org"_s) ? firstUseText(QUrl(u"https://models.example.org/v1"_s))
                                         : QString();
    }
    void tryPrompt(const PromptTrial &trial) override { tried << trial; }
    void stopTrial(int id) override { stopped << id; }
    void findCallTexts(const CallId &call) override
    {
        asked << call.toString();
        QTimer::singleShot(0, this, [this, call] { Q_EMIT callTextsFound(call, texts); });
    }

    RunState state = RunState::Running;
    QStringList asked;
    QList<CallText> texts;
    QList<CallText> running;
    QList<PromptTrial> tried;
    QList<int> stopped;
};

struct InspectorFixture {
    MatchLog log;
    PlayedLog match{&log};
    TextRequests requests;
    Navigator navigator;
    InspectorView view{&navigator, &requests};

    void show()
    {
        match.playPhase();
        navigator.setLog(&log);
        navigator.goToPhase(0);
        view.resize(380, 560);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
    }
    int span(const QString &power, StageKind stage) const
    {
        for (const Span &each : log.spans()) {
            if (each.power == power && each.stage == stageName(stage))
                return each.id;
        }
        return -1;
    }
    QString facts() const
    {
        QStringList texts;
        for (const QLabel *label : view.findChildren<QLabel *>())
            texts << label->text();
        return texts.join(u'\n');
    }
};

CallText textOf(const CallId &call, int attempt, const QString &answer)
{
    CallText text{call, {}, answer};
    text.call.attempt = attempt;
    text.messages << ChatMessage{ChatMessage::Role::System, u"You play Diplomacy."_s}
                  << ChatMessage{ChatMessage::Role::User, u"Give your orders."_s};
    return text;
}

} // namespace

class InspectorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
    }
    void resultsOfOrders();
    void resultsOfMessagesAndMemory();
    void showsPromptAndAnswer();
    void everyAttemptCanBeRead();
    void runningCallsAreFilledWhenTheyEnd();
    void brokenOffCallsDoNotRun();
    void runningCallsShowTheirWords();
    void withoutASelectionWhatRunsIsListed();
    void promptsAreTriedAgain();
    void trialsKeepTheReadersPlace();
    void enterSendsATrial();
    void stoppedTrialsStaySilent();
    void modelTextIsPlain();
    void triedElsewhereItSaysSo();
    void copiesAndReports();
};

void InspectorTest::resultsOfOrders()
{
    InspectorFixture f;
    f.show();
    f.navigator.selectCall(f.span(u"FRANCE"_s, StageKind::Orders));
    QVERIFY(f.facts().contains(u"France: orders of S1901M"_s));
    QVERIFY(f.facts().contains(u"used as it was"_s));
    QVERIFY(f.facts().contains(u"1,000 in, 50 out"_s) || f.facts().contains(u"1000 in, 50 out"_s));
    const QString text = f.view.text();
    QVERIFY2(text.contains(u"A PAR H"_s), qPrintable(text));
    QVERIFY(text.contains(u"A PAR - MOS: Too far."_s)); // rejected, with the reason
    QVERIFY(text.contains(u"Nothing is lost by waiting."_s));
    f.navigator.selectCall(f.span(u"AUSTRIA"_s, StageKind::Orders));
    QVERIFY(f.view.text().contains(u"(default: nobody ordered it)"_s));
}

void InspectorTest::resultsOfMessagesAndMemory()
{
    InspectorFixture f;
    f.show();
    f.navigator.selectCall(f.span(u"ITALY"_s, StageKind::Messages));
    QCOMPARE(f.view.text(), u"Italy → Russia\nRound 1 of S1901M."_s);
    f.navigator.selectCall(f.span(u"ITALY"_s, StageKind::StateUpdate));
    QVERIFY(f.view.text().contains(u"• Hold what we have"_s));
    QVERIFY(f.view.text().contains(u"Austria: "_s));
    f.navigator.clearSelection();
    QVERIFY(!f.view.findChild<QPlainTextEdit *>()->isVisible());
}

void InspectorTest::showsPromptAndAnswer()
{
    InspectorFixture f;
    f.show();
    const int span = f.span(u"FRANCE"_s, StageKind::Orders);
    const CallId call = callRecord(f.log, span)->start.call;
    f.requests.texts = {textOf(call, 1, u"{\"orders\": []}"_s)};
    f.navigator.selectCall(span);
    QCOMPARE(f.requests.asked, QStringList(call.toString()));
    f.view.showPage(InspectorView::AnswerPage);
    QTRY_COMPARE_WITH_TIMEOUT(f.view.text(), u"{\"orders\": []}"_s, 10'000);
    f.view.showPage(InspectorView::PromptPage);
    QVERIFY(f.view.text().contains(u"You play Diplomacy."_s));
    QVERIFY(f.view.text().contains(u"Give your orders."_s));
    // An answer that comes late, for a call that is no longer selected, is dropped.
    f.navigator.selectCall(f.span(u"ITALY"_s, StageKind::Orders));
    f.requests.texts.clear();
    Q_EMIT f.requests.callTextsFound(call, {textOf(call, 1, u"late"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(f.view.text(), u"Nothing is recorded of this call."_s, 10'000);
}

void InspectorTest::everyAttemptCanBeRead()
{
    InspectorFixture f;
    f.show();
    const int span = f.span(u"FRANCE"_s, StageKind::Orders);
    const CallId call = callRecord(f.log, span)->start.call;
    f.requests.texts = {textOf(call, 1, u"sorry"_s), textOf(call, 2, u"A PAR H"_s)};
    f.view.showPage(InspectorView::AnswerPage);
    f.navigator.selectCall(span);
    QTRY_COMPARE_WITH_TIMEOUT(f.view.text(), u"A PAR H"_s, 10'000); // the one that was used
    auto *attempts = f.view.findChild<QComboBox *>();
    QVERIFY(attempts->isVisible());
    attempts->setCurrentIndex(0);
    QCOMPARE(f.view.text(), u"sorry"_s);
}

/// Whose program died: its record says nothing of their end.
void InspectorTest::brokenOffCallsDoNotRun()
{
    InspectorFixture f;
    f.show();
    f.match.beginRound();
    f.navigator.selectCall(static_cast<int>(f.log.spans().size()) - 1);
    QVERIFY(f.facts().contains(u"still running"_s));
    f.requests.state = Requests::RunState::Unfinished;
    Q_EMIT f.requests.runStateChanged();
    QVERIFY(!f.facts().contains(u"still running"_s));
    QVERIFY(f.facts().contains(u"the record breaks off"_s));
    QCOMPARE(f.view.text(), u"The record breaks off before this call has ended."_s);
}

void InspectorTest::runningCallsAreFilledWhenTheyEnd()
{
    InspectorFixture f;
    f.show();
    f.match.beginRound();
    const int span = static_cast<int>(f.log.spans().size()) - 1;
    f.navigator.selectCall(span);
    QCOMPARE(f.view.text(), u"The call is still running."_s);
    CallEnded ended;
    ended.span = span;
    ended.call = callRecord(f.log, span)->start.call;
    ended.outcome = CallOutcome::Defaulted;
    ended.problem = u"The answer was cut off."_s;
    f.log.append({f.match.now() + 1000, Audience::watcherOnly(), ended});
    QTRY_VERIFY_WITH_TIMEOUT(f.facts().contains(u"The answer was cut off."_s), 10'000);
    QCOMPARE(f.requests.asked.size(), 2); // once more when there was something to read
}

void InspectorTest::runningCallsShowTheirWords()
{
    InspectorFixture f;
    f.show();
    f.match.beginRound();
    const int span = static_cast<int>(f.log.spans().size()) - 1;
    const CallId call = callRecord(f.log, span)->start.call;
    f.requests.running = {textOf(call, 1, QString())};
    f.view.showPage(InspectorView::PromptPage);
    f.navigator.selectCall(span);
    QVERIFY(f.view.text().contains(u"Give your orders."_s)); // the prompt, before any answer
    f.view.showPage(InspectorView::AnswerPage);
    QCOMPARE(f.view.text(), u"The first word has not come yet."_s);
    f.requests.running = {textOf(call, 1, u"{\"messages\""_s)};
    Q_EMIT f.requests.progressChanged();
    QCOMPARE(f.view.text(), u"{\"messages\""_s);
    // Whoever has marked something keeps it while more comes.
    auto *edit = f.view.findChild<QPlainTextEdit *>();
    edit->selectAll();
    f.requests.running = {textOf(call, 1, u"{\"messages\": []}"_s)};
    Q_EMIT f.requests.progressChanged();
    QCOMPARE(f.view.text(), u"{\"messages\": []}"_s);
    QCOMPARE(edit->textCursor().selectedText(), u"{\"messages\""_s);
    // Asked again: the first attempt can still be read.
    f.requests.texts = {textOf(call, 1, u"{\"messages\": []}"_s)};
    f.requests.running = {textOf(call, 2, u"second"_s)};
    Q_EMIT f.requests.progressChanged();
    auto *attempts = f.view.findChild<QComboBox *>();
    QTRY_COMPARE_WITH_TIMEOUT(attempts->count(), 2, 10'000);
    QCOMPARE(f.view.text(), u"second"_s);
    attempts->setCurrentIndex(0);
    QCOMPARE(f.view.text(), u"{\"messages\": []}"_s);
}

void InspectorTest::withoutASelectionWhatRunsIsListed()
{
    InspectorFixture f;
    f.show();
    f.match.beginRound();
    QAbstractItemModelTester tester(f.view.runningCalls());
    QList<CallText> running;
    for (const Power power : allPowers) {
        const Phase phase = f.log.phases().last().phase;
        running << textOf({power, phase, StageKind::Messages, 1, 1}, 1, u"a\nb  c"_s);
    }
    f.requests.running = running;
    Q_EMIT f.requests.progressChanged();
    RunningCallsModel *model = f.view.runningCalls();
    QCOMPARE(model->rowCount(), 7);
    QCOMPARE(model->index(2, RunningCallsModel::CallColumn).data().toString(),
             u"France: messages of F1901M, round 1"_s);
    QCOMPARE(model->index(2, RunningCallsModel::WordsColumn).data().toString(), u"a b c"_s);
    auto *list = f.view.findChild<QTreeView *>();
    QVERIFY(list->isVisible());
    Q_EMIT list->clicked(model->index(2, 0));
    QCOMPARE(callRecord(f.log, *f.navigator.selectedCall())->start.call.power, Power::France);
    QVERIFY(!list->isVisible());
    f.view.findChild<QToolButton *>(u"runningButton"_s)->click();
    QVERIFY(list->isVisible());
    // By the keyboard, too; who stands on a row stays there while others come and go.
    list->setFocus();
    list->setCurrentIndex(model->index(4, 0));
    const CallId call = model->callAt(4).call;
    f.requests.running.removeAt(1);
    f.requests.running.prepend(
        textOf({Power::Austria, call.phase, StageKind::Orders, 0, 1}, 1, {}));
    Q_EMIT f.requests.progressChanged();
    QCOMPARE(model->callAt(list->currentIndex().row()).call, call);
    std::reverse(f.requests.running.begin(), f.requests.running.end()); // however they are sorted
    Q_EMIT f.requests.progressChanged();
    QCOMPARE(model->rowCount(), 7);
    QCOMPARE(model->callAt(0).call.power, Power::Turkey);
    list->setCurrentIndex(model->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(callRecord(f.log, *f.navigator.selectedCall())->start.call.power, Power::Turkey);
    f.navigator.clearSelection();
    f.requests.running.clear();
    Q_EMIT f.requests.progressChanged();
    QVERIFY(!list->isVisible());
}

void InspectorTest::promptsAreTriedAgain()
{
    InspectorFixture f;
    f.show();
    const int span = f.span(u"FRANCE"_s, StageKind::Orders);
    const CallId call = callRecord(f.log, span)->start.call;
    f.requests.texts = {textOf(call, 1, u"the old answer"_s)};
    f.navigator.selectCall(span);
    QCOMPARE(f.view.tryPrompt(), nullptr); // not read yet
    f.view.showPage(InspectorView::AnswerPage);
    QTRY_COMPARE_WITH_TIMEOUT(f.view.text(), u"the old answer"_s, 10'000);
    const qsizetype events = f.log.size();
    QPointer<PromptTrialWindow> window = f.view.tryPrompt();
    QVERIFY(window);
    QVERIFY(QTest::qWaitForWindowExposed(window));
    const auto edits = window->findChildren<QPlainTextEdit *>();
    int old = 0;
    for (QPlainTextEdit *edit : edits) {
        old += edit->toPlainText() == u"the old answer"_s ? 1 : 0;
        if (edit->toPlainText() == u"Give your orders."_s)
            edit->setPlainText(u"Give better orders."_s);
    }
    QCOMPARE(old, 1); // beside the new one
    window->findChild<QComboBox *>()->setCurrentText(u"other:model"_s);
    window->send();
    window->send(); // once is enough
    QCOMPARE(f.requests.tried.size(), 1);
    const PromptTrial trial = f.requests.tried.first();
    QCOMPARE(trial.model, u"other:model"_s);
    QCOMPARE(trial.call, call);
    QCOMPARE(trial.messages.last().content, u"Give better orders."_s);
    QCOMPARE(trial.messages.first().content, u"You play Diplomacy."_s);
    Q_EMIT f.requests.trialProgressed(trial.id, u"new"_s);
    QCOMPARE(window->answer(), u"new"_s);
    TrialAnswer answer;
    answer.text = u"new <b>answer</b>"_s;
    answer.taken = u"A match would take: A PAR H."_s;
    answer.usage.outputTokens = 7;
    answer.cost = 0.25;
    answer.whole = 2'000'000;
    answer.firstToken = 500'000;
    Q_EMIT f.requests.trialEnded(trial.id + 1000, answer); // somebody else's
    QVERIFY(window->isRunning());
    Q_EMIT f.requests.trialEnded(trial.id, answer);
    QVERIFY(!window->isRunning());
    QCOMPARE(window->answer(), answer.text);
    QVERIFY(window->remarks().contains(u"A match would take: A PAR H."_s));
    QVERIFY(window->remarks().contains(u"7 out"_s));
    QVERIFY2(window->remarks().contains(u"0.25"_s), qPrintable(window->remarks()));
    QCOMPARE(f.log.size(), events);
    window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!window, 10'000);
    QVERIFY(f.requests.stopped.isEmpty());
}

/// A new address is named before anything goes there, and a key behind it is not shown.
void InspectorTest::triedElsewhereItSaysSo()
{
    TextRequests requests;
    const CallId call{Power::Italy, sample::phaseNumber(0), StageKind::Plan, 0, 1};
    PromptTrialWindow window(&requests, textOf(call, 1, u"old"_s), u"simulator"_s);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    const auto saysSo = [&window] {
        const auto labels = window.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().contains(u"First use of models.example.org"_s);
        });
    };
    QVERIFY(!saysSo());
    auto *model = window.findChild<QComboBox *>();
    model->setEditText(u"openai:m@https://models.example.org/v1#sk-CANARY"_s);
    QVERIFY(saysSo());
    QVERIFY(!model->currentText().contains(u"CANARY"_s));
    window.send();
    QCOMPARE(requests.tried.first().model,
             u"openai:m@https://models.example.org/v1#sk-CANARY"_s); // to memory, in app
    model->setEditText(u"openai:m"_s);
    QVERIFY(!saysSo());
}

/// Ten times a second more of an answer comes: who reads or has marked something is left alone.
void InspectorTest::trialsKeepTheReadersPlace()
{
    TextRequests requests;
    const CallId call{Power::Italy, sample::phaseNumber(0), StageKind::Plan, 0, 1};
    PromptTrialWindow window(&requests, textOf(call, 1, u"old"_s), u"simulator"_s);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    window.send();
    const int id = requests.tried.first().id;
    QString text;
    for (int i = 0; i < 200; ++i)
        text += u"line %1\n"_s.arg(i);
    Q_EMIT requests.trialProgressed(id, text);
    QPlainTextEdit *field = nullptr;
    for (auto *each : window.findChildren<QPlainTextEdit *>())
        field = each->toPlainText() == text ? each : field;
    QVERIFY(field != nullptr);
    QTRY_VERIFY(field->verticalScrollBar()->maximum() > 10);
    field->verticalScrollBar()->setValue(7);
    QTextCursor marked = field->textCursor();
    marked.setPosition(10);
    marked.setPosition(20, QTextCursor::KeepAnchor);
    field->setTextCursor(marked);
    field->verticalScrollBar()->setValue(7);
    Q_EMIT requests.trialProgressed(id, text + u"more\n"_s);
    QCOMPARE(field->verticalScrollBar()->value(), 7);
    QCOMPARE(field->textCursor().selectionStart(), 10);
    QCOMPARE(field->textCursor().selectionEnd(), 20);
    Q_EMIT requests.trialEnded(id, {text + u"more\nand the end"_s, {}, {}, {}, 0, 0});
    QVERIFY(window.answer().endsWith(u"the end"_s));
    QCOMPARE(field->verticalScrollBar()->value(), 7);
    QCOMPARE(field->textCursor().selectionEnd(), 20);
}

/// The window of a trial is no dialog, which would have a default button.
void InspectorTest::enterSendsATrial()
{
    TextRequests requests;
    const CallId call{Power::Italy, sample::phaseNumber(0), StageKind::Plan, 0, 1};
    PromptTrialWindow window(&requests, textOf(call, 1, u"old"_s), u"simulator"_s);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *model = window.findChild<QComboBox *>();
    const int models = model->count();
    model->setEditText(u"openai:m@https://models.example.org/v1#sk-CANARY"_s);
    model->setFocus();
    QTest::keyClick(model->lineEdit(), Qt::Key_Return);
    QCOMPARE(requests.tried.size(), 1);
    QCOMPARE(model->count(), models); // what was written is remembered nowhere
    auto *send = window.findChild<QPushButton *>(u"sendTrial"_s);
    send->setFocus();
    QTest::keyClick(send, Qt::Key_Return);
    QCOMPARE(requests.stopped.size(), 1);
}

void InspectorTest::stoppedTrialsStaySilent()
{
    TextRequests requests;
    const CallId call{Power::Italy, sample::phaseNumber(0), StageKind::Plan, 0, 1};
    auto *window = new PromptTrialWindow(&requests, textOf(call, 1, u"old"_s), u"simulator"_s);
    window->send();
    const int id = requests.tried.first().id;
    window->findChild<QPushButton *>(u"sendTrial"_s)->click();
    QCOMPARE(requests.stopped, QList<int>{id});
    Q_EMIT requests.trialEnded(id, {u"late"_s, {}, {}, {}, 0, 0});
    QCOMPARE(window->answer(), QString());
    window->send();
    QVERIFY(requests.tried.last().id != id);
    delete window; // what it asked is stopped
    QCOMPARE(requests.stopped.last(), requests.tried.last().id);
}

void InspectorTest::modelTextIsPlain()
{
    InspectorFixture f;
    f.show();
    const QString evil = u"<b>bold</b> <img src=\"http://127.0.0.1:1/x.png\">"_s;
    f.match.beginRound();
    const int span = static_cast<int>(f.log.spans().size()) - 1;
    CallEnded ended;
    ended.span = span;
    ended.call = callRecord(f.log, span)->start.call;
    ended.problem = evil;
    f.log.append({f.match.now() + 1000, Audience::watcherOnly(), ended});
    f.requests.texts = {textOf(ended.call, 1, evil)};
    f.view.showPage(InspectorView::AnswerPage);
    f.navigator.selectCall(span);
    QTRY_COMPARE_WITH_TIMEOUT(f.view.text(), evil, 10'000);
    for (const QLabel *label : f.view.findChildren<QLabel *>()) {
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void InspectorTest::copiesAndReports()
{
    InspectorFixture f;
    f.show();
    const int span = f.span(u"FRANCE"_s, StageKind::Orders);
    const CallId call = callRecord(f.log, span)->start.call;
    f.requests.texts = {textOf(call, 1, u"the answer"_s)};
    f.view.showPage(InspectorView::AnswerPage);
    f.navigator.selectCall(span);
    QTRY_COMPARE_WITH_TIMEOUT(f.view.text(), u"the answer"_s, 10'000);
    f.view.findChild<QPushButton *>(u"copyButton"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"the answer"_s);
    const QString report = f.view.report();
    for (const QString &part : {u"France: orders of S1901M"_s, u"A PAR H"_s, u"Too far."_s,
                                u"You play Diplomacy."_s, u"the answer"_s})
        QVERIFY2(report.contains(part), qPrintable(part));
}

QTEST_MAIN(InspectorTest)
#include "inspector_test.moc"
