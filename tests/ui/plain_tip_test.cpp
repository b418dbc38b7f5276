// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plain_tip.h"

#include "ui/settings/price_model.h"

#include <QTest>
#include <QTextDocumentFragment>

using namespace concert;
using namespace Qt::StringLiterals;

/// What tooltips show is what was written, whatever it looks like.
class PlainTipTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsWritten_data();
    void showsWhatIsWritten();
    void pricesSayWhatIsWrong();
};

void PlainTipTest::showsWhatIsWritten_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"plain", "<b>bold</b>", "a < b & c > d", "&amp; &lt;", "\"quoted\" 'twice'", "two\nlines",
          "a  wide   gap", "<p>", "<img src='http://127.0.0.1:1/x.png'>", "</p><h1>large</h1>",
          "<!-- nothing", "100 %1 %2", "\u05d0\u05d1 <i>"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void PlainTipTest::showsWhatIsWritten()
{
    QFETCH(QString, text);
    const QString tip = plainTip(text);
    QVERIFY2(Qt::mightBeRichText(tip), qPrintable(tip)); // else entities would be seen
    QCOMPARE(QTextDocumentFragment::fromHtml(tip).toPlainText(), text);
}

void PlainTipTest::pricesSayWhatIsWrong()
{
    QCOMPARE(plainTip({}), QString()); // no tooltip at all
    PriceModel model;
    ModelPrice price;
    price.models = u"a & b*"_s;
    price.input = -1;
    model.setPrices({price});
    const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(Qt::mightBeRichText(tip));
    QCOMPARE(QTextDocumentFragment::fromHtml(tip).toPlainText(), price.problem());
}

QTEST_MAIN(PlainTipTest)
#include "plain_tip_test.moc"
