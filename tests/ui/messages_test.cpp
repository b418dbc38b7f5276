// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messages_view.h"

#include "tests/support/measured.h"
#include "tests/support/sanitized.h"
#include "tests/ui/sample_log.h"
#include "ui/messages/message_delegate.h"
#include "ui/navigator.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <utility>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

QStringList texts(const QAbstractItemModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list << model.index(row, 0).data().toString();
    return list;
}

/// A view with a navigator over a log.
struct Fixture {
    MatchLog log;
    Navigator navigator;
    MessagesView view{&navigator};

    void show()
    {
        view.resize(360, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
    }
    QListView *list() const
    {
        return view.findChild<QListView *>(QString(), Qt::FindDirectChildrenOnly);
    }
};

} // namespace

class MessagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
    }
    void modelFollowsThePlayhead();
    void modelFilters();
    void modelHasNamedRoles();
    void incrementalEqualsRebuilt();
    void conversationsCountAndRemember();
    void markupStaysLiteral();
    void lineBreaksAreKeptAndLongTextsCut();
    void viewFiltersByConversationPowerAndWords();
    void viewFiltersByPhaseAndKind();
    void newMessagesScrollInAtTheEndOnly();
    void theChosenPhaseStaysAmongMany();
    void readersStayWhenTalksBegin();
    void activatingGoesToTheMoment();
    void manyMessagesStayFast();
};

void MessagesTest::modelFollowsThePlayhead()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    MessageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setLog(&log);
    QCOMPARE(resets.size(), 1);
    std::vector<QStringList> seen;
    for (qsizetype i = 0; i < log.size(); ++i) {
        model.setPlayhead(i);
        seen.push_back(texts(model));
    }
    QCOMPARE(texts(model),
             QStringList({u"Spring 1901, movement"_s, u"Shall we leave Burgundy empty?"_s,
                          u"Agreed."_s, u"Peace in the north."_s, u"Autumn 1901, movement"_s,
                          u"Trieste is yours."_s}));
    QCOMPARE(model.messageCount(), 4);
    for (qsizetype i = log.size() - 1; i >= 0; --i) { // and back: the same at each place
        model.setPlayhead(i);
        QCOMPARE(texts(model), seen[static_cast<std::size_t>(i)]);
    }
    model.setPlayhead(-1);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(resets.size(), 1); // only the log itself was a reset
}

void MessagesTest::modelFilters()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    MessageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLog(&log);
    model.setPlayhead(log.size() - 1);

    model.setFilter({Conversation{Power::France, Power::Germany}, {}, {}});
    QCOMPARE(model.messageCount(), 2);
    model.setFilter({Conversation{}, {}, {}});
    QCOMPARE(texts(model), QStringList({u"Spring 1901, movement"_s, u"Peace in the north."_s}));
    model.setFilter({{}, Power::Austria, {}});
    QCOMPARE(texts(model), QStringList({u"Autumn 1901, movement"_s, u"Trieste is yours."_s}));
    model.setFilter({{}, {}, u"AGREED"_s});
    QCOMPARE(model.messageCount(), 1);
    model.setFilter({{}, {}, u"nobody wrote this"_s});
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QCOMPARE(model.messageCount(), 4);
}

void MessagesTest::modelHasNamedRoles()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    MessageModel model;
    model.setLog(&log);
    model.setPlayhead(log.size() - 1);
    const QHash<int, QByteArray> names = model.roleNames();
    const QModelIndex first = model.index(1);
    QCOMPARE(first.data(names.key("sender")).toInt(), indexOf(Power::France));
    QCOMPARE(first.data(names.key("recipient")).toInt(), indexOf(Power::Germany));
    QCOMPARE(first.data(names.key("phase")).toString(), u"S1901M"_s);
    QCOMPARE(first.data(names.key("round")).toInt(), 1);
    QVERIFY(first.data(names.key("time")).toLongLong() > 0);
    QVERIFY(!model.index(3).data(names.key("recipient")).isValid()); // to everybody
    QVERIFY(model.index(0).data(names.key("separator")).toBool());
    QVERIFY(!model.index(0).data(names.key("sender")).isValid());
}

