// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sentences.h"

#include "core/record/text.h"
#include "core/rules/adjudicator.h"
#include "core/rules/explain.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "ui/log_sentences.h"
#include "ui/settings/appearance.h"

#include <QFile>
#include <QSet>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <algorithm>
#include <random>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

/// Marks what was recognised: "<%1 does not reach %2.>" with the places filled in.
class Marks : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        const auto isThis = [context](const char *each) { return qstrcmp(context, each) == 0; };
        const bool isOurs = isThis("concert::Sentence") ||
                            std::any_of(logContexts.begin(), logContexts.end(), isThis);
        return isOurs ? u'<' + QString::fromUtf8(source) + u'>' : QString();
    }
};

bool isRecognised(const QString &text)
{
    return shownSentence(text).startsWith(u'<');
}

/// A game of random legal orders, some of them replaced by illegal ones.
template <typename Visit>
void playAtRandom(std::uint32_t seed, int phases, Visit visit)
{
    std::mt19937 random(seed);
    Position position = Position::start();
    for (int i = 0; i < phases; ++i) {
        std::vector<Order> orders;
        for (const Power power : allPowers) {
            for (const Province place : orderablePlaces(position, power)) {
                const auto legal = legalOrders(Map::standard(), position, place);
                if (!legal.empty() && random() % 12 != 0)
                    orders.push_back(legal[random() % legal.size()]);
            }
        }
        const Resolution resolution = adjudicate(Map::standard(), position, orders);
        visit(position, orders, resolution);
        position = resolution.next;
    }
}

} // namespace

class SentencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyReasonAgainstAnOrder();
    void everyProblemOfReading_data();
    void everyProblemOfReading();
    void everyReasonOfAResult();
    void whatAMatchSays_data();
    void whatAMatchSays();
    void everySentenceOfTheLogHasItsForm();
    void theLogStaysEnglish();
    void germanWatchersReadGerman();
    void whatIsNotOursStaysAsItIs();
    void kindsAreForms();
};

/// Whatever a power could order, in all three types of phases.
void SentencesTest::everyReasonAgainstAnOrder()
{
    Marks marks;
    QCoreApplication::installTranslator(&marks);
    QSet<QString> kinds;
    QStringList unknown;
    const auto look = [&](const Position &position, Power power, const Order &order) {
        const QString why = toQString(whyIllegal(Map::standard(), position, power, order));
        if (why.isEmpty())
            return;
        kinds << sentenceKind(why);
        if (!isRecognised(why) && unknown.size() < 20)
            unknown << why;
    };
    std::mt19937 random(11);
    const auto place = [&random] {
        return static_cast<Province>(random() % static_cast<unsigned>(provinceCount));
    };
    const auto type = [&random] { return random() % 2 == 0 ? UnitType::Army : UnitType::Fleet; };
    const auto visit = [&](const Position &position, const std::vector<Order> &,
                           const Resolution &) {
        for (int i = 0; i < 3000; ++i) {
            const Power power = allPowers[random() % powerCount];
            const auto &units = position.units();
            const Unit unit =
                random() % 4 == 0 ? Unit{power, type(), place()} : units[random() % units.size()];
            const Unit other = units[random() % units.size()];
            const Power owner = random() % 6 == 0 ? power : unit.power;
            const Location to = random() % 8 == 0 ? Location(Province::STP, Coast::North) : place();
            look(position, owner, Order::hold(unit.type, unit.location));
            look(position, owner, Order::move(unit.type, unit.location, to));
            look(position, owner, Order::move(unit.type, unit.location, to, true));
            look(position, owner,
                 Order::supportMove(unit.type, unit.location, other.type, other.location, to));
            look(position, owner, Order::convoy(unit.location, other.location, to));
            look(position, owner, Order::retreat(unit.type, unit.location, to));
            look(position, owner, Order::disband(unit.type, unit.location));
            look(position, owner, Order::build(type(), to));
            look(position, owner, Order::waive());
        }
    };
    playAtRandom(5, 25, visit);
    QCoreApplication::removeTranslator(&marks);
    QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join(u'\n')));
    QVERIFY2(kinds.size() >= 27, qPrintable(QStringList(kinds.values()).join(u'\n')));
}

