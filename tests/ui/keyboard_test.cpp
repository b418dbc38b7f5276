// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log_file.h"
#include "tests/ui/played_log.h"
#include "tests/ui/recording_requests.h"
#include "tests/ui/sample_log.h"
#include "ui/agents/agents_view.h"
#include "ui/chances/chance_plot.h"
#include "ui/latency/phase_chart_view.h"
#include "ui/main_window.h"
#include "ui/map/map_view.h"
#include "ui/messages/messages_view.h"
#include "ui/navigator.h"
#include "ui/problems/problems_model.h"
#include "ui/problems/problems_view.h"
#include "ui/settings/settings.h"
#include "ui/standings/orders_view.h"
#include "ui/standings/powers_view.h"
#include "ui/timeline/timeline_view.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDesktopServices>
#include <QDialog>
#include <QDockWidget>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

/// Some calls run, too.
class RunningRequests : public RecordingRequests {
public:
    QList<CallText> runningCalls() const override { return running; }

    QList<CallText> running;
};

QString plainText(const QAction *action)
{
    return action->text().remove(u'&');
}

/// "File > Export > Map…" for everything that the menus hold.
void listItems(const QMenu *menu, const QString &path, QStringList *items)
{
    for (const QAction *action : menu->actions()) {
        const QString place = path + u" > "_s + plainText(action);
        if (action->menu())
            listItems(action->menu(), place, items);
        else if (!action->isSeparator())
            *items << place;
    }
}

/// What a screen reader would say first.
QString nameOf(QWidget *widget)
{
    QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
    return told ? told->text(QAccessible::Name) : QString();
}

QString pathOf(const QWidget *widget)
{
    QString path;
    for (const QObject *at = widget; at != nullptr; at = at->parent())
        path = QLatin1StringView(at->metaObject()->className()) + u':' + at->objectName() +
               (path.isEmpty() ? QString() : u" / "_s + path);
    return path.section(u" / "_s, -4);
}

qsizetype eventOf(const QModelIndex &problem)
{
    return problem.data(ProblemsModel::EventIndexRole).value<qsizetype>();
}

/// Not visibleRegion(), which is empty where children cover all of it.
bool canBeSeen(const QWidget *widget)
{
    QRect place = widget->rect();
    for (const QWidget *at = widget; !at->isWindow(); at = at->parentWidget())
        place = place.translated(at->pos()) & at->parentWidget()->rect();
    return widget->isVisible() && !place.isEmpty();
}

/// Within a panel Tab goes as one reads: down, in a line to the right, then the next column.
bool goesBack(const QWidget *from, const QWidget *to)
{
    const auto panelOf = [](const QWidget *at) {
        while (at != nullptr && qobject_cast<const QDockWidget *>(at) == nullptr)
            at = at->parentWidget();
        return at;
    };
    if (from == to || panelOf(from) == nullptr || panelOf(from) != panelOf(to))
        return false;
    const QRect before(from->mapTo(from->window(), QPoint()), from->size());
    const QRect after(to->mapTo(to->window(), QPoint()), to->size());
    const bool sameLine = std::abs(before.center().y() - after.center().y()) < 4;
    const bool nextColumn = after.left() >= before.right();
    return (after.bottom() <= before.top() && !nextColumn) ||
           (sameLine && after.right() <= before.left());
}

void press(int key, Qt::KeyboardModifiers modifiers = {})
{
    QWidget *popup = QApplication::activePopupWidget();
    QTest::keyClick(popup ? popup : QApplication::focusWidget(), static_cast<Qt::Key>(key),
                    modifiers);
}

} // namespace

/// Everything that the window does is reached by keys only, and one sees where they go.
class KeyboardTest : public QObject {
    Q_OBJECT

public Q_SLOTS:
    void showInFileManager(const QUrl &) {}

private Q_SLOTS:
    void init();
    void cleanup();
    void everyMenuItem_data();
    void everyMenuItem();
    void everyControl_data();
    void everyControl();
    void everyAction_data();
    void everyAction();
    void paintedWidgetsTellWhatIsSelected();

private:
    template <typename T>
    T *child(const char *name) const
    {
        return window_->findChild<T *>(QLatin1StringView(name));
    }
    void openWindow();
    void showMatch(Requests::RunState state);
    void tabTo(QWidget *target);
    QAction *chooseByKeys(const QStringList &path);

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<RunningRequests> requests_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<MainWindow> window_;
    std::unique_ptr<MatchLog> log_;
};

void KeyboardTest::openWindow()
{
    folder_ = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_->path());
    requests_ = std::make_unique<RunningRequests>();
    settings_ = std::make_unique<Settings>(folder_->filePath(u"settings.ini"_s));
    window_ = std::make_unique<MainWindow>(requests_.get(), settings_.get());
    window_->resize(1280, 900);
    window_->show();
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
}

