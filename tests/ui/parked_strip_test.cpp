// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parking/parked_strip.h"

#include "tests/ui/idle_requests.h"
#include "ui/navigator.h"
#include "ui/problems/problems_model.h"
#include "ui/problems/problems_view.h"
#include "ui/time_text.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

class KeptKeys : public IdleProviders {
public:
    void keepKey(const ProviderProfile &profile, const QByteArray &key, bool inKeychain) override
    {
        kept << u"%1 %2 %3 %4"_s.arg(profile.name, profile.baseUrl.toString(),
                                     QString::fromUtf8(key), inKeychain ? u"saved"_s : u""_s);
    }

    QStringList kept;
};

class ParkedRequests : public IdleRequests {
public:
    ProviderRequests *providers() override { return &keys; }
    const MatchLog *log() const override { return &shown; }
    RunState runState() const override { return state; }
    MatchProgress progress() const override { return now; }
    void stop() override { ++stops; }
    void resume() override { calls << u"resume"_s; }
    void goOn(const QList<Power> &powers, PowerUnparked::How how, const ModelId &model) override
    {
        calls << u"%1 %2 %3"_s.arg(powers.size()).arg(static_cast<int>(how)).arg(model.toString());
    }
    void changeCaps(const SpendingCaps &to) override { capsNow = to; }
    SpendingCaps caps() const override { return capsNow; }

    void add(const MatchEventData &data)
    {
        shown.append({shown.size() * 1'000'000, Audience::watcherOnly(), data});
        Q_EMIT progressChanged();
    }

    KeptKeys keys;
    MatchLog shown;
    RunState state = RunState::Running;
    SpendingCaps capsNow{0.01, 0, 0, 0};
    MatchProgress now;
    QStringList calls;
    int stops = 0;
};

PowerParked parkedPower(Power power, ParkReason reason = ParkReason::Key,
                        const QString &server = u"OpenAI (api.openai.com)"_s)
{
    return {power, u"openai:x"_s, server, reason, u"OpenAI refuses the <b>key</b>."_s, {}};
}

} // namespace

/// Powers that wait, above the map and among the problems.
class ParkedStripTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesNoRoomWhileAllPlay();
    void oneRowForAProvider();
    void theWatcherChooses();
    void anotherModelIsAskedFor();
    void theTextIsNoColumnOfWords_data();
    void theTextIsNoColumnOfWords();
    void aKeyBehindAModelIsNotShown();
    void atTheCap();
    void atAFullDisk();
    void oneProblemForAProvider();
    void nobodyWaitsWhenTheWaitIsOver_data();
    void nobodyWaitsWhenTheWaitIsOver();
    void saysWhenItIsTriedAgain();
    void givingUpIsNoEndOfTheTrouble();

private:
    QString texts() const
    {
        QStringList all;
        for (const QLabel *label : strip_->findChildren<QLabel *>()) {
            if (label->isVisibleTo(strip_.get()) && !label->text().isEmpty())
                all << label->text();
        }
        return all.join(u'|');
    }
    QPushButton *button(const char *name) const
    {
        for (QPushButton *each : strip_->findChildren<QPushButton *>(QLatin1StringView(name))) {
            if (each->isVisibleTo(strip_.get()))
                return each;
        }
        return nullptr;
    }

    std::unique_ptr<ParkedRequests> requests_;
    std::unique_ptr<ParkedStrip> strip_;
};

void ParkedStripTest::init()
{
    strip_.reset();
    requests_ = std::make_unique<ParkedRequests>();
    MatchStarted started;
    started.startedAt = QDateTime::currentDateTimeUtc();
    started.config = MatchConfig::demo();
    requests_->shown.append({0, Audience::everyone(), started});
    strip_ = std::make_unique<ParkedStrip>(requests_.get());
    strip_->setProviders(builtInProviders());
}

void ParkedStripTest::takesNoRoomWhileAllPlay()
{
    QVERIFY(strip_->isHidden());
    requests_->add(parkedPower(Power::France));
    QVERIFY(!strip_->isHidden());
    requests_->add(PowerUnparked{Power::France, PowerUnparked::How::Again, u"openai:x"_s});
    QVERIFY(strip_->isHidden());
    requests_->add(parkedPower(Power::France));
    requests_->state = Requests::RunState::Ended;
    Q_EMIT requests_->runStateChanged();
    QVERIFY(strip_->isHidden());
}

