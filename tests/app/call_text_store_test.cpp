// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/call_text_store.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

CallText textOf(Power power, int round, int attempt, const QString &answer)
{
    CallText text;
    text.call = {
        power, {1901, Season::Spring, PhaseType::Movement}, StageKind::Messages, round, attempt};
    text.messages << ChatMessage{ChatMessage::Role::User, u"Round %1."_s.arg(round)};
    text.answer = answer;
    return text;
}

/// What is found for a call, the moment it is.
QStringList answersOf(CallTextStore *store, const CallId &call)
{
    QSignalSpy found(store, &CallTextStore::found);
    store->find(call);
    if (!found.isEmpty() || !found.wait(10'000)) // never from within
        return {u"no answer"_s};
    QStringList answers;
    for (const CallText &text : found.first()[1].value<QList<CallText>>())
        answers << text.answer;
    return answers;
}

} // namespace

class CallTextStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newestComeFromMemory();
    void olderOnesComeFromTheFile();
    void answersMayHoldAnything();
    void fileMayStillGrow();
    void largeFilesAreReadInSlices();
};

void CallTextStoreTest::newestComeFromMemory()
{
    const QTemporaryDir folder; // holds no file at all
    CallTextStore store(folder.path());
    const CallText first = textOf(Power::France, 1, 1, u"no JSON"_s);
    const CallText second = textOf(Power::France, 1, 2, u"{}"_s);
    store.add(first);
    store.add(second);
    QCOMPARE(answersOf(&store, first.call), QStringList({u"no JSON"_s, u"{}"_s}));
    QCOMPARE(answersOf(&store, second.call), QStringList({u"no JSON"_s, u"{}"_s}));
    QCOMPARE(answersOf(&store, textOf(Power::France, 2, 1, {}).call), QStringList());
}

void CallTextStoreTest::olderOnesComeFromTheFile()
{
    const QTemporaryDir folder;
    CallTextStore store(folder.path());
    store.setMemoryLimit(2000);
    {
        MatchLog log;
        MatchLogFile file(folder.path(), &log);
        for (int round = 1; round <= 50; ++round) {
            for (const int attempt : {1, 2}) {
                const CallText text =
                    textOf(Power::Italy, round, attempt, u"answer %1.%2"_s.arg(round).arg(attempt));
                file.writeCall(text);
                store.add(text);
            }
        }
    }
    for (const int round : {1, 25, 50}) {
        const QStringList expected{u"answer %1.1"_s.arg(round), u"answer %1.2"_s.arg(round)};
        QCOMPARE(answersOf(&store, textOf(Power::Italy, round, 1, {}).call), expected);
    }
}

void CallTextStoreTest::answersMayHoldAnything()
{
    const QTemporaryDir folder;
    const QString evil = u"\"call\":\"ITALY/S1901M/messages/2/1\",\n{\"call\":\"x\"} \\\" ü"_s;
    {
        MatchLog log;
        MatchLogFile file(folder.path(), &log);
        file.writeCall(textOf(Power::Italy, 1, 1, evil));
        file.writeCall(textOf(Power::Italy, 2, 1, u"second"_s));
    }
    CallTextStore store(folder.path());
    QCOMPARE(answersOf(&store, textOf(Power::Italy, 1, 1, {}).call), QStringList(evil));
    QCOMPARE(answersOf(&store, textOf(Power::Italy, 2, 1, {}).call), QStringList(u"second"_s));
}

void CallTextStoreTest::fileMayStillGrow()
{
    const QTemporaryDir folder;
    CallTextStore store(folder.path());
    const CallText text = textOf(Power::Turkey, 1, 1, u"later"_s);
    QCOMPARE(answersOf(&store, text.call), QStringList());
    {
        MatchLog log;
        MatchLogFile(folder.path(), &log).writeCall(text);
    }
    QCOMPARE(answersOf(&store, text.call), QStringList(u"later"_s));
    // A line that is still being written is not there yet.
    QFile file(folder.filePath(callsFileName));
    QVERIFY(file.open(QIODevice::Append));
    file.write(R"({"answer":"torn","call":"ITALY/S1901M/messages/7/1")");
    file.flush();
    QCOMPARE(answersOf(&store, textOf(Power::Italy, 7, 1, {}).call), QStringList());
    file.write(",\"messages\":[]}\n");
    file.close();
    QCOMPARE(answersOf(&store, textOf(Power::Italy, 7, 1, {}).call), QStringList(u"torn"_s));
}

void CallTextStoreTest::largeFilesAreReadInSlices()
{
    const QTemporaryDir folder;
    {
        MatchLog log;
        MatchLogFile file(folder.path(), &log);
        for (int round = 1; round <= 400; ++round)
            file.writeCall(textOf(Power::Italy, round, 1, QString(50'000, u'x')));
    }
    CallTextStore store(folder.path());
    int turns = 0;
    QTimer other; // everybody else goes on meanwhile
    connect(&other, &QTimer::timeout, this, [&turns] { ++turns; });
    other.start(0);
    const QStringList answers = answersOf(&store, textOf(Power::Italy, 400, 1, {}).call);
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers.first().size(), 50'000);
    QVERIFY2(turns >= 10, qPrintable(QString::number(turns))); // 20 MB, a megabyte a turn
}

QTEST_GUILESS_MAIN(CallTextStoreTest)
#include "call_text_store_test.moc"
