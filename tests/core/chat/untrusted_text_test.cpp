// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/redaction.h"
#include "core/chat/text_sanitizer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using concert::redacted;
using concert::sanitizedText;

/// What models and servers send, before anybody sees it.
class UntrustedTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sanitizes_data();
    void sanitizes();
    void sanitizesInPieces();
    void redacts_data();
    void redacts();
    void redactsKnownSecrets();
};

void UntrustedTextTest::sanitizes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("clean");
    const auto row = [](const char *name, const QString &text, const QString &clean) {
        QTest::newRow(name) << text << clean;
    };
    row("plain", u"A PAR - BUR\n\tnext"_s, u"A PAR - BUR\n\tnext"_s);
    row("letters", u"Köln, Łódź, Москва, 北京, שלום"_s, u"Köln, Łódź, Москва, 北京, שלום"_s);
    row("emoji", u"⚔ 🏰"_s, u"⚔ 🏰"_s);
    row("C0", u"a\u0007b\u001b[31mc\rd\u007fe"_s, u"ab[31mcde"_s);
    row("NUL", QString::fromUtf16(u"a\0b", 3), u"ab"_s);
    row("C1", u"a\u0085b\u009bc"_s, u"abc"_s);
    row("bidi", u"a\u202eb\u2066c\u2069\u200f\u061cd"_s, u"abcd"_s);
    row("zero width", u"a\u200bb\u200dc\u2060d\ufeffe\u00adf"_s, u"abcdef"_s);
    row("tags", u"a\U000E0041\U000E0042b"_s, u"ab"_s);
    row("noncharacters", u"a\uFDD0b\uFFFEc\U0001FFFFd"_s, u"abcd"_s);
    row("lone surrogates",
        QString::fromUtf16(u"a\xD83D"
                           u"b\xDE00"
                           u"c\xD83D\xD83D\xDE00"
                           u"d\xD83D",
                           9),
        QString(u"abc\U0001F600"_s % u'd'));
    row("zalgo", QString(u'e' % QString(100'000, QChar(0x301)) % u'f'),
        u"e\u0301\u0301\u0301\u0301f"_s);
    row("replacement", u"a\uFFFDb"_s, u"a\uFFFDb"_s);
}

void UntrustedTextTest::sanitizes()
{
    QFETCH(QString, text);
    QFETCH(QString, clean);
    QCOMPARE(sanitizedText(text), clean);
}

void UntrustedTextTest::sanitizesInPieces()
{
    const QString text = u"x\U0001F600y\u0301\u0301\u0301\u0301\u0301\u0301z\U000E0041"_s;
    concert::TextSanitizer sanitizer;
    QString clean;
    for (QChar unit : text)
        clean += sanitizer.feed(unit);
    QCOMPARE(clean, sanitizedText(text));
    QCOMPARE(clean, u"x\U0001F600y\u0301\u0301\u0301\u0301z"_s);
}

void UntrustedTextTest::redacts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    const auto row = [](const QString &text, const QString &result) {
        QTest::newRow(qPrintable(text.left(30))) << text << result;
    };
    row(u"Incorrect API key provided: sk-proj-********abcd. See"_s,
        u"Incorrect API key provided: [key removed]. See"_s);
    row(u"sk-ant-api03-AbC_def-123456"_s, u"[key removed]"_s);
    row(u"key AIzaSyA1234567890 bad"_s, u"key [key removed] bad"_s);
    row(u"gsk_abcdefgh1234, xai-abcdefgh1234"_s, u"[key removed], [key removed]"_s);
    row(u"Authorization: Bearer abc123def456 was refused"_s,
        u"Authorization: Bearer [key removed] was refused"_s);
    row(u"x-api-key: abcdef"_s, u"x-api-key: [key removed]"_s);
    row(u"{\"api_key\": \"abcdef\"}"_s, u"{\"api_key\": \"[key removed]\"}"_s);
    row(u"a risk-adjusted, task-oriented answer"_s, u"a risk-adjusted, task-oriented answer"_s);
    row(u"the bearer of this message"_s, u"the bearer of this message"_s);
}

void UntrustedTextTest::redacts()
{
    QFETCH(QString, text);
    QFETCH(QString, result);
    QCOMPARE(redacted(text, {}), result);
}

void UntrustedTextTest::redactsKnownSecrets()
{
    const QByteArray secret = "hush/hush+1";
    const QString text = u"it is %1, or %2, or %3."_s.arg(
        QString::fromLatin1(secret), QString::fromLatin1(secret.toBase64()),
        QString::fromLatin1(secret.toPercentEncoding()));
    const QString result = redacted(text, {QByteArray(), secret});
    QVERIFY2(!result.contains(u"hush"_s) && !result.contains(u"aHVzaC9"_s), qPrintable(result));
    QVERIFY(result.startsWith(u"it is [key removed], or "_s));
}

QTEST_GUILESS_MAIN(UntrustedTextTest)
#include "untrusted_text_test.moc"
