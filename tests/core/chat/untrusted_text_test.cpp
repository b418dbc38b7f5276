// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/redactor.h"
#include "core/chat/text_sanitizer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using concert::Redactor;
using concert::sanitizedText;

/// What models and servers send, before anybody sees it.
class UntrustedTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sanitizes_data();
    void sanitizes();
    void sanitizesInPieces();
    void isVisibleOnATerminal();
    void cleansDecodedJson();
    void documentsAreClean_data();
    void documentsAreClean();
    void redacts_data();
    void redacts();
    void redactsKnownSecrets_data();
    void redactsKnownSecrets();
    void looksForNoWords();
    void jsonStaysJson();

private:
    static constexpr auto knownSecret = "hush/hush>?+1";
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

void UntrustedTextTest::isVisibleOnATerminal()
{
    const QString sign = u"\uFFFD"_s;
    QCOMPARE(concert::visibleText(u"one\n\ttwo\r\nKöln 北京 ⚔\U0001F3F0\r\n"_s),
             u"one\n\ttwo\r\nKöln 北京 ⚔\U0001F3F0\r\n"_s);
    QCOMPARE(concert::visibleText(u"a\u001b]0;t\u0007b\rc\u009bd\u202ee\u007f"_s),
             QString(u'a' % sign % u"]0;t"_s % sign % u'b' % sign % u'c' % sign % u'd' % sign %
                     u'e' % sign));
    QCOMPARE(concert::visibleText(u"\U000E0041x\r"_s), QString(sign % u'x' % sign));
}

/// JSON hides from whoever looks at its text what it decodes to.
void UntrustedTextTest::cleansDecodedJson()
{
    Redactor::ofProcess().addSecret("nvapi-987654321");
    const QByteArray json =
        R"({"\u001b[2Jmessages": ["\u0068i\u202e\u001b]0;x\u0007", {"a": "\udb40\udc41b\ud800"}],)"
        R"("key": "nvapi-\u200b98765\u00ad4321", "n": 3, "t": true, "z": null})";
    const QJsonObject said = concert::saidJson(QJsonDocument::fromJson(json).object()).toObject();
    const QJsonObject expected{
        {u"[2Jmessages"_s, QJsonArray{u"hi]0;x"_s, QJsonObject{{u"a"_s, u"b"_s}}}},
        {u"key"_s, u"[key removed]"_s},
        {u"n"_s, 3},
        {u"t"_s, true},
        {u"z"_s, QJsonValue::Null}};
    QCOMPARE(said, expected);
}

void UntrustedTextTest::documentsAreClean_data()
{
    QTest::addColumn<QByteArray>("text"); ///< within quotes
    QTest::addColumn<QString>("said");
    QTest::newRow("plain") << QByteArray(R"(b\n\"c\" \\u001b)") << u"b\n\"c\" \\u001b"_s;
    QTest::newRow("escape") << QByteArray(R"(\u001b[)") << u"["_s;
    QTest::newRow("escape behind a backslash") << QByteArray(R"(\\\u001b[)") << u"\\["_s;
    QTest::newRow("backspace") << QByteArray(R"(a\bc)") << u"ac"_s;
    QTest::newRow("DEL") << QByteArray("a\x7f") << u"a"_s;
    QTest::newRow("bidi") << QByteArray("a\xe2\x80\xae") << u"a"_s;
    QTest::newRow("beyond ASCII") << QByteArray("K\xc3\xb6ln") << u"Köln"_s;
}

void UntrustedTextTest::documentsAreClean()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    QCOMPARE(concert::saidDocument("{\"a\":\"" + text + "\"}").object()[u"a"_s].toString(), said);
    QCOMPARE(concert::saidDocument("[\"" + text + "\"]").array()[0].toString(), said);
    QJsonParseError error;
    QVERIFY(concert::saidDocument('{' + text, &error).isNull());
    QVERIFY(error.error != QJsonParseError::NoError);
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
    row(u"{\"Authorization\": \"Basic dXNlcjpwYXNz1\"}"_s,
        u"{\"Authorization\": \"Basic [key removed]\"}"_s);
    row(u"authorization=abcdef123"_s, u"authorization=[key removed]"_s);
    for (const QString &said :
         {u"the bearer of this message"_s, u"a basic non-aggression pact"_s,
          u"Basic self-defence, a basic 1901-1902 plan"_s, u"bearer of 1901-1902 plans"_s,
          u"authorization: whatever you like"_s, u"Bearer 12345678"_s})
        row(said, said);
}

