// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/fault_plays.h"
#include "tests/fuzz/answer_decoder.h"
#include "tests/support/measured.h"

#include <QRandomGenerator>
#include <QTest>

using namespace concert;

/// The fuzzer's check with seeded inputs, for every run of the tests: good streams of all dialects
/// with bytes changed, moved, doubled and taken out.
class AnswerDecoderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void seeded_data();
    void seeded();
};

void AnswerDecoderTest::seeded_data()
{
    QTest::addColumn<int>("dialect");
    for (const DialectName dialect : allDialects())
        QTest::newRow(qPrintable(dialectLabel(dialect))) << static_cast<int>(dialect);
}

void AnswerDecoderTest::seeded()
{
    QFETCH(int, dialect);
    const FaultPlays play(static_cast<DialectName>(dialect));
    const QList<QByteArray> corpus{
        play.good(), play.begun(),
        play.begun() + play.write.errorPiece({}, QStringLiteral("é")) + play.good(),
        play.write.whole(QStringLiteral("{\"orders\":[]}"), FinishReason::Length, play.usage),
        play.write.keepAlive() + play.write.reasoning(QStringLiteral("Hm")) + play.good()};
    QRandomGenerator random(static_cast<quint32>(4711 + dialect));
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = corpus[random.bounded(static_cast<int>(corpus.size()))];
        for (int change = random.bounded(8); change > 0 && !bytes.isEmpty(); --change) {
            const int at = random.bounded(static_cast<int>(bytes.size()));
            const int length = random.bounded(1, 40);
            switch (random.bounded(4)) {
            case 0:
                bytes[at] = static_cast<char>(random.bounded(256));
                break;
            case 1:
                bytes.remove(at, length);
                break;
            case 2:
                bytes.insert(random.bounded(static_cast<int>(bytes.size())), bytes.mid(at, length));
                break;
            default:
                bytes.insert(at, random.bounded(2) ? "\r" : "\n");
            }
        }
        const QByteArray input =
            static_cast<char>(dialect) + (static_cast<char>(random.bounded(256)) + bytes);
        const double before = threadCpuMs();
        const QString problem = answerDecoderProblem(input);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + QString::fromLatin1(input.toHex())));
        QVERIFY2(threadCpuMs() - before < 1000, input.toHex().constData());
    }
}

QTEST_APPLESS_MAIN(AnswerDecoderTest)
#include "answer_decoder_test.moc"