void ParkedStripTest::oneRowForAProvider()
{
    requests_->add(parkedPower(Power::France));
    requests_->add(parkedPower(Power::Italy));
    QCOMPARE(texts().count(u"OpenAI refuses the <b>key</b>."_s), 1); // as it is: no markup
    QVERIFY2(texts().contains(u"France, Italy"_s), qPrintable(texts()));
    QVERIFY(texts().contains(u"Since "_s));
    requests_->add(parkedPower(Power::Turkey, ParkReason::Outage, u"vLLM (127.0.0.1:8000)"_s));
    QCOMPARE(texts().count(u"OpenAI refuses"_s), 2);
    QVERIFY(texts().contains(u"tried again by itself"_s));
}

void ParkedStripTest::theWatcherChooses()
{
    requests_->add(parkedPower(Power::France));
    requests_->add(parkedPower(Power::Italy));
    QSignalSpy wanted(strip_.get(), &ParkedStrip::keyWanted);
    button("setKey")->click();
    QCOMPARE(wanted.size(), 1);
    button("tryAgain")->click();
    QCOMPARE(requests_->calls, (QStringList{u"2 0 "_s}));
    button("defaultOrders")->click();
    QCOMPARE(requests_->calls.last(), u"2 2 "_s);
    requests_->add(PowerUnparked{Power::France, PowerUnparked::How::Defaults, u"openai:x"_s});
    requests_->add(PowerUnparked{Power::Italy, PowerUnparked::How::Defaults, u"openai:x"_s});
    QVERIFY2(texts().contains(u"default orders"_s), qPrintable(texts()));
    QVERIFY(button("defaultOrders") == nullptr);
    button("tryAgain")->click(); // it may come back
    QCOMPARE(requests_->calls.last(), u"2 0 "_s);
}

void ParkedStripTest::anotherModelIsAskedFor()
{
    requests_->add(parkedPower(Power::France));
    button("otherModel")->click();
    auto *field = strip_->findChild<QComboBox *>(u"anotherModel"_s);
    QVERIFY(field);
    field->setEditText(u"nobody knows this"_s);
    QVERIFY(!button("useModel")->isEnabled());
    field->setEditText(u"ollama:qwen3:8b"_s);
    QVERIFY(button("useModel")->isEnabled());
    button("useModel")->click();
    QCOMPARE(requests_->calls, (QStringList{u"1 1 ollama:qwen3:8b"_s}));
    QVERIFY(button("otherModel"));
}

void ParkedStripTest::theTextIsNoColumnOfWords_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {560, 700, 850, 1000, 1200, 1600})
        QTest::addRow("%d", width) << width;
}

/// Whatever stands beside it: four buttons, or a field and two.
void ParkedStripTest::theTextIsNoColumnOfWords()
{
    QFETCH(int, width);
    strip_->resize(width, 200);
    requests_->add(parkedPower(Power::France));
    strip_->show();
    const auto line = [this] {
        QCoreApplication::processEvents();
        const auto *said = strip_->findChild<QLabel *>(u"said"_s);
        return said->isVisible() ? said->width() / said->fontMetrics().averageCharWidth() : -1;
    };
    QVERIFY2(line() > 40, qPrintable(QString::number(line())));
    button("otherModel")->click();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY2(line() > 40, qPrintable(QString::number(line())));
}

/// As on the command line: it is in memory from then on, and neither on the screen nor in the log.
void ParkedStripTest::aKeyBehindAModelIsNotShown()
{
    requests_->add(parkedPower(Power::France));
    button("otherModel")->click();
    auto *field = strip_->findChild<QComboBox *>(u"anotherModel"_s);
    QCOMPARE(field->lineEdit()->selectedText(), u"simulator"_s); // to be written over
    QTest::keyClicks(field->lineEdit(), u"openai:m@https://models.example.org/v1#sk-CANARY"_s);
    QCOMPARE(field->currentText(), u"openai:m@https://models.example.org/v1#•••••••••"_s);
    QVERIFY(button("useModel")->isEnabled());
    button("useModel")->click();
    QCOMPARE(requests_->keys.kept,
             QStringList(u"openai https://models.example.org/v1 sk-CANARY "_s));
    QCOMPARE(requests_->calls, QStringList(u"1 1 openai:m@https://models.example.org/v1"_s));
}

