// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window_fixture.h"

#include "core/record/match_log_file.h"
#include "core/record/match_log_reader.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/measured.h"
#include "ui/agents/agents_view.h"
#include "ui/call_text.h"
#include "ui/chances/chance_plot.h"
#include "ui/chances/chances_view.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/prompt_trial_window.h"
#include "ui/inspector/running_calls_model.h"
#include "ui/map/map_view.h"
#include "ui/messages/messages_view.h"
#include "ui/navigator.h"
#include "ui/settings/appearance.h"
#include "ui/standings/powers_view.h"

#include <QAbstractItemView>
#include <QDesktopServices>
#include <QDialog>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QToolButton>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace concert;

/// The real window over real matches: what somebody who clicks Start sees.
class WindowMatchTest : public QObject, private WindowFixture {
    Q_OBJECT

public Q_SLOTS:
    void showInFileManager(const QUrl &url) { shown_ << url.toLocalFile(); }

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void startShowsAMatch();
    void pauseAndResume();
    void pausingIsToldOnce();
    void closingEndsWithinASecond();
    void anotherStartEndsTheFirst();
    void opensWhatWasPlayed();
    void showsItsFolder();
    void opensAMatchOfAnyLength();
    void opensWhatIsBeingPlayed();
    void aMatchThatCannotStartSaysWhy();
    void promptsAreVisibleWhileTheyRun();
    void triedPromptsNeverChangeTheMatch();
    void correctedProvidersAreAsked();
    void chancesAreForWhoLooks();
    void chancesAreWorkedOut();
    void aPowerWithoutItsProviderGetsAnother();
    void exportsTimings();
    void comparesSchedules();
    void aComparisonNamesNewHosts();
    void closingReportsWhatWasCompared();

private:
    QStringList shown_;
};

void WindowMatchTest::startShowsAMatch()
{
    settings_->setMatchConfig(quick(0.02));
    QVERIFY(requests_->log() == nullptr);
    click("startAction");
    QVERIFY(requests_->log() != nullptr);
    window_->navigator()->setPace(Navigator::Pace::Live);

    auto *map = window_->findChild<MapView *>(u"mapView"_s);
    QVERIFY(map->isVisible());
    const QImage before = map->toImage(QSize(600, 450));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(window_->navigator()->playhead(), requests_->log()->size() - 1,
                              deadline);
    // Units have moved, messages are there, bars have grown.
    QTRY_VERIFY_WITH_TIMEOUT(map->toImage(QSize(600, 450)) != before, deadline);
    const auto lists = window_->findChild<MessagesView *>()->findChildren<QAbstractItemView *>();
    int rows = 0;
    for (const QAbstractItemView *list : lists)
        rows = std::max(rows, list->model()->rowCount());
    QVERIFY2(rows > 20, qPrintable(QString::number(rows)));
    QCOMPARE(requests_->runState(), Requests::RunState::Ended);
    QVERIFY(!window_->grab().isNull());
}

void WindowMatchTest::pauseAndResume()
{
    settings_->setMatchConfig(quick(0.05));
    click("startAction");
    click("pauseAction");
    QTRY_COMPARE_WITH_TIMEOUT(requests_->runState(), Requests::RunState::Paused, deadline);
    const qsizetype events = requests_->log()->size();
    window_->navigator()->setPace(Navigator::Pace::Live);
    int paused = 0; // nobody waits for others
    for (const SeatProgress &seat : requests_->progress().seats)
        paused += seat.state == SeatProgress::State::Paused;
    QVERIFY(paused > 0);
    const QAbstractItemModel *powers = window_->findChild<PowersView *>()->standings();
    for (int row = 0; row < powers->rowCount(); ++row) {
        const QString does = powers->index(row, 0).data(StandingsModel::ActivityRole).toString();
        QVERIFY2(does == u"paused"_s || does == u"orders in"_s, qPrintable(does));
    }
    click("pauseAction");
    QTRY_VERIFY_WITH_TIMEOUT(requests_->progress().callsRunning > 0, deadline);
    for (const SeatProgress &seat : requests_->progress().seats)
        QVERIFY(seat.state != SeatProgress::State::Paused);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->size() > events + 5, deadline);
    click("stopAction");
    QTRY_COMPARE_WITH_TIMEOUT(requests_->runState(), Requests::RunState::Ended, deadline);
    QVERIFY(requests_->log()->hasEnded());
}

