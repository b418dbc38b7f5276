// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/sse_decoder.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using concert::SseDecoder;
using concert::SseEvent;
using Events = QList<SseEvent>;
Q_DECLARE_METATYPE(Events)

class SseDecoderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void stopsAtAnEventTooLong_data();
    void stopsAtAnEventTooLong();
    void survivesNoise();
};

void SseDecoderTest::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Events>("events");
    const auto row = [](const char *name, const QByteArray &bytes, const Events &events) {
        QTest::newRow(name) << bytes << events;
    };
    row("nothing", "", {});
    row("LF", "data: a\n\ndata: b\n\n", {{{}, "a"}, {{}, "b"}});
    row("CR", "data: a\r\rdata: b\r\r", {{{}, "a"}, {{}, "b"}});
    row("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", {{{}, "a"}, {{}, "b"}});
    row("mixed", "data: a\r\n\ndata: b\n\r\ndata: c\r\r\n", {{{}, "a"}, {{}, "b"}, {{}, "c"}});
    row("many data lines", "data: a\ndata: b\ndata:\ndata: c\n\n", {{{}, "a\nb\n\nc"}});
    row("type", "event: ping\ndata: {}\n\ndata: x\n\n", {{"ping", "{}"}, {{}, "x"}});
    row("type without data", "event: ping\n\ndata: x\n\n", {{{}, "x"}});
    row("no blank after colon", "data:a\n\n", {{{}, "a"}});
    row("one blank only", "data:  a \n\n", {{{}, " a "}});
    row("field without colon", "data\n\n", {{{}, ""}});
    row("comments", ": OPENROUTER PROCESSING\n\n:\ndata: a\n: x\n\n", {{{}, "a"}});
    row("other fields", "id: 7\nretry: 10\ndata: a\nfoo: bar\n\n", {{{}, "a"}});
    row("BOM",
        "\xEF\xBB\xBF"
        "data: a\n\n",
        {{{}, "a"}});
    row("BOM later",
        "data: a\n\n\xEF\xBB\xBF"
        "data: b\n\n",
        {{{}, "a"}});
    row("no last blank line", "data: a\n\ndata: b\n", {{{}, "a"}, {{}, "b"}});
    row("no last line end", "data: a\n\ndata: b", {{{}, "a"}, {{}, "b"}});
    row("UTF-8", "data: Köln\n\n", {{{}, "Köln"}});
    row("NUL", QByteArray("data: a\0b\n\n", 11), {{{}, QByteArray("a\0b", 3)}});
}

void SseDecoderTest::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Events, events);
    QRandomGenerator random(3);
    for (int round = 0; round < 50; ++round) { // whole, byte by byte, then anywhere
        const int largest = round == 0 ? int(bytes.size()) + 1 : round;
        SseDecoder decoder;
        Events got;
        for (qsizetype at = 0; at < bytes.size();) {
            const int size = round < 2 ? largest : random.bounded(1, largest + 1);
            got += decoder.feed(bytes.mid(at, size));
            at += size;
        }
        got += decoder.finish();
        QCOMPARE(got, events);
        QVERIFY(!decoder.isTooLarge());
    }
}

void SseDecoderTest::stopsAtAnEventTooLong_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("one line") << QByteArray(1000, 'x');
    QTest::newRow("many lines") << QByteArray("data: " + QByteArray(1000, 'x') + "\n");
}

void SseDecoderTest::stopsAtAnEventTooLong()
{
    QFETCH(QByteArray, piece);
    SseDecoder decoder;
    Events got = decoder.feed("data: a\n\ndata: ");
    int pieces = 0;
    while (!decoder.isTooLarge() && pieces < 5000) {
        got += decoder.feed(piece);
        ++pieces;
    }
    QVERIFY(pieces > 1000 && pieces < 1100);
    got += decoder.feed("\n\ndata: b\n\n");
    got += decoder.finish();
    QCOMPARE(got, (Events{{{}, "a"}}));
}

void SseDecoderTest::survivesNoise()
{
    const QByteArray alphabet = "\r\n\n\r: datevn\xEF\xBB\xBF\xff";
    QRandomGenerator random(5);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes;
        while (bytes.size() < 40)
            bytes += alphabet[random.bounded(int(alphabet.size()))];
        bytes.insert(random.bounded(40), "data: a\n");
        SseDecoder whole;
        Events expected = whole.feed(bytes);
        expected += whole.finish();
        SseDecoder split;
        Events got;
        for (char byte : bytes)
            got += split.feed(QByteArray(1, byte));
        got += split.finish();
        QVERIFY2(got == expected, bytes.toPercentEncoding().constData());
    }
}

QTEST_GUILESS_MAIN(SseDecoderTest)
#include "sse_decoder_test.moc"
