// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/whatif/what_if_view.h"

#include "tests/ui/played_log.h"
#include "ui/navigator.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSlider>
#include <QSpinBox>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;
using sample::PlayedLog;

namespace {

struct WhatIfFixture {
    MatchLog log;
    Navigator navigator;
    WhatIfView view{&navigator};

    void show()
    {
        PlayedLog match(&log);
        match.playPhase();
        match.playPhase();
        navigator.setLog(&log);
        view.resize(700, 240);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
    }
};

} // namespace

class WhatIfViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
    }
    void saysWhatTheLibrarySays();
    void fasterModelsTakeLess();
    void oneModelAloneCanBeFaster();
    void blockingTakesMore();
    void resetIsAsPlayed();
    void nothingWithoutAMatch();
};

void WhatIfViewTest::saysWhatTheLibrarySays()
{
    WhatIfFixture f;
    f.show();
    QCOMPARE(f.view.recorded(), f.log.lastTime());
    QCOMPARE(f.view.result().total, whatIf(f.log.spans(), f.view.change(), f.log.lastTime()).total);
    QVERIFY(f.view.result().total > 0);
    QVERIFY(!f.view.result().holders.isEmpty());
}

void WhatIfViewTest::fasterModelsTakeLess()
{
    WhatIfFixture f;
    f.show();
    const qint64 before = f.view.result().total;
    auto *speed = f.view.findChildren<QSlider *>().first();
    speed->setValue(10);
    QCOMPARE(f.view.change().speed, 2.0);
    QTRY_VERIFY_WITH_TIMEOUT(f.view.result().total < before * 6 / 10, 10'000);
    QVERIFY(f.view.findChild<QLabel *>(u"whatIfHeadline"_s)->text().endsWith(u"% less"_s));
    QCOMPARE(factorOf(0), 1.0);
    QCOMPARE(factorOf(-20), 0.25);
}

void WhatIfViewTest::oneModelAloneCanBeFaster()
{
    MatchLog log;
    MatchConfig config = MatchConfig::demo();
    config.models[2] = {u"openai"_s, u"swift"_s, {}};
    log.append({0, Audience::everyone(), MatchStarted{1, u"Concert"_s, {}, config}});
    Navigator navigator;
    WhatIfView view(&navigator);
    auto *speedOf = view.findChild<QComboBox *>(u"whatIfSpeedOf"_s);
    QVERIFY(speedOf->isHidden());
    navigator.setLog(&log);
    QVERIFY(!speedOf->isHidden());
    QCOMPARE(speedOf->count(), 3);
    auto *speed = view.findChildren<QSlider *>().first();
    speed->setValue(10);
    speedOf->setCurrentIndex(speedOf->findData(u"openai:swift"_s));
    QCOMPARE(speed->value(), 10); // as all, until it is changed
    speed->setValue(20);
    QCOMPARE(view.change().speed, 2.0);
    QCOMPARE(view.change().modelSpeed, (QHash<QString, double>{{u"openai:swift"_s, 4.0}}));
    view.reset();
    QCOMPARE(view.change().speed, 1.0);
    QVERIFY(view.change().modelSpeed.isEmpty());
}

void WhatIfViewTest::blockingTakesMore()
{
    WhatIfFixture f;
    f.show();
    const qint64 before = f.view.result().total;
    auto *schedule = f.view.findChild<QComboBox *>();
    schedule->setCurrentIndex(schedule->findData(static_cast<int>(Schedule::Blocking)));
    QTRY_VERIFY_WITH_TIMEOUT(f.view.result().total > 2 * before, 10'000);
    QVERIFY(f.view.headline().endsWith(u"% more"_s));
}

void WhatIfViewTest::resetIsAsPlayed()
{
    WhatIfFixture f;
    f.show();
    const qint64 before = f.view.result().total;
    f.view.findChild<QSpinBox *>()->setValue(1);
    QTRY_VERIFY_WITH_TIMEOUT(f.view.result().total > before, 10'000);
    f.view.findChild<QPushButton *>()->click();
    QCOMPARE(f.view.change().slots, f.log.config().callSlots);
    QTRY_COMPARE_WITH_TIMEOUT(f.view.result().total, before, 10'000);
}

void WhatIfViewTest::nothingWithoutAMatch()
{
    Navigator navigator;
    WhatIfView view(&navigator);
    view.show();
    QVERIFY(!view.isEnabled());
    QCOMPARE(view.recorded(), 0);
    QVERIFY(!view.headline().isEmpty());
}

QTEST_MAIN(WhatIfViewTest)
#include "what_if_view_test.moc"
