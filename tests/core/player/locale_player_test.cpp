// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/answers.h"
#include "core/player/negotiation.h"
#include "core/player/phrases.h"
#include "core/rules/adjudicator.h"
#include "core/rules/order_text.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <clocale>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

/// All that the player says and orders in the first turns, and what it understands of it.
std::vector<std::string> everythingItSays()
{
    std::vector<std::string> said;
    for (const Power power : allPowers)
        said.push_back(powerTitle(power));
    Position position = Position::start();
    for (int turn = 0; turn < 4; ++turn) {
        std::vector<HeardMessage> heard;
        std::vector<Order> orders;
        for (const int round : {1, 2}) {
            std::vector<HeardMessage> now;
            for (const Power power : allPowers) {
                PlayerView view;
                view.position = position;
                view.power = power;
                view.seed = 7;
                view.round = round;
                view.heard = heard;
                for (const PlayerMessage &message : writeMessages(Map::standard(), view)) {
                    said.push_back(message.text);
                    now.push_back({power, message.to, message.text, round});
                }
                if (round == 2) {
                    for (const Order &order : chooseOrders(Map::standard(), view)) {
                        said.push_back(orderText(order));
                        orders.push_back(order);
                    }
                }
            }
            heard.insert(heard.end(), now.begin(), now.end());
        }
        for (const HeardMessage &message : heard)
            said.push_back(std::to_string(readProposals(position, message).size()));
        position = adjudicate(Map::standard(), position, orders).next;
    }
    return said;
}

} // namespace

/// The same seed plays the same game, whatever language the machine speaks.
class LocalePlayerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void playsAlikeEverywhere_data();
    void playsAlikeEverywhere();
    void cleanup() { std::setlocale(LC_ALL, "C"); }
};

void LocalePlayerTest::playsAlikeEverywhere_data()
{
    QTest::addColumn<QByteArray>("language");
    QTest::addColumn<QByteArray>("charmap");
    // In Turkey the small letter of I is ı, of two bytes in UTF-8 and of one in ISO 8859-9.
    QTest::newRow("Turkey") << QByteArray("tr_TR") << QByteArray("UTF-8");
    QTest::newRow("Turkey, eight bits") << QByteArray("tr_TR") << QByteArray("ISO-8859-9");
    QTest::newRow("Lithuania, eight bits") << QByteArray("lt_LT") << QByteArray("ISO-8859-13");
    QTest::newRow("Germany") << QByteArray("de_DE") << QByteArray("UTF-8"); // decimal commas
}

/// Compiles the locale, as hardly any machine has them all. locale_test looks at the sources, and
/// needs none.
void LocalePlayerTest::playsAlikeEverywhere()
{
    QFETCH(QByteArray, language);
    QFETCH(QByteArray, charmap);
    const QTemporaryDir folder;
    const QByteArray name = language + '.' + charmap;
    QProcess compiler;
    compiler.start(u"localedef"_s,
                   {u"-i"_s, QString::fromLatin1(language), u"-f"_s, QString::fromLatin1(charmap),
                    folder.filePath(QString::fromLatin1(name))});
    if (!compiler.waitForFinished(120'000) ||
        !QFile::exists(folder.filePath(QString::fromLatin1(name)) % u"/LC_CTYPE"_s))
        QSKIP("localedef or the sources of this locale (Debian's package locales) are missing");
    QVERIFY(std::setlocale(LC_ALL, "C") != nullptr);
    const auto expected = everythingItSays();
    QVERIFY(expected.size() > 200);
    qputenv("LOCPATH", QFile::encodeName(folder.path()));
    const bool isSet = std::setlocale(LC_ALL, name.constData()) != nullptr;
    qunsetenv("LOCPATH");
    QVERIFY(isSet);
    QCOMPARE(everythingItSays(), expected);
}

QTEST_GUILESS_MAIN(LocalePlayerTest)
#include "locale_player_test.moc"
