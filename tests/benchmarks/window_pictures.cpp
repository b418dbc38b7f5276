// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window_fixture.h"

#include "ui/agents/agents_view.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/prompt_trial_window.h"
#include "ui/navigator.h"
#include "ui/settings/appearance.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace concert;

/// For the eye, with nothing to prove: `./dev pictures FOLDER` writes how the window looks there.
class WindowPictures : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(QDir(qEnvironmentVariable("CONCERT_PICTURES")).exists()); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void agentPictures();
    void pictures_data();
    void pictures();
};

/// Agents, inspector and trials with a real match, light and dark.
void WindowPictures::agentPictures()
{
    const QString folder = qEnvironmentVariable("CONCERT_PICTURES");
    MatchConfig talkative = quick(0, 1903);
    talkative.negotiationRounds = 2;
    settings_->setMatchConfig(talkative);
    click("startAction");
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    auto *agents = window_->findChild<AgentsView *>();
    auto *inspector = window_->findChild<InspectorView *>();
    window_->navigator()->goTo(requests_->log()->size() - 1);
    for (const bool dark : {false, true}) {
        qApp->setPalette(dark ? darkPalette() : QPalette());
        for (const QSize size : {QSize(1100, 700), QSize(1700, 980)}) {
            window_->resize(size);
            window_->resetLayout();
            const QString name = u"%1/%2-%3-%4.png"_s.arg(folder)
                                     .arg(u"%1"_s)
                                     .arg(size.width())
                                     .arg(dark ? u"dark"_s : u"light"_s);
            for (QWidget *view :
                 {static_cast<QWidget *>(agents), static_cast<QWidget *>(inspector)}) {
                auto *dock = qobject_cast<QDockWidget *>(view->parentWidget());
                dock->show();
                dock->raise();
            }
            agents->showPower(Power::France);
            agents->showPage(AgentsView::PromisesPage);
            window_->findChild<QAction *>(u"allPromises"_s)->setChecked(true);
            qsizetype movement = 0; // the last one, in which everybody gives orders
            for (qsizetype i = 0; i < requests_->log()->phases().size(); ++i) {
                if (requests_->log()->phases()[i].phase.type == PhaseType::Movement)
                    movement = i;
            }
            window_->navigator()->goToPhase(movement);
            window_->navigator()->selectOrders(Power::France);
            QTest::qWait(500);
            QVERIFY(window_->grab().save(name.arg(u"promises"_s)));
            agents->showPage(AgentsView::DiaryPage);
            inspector->showPage(InspectorView::PromptPage);
            QTest::qWait(500);
            QVERIFY(window_->grab().save(name.arg(u"diary"_s)));
        }
        PromptTrialWindow *trial = inspector->tryPrompt();
        QVERIFY(trial);
        trial->send();
        QTRY_VERIFY_WITH_TIMEOUT(!trial->isRunning(), deadline);
        QVERIFY(
            trial->grab().save(u"%1/trial-%2.png"_s.arg(folder, dark ? u"dark"_s : u"light"_s)));
        trial->close();
    }
    settings_->setMatchConfig(quick(4));
    click("startAction");
    window_->navigator()->setPace(Navigator::Pace::Live);
    QTest::qWait(2500);
    QVERIFY(window_->grab().save(u"%1/running.png"_s.arg(folder)));
}

void WindowPictures::pictures_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::addColumn<Language>("language");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << Theme::Light << Language::English << QSize(1280, 800);
    QTest::newRow("dark") << Theme::Dark << Language::English << QSize(1600, 1000);
    QTest::newRow("german") << Theme::Light << Language::German << QSize(1024, 700);
}

/// A comparison, and the panels of time.
void WindowPictures::pictures()
{
    QFETCH(Theme, theme);
    QFETCH(Language, language);
    QFETCH(QSize, size);
    const QString folder = qEnvironmentVariable("CONCERT_PICTURES");
    const auto save = [&](QWidget *widget, const QString &name) {
        QTest::qWait(400); // what is coalesced has been painted then
        QVERIFY(widget->grab().save(
            u"%1/%2-%3.png"_s.arg(folder, QString::fromLatin1(QTest::currentDataTag()), name)));
    };
    settings_->setTheme(theme);
    settings_->setLanguage(language);
    const Appearance appearance(settings_.get());
    window_ = std::make_unique<MainWindow>(requests_.get(), settings_.get());
    window_->resize(size);
    window_->show();
    requests_->start(quick(0.25));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->progress().left, deadline);
    save(window_.get(), u"running"_s);
    action("compareAction")->trigger();
    auto *dialog = window_->findChild<QDialog *>(u"comparisonDialog"_s);
    save(dialog, u"setup"_s);
    ComparisonPlan plan =
        planComparison(quick(0.05), {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined},
                       {*comparisonLever(u"fused"_s), *comparisonLever(u"priority"_s)});
    plan.repeat = 3;
    requests_->compare(plan);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->comparison()->runs.size() == 8, deadline);
    save(dialog, u"comparing"_s);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->comparison()->ended, deadline);
    save(dialog, u"compared"_s);
    auto *tabs = dialog->findChild<QTabWidget *>();
    for (const int page : {1, 2}) {
        tabs->setCurrentIndex(page);
        save(dialog, u"compared-%1"_s.arg(page));
    }
    dialog->close();
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    window_->navigator()->goToPhase(1);
    for (const QString &name :
         {u"latencyDock"_s, u"timelineDock"_s, u"summaryDock"_s, u"whatIfDock"_s}) {
        window_->findChild<QDockWidget *>(name)->raise();
        save(window_.get(), name);
    }
}

QTEST_MAIN(WindowPictures)
#include "window_pictures.moc"