void UntrustedTextTest::redacts()
{
    QFETCH(QString, text);
    QFETCH(QString, result);
    const Redactor redactor;
    QCOMPARE(redactor.clean(text), result);
    QCOMPARE(redactor.withoutSecrets(text), text); // nothing is guessed in what players say
}

void UntrustedTextTest::redactsKnownSecrets_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray secret = knownSecret;
    QTest::newRow("as it is") << QByteArray("it is " + secret + ".");
    QTest::newRow("base64") << secret.toBase64();
    QTest::newRow("base64 of more, 1") << QByteArray("u:").append(secret).toBase64();
    QTest::newRow("base64 of more, 2") << QByteArray("us:").append(secret).append("!").toBase64();
    QTest::newRow("base64 of more, 3") << QByteArray("use:").append(secret).append("!?").toBase64();
    QTest::newRow("base64url") << QByteArray("us:").append(secret).append("!").toBase64(
        QByteArray::Base64UrlEncoding);
    QTest::newRow("percent-encoded") << secret.toPercentEncoding();
    QTest::newRow("percent-encoded, small letters") << QByteArray("hush%2fhush%3e%3f%2b1");
    QTest::newRow("JSON")
        << QJsonDocument(QJsonObject{{u"a"_s, QString::fromUtf8(secret)}}).toJson();
    QTest::newRow("JSON, escaped slashes") << QByteArray(R"({"a":"hush\/hush>?+1"})");
    QTest::newRow("HTML") << QString::fromUtf8(secret).toHtmlEscaped().toUtf8();
    QTest::newRow("JSON, all escaped") << QByteArray(
        R"({"a":"\u0068\u0075\u0073\u0068\u002f\u0068\u0075\u0073\u0068\u003E\u003f\u002b\u0031"})");
    QTest::newRow("JSON, one escaped") << QByteArray(R"({"a":"\\hush/hush\u003e?+1"})");
    QTest::newRow("cut off") << "it is " + secret.left(12);
    QTest::newRow("JSON in JSON") << QByteArray(R"({"a":"{\"b\":\"h\\u0075sh/hush>?+1\"}"})");
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe" + secret + "\xff");
}

void UntrustedTextTest::redactsKnownSecrets()
{
    QFETCH(QByteArray, text);
    Redactor redactor;
    redactor.addSecret(knownSecret);
    const QByteArray result = redactor.withoutSecrets(text);
    QVERIFY2(result.contains("[key removed]"), result.constData());
    QVERIFY2(!result.contains("hush"), result.constData());
    const QByteArray left = QByteArray::fromBase64(result.split('[').first());
    QVERIFY2(!left.contains("hush"), left.constData());
}

/// What is not long enough for a key would be found in words, and mangle them.
void UntrustedTextTest::looksForNoWords()
{
    Redactor redactor;
    for (const char *word : {"", "EMPTY", "ollama", "lmstudio", "Budapest"})
        redactor.addSecret(word);
    const QString text = u"ollama:lmstudio: A Budapest - Serbia, EMPTY"_s;
    QCOMPARE(redactor.clean(text), text);
}

/// Lines of match.jsonl and calls.jsonl lose secrets as they are written, and servers quote JSON.
void UntrustedTextTest::jsonStaysJson()
{
    Redactor redactor;
    redactor.addSecret("nvapi-123456789");
    const QStringList texts{u"Authorization: Bearer abc_123\"\nnext\\"_s,
                            u"{\"api_key\": \"abcdef\"}\n"_s,
                            u"x-api-key: abcd\\123\t"_s,
                            u"a\nvapi-123456789"_s, // written \nvapi…
                            u"a\\nvapi-12345\\u0036789 \\\\nvapi-12345\\u0036789"_s,
                            u"nvapi-123456789\\"_s,
                            u"sk-ant-api03-AbC_def-123456\\"_s};
    for (const QString &text : texts) {
        const QByteArray line =
            QJsonDocument(QJsonObject{{u"a"_s, text}, {u"b"_s, u"whole"_s}}).toJson();
        const QByteArray clean = redactor.clean(QString::fromUtf8(line)).toUtf8();
        const QJsonObject read = QJsonDocument::fromJson(clean).object();
        QCOMPARE(read[u"b"_s].toString(), u"whole"_s);
        QVERIFY2(clean.contains("[key removed]"), clean.constData());
        const QJsonObject known = QJsonDocument::fromJson(redactor.withoutSecrets(line)).object();
        QCOMPARE(known[u"b"_s].toString(), u"whole"_s);
    }
}

QTEST_GUILESS_MAIN(UntrustedTextTest)
#include "untrusted_text_test.moc"
