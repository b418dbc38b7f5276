// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// The same seed plays the same game everywhere, and the log is English whoever plays. Both hold
/// only as long as nobody asks the process's locale.
class LocaleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyAsksForTheLocale_data();
    void nobodyAsksForTheLocale();
};

void LocaleTest::nobodyAsksForTheLocale_data()
{
    QTest::addColumn<QStringList>("folders");
    QTest::addColumn<QString>("way");
    QTest::addColumn<QStringList>("places"); // that may
    QTest::addColumn<QString>("example");    // or the expression finds nothing
    const QStringList pure{u"core/rules"_s, u"core/player"_s};
    const QStringList core{u"core"_s};
    const QString letters = u"\\b(is(al(num|pha)|blank|cntrl|digit|graph|lower|print|punct|space|"
                            "upper|xdigit)|to(lower|upper))\\s*\\("_s;
    QTest::newRow("letters") << core << letters << QStringList() << u"std::tolower(c)"_s;
    QTest::newRow("letters by headers")
        << core << u"<(cctype|clocale|cwctype|ctype\\.h|locale|locale\\.h)>"_s << QStringList()
        << u"#include <cctype>"_s;
    QTest::newRow("numbers")
        << core
        << u"\\b(ato[fil]|sto(d|f|ld)|strto(d|f|ld)|v?sn?printf|v?f?printf|localeconv)\\s*\\("_s
        << QStringList() << u"std::stod(text)"_s;
    QTest::newRow("streams") << pure << u"<(f|io|i|o|s)stream>|<(iomanip|ios|regex|format)>"_s
                             << QStringList() << u"#include <sstream>"_s;
    QTest::newRow("sorting") << core << u"strcoll|localeAware|\\bQCollator\\b"_s << QStringList()
                             << u"QString::localeAwareCompare"_s;
    QTest::newRow("setting it") << core << u"\\bsetlocale\\b|std::locale\\b"_s << QStringList()
                                << u"std::locale::global"_s;
    // A report for people is in their language; it is no log.
    QTest::newRow("Qt's own") << core << u"QLocale\\(\\)|QLocale::(system|setDefault)|%L\\d"_s
                              << QStringList{u"core/record/comparison_markdown.cpp"_s}
                              << u"QLocale().toString(1)"_s;
}

void LocaleTest::nobodyAsksForTheLocale()
{
    QFETCH(QStringList, folders);
    QFETCH(QString, way);
    QFETCH(QStringList, places);
    QFETCH(QString, example);
    const QDir root(QStringLiteral(CONCERT_SOURCE_DIR));
    const QRegularExpression expression(way);
    const QRegularExpression comments(u"//[^\\n]*"_s);
    QVERIFY(expression.isValid() && example.contains(expression));
    QStringList others;
    QStringList found;
    int read = 0;
    for (const QString &folder : std::as_const(folders)) {
        QDirIterator files(root.filePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            ++read;
            const QString text = QString::fromUtf8(file.readAll()).remove(comments);
            const auto at = expression.match(text);
            if (!at.hasMatch())
                continue;
            const QString name = root.relativeFilePath(file.fileName());
            if (places.contains(name))
                found << name;
            else
                others << name % u": "_s % at.captured();
        }
    }
    QVERIFY(read > 50);
    QVERIFY2(others.isEmpty(), qPrintable(others.join(u", "_s)));
    QCOMPARE(found.size(), places.size());
}

QTEST_GUILESS_MAIN(LocaleTest)
#include "locale_test.moc"