/// While it pauses, answers go on: the window hears of each change, not of each word.
void WindowMatchTest::pausingIsToldOnce()
{
    settings_->setMatchConfig(quick(1));
    click("startAction");
    const auto words = [this] {
        qsizetype all = 0;
        for (const CallText &call : requests_->runningCalls())
            all += call.answer.size();
        return all;
    };
    QTRY_VERIFY_WITH_TIMEOUT(words() > 0, deadline);
    const QSignalSpy told(requests_.get(), &Requests::runStateChanged);
    click("pauseAction");
    QCOMPARE(requests_->runState(), Requests::RunState::Pausing);
    QTRY_COMPARE_WITH_TIMEOUT(requests_->runState(), Requests::RunState::Paused, deadline);
    QVERIFY2(told.size() <= 3, qPrintable(QString::number(told.size())));
    QVERIFY(window_->findChild<QAction *>(u"pauseAction"_s)->text().contains(u"Resume"_s));
}

void WindowMatchTest::closingEndsWithinASecond()
{
    const auto close = [this](int attempt) -> qint64 {
        if (attempt > 0)
            openWindow();
        settings_->setMatchConfig(quick(1000)); // answers that would take minutes
        click("startAction");
        const QString folder = settings_->recentMatches().first();
        if (!QTest::qWaitFor([&] { return requests_->progress().callsRunning == powerCount; },
                             deadline))
            return deadline;
        QElapsedTimer timer;
        timer.start();
        window_->close();
        window_.reset();
        requests_.reset();
        const qint64 took = timer.elapsed();
        MatchLog log;
        return readMatchLog(folder, &log).isEmpty() && log.hasEnded() ? took : deadline;
    };
    const qint64 took = shortestMs(1000, close);
    QVERIFY2(took < 1000, qPrintable(QString::number(took)));
}

void WindowMatchTest::anotherStartEndsTheFirst()
{
    settings_->setMatchConfig(quick(0.5));
    requests_->start(settings_->matchConfig());
    const QString first = settings_->recentMatches().first();
    requests_->start(quick(0));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QVERIFY(settings_->recentMatches().first() != first);
    MatchLog log;
    QCOMPARE(readMatchLog(first, &log), QString());
    QCOMPARE(log.at(log.size() - 1).as<MatchEnded>()->reason, MatchEnded::Reason::Stopped);
}

void WindowMatchTest::showsItsFolder()
{
    QDesktopServices::setUrlHandler(u"file"_s, this, "showInFileManager");
    const auto forget = qScopeGuard([] { QDesktopServices::unsetUrlHandler(u"file"_s); });
    QVERIFY(!action("showFolder")->isEnabled());
    settings_->setMatchConfig(quick(0));
    click("startAction");
    QTRY_VERIFY(action("showFolder")->isEnabled());
    action("showFolder")->trigger();
    QCOMPARE(shown_, QStringList(settings_->recentMatches().first()));
    QVERIFY(QFileInfo::exists(shown_.first() + u"/match.jsonl"_s));
}

void WindowMatchTest::opensWhatWasPlayed()
{
    requests_->start(quick(0));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    const QString folder = settings_->recentMatches().first();
    const qsizetype events = requests_->log()->size();
    QSignalSpy changed(requests_.get(), &Requests::matchChanged);
    requests_->open(folder);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, deadline);
    // The last events may still be on their way to the file; they follow.
    QTRY_COMPARE_WITH_TIMEOUT(requests_->log()->size(), events, deadline);
    QCOMPARE(requests_->runState(), Requests::RunState::Ended);

    // Every phase can be seen again, and stepping back draws the same picture.
    auto *map = window_->findChild<MapView *>(u"mapView"_s);
    QList<QImage> forward;
    for (qsizetype phase = 0; phase < requests_->log()->phases().size(); ++phase) {
        window_->navigator()->goToPhase(phase);
        forward << map->toImage(QSize(500, 375));
    }
    QVERIFY(forward[0] != forward[1]);
    for (qsizetype phase = forward.size() - 1; phase >= 0; --phase) {
        window_->navigator()->goToPhase(phase);
        QCOMPARE(map->toImage(QSize(500, 375)), forward[phase]);
    }
}

