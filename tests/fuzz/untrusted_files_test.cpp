// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/rules/sample_files.h"
#include "tests/fuzz/model_answer.h"
#include "tests/fuzz/saved_game.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

#include <ctime>

using namespace concert;

/// The fuzzers' checks with seeded inputs, for every run of the tests: good answers and saved games
/// with pieces changed, taken out, doubled and put elsewhere.
class UntrustedFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelAnswers();
    void savedGames();

private:
    QByteArray spoilt(const QByteArray &good);

    QRandomGenerator random_{4711};
};

QByteArray UntrustedFilesTest::spoilt(const QByteArray &good)
{
    static const QList<QByteArray> pieces{
        "{",  "}",    "[",           "]", "\"",      ",",  ":",  "null",         "{{", "</think>",
        "-1", "1e99", "A PAR - BUR", "'", "\\u0000", "\n", "//", "\xe2\x80\x9e", "*"};
    QByteArray bytes = good;
    for (int change = random_.bounded(1, 6); change > 0 && !bytes.isEmpty(); --change) {
        const int at = random_.bounded(static_cast<int>(bytes.size()));
        const int length = random_.bounded(1, 40);
        switch (random_.bounded(5)) {
        case 0:
            bytes[at] = static_cast<char>(random_.bounded(256));
            break;
        case 1:
            bytes.remove(at, length);
            break;
        case 2:
            bytes.insert(random_.bounded(static_cast<int>(bytes.size())), bytes.mid(at, length));
            break;
        case 3:
            bytes.truncate(at);
            break;
        default:
            bytes.insert(at, pieces[random_.bounded(static_cast<int>(pieces.size()))]);
        }
    }
    return bytes;
}

void UntrustedFilesTest::modelAnswers()
{
    const QDir folder(samples::path(QStringLiteral("answers")));
    QList<QByteArray> answers;
    for (const QString &name : folder.entryList({QStringLiteral("*.txt")}, QDir::Files)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        answers << file.readAll();
    }
    QVERIFY(answers.size() >= 120);
    for (int round = 0; round < 20; ++round) {
        for (const QByteArray &answer : std::as_const(answers)) {
            const QByteArray input = round == 0 ? answer : spoilt(answer);
            const std::clock_t start = std::clock();
            const QString problem = modelAnswerProblem(input);
            QVERIFY2(problem.isEmpty(), qPrintable(problem + QString::fromUtf8(": " + input)));
            QVERIFY2(std::clock() - start < CLOCKS_PER_SEC, input.constData());
        }
    }
}

void UntrustedFilesTest::savedGames()
{
    const QList<QJsonObject> games =
        samples::readJsonLines(QStringLiteral("games-sample.jsonl.gz")).mid(0, 40);
    for (QJsonObject game : games) { // three phases show everything there is
        game.insert(QStringLiteral("phases"),
                    QJsonArray::fromVariantList(
                        game[QStringLiteral("phases")].toArray().toVariantList().mid(0, 3)));
        const QByteArray good = QJsonDocument(game).toJson(QJsonDocument::Compact);
        for (int round = 0; round < 50; ++round) {
            const QByteArray input = round == 0 ? good : spoilt(good);
            const QString problem = savedGameProblem(input);
            QVERIFY2(problem.isEmpty(), qPrintable(problem + QString::fromUtf8(": " + input)));
        }
    }
}

QTEST_APPLESS_MAIN(UntrustedFilesTest)
#include "untrusted_files_test.moc"