void KeyboardTest::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
    QApplication::setCursorFlashTime(0); // a cursor is there, or it is not
    QDesktopServices::setUrlHandler(u"file"_s, this, "showInFileManager");
    openWindow();
}

void KeyboardTest::cleanup()
{
    window_.reset();
    requests_.reset();
    settings_.reset();
    log_.reset();
    QDesktopServices::unsetUrlHandler(u"file"_s);
}

/// Four phases, the playhead in the second one, after a selection in the first.
void KeyboardTest::showMatch(Requests::RunState state)
{
    log_ = std::make_unique<MatchLog>();
    sample::PlayedLog match(log_.get());
    for (int i = 0; i < 4; ++i)
        match.playPhase();
    sample::Writer(log_.get())
        .add(ProblemReported{ProblemReported::Severity::Note, std::nullopt, u"A note."_s});
    requests_->show(log_.get(), state);
    window_->navigator()->goToPhase(2);
    window_->navigator()->selectCall(10); // of the first phase
    window_->navigator()->goToPhase(1);
}

/// Opens the menus on the way, and stands on the item at its end.
QAction *KeyboardTest::chooseByKeys(const QStringList &path)
{
    QAction *found = nullptr;
    for (QAction *top : window_->menuBar()->actions()) {
        if (plainText(top) == path.first()) {
            const qsizetype mnemonic = top->text().indexOf(u'&');
            press(top->text()[mnemonic + 1].toUpper().unicode(), Qt::AltModifier);
        }
    }
    for (const QString &step : path.mid(1)) {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (menu == nullptr)
            return nullptr;
        const auto isThere = [&] {
            const QString text = menu->activeAction() ? plainText(menu->activeAction()) : QString();
            return text == step || text.startsWith(step + u" ("_s); // a number of problems
        };
        for (int i = 0; i < 60 && !isThere(); ++i)
            press(Qt::Key_Down);
        if (!isThere())
            return nullptr;
        found = menu->activeAction();
        if (found->menu())
            press(Qt::Key_Right);
    }
    return found;
}

void KeyboardTest::everyMenuItem_data()
{
    QTest::addColumn<QString>("item");
    openWindow();
    QStringList items;
    for (const QAction *top : window_->menuBar()->actions())
        listItems(top->menu(), plainText(top), &items);
    cleanup();
    for (const QString &item : std::as_const(items))
        QTest::newRow(item.toUtf8().constData()) << item;
}

void KeyboardTest::everyMenuItem()
{
    QFETCH(QString, item);
    const QString unfinished = folder_->filePath(u"20260101"_s);
    {
        MatchLog log;
        const MatchLogFile file(unfinished, &log);
        sample::writeMatch(&log, false);
    }
    settings_->addRecentMatch(unfinished);
    QTRY_VERIFY(child<QAction>("resumeLast")->isEnabled());
    const QStringList path = item.split(u" > "_s);
    QAction *action = nullptr;
    bool triggered = false;
    // Some need a match that runs, others one that does not, others none.
    for (const auto state : {Requests::RunState::Ended, Requests::RunState::Running}) {
        showMatch(state);
        if (path.last() == u"Back"_s)
            window_->navigator()->selectCall(10);
        action = chooseByKeys(path);
        if (action && action->isEnabled())
            break;
        for (int i = 0; i < 5 && QApplication::activePopupWidget(); ++i)
            press(Qt::Key_Escape);
    }
    QVERIFY2(action && action->isEnabled(), qPrintable(item));
    connect(action, &QAction::triggered, this, [&triggered] { triggered = true; });
    press(Qt::Key_Return);
    QVERIFY(triggered);
    QVERIFY(!QApplication::activePopupWidget());
    for (QDialog *dialog : window_->findChildren<QDialog *>())
        dialog->close();
}

void KeyboardTest::everyControl_data()
{
    QTest::addColumn<QString>("dock"); // in front
    QTest::addColumn<bool>("match");
    QTest::addColumn<QSize>("size");
    QTest::newRow("welcome") << QString() << false << QSize(1280, 900);
    for (const char *dock : {"latencyDock", "timelineDock", "agentsDock", "chancesDock",
                             "whatIfDock", "summaryDock", "problemsDock", "messagesDock"})
        QTest::newRow(dock) << QString::fromLatin1(dock) << true << QSize(1280, 900);
    QTest::newRow("inspector, small") << u"inspectorDock"_s << true << QSize(1024, 640);
}