void SentencesTest::everyProblemOfReading_data()
{
    QTest::addColumn<QString>("order");
    QTest::addColumn<bool>("winter");
    const auto row = [](const char *order, bool winter = false) {
        QTest::newRow(order) << QString::fromUtf8(order) << winter;
    };
    row("attack everything");
    row("A PAR");
    row("A PAR dances");
    row("A PAR - ");
    row("A PAR - nowhere");
    row("A PAR - BUR nonsense");
    row("A PAR - BUR - MUN");
    row("A PAR S");
    row("A PAR S everything");
    row("A PAR S A MAR - nowhere");
    row("A PAR S A MAR - MAR");
    row("F BRE C");
    row("F BRE C A PAR");
    row("F BRE C A PAR - nowhere");
    row("F BRE C nobody");
    row("A PAR R");
    row("A PAR R nowhere");
    row("BUR - MUN");
    row("build", true);
    row("build something", true);
    row("build BRE", true);
    row("BRE B", true);
}

void SentencesTest::everyProblemOfReading()
{
    QFETCH(QString, order);
    QFETCH(bool, winter);
    Position position = Position::start();
    if (winter) {
        position.clearUnit(Province::BRE);
        position.clearUnit(Province::PAR);
        position.phase = {1901, Season::Winter, PhaseType::Adjustment};
    }
    const ParsedOrder parsed = parseOrder(order.toStdString(), position, Power::France);
    QVERIFY(!parsed.order);
    Marks marks;
    QCoreApplication::installTranslator(&marks);
    const QString shown = shownSentence(toQString(parsed.problem));
    QCoreApplication::removeTranslator(&marks);
    // The sentence within "… Nearest legal orders: …", too.
    QVERIFY2(shown.startsWith(u"<<"_s), qPrintable(shown));
}

void SentencesTest::everyReasonOfAResult()
{
    Marks marks;
    QCoreApplication::installTranslator(&marks);
    QSet<QString> kinds;
    QSet<QString> unknown;
    const auto look = [&](const std::string &reason) {
        if (reason.empty())
            return;
        const QStringList parts = toQString(reason).split(u"; "_s);
        for (const QString &part : parts) {
            kinds << sentenceKind(part);
            if (!isRecognised(part))
                unknown << part;
        }
    };
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        playAtRandom(seed, 30,
                     [&](const Position &position, const std::vector<Order> &orders,
                         const Resolution &resolution) {
                         for (const ResolvedOrder &resolved : resolution.orders)
                             look(resolved.reason);
                         for (const ExplainedOrder &each :
                              explain(Map::standard(), position, orders).orders)
                             look(each.why);
                     });
    }
    QCoreApplication::removeTranslator(&marks);
    QVERIFY2(unknown.isEmpty(), qPrintable(QStringList(unknown.values()).mid(0, 20).join(u'\n')));
    QVERIFY2(kinds.size() >= 24, qPrintable(QStringList(kinds.values()).join(u'\n')));
}