void ParkedStripTest::atTheCap()
{
    requests_->state = Requests::RunState::Paused;
    requests_->add(MatchPaused{u"The match has spent $0.01 of its cap of $0.01."_s});
    QVERIFY(texts().contains(u"cap of $0.01"_s));
    button("raiseCap")->click();
    QVERIFY(requests_->capsNow.cost > 0.0149);
    requests_->add(MatchPaused{}); // the watcher's own pause needs no words
    QVERIFY(strip_->isHidden());
}

void ParkedStripTest::atAFullDisk()
{
    requests_->state = Requests::RunState::Paused;
    requests_->add(
        MatchPaused{u"/runs/1/match.jsonl cannot be written: No space left on device. What was "
                    "played is kept in memory and written when the disk takes it again."_s,
                    true});
    QVERIFY(texts().contains(
        u"The match pauses until it can be saved. /runs/1/match.jsonl cannot be written"_s));
    QVERIFY(!strip_->findChild<QPushButton *>(u"raiseCap"_s)); // it is not for money
    button("tryToSave")->click();
    QCOMPARE(requests_->calls, QStringList(u"resume"_s));
    requests_->add(MatchResumed{});
    requests_->state = Requests::RunState::Running;
    Q_EMIT requests_->runStateChanged();
    QVERIFY(strip_->isHidden());
}

void ParkedStripTest::oneProblemForAProvider()
{
    ProblemsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLog(&requests_->shown);
    for (const Power power : allPowers)
        requests_->add(parkedPower(power));
    QCOMPARE(model.rowCount(), 1);
    const auto text = [&model](int row, int column) {
        return model.index(row, column).data().toString();
    };
    QCOMPARE(text(0, ProblemsModel::PowerColumn), u"all"_s);
    QVERIFY(text(0, ProblemsModel::TextColumn).startsWith(u"Waiting: "_s));
    for (const Power power : allPowers)
        requests_->add(PowerUnparked{power, PowerUnparked::How::Again, u"openai:x"_s});
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(text(0, ProblemsModel::TextColumn).contains(u"This is over."_s));
    requests_->add(parkedPower(Power::France)); // again: another row
    QCOMPARE(model.rowCount(), 2);
    ProblemsModel replayed; // the same from the whole log
    replayed.setLog(&requests_->shown);
    QCOMPARE(replayed.rowCount(), 2);
    for (int row = 0; row < 2; ++row)
        QCOMPARE(replayed.index(row, ProblemsModel::TextColumn).data().toString(),
                 text(row, ProblemsModel::TextColumn));
}

void ParkedStripTest::nobodyWaitsWhenTheWaitIsOver_data()
{
    QTest::addColumn<MatchEvent>("end");
    QTest::addColumn<bool>("isBack"); // the server
    const auto row = [](const char *name, const MatchEventData &data, bool isBack = false) {
        QTest::newRow(name) << MatchEvent{2000, Audience::watcherOnly(), data} << isBack;
    };
    row("it goes on", PowerUnparked{Power::France, PowerUnparked::How::Again, u"openai:x"_s}, true);
    row("another model", PowerUnparked{Power::France, PowerUnparked::How::OtherModel, u"x"_s});
    row("default orders", PowerUnparked{Power::France, PowerUnparked::How::Defaults, u"x"_s});
    row("the match ends", MatchEnded{MatchEnded::Reason::Failed, u"No key."_s, {}, {}});
    row("the match was taken up again", MatchContinued{});
}

/// FRANCE had an outage first; since the server answers, it refuses the key.
void ParkedStripTest::nobodyWaitsWhenTheWaitIsOver()
{
    QFETCH(MatchEvent, end);
    QFETCH(bool, isBack);
    ProblemsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLog(&requests_->shown);
    requests_->add(parkedPower(Power::France, ParkReason::Outage));
    requests_->add(parkedPower(Power::France, ParkReason::Key));
    QCOMPARE(model.rowCount(), 2);
    const auto waiting = [](const ProblemsModel &of) {
        int rows = 0;
        for (int row = 0; row < of.rowCount(); ++row) {
            const QString text = of.index(row, ProblemsModel::TextColumn).data().toString();
            rows += text.startsWith(u"Waiting: "_s) ? 1 : 0;
        }
        return rows;
    };
    QCOMPARE(waiting(model), 1); // for one thing only
    QVERIFY(model.index(0, ProblemsModel::TextColumn).data().toString().contains(u"is over"_s));
    requests_->add(end.data);
    QCOMPARE(waiting(model), 0);
    const QString last = model.index(1, ProblemsModel::TextColumn).data().toString();
    QCOMPARE(last.contains(u"This is over."_s), isBack);
    ProblemsModel replayed;
    replayed.setLog(&requests_->shown);
    QCOMPARE(waiting(replayed), 0);
}