/// Tab leads to every control that can be seen and to no other, as one reads; each has a name, and
/// shows that it has the keyboard.
void KeyboardTest::everyControl()
{
    QFETCH(QString, dock);
    QFETCH(bool, match);
    QFETCH(QSize, size);
    window_->resize(size);
    window_->resetLayout();
    if (match) {
        showMatch(Requests::RunState::Ended);
        child<QDockWidget>(qPrintable(dock))->raise();
    }
    QTRY_VERIFY(dock.isEmpty() || child<QDockWidget>(qPrintable(dock))->widget()->isVisible());
    QTRY_VERIFY(window_->map()->isPainted());
    const auto picture = [this](const QWidget *of) {
        const QRect place(of->mapTo(window_.get(), QPoint()), of->size());
        return window_->grab(place.adjusted(-3, -3, 3, 3)).toImage();
    };
    QStringList wrong;
    QSet<QWidget *> reached;
    press(Qt::Key_Tab); // from now on styles show where the keys go
    for (QWidget *at = QApplication::focusWidget(); at && !reached.contains(at);
         at = QApplication::focusWidget()) {
        reached << at;
        if (!canBeSeen(at))
            wrong << u"cannot be seen: "_s + pathOf(at);
        if (nameOf(at).isEmpty())
            wrong << u"has no name: "_s + pathOf(at);
        const QImage with = picture(at);
        press(Qt::Key_Tab);
        if (goesBack(at, QApplication::focusWidget()))
            wrong << u"goes back: from "_s + pathOf(at) + u" to "_s +
                         pathOf(QApplication::focusWidget());
        if (QApplication::focusWidget() != at && picture(at) == with)
            wrong << u"does not show the keyboard: "_s + pathOf(at);
        if (reached.size() > 400)
            break;
    }
    for (QWidget *each : window_->findChildren<QWidget *>()) {
        const bool wanted = each->focusPolicy() & Qt::TabFocus && each->isEnabled() &&
                            canBeSeen(each) && !each->focusProxy();
        if (wanted && !reached.contains(each))
            wrong << u"Tab does not lead to: "_s + pathOf(each);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

/// Goes on with Tab until the keyboard is there.
void KeyboardTest::tabTo(QWidget *target)
{
    for (int i = 0; i < 60 && QApplication::focusWidget() != target; ++i)
        press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), target);
}