/// Events are read in portions: a match may end with one.
void WindowMatchTest::opensAMatchOfAnyLength()
{
    for (const int length : {99, 100, 101, 200}) {
        const QString folder = folder_->filePath(QString::number(length));
        MatchLog log;
        MatchLogFile file(folder, &log);
        const auto add = [&log](MatchEventData data) {
            log.append({log.size() * 1000, Audience::everyone(), std::move(data)});
        };
        add(MatchStarted{1, u"Concert"_s, QDateTime::currentDateTimeUtc(), MatchConfig::demo()});
        add(PhaseStarted{Position::start()});
        while (log.size() < length - 1)
            add(ProblemReported{ProblemReported::Severity::Note, {}, u"Nothing."_s});
        MatchEnded end;
        end.position = Position::start();
        add(end);
        QCOMPARE(file.finish(), QString());
        requests_->open(folder);
        QTRY_VERIFY_WITH_TIMEOUT(requests_->log() && requests_->log()->size() == length, deadline);
    }
}

void WindowMatchTest::opensWhatIsBeingPlayed()
{
    MatchSession other;
    const QString folder = folder_->filePath(u"elsewhere"_s);
    QCOMPARE(other.start(quick(0.1), {}, folder), QString());
    QTRY_VERIFY_WITH_TIMEOUT(other.log()->size() > 20, deadline);
    requests_->open(folder);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log() != nullptr, deadline);
    QVERIFY(!requests_->log()->hasEnded());
    QCOMPARE(requests_->runState(), Requests::RunState::Unfinished);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QCOMPARE(requests_->runState(), Requests::RunState::Ended);
    QCOMPARE(requests_->log()->size(), other.log()->size());
}

void WindowMatchTest::aMatchThatCannotStartSaysWhy()
{
    qunsetenv("OPENAI_API_KEY");
    QSignalSpy failed(requests_.get(), &Requests::failed);
    MatchConfig config = quick(0);
    config.models[2] = {u"openai"_s, u"some-model"_s, {}};
    requests_->start(config);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, deadline); // the keychain is asked first
    const QString problem = failed[0][0].toString();
    QVERIFY2(problem.contains(u"FRANCE"_s) && problem.contains(u"OPENAI_API_KEY"_s),
             qPrintable(problem));
    QVERIFY(requests_->log() == nullptr);
    QVERIFY(!QFileInfo::exists(settings_->runsFolder())); // nothing was written
    bool shown = false;
    const auto labels = window_->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        shown |= label->isVisible() && label->text().contains(u"OPENAI_API_KEY"_s);
    QVERIFY(shown);

    requests_->open(folder_->filePath(u"nowhere"_s));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, deadline);
}

/// Row 30 and the inspector: every prompt from the moment it is asked, and the answer as it comes.
void WindowMatchTest::promptsAreVisibleWhileTheyRun()
{
    settings_->setMatchConfig(quick(3)); // slow enough to look
    click("startAction");
    QTRY_COMPARE_WITH_TIMEOUT(requests_->runningCalls().size(), powerCount, deadline);
    const QList<CallText> running = requests_->runningCalls();
    for (const CallText &call : running) {
        QCOMPARE(call.call.stage, StageKind::InitialState);
        QCOMPARE(call.messages.size(), 2);
        QVERIFY(call.messages.last().content.contains(u"POWER "_s));
    }
    // Words arrive before the answer is complete.
    bool partly = false;
    const auto look = [&] {
        for (const CallText &call : requests_->runningCalls())
            partly |= !call.answer.isEmpty() && !call.answer.endsWith(u'}');
        return partly;
    };
    QTRY_VERIFY_WITH_TIMEOUT(look(), deadline);
    auto *inspector = window_->findChild<InspectorView *>();
    auto *dock = qobject_cast<QDockWidget *>(inspector->parentWidget());
    QVERIFY(dock);
    dock->show();
    dock->raise();
    window_->navigator()->setPace(Navigator::Pace::Live);
    QTRY_VERIFY_WITH_TIMEOUT(inspector->runningCalls()->rowCount() > 0, deadline);
    const CallId call = inspector->runningCalls()->callAt(0).call;
    window_->navigator()->selectCall(
        *spanOf(*requests_->log(), call.power, call.phase, call.stage, call.round));
    inspector->showPage(InspectorView::PromptPage);
    QVERIFY(inspector->text().contains(u"POWER "_s));
    click("stopAction");
    QVERIFY(requests_->runningCalls().isEmpty());
}