void MessagesTest::incrementalEqualsRebuilt()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    for (const MessageFilter &filter : {MessageFilter{}, MessageFilter{Conversation{}, {}, {}},
                                        MessageFilter{{}, Power::Italy, {}}}) {
        MessageModel step;
        step.setLog(&log);
        step.setFilter(filter);
        for (qsizetype i = 0; i < log.size(); ++i) {
            step.setPlayhead(i);
            MessageModel whole;
            whole.setLog(&log);
            whole.setPlayhead(i);
            whole.setFilter(filter);
            QCOMPARE(texts(step), texts(whole));
        }
    }
}

void MessagesTest::conversationsCountAndRemember()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    ConversationModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLog(&log);
    QCOMPARE(model.rowCount(), 2); // all, to everybody
    model.setPlayhead(log.size() - 1);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.unreadCount(), 4);
    const Conversation pair{Power::France, Power::Germany};
    const int row = model.rowOf(pair);
    QCOMPARE(model.index(row).data(ConversationModel::CountRole).toInt(), 2);
    QCOMPARE(model.index(row).data(ConversationModel::UnreadRole).toInt(), 2);
    model.markRead(pair);
    QCOMPARE(model.index(row).data(ConversationModel::UnreadRole).toInt(), 0);
    QCOMPARE(model.unreadCount(), 2);
    model.setPlayhead(0); // back: nothing to count, nothing unlearned
    QCOMPARE(model.index(row).data(ConversationModel::CountRole).toInt(), 0);
    model.setPlayhead(log.size() - 1);
    QCOMPARE(model.index(row).data(ConversationModel::CountRole).toInt(), 2);
    QCOMPARE(model.index(row).data(ConversationModel::UnreadRole).toInt(), 0);
    model.markRead(std::nullopt);
    QCOMPARE(model.unreadCount(), 0);
}

void MessagesTest::markupStaysLiteral()
{
    const QString markup =
        u"<b>bold</b> <img src=\"http://127.0.0.1:1/x.png\"><a href=\"file:///etc/passwd\">x</a>"_s;
    QCOMPARE(MessageDelegate::shownText(markup), markup);
    // What is painted is as wide as its characters: rich text would be far narrower than plain.
    const auto painted = [](const QString &text) {
        Fixture f;
        sample::Writer writer(&f.log);
        writer.start();
        writer.phase(sample::spring);
        writer.message(Power::France, std::nullopt, text);
        writer.add(MatchEnded{});
        f.navigator.setLog(&f.log);
        f.navigator.goTo(f.log.size() - 1);
        f.show();
        return f.list()->sizeHintForRow(1);
    };
    const QString lines = u"<b>a</b><br><br><br><br>"_s;
    QCOMPARE(painted(lines), painted(u"[b]a[/b][br][br][br][br]"_s)); // no break was obeyed
    QVERIFY(painted(markup) > painted(u"bold"_s));                    // every character has room
}

void MessagesTest::lineBreaksAreKeptAndLongTextsCut()
{
    QCOMPARE(MessageDelegate::shownText(u"a\r\nb\nc"_s),
             u"a"_s + QChar(QChar::LineSeparator) + u"b"_s + QChar(QChar::LineSeparator) + u"c"_s);
    const QString shown = MessageDelegate::shownText(QString(1000000, u'x'));
    QVERIFY(shown.size() < 10000);
    QVERIFY(shown.contains(u"994000"_s)); // and says how much is missing
}

void MessagesTest::viewFiltersByConversationPowerAndWords()
{
    Fixture f;
    sample::writeMatch(&f.log, true);
    f.navigator.setLog(&f.log);
    f.navigator.goTo(f.log.size() - 1);
    f.show();
    QCOMPARE(f.view.model()->messageCount(), 4);
    QCOMPARE(f.view.conversations()->unreadCount(), 0); // all is shown, so all is read

    f.view.showConversation(Conversation{Power::Austria, Power::Italy});
    QCOMPARE(f.view.model()->messageCount(), 1);
    f.view.showConversation(std::nullopt);
    f.view.showPower(Power::Germany);
    QCOMPARE(f.view.model()->messageCount(), 2);
    f.view.showPower(std::nullopt);
    auto *search = f.view.findChild<QLineEdit *>();
    QTest::keyClicks(search, u"peace"_s);
    QCOMPARE(f.view.model()->messageCount(), 1);
    search->clear();
    QCOMPARE(f.view.model()->messageCount(), 4);
}