void SentencesTest::whatAMatchSays_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("marked");
    QTest::newRow("power")
        << u"RUSSIA plays default orders. RUSSIA was later than the turn's deadline of 30 s."_s
        << u"<Russia plays default orders. <Russia was later than the turn's deadline of 30 s.>>"_s;
    QTest::newRow("refused orders")
        << u"orders that cannot be carried out: \"A PAR - MOS\" (A PAR does not reach Moscow.), "
           "\"dance, (now)\" (“dance” does not begin with a province.), and 3 more"_s
        << u"<orders that cannot be carried out: <\"A PAR - MOS\" (<A PAR does not reach "
           "Moscow.>), <\"dance, (now)\" (<“dance” does not begin with a province.>), "
           "<and 3 more>>>>"_s;
    QTest::newRow("dropped") << u"A message to ITALY was dropped: it is out of the game."_s
                             << u"<A message to Italy was dropped: it is out of the game.>"_s;
    QTest::newRow("powers")
        << u"S1901M: two thirds of the turn's deadline of 60 s have passed, so the talking ends "
           "without FRANCE, ITALY, and the orders are due."_s
        << u"<S1901M: two thirds of the turn's deadline of 60 s have passed, so the talking ends "
           "without France, Italy, and the orders are due.>"_s;
    QTest::newRow("the narrator's prompt")
        << u"Commentary (ollama:m): RUSSIA plays default orders. Its prompts are cut to about 900 "
           "tokens from now on."_s
        << u"<Commentary (ollama:m): <Russia plays default orders.> Its prompts are cut to about "
           "900 tokens from now on.>"_s;
    QTest::newRow("a prompt in fewer words")
        << u"RUSSIA (ollama:m): RUSSIA plays default orders. Its prompts are cut to about 900 "
           "tokens and put in fewer words from now on."_s
        << u"<Russia (ollama:m): <Russia plays default orders.> Its prompts are cut to about 900 "
           "tokens and put in fewer words from now on.>"_s;
    QTest::newRow("the last comment")
        << u"The game is over: its commentary is not waited for any longer (turn deadline of 60 "
           "s)."_s
        << u"<The game is over: its commentary is not waited for any longer (turn deadline of 60 "
           "s).>"_s;
    QTest::newRow("many") << u"There are only 3 orders to give."_s
                          << u"<There are only 3 orders to give.>"_s;
    QTest::newRow("held") << u"held, as A PAR - MOS is illegal: A PAR does not reach Moscow."_s
                          << u"<held, as A PAR - MOS is illegal: <A PAR does not reach Moscow.>>"_s;
    QTest::newRow("two reasons")
        << u"bounced against A MUN, strength 1 against 2; dislodged by A RUH"_s
        << u"<<bounced against A MUN, strength 1 against 2>; <dislodged by A RUH>>"_s;
    QTest::newRow("cut off") << u"the answer was cut off at the limit of 400 tokens"_s
                             << u"<the answer was cut off at the limit of 400 tokens>"_s;
    QTest::newRow("thought") << u"the limit of 400 tokens was used up by thinking"_s
                             << u"<the limit of 400 tokens was used up by thinking>"_s;
    QTest::newRow("refused twice")
        << u"Groq (api.groq.com) refused what its model wrote (400). It says: No JSON. Trying "
           u"again "
           "in a simpler form."_s
        << u"<<Groq (api.groq.com) refused what its model wrote (400).> It says: <No JSON. Trying "
           "again in a simpler form.>>"_s;
    QTest::newRow("server")
        << u"ITALY (openai:x): OpenAI (api.openai.com) broke the connection. (3 "
           "attempts)"_s
        << u"<<<Italy (openai:x): OpenAI (api.openai.com)> broke the "
           "connection.> (3 attempts)>"_s;
    QTest::newRow("what a server says")
        << u"OpenAI (api.openai.com) asks for fewer requests (429). It says: Slow down (please)."_s
        << u"<<OpenAI (api.openai.com) asks for fewer requests (429).> It says: Slow down "
           "(please).>"_s;
    QTest::newRow("waiting")
        << u"Ollama (127.0.0.1) is not available. Waiting for it; the next attempt is in 4 s."_s
        << u"<<Ollama (127.0.0.1) is not available.> Waiting for it; the next attempt is in 4 s.>"_s;
    QTest::newRow("full disk")
        << u"/runs/a: b/match.jsonl cannot be written: No space left on device. What was played is "
           "kept in memory and written when the disk takes it again."_s
        << u"</runs/a: b/match.jsonl cannot be written: No space left on device. What was played "
           "is kept in memory and written when the disk takes it again.>"_s;
    QTest::newRow("the day alone")
        << u"/home/x/spending cannot be written: what other matches spend today is not known, and "
           "the day's caps hold for this match alone."_s
        << u"</home/x/spending cannot be written: what other matches spend today is not known, and "
           "the day's caps hold for this match alone.>"_s;
    QTest::newRow("judged") << u"It ordered A PAR - BUR."_s << u"<It ordered A PAR - BUR.>"_s;
}

