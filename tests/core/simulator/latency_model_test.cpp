// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/latency_model.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace concert;

class LatencyModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logNormalHasMedianAndSigma();
    void tokensHaveASpeedForEachPower();
    void scaleMultipliesEverything();
    void dependsOnIdentityOnly();
};

namespace {

AnswerSchedule scheduleOf(const SimulatorOptions &options, const QByteArray &identity,
                          const QByteArray &body = {})
{
    return answerSchedule(options, CallKey::of(identity, body));
}

QByteArray ordersCall(const QByteArray &power, int year)
{
    return power + "/S" + QByteArray::number(year) + "M/orders/0/1";
}

} // namespace

void LatencyModelTest::logNormalHasMedianAndSigma()
{
    SimulatorOptions options;
    options.latency = SimulatorOptions::Latency::LogNormal;
    options.medianMs = 400;
    options.sigma = 0.6;
    std::vector<double> logs;
    for (int year = 0; year < 4000; ++year)
        logs.push_back(std::log(scheduleOf(options, ordersCall("FRANCE", year)).firstMs / 400));
    double mean = 0;
    double square = 0;
    for (const double value : logs) {
        mean += value / static_cast<double>(logs.size());
        square += value * value / static_cast<double>(logs.size());
    }
    QVERIFY2(std::abs(mean) < 0.05, qPrintable(QString::number(mean)));
    QVERIFY2(std::abs(std::sqrt(square) - 0.6) < 0.05, qPrintable(QString::number(square)));
    QCOMPARE(scheduleOf(options, "FRANCE/S1901M/orders/0/1").msPerToken, 0.0);
}

void LatencyModelTest::tokensHaveASpeedForEachPower()
{
    const SimulatorOptions options;
    std::vector<double> first;
    const double france = scheduleOf(options, ordersCall("FRANCE", 1901)).msPerToken;
    for (int year = 1901; year < 2901; ++year) {
        const AnswerSchedule schedule = scheduleOf(options, ordersCall("FRANCE", year));
        QCOMPARE(schedule.msPerToken, france);
        first.push_back(schedule.firstMs);
    }
    std::nth_element(first.begin(), first.begin() + 500, first.end());
    QVERIFY(first[500] > 230 && first[500] < 270);
    QVERIFY(scheduleOf(options, ordersCall("ITALY", 1901)).msPerToken != france);
    QVERIFY(france > 1000.0 / 240 && france < 1000.0 / 60);
}

void LatencyModelTest::scaleMultipliesEverything()
{
    SimulatorOptions options;
    const AnswerSchedule full = scheduleOf(options, ordersCall("ITALY", 1901));
    options.scale = 0.1;
    const AnswerSchedule tenth = scheduleOf(options, ordersCall("ITALY", 1901));
    QCOMPARE(tenth.firstMs * 10, full.firstMs);
    QCOMPARE(tenth.msPerToken * 10, full.msPerToken);
    options.scale = 0;
    QCOMPARE(scheduleOf(options, ordersCall("ITALY", 1901)).firstMs, 0.0);
    QCOMPARE(scheduleOf(options, ordersCall("ITALY", 1901)).msPerToken, 0.0);
}

void LatencyModelTest::dependsOnIdentityOnly()
{
    SimulatorOptions options;
    const double first = scheduleOf(options, "ITALY/S1901M/messages/1/1", "a").firstMs;
    QCOMPARE(scheduleOf(options, "ITALY/S1901M/messages/1/1", "b").firstMs, first);
    QVERIFY(scheduleOf(options, "ITALY/S1901M/messages/2/1", "a").firstMs != first);
    QVERIFY(scheduleOf(options, "ITALY/S1901M/orders/1/1", "a").firstMs != first);
    QVERIFY(scheduleOf(options, {}, "a").firstMs != scheduleOf(options, {}, "b").firstMs);
    QCOMPARE(scheduleOf(options, {}, "a").firstMs, scheduleOf(options, {}, "a").firstMs);
    options.seed = 2;
    QVERIFY(scheduleOf(options, "ITALY/S1901M/messages/1/1").firstMs != first);
}

QTEST_GUILESS_MAIN(LatencyModelTest)
#include "latency_model_test.moc"