void MessagesTest::viewFiltersByPhaseAndKind()
{
    Fixture f;
    sample::writeMatch(&f.log, true);
    f.navigator.setLog(&f.log);
    f.navigator.goTo(f.log.size() - 1);
    f.show();
    QComboBox *phase = nullptr;
    QComboBox *kind = nullptr;
    for (auto *box : f.view.findChildren<QComboBox *>()) {
        phase = box->accessibleName() == u"Phase"_s ? box : phase;
        kind = box->accessibleName() == u"Kind of message"_s ? box : kind;
    }
    QCOMPARE(phase->count(), 3); // all, spring, fall: nobody talks in winter
    phase->setCurrentText(u"F1901M"_s);
    QCOMPARE(f.view.model()->messageCount(), 1);
    f.navigator.goToPhase(0); // what is chosen stays, also before that phase
    QCOMPARE(phase->currentText(), u"F1901M"_s);
    QCOMPARE(f.view.model()->messageCount(), 0);
    f.navigator.goTo(f.log.size() - 1);
    QCOMPARE(phase->currentText(), u"F1901M"_s);
    QCOMPARE(f.view.model()->messageCount(), 1);
    f.navigator.goToPhase(0);
    phase->setCurrentIndex(0);
    QCOMPARE(f.view.model()->messageCount(), 3);
    kind->setCurrentIndex(1);
    QCOMPARE(f.view.model()->messageCount(), 2); // private
    kind->setCurrentIndex(2);
    QCOMPARE(f.view.model()->messageCount(), 1);
    kind->setCurrentIndex(3);
    QCOMPARE(f.view.model()->messageCount(), 0);
    // What is selected elsewhere is shown, whatever the filter.
    f.navigator.selectMessage(3);
    QCOMPARE(kind->currentIndex(), 0);
    MessageFilter promising;
    promising.kind = MessageKind::Promising;
    MessageSent message;
    QVERIFY(!promising.accepts(message));
    message.commitments = {{Commitment::Kind::Peace, {}, {}, sample::spring}};
    QVERIFY(promising.accepts(message));
}

void MessagesTest::newMessagesScrollInAtTheEndOnly()
{
    Fixture f;
    sample::Writer writer(&f.log);
    writer.start();
    writer.phase(sample::spring);
    for (int i = 0; i < 40; ++i)
        writer.message(Power::France, Power::Italy, u"message %1"_s.arg(i));
    f.navigator.setLog(&f.log);
    f.navigator.setPace(Navigator::Pace::Live);
    f.show();
    QScrollBar *bar = f.list()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    const int before = bar->maximum();
    writer.message(Power::France, Power::Italy, u"one more"_s);
    QTRY_VERIFY(bar->maximum() > before);
    QTRY_COMPARE(bar->value(), bar->maximum());

    bar->setValue(10); // reads further up: nothing moves
    const int range = bar->maximum();
    writer.message(Power::France, Power::Italy, u"and more"_s);
    QTRY_VERIFY(bar->maximum() > range);
    QCOMPARE(bar->value(), 10);
    auto *toEnd = f.list()->findChild<QToolButton *>();
    QVERIFY(toEnd->isVisible());
    toEnd->click();
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(!toEnd->isVisible());
}

void MessagesTest::theChosenPhaseStaysAmongMany()
{
    Fixture f;
    sample::Writer writer(&f.log);
    writer.start();
    for (int year = 1901; year <= 1906; ++year) {
        writer.phase({year, Season::Spring, PhaseType::Movement});
        writer.message(Power::France, Power::Italy, QString::number(year));
        writer.adjudicated();
    }
    writer.end();
    f.navigator.setLog(&f.log);
    f.navigator.goTo(f.log.size() - 1);
    f.show();
    QComboBox *phase = nullptr;
    for (auto *box : f.view.findChildren<QComboBox *>())
        phase = box->accessibleName() == u"Phase"_s ? box : phase;
    phase->setCurrentText(u"S1904M"_s);
    for (const int place : {0, 1, 2, 3, 4, 5, 1, 0, 5}) {
        f.navigator.goToPhase(place);
        QCOMPARE(phase->currentText(), u"S1904M"_s);
        QCOMPARE(f.view.model()->messageCount(), place >= 3 ? 1 : 0);
    }
    MatchLog other; // which has no such phase
    sample::writeMatch(&other, true);
    f.navigator.setLog(&other);
    f.navigator.goTo(other.size() - 1);
    QCOMPARE(phase->currentIndex(), 0);
    QCOMPARE(f.view.model()->messageCount(), 4);
    f.navigator.setLog(nullptr);
}

