// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/legal_orders.h"
#include "tests/ui/idle_requests.h"
#include "ui/main_window.h"
#include "ui/map/map_view.h"
#include "ui/navigator.h"
#include "ui/settings/settings.h"
#include "ui/standings/orders_view.h"
#include "ui/standings/powers_view.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <random>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

class LogRequests : public IdleRequests {
public:
    const MatchLog *log() const override { return shown; }
    RunState runState() const override { return RunState::Ended; }
    MatchLog *shown = nullptr;
};

QStringList rowsOf(const QAbstractItemModel *model)
{
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row)
        rows << model->index(row, 0).data(Qt::AccessibleTextRole).toString();
    return rows;
}

/// Two years of random moves by the rules, with everybody's orders.
void playByTheRules(MatchLog *log)
{
    std::mt19937 random(3);
    Position position = Position::start();
    qint64 time = 0;
    const auto add = [&](MatchEventData data) {
        log->append({time += 100'000, Audience::everyone(), std::move(data)});
    };
    add(MatchStarted{1, u"Concert"_s, QDateTime::currentDateTimeUtc(), MatchConfig::demo()});
    for (int i = 0; i < 6; ++i) {
        add(PhaseStarted{position});
        std::vector<Order> orders;
        for (const Power power : allPowers) {
            OrdersSubmitted submitted{position.phase, power, {}, {}, {}};
            for (const Province place : orderablePlaces(position, power)) {
                const auto legal = legalOrders(Map::standard(), position, place);
                orders.push_back(legal[random() % legal.size()]);
                submitted.orders << SubmittedOrder{orders.back(), false};
            }
            add(MessageSent{position.phase, 1, power, {}, u"Peace to all."_s, {}, {}});
            add(submitted);
        }
        const Resolution resolution = adjudicate(Map::standard(), position, orders);
        PhaseAdjudicated played;
        played.phase = position.phase;
        played.span = static_cast<int>(log->spans().size());
        played.orders = resolution.orders;
        played.standoffs = resolution.standoffs;
        add(played);
        position = resolution.next;
    }
    MatchEnded ended;
    ended.position = position;
    add(ended);
}

} // namespace

/// Whatever is clicked while somebody steps through a match: the orders and the map are those of
/// the playhead.
class ReplayControlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void clicksNeverSpoilWhatIsShown();
    void steppingBackEndsTheMoves();
    void aChosenPowerStaysInSight();

private:
    /// Empty, or what is wrong.
    QString wrong() const;
    void clickEverything();

    MatchLog *log_ = nullptr;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<MatchLog> owned_;
    LogRequests requests_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<MainWindow> window_;
};

void ReplayControlsTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_->path());
    owned_ = std::make_unique<MatchLog>();
    log_ = owned_.get();
    playByTheRules(log_);
    requests_.shown = log_;
    settings_ = std::make_unique<Settings>(folder_->filePath(u"concert.ini"_s));
    window_ = std::make_unique<MainWindow>(&requests_, settings_.get());
    window_->resize(1400, 800);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
}

void ReplayControlsTest::cleanup()
{
    window_.reset();
    settings_.reset();
    owned_.reset();
}

QString ReplayControlsTest::wrong() const
{
    const qsizetype playhead = window_->navigator()->playhead();
    OrdersModel fresh;
    fresh.setMoment(boardAt(*log_, playhead));
    if (rowsOf(&fresh) != rowsOf(window_->findChild<OrdersView *>()->orders()))
        return u"the orders are not those of event %1"_s.arg(playhead);
    if (window_->map()->finalBoard().position != boardAt(*log_, playhead).position)
        return u"the map is not that of event %1"_s.arg(playhead);
    return {};
}

void ReplayControlsTest::clickEverything()
{
    const auto docks = window_->findChildren<QDockWidget *>();
    for (QDockWidget *dock : docks) {
        dock->raise();
        const auto views = dock->widget()->findChildren<QAbstractItemView *>();
        auto all = views;
        if (auto *view = qobject_cast<QAbstractItemView *>(dock->widget()))
            all << view;
        for (QAbstractItemView *view : std::as_const(all)) {
            for (int row = 0; view->isVisible() && row < view->model()->rowCount(); ++row) {
                const QRect place = view->visualRect(view->model()->index(row, 0));
                QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place.center());
                QVERIFY2(wrong().isEmpty(), qPrintable(dock->objectName() + u": "_s + wrong()));
            }
        }
        const auto buttons = dock->widget()->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons) {
            const auto *tool = qobject_cast<QToolButton *>(button);
            if (!button->isVisible() || !button->isEnabled() || (tool && tool->menu()))
                continue;
            button->click();
            QVERIFY2(wrong().isEmpty(), qPrintable(dock->objectName() + u": "_s + wrong()));
        }
    }
}

void ReplayControlsTest::clicksNeverSpoilWhatIsShown()
{
    Navigator *navigator = window_->navigator();
    navigator->goToPhase(4);
    for (int step = 0; step < 3; ++step) {
        clickEverything();
        navigator->previousPhaseAction()->trigger();
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong()));
    }
}

/// The moves that were being drawn led to the board of the next phase, and it stayed.
void ReplayControlsTest::steppingBackEndsTheMoves()
{
    Navigator *navigator = window_->navigator();
    navigator->setSpeed(4);
    for (int phase = 0; phase < 3; ++phase) {
        navigator->goToPhase(phase);
        navigator->playAction()->trigger();
        QTRY_VERIFY(window_->map()->isAnimating());
        navigator->goToPhase(phase); // where the moves began
        QVERIFY(!window_->map()->isAnimating());
        QCOMPARE(window_->map()->board().position.phase, log_->phases()[phase].phase);
        QVERIFY2(wrong().isEmpty(), qPrintable(wrong()));
    }
}

void ReplayControlsTest::aChosenPowerStaysInSight()
{
    Navigator *navigator = window_->navigator();
    auto *orders = window_->findChild<OrdersView *>();
    auto *powers = window_->findChild<PowersView *>();
    orders->parentWidget()->resize(orders->parentWidget()->width(), 160);
    navigator->goToPhase(4);
    const auto isInSight = [&](Power power) {
        const int row = orders->orders()->rowOf(power);
        return row < 0 || orders->viewport()->rect().intersects(
                              orders->visualRect(orders->model()->index(row, 0)));
    };
    const QModelIndex turkey = powers->model()->index(indexOf(Power::Turkey), 0);
    QTest::mouseClick(powers->viewport(), Qt::LeftButton, {}, powers->visualRect(turkey).center());
    QVERIFY(orders->verticalScrollBar()->value() > 0);
    for (int step = 0; step < 4; ++step) {
        QVERIFY(isInSight(Power::Turkey));
        navigator->previousPhaseAction()->trigger();
    }
    // Whoever looks at another order stays there.
    orders->scrollToTop();
    QTest::mouseClick(orders->viewport(), Qt::LeftButton, {}, QPoint(30, 8));
    QVERIFY(isInSight(Power::Austria) && !isInSight(Power::Turkey));
    navigator->clearSelection();
    navigator->nextPhaseAction()->trigger();
    QVERIFY(isInSight(Power::Austria));
}

QTEST_MAIN(ReplayControlsTest)
#include "replay_controls_test.moc"