void WindowMatchTest::triedPromptsNeverChangeTheMatch()
{
    settings_->setMatchConfig(quick(0));
    click("startAction");
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    const qsizetype events = requests_->log()->size();
    const CallId call{Power::France, Position::start().phase, StageKind::Orders, 0, 1};
    QSignalSpy found(requests_.get(), &Requests::callTextsFound);
    requests_->findCallTexts(call);
    QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, deadline);
    const auto texts = found.first().at(1).value<QList<CallText>>();
    QVERIFY(!texts.isEmpty());

    QVERIFY(requests_->trialModels().contains(u"simulator"_s));
    QSignalSpy ended(requests_.get(), &Requests::trialEnded);
    PromptTrial trial{1, call, u"simulator"_s, texts.first().messages};
    trial.messages.last().content += u"\nThink twice."_s;
    requests_->tryPrompt(trial);
    QVERIFY(ended.isEmpty()); // never from within
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    auto answer = ended.first().at(1).value<TrialAnswer>();
    QCOMPARE(answer.problem, QString());
    QVERIFY2(answer.taken.startsWith(u"A match would take: "_s), qPrintable(answer.taken));
    QVERIFY(answer.text.contains(u"\"orders\""_s));
    QVERIFY(answer.usage.inputTokens > 0);
    QCOMPARE(answer.cost, std::optional(0.0)); // the built-in model's price
    QVERIFY(answer.whole > 0);

    trial.id = 2;
    trial.model = u"openai:gpt"_s; // without a key
    qunsetenv("OPENAI_API_KEY");
    requests_->tryPrompt(trial);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, deadline);
    answer = ended.last().at(1).value<TrialAnswer>();
    QVERIFY2(answer.problem.contains(u"key"_s), qPrintable(answer.problem));
    trial.id = 3;
    trial.model = u"nobody:x"_s;
    requests_->tryPrompt(trial);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 3, deadline);
    QVERIFY(!ended.last().at(1).value<TrialAnswer>().problem.isEmpty());
    trial.id = 4;
    trial.model = u"simulator"_s;
    requests_->tryPrompt(trial);
    requests_->stopTrial(4);
    requests_->tryPrompt({5, call, u"simulator"_s, texts.first().messages});
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 4, deadline);
    QCOMPARE(ended.last().at(0).toInt(), 5);
    QCOMPARE(requests_->log()->size(), events);
}

/// What is corrected in the settings counts for the next trial, not only after a restart.
void WindowMatchTest::correctedProvidersAreAsked()
{
    FakeModelServer server;
    ProviderProfile profile;
    profile.name = u"mine"_s;
    profile.dialect = DialectName::Anthropic; // which it does not speak
    profile.baseUrl = server.baseUrl();
    settings_->setProviders(QList{profile} + settings_->providers());
    const CallId call{Power::France, Position::start().phase, StageKind::Plan, 0, 1};
    QSignalSpy ended(requests_.get(), &Requests::trialEnded);
    const ChatMessage message{ChatMessage::Role::User, u"What is your plan?"_s};
    requests_->tryPrompt({1, call, u"mine:m"_s, {message}});
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QVERIFY(server.requests().last().path.endsWith("/messages"));
    QList<ProviderProfile> providers = settings_->providers();
    for (ProviderProfile &each : providers) {
        if (each.name == u"mine"_s)
            each.dialect = DialectName::OpenAiChat;
    }
    settings_->setProviders(providers);
    requests_->tryPrompt({2, call, u"mine:m"_s, {message}});
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, deadline);
    QVERIFY2(server.requests().last().path.endsWith("/chat/completions"),
             server.requests().last().path.constData());
}

