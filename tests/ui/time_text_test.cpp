// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time_text.h"

#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;

class TimeTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void nobodyReadsADateWrongly_data();
    void nobodyReadsADateWrongly();
};

void TimeTextTest::nobodyReadsADateWrongly_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QLocale::c() << u"2026-11-06 14:05"_s;
    QTest::newRow("English") << QLocale(QLocale::English) << u"2026-11-06 14:05"_s;
    QTest::newRow("British") << QLocale(u"en_GB"_s) << u"2026-11-06 14:05"_s;
    QTest::newRow("German") << QLocale(QLocale::German) << u"06.11.2026 14:05"_s;
    QTest::newRow("French") << QLocale(QLocale::French) << u"06/11/2026 14:05"_s;
}

void TimeTextTest::nobodyReadsADateWrongly()
{
    QFETCH(QLocale, locale);
    QFETCH(QString, text);
    QLocale::setDefault(locale);
    const QDateTime moment(QDate(2026, 11, 6), QTime(14, 5, 59));
    QCOMPARE(concert::momentText(moment), text);
    QCOMPARE(concert::momentText(moment.toUTC()), text); // in local time
}

QTEST_MAIN(TimeTextTest)
#include "time_text_test.moc"