void SentencesTest::whatAMatchSays()
{
    QFETCH(QString, english);
    QFETCH(QString, marked);
    Marks marks;
    QCoreApplication::installTranslator(&marks);
    const QString shown = shownSentence(english);
    QCoreApplication::removeTranslator(&marks);
    QCOMPARE(shown, marked);
}

/// core's sentences by tr() are listed: what is missing would be shown in English.
void SentencesTest::everySentenceOfTheLogHasItsForm()
{
    QFile file(QStringLiteral(CONCERT_SOURCE_DIR "/translations/concert_de.ts"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString context;
    QStringList missing;
    int found = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        const auto isIt = [&context](const char *each) { return context == QLatin1String(each); };
        if (xml.name() != u"source" || std::none_of(logContexts.begin(), logContexts.end(), isIt))
            continue;
        const QString source = xml.readElementText();
        ++found;
        const auto isForm = [&](const SentenceForm &form) {
            return isIt(form.context) && source == QString::fromUtf8(form.source);
        };
        if (std::none_of(wrappingForms.begin(), wrappingForms.end(), isForm) &&
            std::none_of(callForms.begin(), callForms.end(), isForm))
            missing << source;
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    QCOMPARE(found, static_cast<int>(wrappingForms.size() + callForms.size())); // none is left over
}

void SentencesTest::theLogStaysEnglish()
{
    LogTranslator german;
    QVERIFY(german.load(u":/i18n/concert_de.qm"_s));
    QCoreApplication::installTranslator(&german);
    const QString made = QCoreApplication::translate(networkContext, "%1 broke the connection.");
    const QString shown = shownSentence(u"Ollama broke the connection."_s);
    QCoreApplication::removeTranslator(&german);
    QCOMPARE(made, u"%1 broke the connection."_s);
    QCOMPARE(shown, u"Ollama hat die Verbindung abgebrochen."_s);
}

void SentencesTest::germanWatchersReadGerman()
{
    QTranslator german;
    QVERIFY(german.load(u":/i18n/concert_de.qm"_s));
    QCoreApplication::installTranslator(&german);
    const QString shown =
        shownSentence(u"The unit in Paris is A PAR, not F PAR. Nearest legal orders: A PAR H."_s);
    const QString power = shownSentence(u"AUSTRIA has nothing to build."_s);
    QCoreApplication::removeTranslator(&german);
    QCOMPARE(shown, u"Die Einheit in Paris ist A PAR, nicht F PAR. Die nächsten gültigen "
                    "Befehle: A PAR H."_s);
    QCOMPARE(power, u"Österreich hat nichts aufzubauen."_s);
}

void SentencesTest::whatIsNotOursStaysAsItIs()
{
    const QStringList texts{QString(),
                            u"%1"_s,
                            u"<b>I</b> will %2 not %1"_s,
                            u"a (b"_s,
                            QString(30'000, u'"'),
                            QString(2'000, u'"') % u"\" (a), "_s.repeated(500)};
    for (const QString &text : texts)
        QCOMPARE(shownSentence(text), text);
    // What stands at a place is never taken for a place.
    QCOMPARE(shownSentence(u"“%2 %1” after %1 is not understood."_s),
             u"“%2 %1” after %1 is not understood."_s);
}

void SentencesTest::kindsAreForms()
{
    QCOMPARE(sentenceKind(u"A PAR does not reach Moscow."_s),
             sentenceKind(u"F BRE does not reach Tunis."_s));
    QVERIFY(sentenceKind(u"A PAR does not reach Moscow."_s) !=
            sentenceKind(u"A PAR cannot support itself."_s));
    QCOMPARE(sentenceKind(u"attempt 17 failed"_s), sentenceKind(u"attempt 4 failed"_s));
    // Who it was makes no kind, what was wrong does.
    QCOMPARE(sentenceKind(u"ITALY (m): the answer was empty"_s),
             sentenceKind(u"FRANCE (n): the answer was empty"_s));
    QVERIFY(sentenceKind(u"ITALY (m): the answer was empty"_s) !=
            sentenceKind(u"ITALY (m): the model declined to answer"_s));
}

QTEST_GUILESS_MAIN(SentencesTest)
#include "sentences_test.moc"
