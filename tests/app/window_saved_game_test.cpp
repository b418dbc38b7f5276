// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window_fixture.h"

#include "core/record/text.h"
#include "tests/support/busy_machine.h"
#include "ui/map/map_view.h"
#include "ui/navigator.h"
#include "ui/recent_match.h"
#include "ui/saved_games_dialog.h"
#include "ui/standings/orders_view.h"
#include "ui/window_message_strip.h"

#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QThreadPool>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace concert;

/// Saved games of other programs in the real window.
class WindowSavedGameTest : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void opens_data();
    void opens();
    void opensBesideLoad_data();
    void opensBesideLoad();
    void opensWhatWasChosenLast();
    void isDropped();
    void severalGamesAreOffered_data();
    void severalGamesAreOffered();
    void nothingStandsInTheWay();
    void whatCannotBeReadIsSaid();
    void othersFoldersOpen();
    void rubbishSaysWhatIsWrong_data();
    void rubbishSaysWhatIsWrong();

private:
    SavedGamesDialog *offer() const { return window_->findChild<SavedGamesDialog *>(); }
    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(folder_->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                                  : QString();
    }
    static QByteArray bytesOf(const QString &name)
    {
        QFile file(sample(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString sample(const QString &name)
    {
        return QStringLiteral(CONCERT_SOURCE_DIR "/tests/data/saved_games/") % name;
    }
};

void WindowSavedGameTest::opens_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("phase");
    for (const auto &[file, phase] :
         {std::pair{"movement.json", "S1901M"}, std::pair{"retreat.json", "S1902R"},
          std::pair{"adjustment.json", "W1902A"}})
        QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(phase);
}

void WindowSavedGameTest::opens()
{
    QFETCH(QString, file);
    QFETCH(QString, phase);
    requests_->open(sample(file));
    QTRY_VERIFY(requests_->log() != nullptr);
    QCOMPARE(requests_->runState(), Requests::RunState::Ended);
    QCOMPARE(phaseText(requests_->log()->phases().first().phase), phase);
    window_->navigator()->goToPhase(0);
    QVERIFY(window_->map()->isVisible());
    const auto *orders = window_->findChild<OrdersView *>()->orders();
    QVERIFY(orders->rowCount() > 1);
    QVERIFY(!orders->index(1, 0).data(OrdersModel::DefaultedRole).toBool());
    QCOMPARE(window_->map()->board().position.phase, requests_->log()->phases().first().phase);
    QCOMPARE(settings_->recentMatches().first(), sample(file)); // not the folder it lies in
    QVERIFY(window_->findChild<MessageStrip *>()->isHidden());
    // No times are recorded, and none will come.
    const QString none = u"This match holds no timings"_s;
    for (const auto &[dock, name] :
         {std::pair{u"latencyDock"_s, "latencyChart"}, std::pair{u"summaryDock"_s, "summaryView"},
          std::pair{u"whatIfDock"_s, "whatIfView"}}) {
        window_->findChild<QDockWidget *>(dock)->raise();
        const auto *view = window_->findChild<QWidget *>(QLatin1String(name));
        QTRY_VERIFY(view->isVisible());
        QTRY_VERIFY(std::ranges::any_of(view->findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(none);
        }));
    }
    const QString called = recentMatchText(sample(file));
    QVERIFY2(called.startsWith(u"saved_games/%1 · saved game · 2"_s.arg(file)), qPrintable(called));
}

/// CONCERT_OPENINGS=200 opens it so often: five times a row, for Qt ends a function after 5
/// minutes.
void WindowSavedGameTest::opensBesideLoad_data()
{
    QTest::addColumn<int>("rounds");
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("CONCERT_OPENINGS", &isSet);
    const int all = isSet ? asked : 10;
    for (int done = 0; done < all; done += 5)
        QTest::addRow("from %d", done + 1) << std::min(5, all - done);
}

/// The file is read in another thread, which a busy machine may stop anywhere.
void WindowSavedGameTest::opensBesideLoad()
{
    QFETCH(int, rounds);
    const BusyMachine load;
    const QString path = sample(u"big.json.gz"_s);
    for (int i = 0; i < rounds; ++i) {
        const MatchLog *before = requests_->log();
        QSignalSpy changed(requests_.get(), &Requests::matchChanged);
        requests_->open(path);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, deadline);
        QVERIFY(requests_->log() != before);
        QCOMPARE(requests_->log()->phases().size(), 1);
        QVERIFY(window_->findChild<MessageStrip *>()->isHidden());
    }
}

void WindowSavedGameTest::opensWhatWasChosenLast()
{
    const BusyMachine load;
    QSignalSpy changed(requests_.get(), &Requests::matchChanged);
    for (int i = 0; i < 5; ++i)
        requests_->open(sample(u"big.json.gz"_s));
    requests_->open(sample(u"retreat.json"_s));
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, deadline);
    QCOMPARE(requests_->log()->phases().size(), 2);
    for (int i = 0; i < 5; ++i)
        requests_->open(sample(u"big.json.gz"_s));
    closeWindow(); // nobody is left to show them to
    QVERIFY(QThreadPool::globalInstance()->waitForDone(deadline));
    QCoreApplication::processEvents();
}