/// Chances cost seconds of a processor: nobody works them out behind another tab, and what was
/// worked out once is read from the match's folder.
void WindowMatchTest::chancesAreForWhoLooks()
{
    requests_->start(quick(0));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    const QString folder = requests_->folder();
    QSignalSpy found(requests_.get(), &Requests::chancesFound);
    QSignalSpy changed(requests_.get(), &Requests::matchChanged);
    requests_->open(folder);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, deadline);
    QVERIFY(!window_->findChild<ChancesView *>()->isVisible()); // Latency stands in front
    window_->navigator()->goTo(requests_->log()->size() - 1);
    QTest::qWait(50); // whoever had been asked would begin to answer
    QVERIFY(found.isEmpty());
    window_->findChild<QDockWidget *>(u"chancesDock"_s)->raise();
    const auto shown = [this] {
        return window_->findChild<ChancesView *>()->plot()->picture().columns;
    };
    const auto isComplete = [shown] {
        const auto columns = shown();
        return !columns.isEmpty() &&
               std::all_of(columns.begin(), columns.end(), [](const auto &column) {
                   return column.chances && column.chances->games == Evaluator::mostGames;
               });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isComplete(), deadline);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder % u"/chances.json"_s), deadline);
    const auto columns = shown();

    // Another day: no game is played for it.
    closeWindow();
    settings_ = std::make_unique<Settings>(folder_->filePath(u"concert.ini"_s));
    requests_ = std::make_unique<WindowRequests>(settings_.get());
    QSignalSpy again(requests_.get(), &Requests::chancesFound);
    QSignalSpy opened(requests_.get(), &Requests::matchChanged);
    requests_->open(folder);
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, deadline);
    for (qsizetype phase = 0; phase < columns.size(); ++phase)
        requests_->findChances(phase);
    QTRY_COMPARE_WITH_TIMEOUT(again.size(), columns.size(), deadline);
    for (const QList<QVariant> &answer : again)
        QVERIFY(answer[1].value<PhaseChances>() == columns[answer[0].value<qsizetype>()].chances);
}

/// Of every phase, while the match is played and when it is opened again; the playhead's mark and
/// the numbers agree with what the player's own library says.
void WindowMatchTest::chancesAreWorkedOut()
{
    auto *dock = window_->findChild<QDockWidget *>(u"chancesDock"_s);
    dock->raise();
    auto *view = window_->findChild<ChancesView *>();
    QTRY_VERIFY_WITH_TIMEOUT(view->isVisible(), deadline);
    requests_->start(quick(0));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    const auto isComplete = [view] {
        const auto &columns = view->plot()->picture().columns;
        return std::all_of(columns.begin(), columns.end(), [](const auto &column) {
            return column.chances && column.chances->games == Evaluator::mostGames;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isComplete(), deadline);
    const auto columns = view->plot()->picture().columns;
    QCOMPARE(columns.size(), requests_->log()->phases().size() + 1); // and the final board
    Rollouts rollouts(Map::standard(), Position::start());
    rollouts.play(Evaluator::mostGames);
    for (const Power power : allPowers) {
        const PowerChances &expected = rollouts.chances().of(power);
        QCOMPARE(columns.first().chances->of(power).share, expected.share.mean);
        QCOMPARE(columns.first().chances->of(power).shareError, expected.share.error);
    }
    window_->navigator()->goToPhase(1);
    QCOMPARE(view->plot()->picture().marked, 1);

    // Opened again, what is known is there at once, or soon.
    requests_->open(settings_->recentMatches().first());
    QSignalSpy changed(requests_.get(), &Requests::matchChanged);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(isComplete(), deadline);
    QCOMPARE(view->plot()->picture().columns.size(), columns.size());
    QVERIFY(view->plot()->picture().columns.first().chances == columns.first().chances);
}

/// A wrong key: the match goes on as far as it can, the strip says why, and the watcher gives the
/// power to the built-in model.
void WindowMatchTest::aPowerWithoutItsProviderGetsAnother()
{
    FakeModelServer server;
    server.script({fake::body(401, "application/json", R"({"error":{"message":"No."}})")});
    MatchConfig config = quick(0);
    config.models[2] = {u"openai"_s, u"m"_s, server.baseUrl()};
    settings_->setMatchConfig(config);
    click("startAction");
    const auto button = [this](const char *name) {
        auto *found = window_->findChild<QPushButton *>(QLatin1StringView(name));
        return found && found->isVisible() ? found : nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(button("otherModel") != nullptr, deadline);
    QVERIFY(requests_->runState() == Requests::RunState::Running);
    button("otherModel")->click();
    QTRY_VERIFY(button("useModel") != nullptr);
    button("useModel")->click(); // what is offered first: the built-in model
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    const MatchLog &log = *requests_->log();
    QCOMPARE(log.at(log.size() - 1).as<MatchEnded>()->reason, MatchEnded::Reason::LastYear);
    QVERIFY(button("otherModel") == nullptr);
    bool changed = false;
    for (const qsizetype index : log.seatings()) {
        const auto *goes = log.at(index).as<PowerUnparked>();
        changed = changed || (goes && goes->how == PowerUnparked::How::OtherModel &&
                              goes->model == simulatorProviderName);
    }
    QVERIFY(changed);
}

void WindowMatchTest::exportsTimings()
{
    requests_->start(quick(0));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QSignalSpy exported(requests_.get(), &Requests::exported);
    QSignalSpy failed(requests_.get(), &Requests::failed);
    const QString path = folder_->filePath(u"timings.csv"_s);
    int calls = 0;
    for (const Span &span : requests_->log()->spans())
        calls += span.isCall ? 1 : 0;
    requests_->exportMatch(u"csv"_s, path);
    requests_->start(quick(0)); // what is exported was shown when it was asked for
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, deadline);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), calls + 1);
    requests_->exportMatch(u"csv"_s, folder_->filePath(u"no/such/folder/timings.csv"_s));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, deadline);
}

