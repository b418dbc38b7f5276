// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/played_log.h"
#include "ui/inspector/call_report.h"
#include "ui/inspector/inspector_view.h"
#include "ui/navigator.h"
#include "ui/requests.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;
using sample::PlayedLog;

namespace {

/// Knows what calls said, and answers a turn of the event loop later, as a file does.
class TextRequests : public Requests {
public:
    const MatchLog *log() const override { return nullptr; }
    RunState runState() const override { return RunState::Running; }
    MatchProgress progress() const override { return {}; }
    void start(const MatchConfig &) override {}
    void pause() override {}
    void resume() override {}
    void stop() override {}
    void goOn(const QList<Power> &, PowerUnparked::How, const ModelId &) override {}
    void changeCaps(const SpendingCaps &) override {}
    SpendingCaps caps() const override { return {}; }
    void open(const QString &) override {}
    void exportTimings(const QString &) override {}
    void findCallTexts(const CallId &call) override
    {
        asked << call.toString();
        QTimer::singleShot(0, this, [this, call] { Q_EMIT callTextsFound(call, texts); });
    }

    QStringList asked;
    QList<CallText> texts;
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
    void modelTextIsPlain();
    void copiesAndReports();
    void pictures();
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
    f.view.findChild<QPushButton *>()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"the answer"_s);
    const QString report = f.view.report();
    for (const QString &part : {u"France: orders of S1901M"_s, u"A PAR H"_s, u"Too far."_s,
                                u"You play Diplomacy."_s, u"the answer"_s})
        QVERIFY2(report.contains(part), qPrintable(part));
}

/// For the eye: CONCERT_PICTURES=FOLDER writes what the inspector looks like.
void InspectorTest::pictures()
{
    const QString folder = qEnvironmentVariable("CONCERT_PICTURES");
    if (folder.isEmpty())
        QSKIP("CONCERT_PICTURES is not set");
    InspectorFixture f;
    f.show();
    f.navigator.selectCall(f.span(u"FRANCE"_s, StageKind::Orders));
    QCoreApplication::processEvents();
    QVERIFY(f.view.grab().save(folder % u"/inspector.png"_s));
    f.view.resize(255, 420);
    QCoreApplication::processEvents();
    QVERIFY(f.view.grab().save(folder % u"/inspector-narrow.png"_s));
}

QTEST_MAIN(InspectorTest)
#include "inspector_test.moc"