void KeyboardTest::everyAction_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what :
         {"province", "province off", "message", "order", "power", "call in the timeline",
          "running call", "history of a relation", "problem", "phase of the summary",
          "column of the chances", "column of the latencies", "phase of the bar"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

/// What the mouse does by a click.
void KeyboardTest::everyAction()
{
    QFETCH(QString, what);
    showMatch(Requests::RunState::Running);
    Navigator *navigator = window_->navigator();
    navigator->setPace(Navigator::Pace::Halted);
    navigator->clearSelection();
    const auto inspects = [&] {
        return navigator->selectedCall() && child<QWidget>("inspectorView")->isVisible();
    };
    if (what.startsWith(u"province"_s)) {
        tabTo(window_->map());
        press(Qt::Key_Right, Qt::ShiftModifier);
        const auto first = navigator->selectedProvince();
        QVERIFY(first);
        press(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(navigator->selectedProvince() && navigator->selectedProvince() != first);
        if (what == u"province off"_s) {
            press(Qt::Key_Escape);
            QVERIFY(!navigator->selectedProvince());
        }
    } else if (what == u"message"_s) {
        press(Qt::Key_3, Qt::ControlModifier);
        auto *list = child<MessagesView>("messagesView")
                         ->findChild<QListView *>(QString(), Qt::FindDirectChildrenOnly);
        tabTo(list);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QVERIFY(navigator->selectedMessage());
        QTRY_VERIFY(inspects());
        QVERIFY(canBeSeen(QApplication::focusWidget()));
    } else if (what == u"order"_s) {
        auto log = std::make_unique<MatchLog>(); // with units to order
        sample::Writer writer(log.get());
        writer.start();
        writer.phase(sample::spring);
        writer.add(CallStarted{
            0, {Power::France, sample::spring, StageKind::Orders, 0, 1}, {}, {}, {}, 0});
        writer.orders(Power::France,
                      {{Order::move(UnitType::Army, Province::PAR, Province::BUR), false}});
        writer.adjudicated();
        requests_->show(log.get(), Requests::RunState::Running);
        log_ = std::move(log);
        navigator->goTo(*log_->phases()[0].adjudicated - 1); // all were given
        press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), child<OrdersView>("ordersView"));
        for (int i = 0; i < 20 && !navigator->selectedCall(); ++i)
            press(Qt::Key_Down);
        QVERIFY(navigator->selectedCall());
        press(Qt::Key_Return);
        QTRY_VERIFY(inspects());
    } else if (what == u"power"_s) {
        press(Qt::Key_1, Qt::ControlModifier);
        for (int i = 0; i < 3; ++i)
            press(Qt::Key_Down);
        press(Qt::Key_Return);
        QCOMPARE(window_->findChild<AgentsView *>()->power(),
                 allPowers[static_cast<std::size_t>(
                     child<PowersView>("powersView")->currentIndex().row())]);
        QVERIFY(child<PowersView>("powersView")->currentIndex().row() > 0);
    } else if (what == u"call in the timeline"_s) {
        press(Qt::Key_5, Qt::ControlModifier);
        tabTo(child<TimelineView>("timelineView"));
        press(Qt::Key_Down);
        QTRY_VERIFY(inspects());
        const auto first = navigator->selectedCall();
        press(Qt::Key_Down);
        QVERIFY(navigator->selectedCall() != first);
    } else if (what == u"running call"_s) {
        requests_->running = {
            CallText{{Power::France, sample::phaseNumber(3), StageKind::Orders, 0, 1}, {}, {}}};
        Q_EMIT requests_->progressChanged();
        press(Qt::Key_7, Qt::ControlModifier);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QTRY_VERIFY(inspects());
    } else if (what == u"history of a relation"_s) {
        press(Qt::Key_6, Qt::ControlModifier);
        auto *view = window_->findChild<AgentsView *>();
        auto *matrix = view->findChild<QTableView *>();
        tabTo(matrix);
        const QString before = view->text();
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QVERIFY(view->text() != before);
        QCOMPARE(view->power(), allPowers[static_cast<std::size_t>(matrix->currentIndex().row())]);
    } else if (what == u"problem"_s) {
        press(Qt::Key_8, Qt::ControlModifier);
        const auto *view = window_->findChild<ProblemsView *>();
        for (int i = 0; i < 60 && eventOf(view->currentIndex()) != log_->size() - 1; ++i)
            press(Qt::Key_Down);
        press(Qt::Key_Return);
        QCOMPARE(navigator->playhead(), log_->size() - 1);
    } else if (what == u"phase of the summary"_s) {
        press(Qt::Key_9, Qt::ControlModifier | Qt::AltModifier);
        auto *phases = child<QTreeView>("summaryPhases");
        tabTo(phases);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QVERIFY(phases->currentIndex().row() > 1);
        QVERIFY(navigator->phaseIndex() > 1);
    } else if (what == u"column of the chances"_s) {
        press(Qt::Key_8, Qt::ControlModifier | Qt::AltModifier);
        auto *plot = window_->findChild<ChancePlot *>();
        tabTo(plot);
        press(Qt::Key_Right);
        QCOMPARE(plot->picture().marked, 2);
        press(Qt::Key_Return); // tells
    } else if (what == u"column of the latencies"_s) {
        press(Qt::Key_4, Qt::ControlModifier);
        auto *view = window_->findChild<PhaseChartView *>();
        tabTo(view);
        const QString before = view->accessibleDescription();
        press(Qt::Key_Right);
        QVERIFY(view->accessibleDescription() != before);
        press(Qt::Key_Return);
    } else {
        tabTo(child<QWidget>("phaseBar"));
        press(Qt::Key_Right);
        QCOMPARE(navigator->phaseIndex(), 2);
    }
}

/// Screen readers hear what is selected in what paints itself.
void KeyboardTest::paintedWidgetsTellWhatIsSelected()
{
    showMatch(Requests::RunState::Ended);
    window_->navigator()->goToPhase(1);
    window_->navigator()->selectOrders(Power::France);
    child<QDockWidget>("timelineDock")->raise();
    struct Told {
        QWidget *widget;
        QAccessible::Role role;
        QString value;
    };
    window_->map()->highlight(Province::PAR);
    const QList<Told> all{
        {window_->map(), QAccessible::Graphic, u"Paris"_s},
        {child<QWidget>("phaseBar"), QAccessible::Slider, u"Autumn 1901"_s},
        {window_->findChild<PhaseChartView *>(), QAccessible::Chart, u"F1901M: "_s},
        {window_->findChild<ChancePlot *>(), QAccessible::Chart, u"Autumn 1901"_s},
        {child<TimelineView>("timelineView"), QAccessible::Chart, u"France: orders of F1901M"_s}};
    for (const Told &told : all) {
        QAccessibleInterface *says = QAccessible::queryAccessibleInterface(told.widget);
        QVERIFY(says != nullptr);
        QCOMPARE(says->role(), told.role);
        QVERIFY2(!says->text(QAccessible::Name).isEmpty(), told.widget->metaObject()->className());
        QVERIFY2(says->text(QAccessible::Value).contains(told.value),
                 qPrintable(says->text(QAccessible::Value)));
        QCOMPARE(says->text(QAccessible::Description), told.widget->accessibleDescription());
    }
}

QTEST_MAIN(KeyboardTest)
#include "keyboard_test.moc"