void ParkedStripTest::saysWhenItIsTriedAgain()
{
    const auto at = [](qint64 seconds) {
        const QDateTime started = QDateTime::currentDateTime();
        return started.addSecs(seconds);
    };
    requests_->add(parkedPower(Power::Turkey, ParkReason::Outage));
    button("otherModel")->click();
    auto *field = strip_->findChild<QComboBox *>(u"anotherModel"_s);
    field->setEditText(u"ollama:qwen3:8b"_s);
    requests_->now.seats[6].nextTry = qint64(45) * 1'000'000;
    Q_EMIT requests_->progressChanged(); // time passes while a model is chosen
    QCOMPARE(strip_->findChild<QComboBox *>(u"anotherModel"_s), field);
    QCOMPARE(field->currentText(), u"ollama:qwen3:8b"_s);

    requests_->add(parkedPower(Power::France, ParkReason::Outage, u"vLLM (127.0.0.1:8000)"_s));
    requests_->now.seats[2].nextTry = qint64(45) * 1'000'000;
    Q_EMIT requests_->progressChanged();
    QPushButton *const pressed = button("tryAgain");
    const QString text = texts();
    QVERIFY2(text.contains(u"The next attempt is at "_s), qPrintable(text));
    static const QRegularExpression twice(u"\\d\\d:\\d\\d:\\d\\d:"_s); // the C locale's has seconds
    QVERIFY2(!text.contains(twice), qPrintable(text));
    QVERIFY2(!text.contains(u"default orders"_s), qPrintable(text)); // it waits for ever
    requests_->now.seats[2].nextTry = qint64(105) * 1'000'000;
    requests_->now.seats[2].waitsUntil = qint64(1800) * 1'000'000;
    Q_EMIT requests_->progressChanged();
    QVERIFY(texts() != text);
    QCOMPARE(button("tryAgain"), pressed);  // nothing moves below the mouse
    const auto when = [&](qint64 seconds) { // shortly before midnight with its day
        const QDateTime moment = at(seconds);
        return moment.date() == QDate::currentDate()
                   ? QLocale().toString(moment.time(), QLocale::ShortFormat)
                   : momentText(moment);
    };
    const QString until = when(1800);
    const QString orABitLater = when(1790);
    QVERIFY2(texts().contains(u"From %1 on, default orders."_s.arg(until)) ||
                 texts().contains(u"From %1 on, default orders."_s.arg(orABitLater)),
             qPrintable(texts()));
    requests_->now.now = qint64(106) * 1'000'000; // just now
    Q_EMIT requests_->progressChanged();
    QVERIFY2(texts().contains(u"tried again by itself"_s), qPrintable(texts()));
}

/// A server that a power does without now is not back.
void ParkedStripTest::givingUpIsNoEndOfTheTrouble()
{
    ProblemsModel model;
    model.setLog(&requests_->shown);
    requests_->add(parkedPower(Power::France, ParkReason::Outage));
    requests_->add(PowerUnparked{Power::France, PowerUnparked::How::Defaults, u"openai:x"_s});
    CallEnded ended; // what was under way when it was given up
    ended.call.power = Power::France;
    ended.attempts = 4;
    ended.outcome = CallOutcome::Defaulted;
    ended.problem = u"FRANCE plays default orders."_s;
    requests_->add(ended);
    QCOMPARE(model.rowCount(), 2);
    const QString first = model.index(0, ProblemsModel::TextColumn).data().toString();
    QCOMPARE(first, u"OpenAI refuses the <b>key</b>."_s);
    QCOMPARE(model.index(1, ProblemsModel::TextColumn).data().toString(),
             u"Default orders from now on."_s);
}

QTEST_MAIN(ParkedStripTest)
#include "parked_strip_test.moc"