/// Whoever reads further up is left there, also when others begin to talk: their conversation comes
/// into the list above the chosen one.
void MessagesTest::readersStayWhenTalksBegin()
{
    Fixture f;
    sample::Writer writer(&f.log);
    writer.start();
    writer.phase(sample::spring);
    for (int i = 0; i < 40; ++i)
        writer.message(Power::France, Power::Germany, u"message %1"_s.arg(i));
    f.navigator.setLog(&f.log);
    f.navigator.setPace(Navigator::Pace::Live);
    f.view.showConversation(Conversation{Power::France, Power::Germany});
    f.show();
    QScrollBar *bar = f.list()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 20);
    bar->setValue(10);
    writer.message(Power::Austria, Power::England, u"Hello."_s);
    QCOMPARE(f.view.model()->filter().conversation,
             std::optional(Conversation{Power::France, Power::Germany}));
    QCOMPARE(bar->value(), 10);
}

void MessagesTest::activatingGoesToTheMoment()
{
    Fixture f;
    sample::writeMatch(&f.log, true);
    f.navigator.setLog(&f.log);
    f.navigator.goTo(f.log.size() - 1);
    f.show();
    const QModelIndex second = f.view.model()->index(2);
    Q_EMIT f.list()->activated(second);
    QCOMPARE(f.navigator.playhead(), second.data(MessageModel::EventIndexRole).value<qsizetype>());
    QCOMPARE(texts(*f.view.model()).last(), u"Agreed."_s);
    QCOMPARE(f.navigator.selectedMessage(), std::optional(f.navigator.playhead()));

    // The same by Enter, which shows the call, too: here one that is in the log.
    const QSignalSpy chosen(&f.view, &MessagesView::callChosen);
    f.navigator.goTo(f.log.size() - 1);
    f.navigator.clearSelection();
    f.list()->setFocus();
    f.list()->setCurrentIndex(f.view.model()->index(1));
    QTest::keyClick(f.list(), Qt::Key_Return);
    QCOMPARE(texts(*f.view.model()).last(), u"Shall we leave Burgundy empty?"_s);
    QVERIFY(f.navigator.selectedCall());
    QCOMPARE(chosen.size(), 1);
}

void MessagesTest::manyMessagesStayFast()
{
    Fixture f;
    sample::Writer writer(&f.log);
    writer.start();
    writer.phase(sample::spring);
    const QString text = u"I propose that we leave Burgundy empty this year, so that both of us "
                         "can turn elsewhere.\nI shall move to the Channel only if you do. "_s;
    for (int i = 0; i < 5000; ++i)
        writer.message(allPowers[static_cast<std::size_t>(i % 7)], std::nullopt, text.repeated(2));
    f.navigator.setLog(&f.log);
    f.show();
    double begun = threadCpuMs();
    const auto lap = [&begun] {
        const double now = threadCpuMs();
        return now - std::exchange(begun, now);
    };
    f.navigator.setPace(Navigator::Pace::Live);
    f.view.grab();
    const double first = lap();
    for (int i = 0; i < 10; ++i) {
        writer.message(Power::France, std::nullopt, text);
        f.view.grab();
    }
    const double each = lap() / 10;
    QScrollBar *bar = f.list()->verticalScrollBar();
    for (int i = 0; i < 10; ++i) {
        bar->setValue(bar->maximum() * i / 10);
        f.view.grab();
    }
    const double scroll = lap() / 10;
    qInfo("5000 messages: first %.0f ms, each new one %.1f ms, a scrolled frame %.1f ms", first,
          each, scroll);
    // Without kept heights each new message costs what the first picture does.
    constexpr double mostMs = isSanitized ? 200 : 50;
    QVERIFY2(each < mostMs, qPrintable(QString::number(each)));
    QVERIFY2(scroll < mostMs, qPrintable(QString::number(scroll)));
    QVERIFY2(each < first / 4, qPrintable(QString::number(first / each)));
}

QTEST_MAIN(MessagesTest)
#include "messages_test.moc"