void WindowMatchTest::comparesSchedules()
{
    ComparisonPlan plan =
        planComparison(quick(0.02), {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined});
    plan.repeat = 2;
    QSignalSpy changed(requests_.get(), &Requests::comparisonChanged);
    requests_->compare(plan);
    QVERIFY(requests_->comparison() != nullptr);
    QVERIFY(requests_->comparison()->running);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->comparison()->ended, deadline);
    const ComparisonState &state = *requests_->comparison();
    QVERIFY(changed.size() > 2);
    QCOMPARE(state.problem, QString());
    QCOMPARE(state.runs.size(), 6);
    QVERIFY(!state.running && !state.stopped);
    QVERIFY(state.report.differences.isEmpty());
    QCOMPARE(state.report.result.variants.size(), 2);
    QVERIFY(QFileInfo::exists(state.folder % u"/comparison.md"_s));
    // Any of its matches can be watched.
    requests_->open(state.folder % u'/' % state.runs[3].folder);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log() != nullptr, deadline);
    QCOMPARE(requests_->log()->lastTime(), state.runs[3].times.total);
}

void WindowMatchTest::aComparisonNamesNewHosts()
{
    const QString host = u"models-%1.invalid"_s.arg(QUuid::createUuid().toString(QUuid::Id128));
    MatchConfig config = quick(0.02);
    config.models[3] = {u"openai"_s, u"m"_s, QUrl(u"https://%1/v1"_s.arg(host))};
    const ComparisonPlan plan = planComparison(config, {Schedule::Staged, Schedule::Pipelined});
    for (const int hosts : {1, 0}) { // the second time it is known
        requests_->compare(plan);
        QTRY_VERIFY_WITH_TIMEOUT(requests_->comparison() != nullptr, deadline);
        const QStringList &notes = requests_->comparison()->notes;
        QCOMPARE(notes.size(), hosts);
        QVERIFY(hosts == 0 || notes[0].contains(host));
        requests_->stopComparison();
        QTRY_VERIFY_WITH_TIMEOUT(requests_->comparison()->ended, deadline);
    }
}

void WindowMatchTest::closingReportsWhatWasCompared()
{
    ComparisonPlan plan = planComparison(quick(0.02), {Schedule::Staged, Schedule::Pipelined});
    plan.repeat = 100;
    requests_->compare(plan);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->comparison()->runs.size() >= 2, deadline);
    const QString folder = requests_->comparison()->folder;
    window_.reset();
    requests_.reset();
    QVERIFY(QFileInfo::exists(folder % u"/comparison.md"_s));
}

QTEST_MAIN(WindowMatchTest)
#include "window_match_test.moc"