void WindowSavedGameTest::isDropped()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(sample(u"movement.json"_s))});
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(window_.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(window_.get(), &drop);
    QTRY_VERIFY(requests_->log() != nullptr);
    QVERIFY(requests_->log()->hasEnded());
}

void WindowSavedGameTest::severalGamesAreOffered_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    const QByteArray first = bytesOf(u"movement.json"_s).simplified();
    const QByteArray second = bytesOf(u"retreat.json"_s).simplified();
    QTest::newRow("two objects") << u"two.json"_s << first + "\n" + second;
    QTest::newRow("lines") << u"two.jsonl"_s << first + "\n" + second + "\n";
    QTest::newRow("list") << u"two.json"_s << "[" + first + ",\n" + second + "]\n";
    QTest::newRow("lines with a bad one") << u"two.jsonl"_s << first + "\n" + second + "\n{\n";
}

/// A list beside the window, to be used with keys alone; what is shown stays until one is chosen.
void WindowSavedGameTest::severalGamesAreOffered()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    const QString path = write(name, text);
    requests_->open(path);
    QTRY_VERIFY(offer() != nullptr && offer()->isVisible());
    QVERIFY(!offer()->isModal());
    QVERIFY(requests_->log() == nullptr);
    auto *list = offer()->findChild<QTreeView *>();
    QVERIFY(list->model()->rowCount() >= 2);
    QCOMPARE(list->model()->index(0, 1).data().toString(), u"standard"_s);
    QVERIFY(list->model()->index(0, 3).data().toString().contains(u"1901"_s));
    QVERIFY(list->model()->index(1, 4).data().toString().contains(u"France"_s));
    QTest::keyClick(list, Qt::Key_Down);
    QSignalSpy chosen(offer(), &SavedGamesDialog::chosen);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QTRY_VERIFY(requests_->log() != nullptr);
    QCOMPARE(phaseText(requests_->log()->phases().first().phase), u"S1902R"_s);
    QCOMPARE(settings_->recentMatches().first(), path);
    QTRY_VERIFY(offer() == nullptr || !offer()->isVisible());
}

/// The offer waits: another file is opened meanwhile, and the list can be left.
void WindowSavedGameTest::nothingStandsInTheWay()
{
    requests_->open(sample(u"array.json"_s));
    QTRY_VERIFY(offer() != nullptr && offer()->isVisible());
    requests_->open(sample(u"movement.json"_s));
    QTRY_VERIFY(requests_->log() != nullptr);
    QTest::keyClick(offer(), Qt::Key_Escape);
    QTRY_VERIFY(offer() == nullptr || !offer()->isVisible());
    QCOMPARE(phaseText(requests_->log()->phases().first().phase), u"S1901M"_s);
}

void WindowSavedGameTest::whatCannotBeReadIsSaid()
{
    requests_->open(sample(u"messages_as_text.json"_s));
    QTRY_VERIFY(requests_->log() != nullptr);
    QVERIFY(requests_->log()->hasEnded());
    auto *strip = window_->findChild<MessageStrip *>();
    QTRY_VERIFY(!strip->isHidden());
    QVERIFY2(strip->text().contains(u"messages ("_s), qPrintable(strip->text()));
}

/// AI_Diplomacy's run folders hold their game in lmvsgame.json.
void WindowSavedGameTest::othersFoldersOpen()
{
    QVERIFY(QDir(folder_->path()).mkpath(u"theirs"_s));
    QVERIFY(!write(u"theirs/lmvsgame.json"_s, bytesOf(u"movement.json"_s)).isEmpty());
    requests_->open(folder_->filePath(u"theirs"_s));
    QTRY_VERIFY(requests_->log() != nullptr);
    QVERIFY(requests_->log()->hasEnded());
}

void WindowSavedGameTest::rubbishSaysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no phases") << QByteArray(R"({"phases": 7})");
    QTest::newRow("no game") << QByteArray(R"({"name": "<b>x</b>"})");
    QTest::newRow("no JSON") << QByteArray("S1901M");
    QTest::newRow("nothing") << QByteArray();
}

void WindowSavedGameTest::rubbishSaysWhatIsWrong()
{
    QFETCH(QByteArray, content);
    const QString path = folder_->filePath(u"game.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    requests_->open(path);
    auto *strip = window_->findChild<MessageStrip *>();
    QTRY_VERIFY(!strip->isHidden());
    QVERIFY2(strip->text().contains(u"game.json"_s), qPrintable(strip->text()));
    QVERIFY(requests_->log() == nullptr);
}

QTEST_MAIN(WindowSavedGameTest)
#include "window_saved_game_test.moc"
