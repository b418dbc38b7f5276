// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/idle_requests.h"
#include "ui/main_window.h"
#include "ui/settings/settings.h"

#include <QDir>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;

/// Where the window stood: one folder with the settings, and what older versions left elsewhere.
class WindowSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void oneFolderForAllSettings();
    void anOldSessionMoves();
    void aNewerSessionCounts();

private:
    void openAndClose() const
    {
        IdleRequests requests;
        Settings settings(folder_->filePath(u"concert/concert.ini"_s));
        MainWindow window(&requests, &settings);
        window.show();
        QVERIFY(window.close());
    }
    QString oldFile() const { return folder_->filePath(u"Concert/window.ini"_s); }
    QString newFile() const { return folder_->filePath(u"concert/window.ini"_s); }
    static void write(const QString &path, const QByteArray &text)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

void WindowSessionTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_->path());
}

void WindowSessionTest::oneFolderForAllSettings()
{
    openAndClose();
    QCOMPARE(QDir(folder_->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList(u"concert"_s));
    QVERIFY(QFileInfo::exists(newFile()));
}

void WindowSessionTest::anOldSessionMoves()
{
    write(oldFile(), "[General]\nremembered=7\n");
    openAndClose();
    QVERIFY(!QFileInfo::exists(oldFile()));
    QVERIFY(!QFileInfo::exists(QFileInfo(oldFile()).path())); // its folder, too
    QCOMPARE(QSettings(newFile(), QSettings::IniFormat).value(u"remembered"_s).toInt(), 7);
}

void WindowSessionTest::aNewerSessionCounts()
{
    write(oldFile(), "[General]\nremembered=7\n");
    write(newFile(), "[General]\nremembered=8\n");
    openAndClose();
    QCOMPARE(QSettings(newFile(), QSettings::IniFormat).value(u"remembered"_s).toInt(), 8);
}

QTEST_MAIN(WindowSessionTest)
#include "window_session_test.moc"
