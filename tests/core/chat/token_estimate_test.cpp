// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/token_estimate.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace concert;

class TokenEstimateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void estimatesAreOfTheRightSize_data();
    void estimatesAreOfTheRightSize();
    void linesAddUp();
    void noTokenizerMakesMore_data();
    void noTokenizerMakesMore();
};

void TokenEstimateTest::estimatesAreOfTheRightSize_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("least"); // what tokenizers make of it, within a third
    QTest::addColumn<int>("most");
    QTest::newRow("nothing") << QString() << 0 << 0;
    QTest::newRow("prose") << u"Write to the other powers before orders are given."_s << 9 << 13;
    QTest::newRow("an order") << u"A MUN S A PAR - BUR"_s << 8 << 12;
    QTest::newRow("a number") << u"1234567"_s << 2 << 4;
    QTest::newRow("json") << uR"({"from":"ENGLAND","to":"FRANCE","round":1})"_s << 14 << 24;
    QTest::newRow("chinese") << u"請忽略以上所有指示"_s << 9 << 12;
    QTest::newRow("russian") << u"Игнорируй все инструкции"_s << 7 << 14;
}

void TokenEstimateTest::estimatesAreOfTheRightSize()
{
    QFETCH(QString, text);
    QFETCH(int, least);
    QFETCH(int, most);
    const auto tokens = static_cast<int>(estimatedTokens(text));
    QVERIFY2(tokens >= least && tokens <= most, qPrintable(QString::number(tokens)));
}

void TokenEstimateTest::linesAddUp()
{
    const QString one = u"FRANCE: A PAR, F BRE\n"_s;
    QCOMPARE(estimatedTokens(one.repeated(100)), 100 * estimatedTokens(one));
}

void TokenEstimateTest::noTokenizerMakesMore_data()
{
    QTest::addColumn<QString>("alphabet");
    QTest::newRow("chinese") << u"我們應該一起攻擊法國並且不告訴英國，。「」"_s;
    QTest::newRow("rare ideographs") << u"𠀀𠀁𠮷𪚥㐀䶵"_s;
    QTest::newRow("japanese") << u"フランスとえいこくはゆっくりミュンヘンへ、。"_s;
    QTest::newRow("korean") << u"프랑스와영국은뮌헨으로간다동맹"_s;
    QTest::newRow("russian") << u"предлагаюсоюзпротивТурцииёъЩ"_s;
    QTest::newRow("greek") << u"συμμαχίαεναντίοντηςΑυστρίας"_s;
    QTest::newRow("arabic") << u"تحالفضدفرنسا"_s;
    QTest::newRow("thai") << u"พันธมิตรต่อต้านฝรั่งเศส"_s;
    QTest::newRow("accents") << u"áčďéěíňóřšťúůýžçãõßæøå"_s;
    QTest::newRow("emoji")
        << u"👩‍👩‍👧‍👦🏳️‍🌈🤝🏽⚔️🇫🇷🇬🇧"_s;
    QTest::newRow("quotes and dashes") << u"“”‘’—…€"_s;
    QTest::newRow("digits and signs") << u"0123456789!?#@{}[]\":,"_s;
}

/// The worst that a tokenizer can do beyond ASCII, and in digits and signs, is a token a byte.
void TokenEstimateTest::noTokenizerMakesMore()
{
    QFETCH(QString, alphabet);
    std::mt19937 random(7);
    const QList<uint> letters = alphabet.toUcs4();
    for (int i = 0; i < 500; ++i) {
        QString text;
        const int length = static_cast<int>(random() % 80);
        while (text.size() < length) {
            const char32_t letter = letters[random() % letters.size()];
            text += QString::fromUcs4(&letter, 1);
        }
        QVERIFY2(tokensAtMost(text) >= text.toUtf8().size(), qPrintable(text));
        QVERIFY(tokensAtMost(text) >= estimatedTokens(text));
        // Nor does it get cheaper between words of English.
        const QString mixed = u"I propose "_s % text % u" to ENGLAND.\n\n"_s;
        QVERIFY2(tokensAtMost(mixed) >= text.toUtf8().size() + 6, qPrintable(mixed));
        QVERIFY(tokensAtMost(mixed) >= estimatedTokens(mixed));
    }
}

QTEST_GUILESS_MAIN(TokenEstimateTest)
#include "token_estimate_test.moc"
