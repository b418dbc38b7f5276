// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/redactor.h"
#include "core/record/match_export.h"
#include "core/record/match_log_reader.h"
#include "core/record/write_whole.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int sentenceCount = 4000;
constexpr auto secret = "nvapi-0123456789";
const Phase spring{1901, Season::Spring, PhaseType::Movement};

/// What may look like a key to somebody who guesses, and what else breaks when it is copied.
const QStringList beginnings{u"I offer"_s,         u"Ich biete dir"_s,   u"Je te propose"_s,
                             u"Я предлагаю"_s,     u"Sana öneririm:"_s,  u"我提议"_s,
                             u"\"Between us\","_s, u"🕊️ Listen:"_s, u"Authorization: "_s,
                             u"C:\\temp\\new"_s,   u"=1+1, and"_s};
const QStringList middles{
    u"a basic non-aggression pact"_s,     u"Basic self-defence_plans"_s,
    u"the bearer of 1901-1902 plans"_s,   u"Bearer abc123def456ghi789jkl"_s,
    u"basic 1901-1902 cooperation"_s,     u"einen Nichtangriffs-Pakt (basic non-DMZ)"_s,
    u"un pacte basic mi-chemin d'été"_s,  u"базовый пакт о ненападении"_s,
    u"temel saldırmazlık paktı"_s,        u"互不侵犯条约"_s,
    u"api_key: our-alliance-1901"_s,      u"the x-api-key=abcdefgh of peace"_s,
    u"sk-proj-abcdefgh12345678"_s,        u"AIzaSyA1234567890 and gsk_abcdefgh1234"_s,
    u"{\"orders\": [\"A PAR - BUR\"]}"_s, u"line one\nline two\ttabbed"_s,
    u"\\u0041 is no letter here"_s,       u"100 % – «sûr»"_s};
const QStringList endings{u"."_s,        u" until F1902M!"_s,  u" \\"_s,
                          u" \"yes\""_s, u" 🇫🇷⚔️"_s, u"…"_s};

QStringList sentences()
{
    std::mt19937 random(11); // NOLINT: the same in every run
    const auto pick = [&random](const QStringList &from) {
        return from[static_cast<qsizetype>(random() % static_cast<unsigned>(from.size()))];
    };
    QStringList all;
    for (int i = 0; i < sentenceCount; ++i)
        all << u"%1 %2%3 (%4)"_s.arg(pick(beginnings), pick(middles), pick(endings)).arg(i);
    return all;
}

QList<QJsonObject> linesOf(const QString &file)
{
    QFile lines(file);
    QList<QJsonObject> objects;
    if (!lines.open(QIODevice::ReadOnly))
        return objects;
    while (!lines.atEnd())
        objects << QJsonDocument::fromJson(lines.readLine()).object();
    return objects;
}

MatchEvent message(qsizetype number, const QString &text)
{
    MessageSent sent;
    sent.phase = spring;
    sent.round = 1;
    sent.from = Power::France;
    sent.to = Power::England;
    sent.text = text;
    sent.id = u"S1901M/1/FRANCE/%1"_s.arg(number);
    return {1000 + number, Audience::everyone(), sent};
}

} // namespace

/// What is written is what was said: only known secrets are taken out of a match's record and of
/// what is made of it.
class SaidWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void matchFileHoldsEveryWord();
    void callsFileHoldsEveryWord();
    void readersGiveEveryWord();
    void exportsHoldEveryWord();
    void knownSecretsAreTakenOut();

private:
    QTemporaryDir folder_;
    QStringList said_ = sentences();
};

void SaidWordsTest::initTestCase()
{
    QVERIFY(folder_.isValid());
    Redactor::ofProcess().addSecret(secret);
    MatchLog log;
    MatchLogFile file(folder_.path(), &log);
    log.append(
        {0, Audience::everyone(),
         MatchStarted{1, u"Concert"_s, QDateTime::currentDateTimeUtc(), MatchConfig::demo()}});
    log.append({10, Audience::everyone(), PhaseStarted{Position::start()}});
    for (qsizetype i = 0; i < said_.size(); ++i) {
        const CallId call{Power::France, spring, StageKind::Messages, static_cast<int>(i), 1};
        const QJsonObject answer{{u"messages"_s, QJsonArray{said_[i]}}};
        file.writeCall({call,
                        {{ChatMessage::Role::User, said_[i]}},
                        QString::fromUtf8(QJsonDocument(answer).toJson())});
        log.append(message(i, said_[i]));
    }
    log.append(message(said_.size(), u"It is %1."_s.arg(QLatin1String(secret))));
    QVERIFY(file.finish().isEmpty());
}

void SaidWordsTest::matchFileHoldsEveryWord()
{
    const QList<QJsonObject> lines = linesOf(folder_.filePath(matchFileName));
    QCOMPARE(lines.size(), said_.size() + 3);
    for (qsizetype i = 0; i < said_.size(); ++i)
        QCOMPARE(lines[i + 2][u"text"_s].toString(), said_[i]);
}

void SaidWordsTest::callsFileHoldsEveryWord()
{
    const QList<QJsonObject> lines = linesOf(folder_.filePath(callsFileName));
    QCOMPARE(lines.size(), said_.size());
    for (qsizetype i = 0; i < said_.size(); ++i) {
        QCOMPARE(lines[i][u"messages"_s][0][u"content"_s].toString(), said_[i]);
        const auto answer = QJsonDocument::fromJson(lines[i][u"answer"_s].toString().toUtf8());
        QCOMPARE(answer[u"messages"_s][0].toString(), said_[i]);
    }
}

void SaidWordsTest::readersGiveEveryWord()
{
    MatchLog log;
    QCOMPARE(readMatchLog(folder_.path(), &log), QString());
    const QList<CallText> calls = readCallTexts(folder_.path());
    QCOMPARE(calls.size(), said_.size());
    for (qsizetype i = 0; i < said_.size(); ++i) {
        QCOMPARE(log.at(i + 2).as<MessageSent>()->text, said_[i]);
        QCOMPARE(calls[i].messages.first().content, said_[i]);
    }
}

void SaidWordsTest::exportsHoldEveryWord()
{
    MatchLog log;
    QCOMPARE(readMatchLog(folder_.path(), &log), QString());
    for (const MatchExport &form : matchExports()) {
        const QString path = folder_.filePath(u"export"_s);
        QCOMPARE(writeWhole(path, form.bytes(log)), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), form.bytes(log));
    }
    const auto game = QJsonDocument::fromJson(matchExport(u"game"_s)->bytes(log));
    const QJsonArray messages = game[u"phases"_s][0][u"messages"_s].toArray();
    QCOMPARE(messages.size(), said_.size() + 1);
    for (qsizetype i = 0; i < said_.size(); ++i)
        QCOMPARE(messages[i][u"message"_s].toString(), said_[i]);
}

void SaidWordsTest::knownSecretsAreTakenOut()
{
    const QList<QJsonObject> lines = linesOf(folder_.filePath(matchFileName));
    QCOMPARE(lines.last()[u"text"_s].toString(), u"It is [key removed]."_s);
}

QTEST_GUILESS_MAIN(SaidWordsTest)
#include "said_words_test.moc"
