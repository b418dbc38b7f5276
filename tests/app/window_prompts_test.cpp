// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window_fixture.h"

#include "ui/settings/settings_dialog.h"

#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;
using namespace concert;

/// A folder of somebody else's prompts in the real window: what of it is not used is said where it
/// is chosen, and among the problems of a match that is played with it.
class WindowPromptsTest : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void isSaidWhereItIsChosen();
    void isAmongTheProblemsOnce();
};

namespace {

const QString foreignFolder = QStringLiteral(CONCERT_SOURCE_DIR "/tests/data/foreign_prompts");
const QString remark = u"these files are not used: order_diary_prompt.txt."_s;

int timesTold(const MatchLog *log)
{
    int times = 0;
    for (qsizetype i = 0; i < log->size(); ++i) {
        const auto *problem = log->at(i).as<ProblemReported>();
        times += problem != nullptr && problem->text.contains(remark) ? 1 : 0;
    }
    return times;
}

} // namespace

void WindowPromptsTest::isSaidWhereItIsChosen()
{
    SettingsDialog dialog(settings_.get(), requests_->providers());
    dialog.showMatchPage();
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const auto *remarks = dialog.findChild<QLabel *>(u"promptRemarks"_s);
    auto *folders = dialog.findChild<QLineEdit *>(u"promptFolders"_s);
    QVERIFY(remarks->isHidden());
    folders->setText(foreignFolder);
    QVERIFY(!remarks->isHidden());
    QVERIFY2(remarks->text().contains(remark), qPrintable(remarks->text()));
    folders->setText(folder_->path());
    QVERIFY2(remarks->text().contains(u"holds no prompts"_s), qPrintable(remarks->text()));
    folders->clear();
    QVERIFY(remarks->isHidden());
}

void WindowPromptsTest::isAmongTheProblemsOnce()
{
    MatchConfig config = quick(0);
    config.promptFolders = {foreignFolder};
    requests_->start(config);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log() != nullptr && !requests_->log()->isEmpty(), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(timesTold(requests_->log()), 1, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QCOMPARE(timesTold(requests_->log()), 1);
}

QTEST_MAIN(WindowPromptsTest)
#include "window_prompts_test.moc"
