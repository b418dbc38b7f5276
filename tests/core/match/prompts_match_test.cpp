// SPDX-License-Identifier: GPL-3.0-or-later
// What models are asked over whole matches: who may know what, how much, and how much of it is the
// same as before.
#include "tests/core/match/directed_match.h"

#include "core/chat/token_estimate.h"
#include "core/rules/legal_orders.h"
#include "tests/core/match/attacks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::directed;

namespace {

/// Shows a test every request, and answers as it says.
class WatchedSeat : public Seat {
public:
    using Watch = std::function<void(const PromptContext &, const ChatRequest &)>;

    WatchedSeat(Watch watch, DirectedSeat::Answer answer)
        : watch_(std::move(watch)), inner_(std::move(answer), nullptr)
    {}
    QString name() const override { return u"watched"_s; }
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
    {
        watch_(context, request);
        return inner_.ask(context, request);
    }

private:
    Watch watch_;
    DirectedSeat inner_;
};

Match::Seats watchedSeats(const WatchedSeat::Watch &watch, const DirectedSeat::Answer &answer)
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<WatchedSeat>(watch, answer);
    return seats;
}

QString allText(const ChatRequest &request)
{
    QString text;
    for (const ChatMessage &message : request.messages)
        text += message.content % u'\n';
    return text;
}

qsizetype tokensOf(const ChatRequest &request)
{
    qsizetype tokens = 0;
    for (const ChatMessage &message : request.messages)
        tokens += estimatedTokens(message.content);
    return tokens;
}

QString messageJson(const QString &type, const QString &recipient, const QString &content)
{
    const QJsonObject json{
        {u"message_type"_s, type}, {u"recipient"_s, recipient}, {u"content"_s, content}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

/// One to each other power, in private.
ChatResult toEachOther(Power from, const std::function<QString(Power)> &content)
{
    QStringList messages;
    for (const Power other : allPowers) {
        if (other != from)
            messages << messageJson(u"private"_s, powerText(other), content(other));
    }
    return textAnswer(u"{\"messages\":[%1]}"_s.arg(messages.join(u',')));
}

} // namespace

class PromptsMatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void promptsOfAPhaseShareTheirBeginning_data();
    void promptsOfAPhaseShareTheirBeginning();
    void longGamesKeepTheBudget_data();
    void longGamesKeepTheBudget();
    void privateWordsReachNoThirdPower_data();
    void privateWordsReachNoThirdPower();
    void attacksChangeNoSenderAndNoOrder();
    void promisesReachTheDiary_data();
    void promisesReachTheDiary();
    void problemsAreToldToWhoWatches();
    void limitsOfPowersAndPhases();
    void thoughtsUpToTheLimit();
};

void PromptsMatchTest::promptsOfAPhaseShareTheirBeginning_data()
{
    QTest::addColumn<bool>("simple");
    QTest::addColumn<int>("budget");
    QTest::addColumn<PressOrder>("order");
    QTest::newRow("full") << false << 16'000 << PressOrder::Simultaneous;
    QTest::newRow("full, with diaries that have to be cut")
        << false << 12'000 << PressOrder::Simultaneous;
    QTest::newRow("compact") << true << 16'000 << PressOrder::Simultaneous;
    QTest::newRow("speaking") << false << 16'000 << PressOrder::Speaking;
    QTest::newRow("mailbox") << false << 16'000 << PressOrder::Mailbox;
}

void PromptsMatchTest::promptsOfAPhaseShareTheirBeginning()
{
    QFETCH(bool, simple);
    QFETCH(int, budget);
    QFETCH(PressOrder, order);
    std::map<std::pair<Power, Phase>, QByteArray> previous;
    double least = 1;
    QString where;
    int compared = 0;
    int cut = 0;
    const auto watch = [&](const PromptContext &context, const ChatRequest &request) {
        const StageKind stage = context.call.stage;
        if (context.call.phase.type != PhaseType::Movement ||
            (stage != StageKind::Messages && stage != StageKind::Plan &&
             stage != StageKind::Orders) ||
            request.messages.size() != 2) // asked again: that is another conversation
            return;
        const QByteArray text = allText(request).toUtf8();
        cut += text.contains("left out to save space") ? 1 : 0;
        QByteArray &before = previous[{context.call.power, context.call.phase}];
        if (!before.isEmpty()) {
            const auto differs =
                std::mismatch(text.begin(), text.end(), before.begin(), before.end());
            const double shared = double(differs.first - text.begin()) / double(text.size());
            if (shared < least)
                where = context.call.toString();
            least = std::min(least, shared);
            ++compared;
        }
        before = text;
    };
    MatchConfig config = shortMatch(Schedule::Pipelined, 3, 1906);
    config.simplePrompts = simple;
    config.promptTokens = budget;
    config.pressOrder = order;
    MatchLog log;
    const auto longDiary = [&](const PromptContext &context) -> std::optional<ChatResult> {
        if (budget == 16'000 || context.call.stage != StageKind::ResultDiary)
            return std::nullopt;
        return textAnswer(u"{\"result_summary\":\"%1\"}"_s.arg(u"long memory "_s.repeated(330)));
    };
    Match match(config, watchedSeats(watch, longDiary), &log);
    playToTheEnd(&match);
    QCOMPARE(cut > 0, budget < 16'000);
    qInfo("%d pairs, the least shared: %.2f (%s)", compared, least, qPrintable(where));
    QVERIFY2(compared > 250, qPrintable(QString::number(compared)));
    QVERIFY2(least >= 0.7, qPrintable(u"%1: %2"_s.arg(where).arg(least)));
}

void PromptsMatchTest::longGamesKeepTheBudget_data()
{
    QTest::addColumn<int>("budget");
    QTest::addColumn<bool>("simple");
    QTest::addColumn<Deliberation>("deliberation");
    QTest::newRow("default") << MatchConfig().promptTokens << false << Deliberation::Separate;
    QTest::newRow("default, fused") << MatchConfig().promptTokens << false << Deliberation::Fused;
    QTest::newRow("compact") << 9'000 << true << Deliberation::Separate;
}

/// Ten years with press: everybody writes as long diaries and messages as are taken, and every
/// fifth answer is long rubbish first.
void PromptsMatchTest::longGamesKeepTheBudget()
{
    QFETCH(int, budget);
    QFETCH(bool, simple);
    QFETCH(Deliberation, deliberation);
    qsizetype largest = 0;
    QString where;
    int cut = 0;
    int again = 0;
    int prompts = 0;
    QString missing;
    const auto watch = [&](const PromptContext &context, const ChatRequest &request) {
        const qsizetype tokens = tokensOf(request);
        if (tokens > largest)
            where = QString::fromLatin1(request.callId);
        largest = std::max(largest, tokens);
        ++prompts;
        const QString text = allText(request);
        cut += text.contains(u"left out to save space"_s) ? 1 : 0;
        again += request.messages.size() > 2 ? 1 : 0;
        const CallId &call = context.call;
        if (call.stage != StageKind::Orders)
            return;
        // Never the board, never a legal order.
        if (!text.contains(toQString(boardText(context.position)).trimmed()))
            missing = u"the board"_s;
        for (const Province place : orderablePlaces(context.position, call.power)) {
            for (const Order &order : legalOrders(Map::standard(), context.position, place)) {
                if (!text.contains(toQString(orderText(order))))
                    missing = toQString(orderText(order));
            }
        }
    };
    int asked = 0;
    const auto answer = [&](const PromptContext &context) -> std::optional<ChatResult> {
        if (++asked % 5 == 0 && context.call.stage == StageKind::Orders)
            return textAnswer(u"I think about it { "_s.repeated(5000));
        if (context.call.stage == StageKind::ResultDiary)
            return textAnswer(
                u"{\"result_summary\":\"%1\"}"_s.arg(u"long memory "_s.repeated(330)));
        if (context.call.stage == StageKind::Messages)
            return toEachOther(context.call.power, [&](Power other) {
                return u"%1, a long word about MUN and BUR. "_s.arg(powerText(other)).repeated(45);
            });
        return std::nullopt;
    };
    MatchConfig config = shortMatch(Schedule::Pipelined, 2, 1910);
    config.promptTokens = budget;
    config.simplePrompts = simple;
    config.deliberation = deliberation;
    MatchLog log;
    Match match(config, watchedSeats(watch, answer), &log);
    playToTheEnd(&match);
    QVERIFY(log.phases().last().phase.year >= 1908 ||
            eventsOf<MatchEnded>(log)[0].reason == MatchEnded::Reason::Solo);
    qInfo("%d prompts, %d cut, %d asked again, the largest %lld of %d tokens (%s)", prompts, cut,
          again, static_cast<long long>(largest), budget, qPrintable(where));
    QVERIFY2(largest <= budget, qPrintable(u"%1: %2"_s.arg(where).arg(largest)));
    QVERIFY2(missing.isEmpty(), qPrintable(missing));
    QVERIFY(cut > 0);
    QVERIFY(again > 0);
}

void PromptsMatchTest::privateWordsReachNoThirdPower_data()
{
    QTest::addColumn<PressOrder>("order");
    QTest::addColumn<Deliberation>("deliberation");
    QTest::addColumn<int>("maxYear");
    QTest::newRow("a whole game") << PressOrder::Simultaneous << Deliberation::Separate << 1912;
    QTest::newRow("fused") << PressOrder::Simultaneous << Deliberation::Fused << 1904;
    QTest::newRow("speaking") << PressOrder::Speaking << Deliberation::Separate << 1903;
    QTest::newRow("mailbox") << PressOrder::Mailbox << Deliberation::Separate << 1903;
    QTest::newRow("until quiet") << PressOrder::UntilQuiet << Deliberation::Fused << 1903;
}

/// Every power tells every other a word of its own, and writes one into its diary, its plan, its
/// goals; whoever reads another's has read too much.
void PromptsMatchTest::privateWordsReachNoThirdPower()
{
    QFETCH(PressOrder, order);
    QFETCH(Deliberation, deliberation);
    QFETCH(int, maxYear);
    const auto answer = [](const PromptContext &context) -> std::optional<ChatResult> {
        const QString self = powerText(context.call.power);
        const QString own = u"canary-%1-%1"_s.arg(self);
        switch (context.call.stage) {
        case StageKind::Messages:
            return toEachOther(context.call.power, [&self](Power other) {
                return u"canary-%1-%2"_s.arg(self, powerText(other));
            });
        case StageKind::Plan:
            return textAnswer(u"{\"plan\":\"%1\"}"_s.arg(own));
        case StageKind::NegotiationDiary:
        case StageKind::ResultDiary:
            return textAnswer(
                uR"({"summary":"%1","intent":"%1","goals":["%1"],"relationships":{}})"_s.arg(own));
        case StageKind::Consolidation:
            return textAnswer(u"{\"consolidated_diary\":\"%1\"}"_s.arg(own));
        default:
            return std::nullopt;
        }
    };
    static const QRegularExpression canary(u"canary-([A-Z]+)-([A-Z]+)"_s);
    std::map<Power, QSet<QString>> read;
    QStringList leaks;
    const auto watch = [&](const PromptContext &context, const ChatRequest &request) {
        const QString reader = powerText(context.call.power);
        const QString text = allText(request);
        for (auto found = canary.globalMatch(text); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            read[context.call.power] << match.captured();
            if (match.captured(1) != reader && match.captured(2) != reader)
                leaks << u"%1 reads %2"_s.arg(context.call.toString(), match.captured());
        }
    };
    MatchConfig config = shortMatch(Schedule::Pipelined, 2, maxYear);
    config.pressOrder = order;
    config.deliberation = deliberation;
    MatchLog log;
    Match match(config, watchedSeats(watch, answer), &log);
    playToTheEnd(&match);
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
    // All 42 arrived where they should, or nothing was tested: each at its sender and its reader.
    int arrived = 0;
    for (const Power reader : allPowers) {
        for (const Power other : allPowers) {
            if (other == reader)
                continue;
            arrived +=
                read[reader].contains(u"canary-%1-%2"_s.arg(powerText(other), powerText(reader)))
                    ? 1
                    : 0;
        }
    }
    QCOMPARE(arrived, 42);
    if (maxYear > 1910)
        QVERIFY2(log.phases().size() >= 40 ||
                     eventsOf<MatchEnded>(log)[0].reason == MatchEnded::Reason::Solo,
                 qPrintable(QString::number(log.phases().size())));
}

namespace {

/// Orders for everybody's units, as somebody gives who obeys whatever it reads.
ChatResult everythingHolds(const Position &position)
{
    QStringList orders;
    for (const Unit &unit : position.units())
        orders << u"\"%1 H\""_s.arg(toQString(unitText(unit)));
    return textAnswer(u"{\"orders\":[%1]}"_s.arg(orders.join(u',')));
}

/// In turn to each other power, the last to all, each with a sender that it claims to have.
ChatResult toOthersInOthersNames(Power self, const QStringList &contents)
{
    QStringList messages;
    for (int i = 0; i < contents.size(); ++i) {
        const QString other =
            powerText(allPowers[static_cast<std::size_t>((indexOf(self) + 1 + i % 6) % 7)]);
        const bool last = i == contents.size() - 1;
        const QString json = messageJson(last ? u"global"_s : u"private"_s, other, contents[i]);
        QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
        object.insert(u"from"_s, other);
        object.insert(u"sender"_s, other);
        messages << QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }
    return textAnswer(u"{\"messages\":[%1]}"_s.arg(messages.join(u',')));
}

} // namespace

/// Every power sends every attack, and as a reader it obeys whatever it reads: it orders others'
/// units and claims other senders.
void PromptsMatchTest::attacksChangeNoSenderAndNoOrder()
{
    std::map<Power, int> next; // attack
    const QStringList all = attacks();
    QCOMPARE(all.size(), 50);
    QSet<QString> sent;
    const auto answer = [&](const PromptContext &context) -> std::optional<ChatResult> {
        if (context.call.stage == StageKind::Orders)
            return everythingHolds(context.position);
        if (context.call.stage != StageKind::Messages)
            return std::nullopt;
        QStringList nine;
        for (int i = 0; i < 9; ++i)
            nine << all[next[context.call.power]++ % all.size()];
        for (const QString &attack : std::as_const(nine))
            sent << QString(powerText(context.call.power) % attack);
        return toOthersInOthersNames(context.call.power, nine);
    };
    QStringList wrong;
    const auto watch = [&](const PromptContext &context, const ChatRequest &request) {
        // The press in the prompt, line by line, is what the power may know, and all of it.
        QList<QPair<QString, QString>> shown;
        const QStringList lines = request.messages[1].content.split(u'\n');
        for (const QString &line : lines) {
            const QJsonObject json = QJsonDocument::fromJson(line.toUtf8()).object();
            if (json.contains(u"from"_s))
                shown.append({json[u"from"_s].toString(), json[u"text"_s].toString()});
        }
        QList<QPair<QString, QString>> known;
        for (const MessageSent &message : context.messages)
            known.append({powerText(message.from), message.text});
        if (!shown.isEmpty() && shown != known)
            wrong << u"%1: press"_s.arg(context.call.toString());
        for (const MessageSent &message : context.messages) {
            if (message.text.size() > 12 && request.messages[0].content.contains(message.text))
                wrong << u"%1: in the system prompt"_s.arg(context.call.toString());
        }
    };
    MatchConfig config = shortMatch(Schedule::Pipelined, 3, 1902);
    MatchLog log;
    Match match(config, watchedSeats(watch, answer), &log);
    playToTheEnd(&match);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QCOMPARE(sent.size(), 350);
    // Attribution: a message's id names the seat that was asked; nobody else's name is on it.
    for (const MessageSent &message : eventsOf<MessageSent>(log))
        QCOMPARE(message.id.section(u'/', 2, 2), powerText(message.from));
    for (const OrdersSubmitted &orders : eventsOf<OrdersSubmitted>(log)) {
        const auto moment = std::find_if(
            log.phases().begin(), log.phases().end(),
            [&orders](const PhaseEntry &entry) { return entry.phase == orders.phase; });
        const Position &position = log.at(moment->started).as<PhaseStarted>()->position;
        if (orders.phase.type != PhaseType::Movement)
            continue;
        for (const SubmittedOrder &order : orders.orders)
            QCOMPARE(position.unitAt(order.order.unit.province())->power, orders.power);
    }
}

void PromptsMatchTest::promisesReachTheDiary_data()
{
    QTest::addColumn<Deliberation>("deliberation");
    QTest::addColumn<QString>("call"); // that looks back at spring
    QTest::newRow("separate") << Deliberation::Separate << u"%1/S1901M/result_diary/0/1"_s;
    QTest::newRow("fused") << Deliberation::Fused << u"%1/F1901M/messages/1/1"_s;
}

void PromptsMatchTest::promisesReachTheDiary()
{
    QFETCH(Deliberation, deliberation);
    QFETCH(QString, call);
    QList<ChatRequest> requests[powerCount];
    const auto answer = [](const PromptContext &context) -> std::optional<ChatResult> {
        if (context.call.power != Power::France || context.call.phase != Position::start().phase)
            return std::nullopt;
        if (context.call.stage == StageKind::Orders)
            return textAnswer(
                uR"({"orders":["A PAR - BUR","A MAR S A PAR - BUR","F BRE - ENG"],"private_notes":
                {"negotiation_summary":"s","intent":"mark-meant","updated_relationships":{},"goals":[]}})"_s);
        if (context.call.stage == StageKind::NegotiationDiary)
            return textAnswer(
                uR"({"negotiation_summary":"s","intent":"mark-meant","goals":["g"]})"_s);
        if (context.call.stage != StageKind::Messages)
            return std::nullopt;
        return textAnswer(
            uR"({"messages":[{"message_type":"private","recipient":"ENGLAND","content":"x","commitments":[
            {"type":"stay_out","units":[],"places":["ENG"],"phase":"S1901M"}]}]})"_s);
    };
    Match::Seats seats;
    for (std::size_t i = 0; i < seats.size(); ++i)
        seats[i] = std::make_unique<DirectedSeat>(answer, &requests[i]);
    MatchConfig config = shortMatch(Schedule::Pipelined);
    config.deliberation = deliberation;
    MatchLog log;
    Match match(config, std::move(seats), &log);
    playToTheEnd(&match);
    const auto asked = [&](Power power) {
        return textsOf(requests[static_cast<std::size_t>(indexOf(power))])
            .value(call.arg(powerText(power)));
    };
    // The promise was data in the press, too.
    QVERIFY(textsOf(requests[indexOf(Power::England)])[u"ENGLAND/S1901M/orders/0/1"_s].contains(
        u"\"promises\":[\"stays out of ENG in S1901M\"]"_s));
    const QString france = asked(Power::France);
    QVERIFY2(
        france.contains(u"- you to ENGLAND: stays out of ENG: BROKEN. It ordered F BRE - ENG."_s),
        qPrintable(france));
    QVERIFY(france.contains(u"mark-meant"_s));
    const QString england = asked(Power::England);
    QVERIFY(england.contains(u"- FRANCE to you: stays out of ENG: BROKEN."_s));
    QVERIFY(!england.contains(u"mark-meant"_s));
    QVERIFY(!asked(Power::Turkey).contains(u"stays out of ENG"_s));
}

void PromptsMatchTest::problemsAreToldToWhoWatches()
{
    const auto answer = [](const PromptContext &context) -> std::optional<ChatResult> {
        switch (context.call.stage) {
        case StageKind::Orders:
            return textAnswer(uR"({"orders":["A PAR - MOS","A MAR H","F BRE H"]})"_s);
        case StageKind::Messages: {
            ChatResult cut = textAnswer(u"{\"messages\": [{"_s);
            cut.finishReason = FinishReason::Length;
            return cut;
        }
        case StageKind::NegotiationDiary:
            return textAnswer(u"No."_s);
        case StageKind::Plan:
            return textAnswer(u"  "_s);
        default:
            return std::nullopt;
        }
    };
    MatchLog log;
    MatchConfig config = shortMatch(Schedule::Pipelined);
    config.endAtPhase = Position::start().phase;
    Match match(config, directedSeats(Power::France, answer), &log);
    playToTheEnd(&match);
    QMap<QString, QString> problems;
    for (const CallEnded &call : eventsOf<CallEnded>(log)) {
        if (call.call.power == Power::France)
            problems[stageName(call.call.stage)] = call.problem;
        // What was written for the model is not for somebody who watches.
        QVERIFY2(!call.problem.contains(u"your"_s, Qt::CaseInsensitive) &&
                     !call.problem.contains(u"you "_s, Qt::CaseInsensitive),
                 qPrintable(call.problem));
    }
    QVERIFY2(
        problems[u"orders"_s].startsWith(u"orders that cannot be carried out: \"A PAR - MOS\" ("_s),
        qPrintable(problems[u"orders"_s]));
    QCOMPARE(problems[u"messages"_s], u"the answer was cut off at the limit of 4096 tokens"_s);
    QCOMPARE(problems[u"negotiation_diary"_s],
             u"the answer was not of the form that was asked for"_s);
    QCOMPARE(problems[u"plan"_s], u"the answer was empty"_s);
}

/// A model that thinks until its limit: asked twice at most, never for more than the user allows,
/// and then no worse than a server that is gone. (nashsu/llm_wiki#348)
void PromptsMatchTest::thoughtsUpToTheLimit()
{
    const auto thinking = [](const PromptContext &) -> std::optional<ChatResult> {
        ChatResult thought = textAnswer({});
        thought.finishReason = FinishReason::Length;
        return thought;
    };
    MatchLog log;
    MatchConfig config = shortMatch(Schedule::Pipelined);
    config.maxTokens = 1000;
    config.whenParked = WhenParked::Stop;
    QList<ChatRequest> requests;
    Match match(config, directedSeats(Power::France, thinking, &requests), &log);
    playToTheEnd(&match);
    for (qsizetype i = 0; i < requests.size(); ++i) {
        QCOMPARE(requests[i].maxTokens, 1000);
        const QString last = requests[i].messages.last().content;
        QCOMPARE(requests[i].thinkLess, last.contains(u"used up by thinking"_s));
        QVERIFY(requests[i].messages.last().role == ChatMessage::Role::User); // no empty turn
    }
    int calls = 0;
    for (const CallEnded &call : eventsOf<CallEnded>(log)) {
        if (call.call.power != Power::France || call.attempts == 0)
            continue;
        ++calls;
        QVERIFY(call.attempts <= 2);
        if (call.outcome != CallOutcome::Cancelled)
            QVERIFY2(call.problem.contains(u"by thinking"_s), qPrintable(call.problem));
    }
    QVERIFY(calls >= 3);
    const auto parked = eventsOf<PowerParked>(log);
    QCOMPARE(parked.size(), 1);
    QCOMPARE(parked[0].reason, ParkReason::Failures);
    QVERIFY2(parked[0].text.contains(u"limit of 1000 tokens by thinking"_s),
             qPrintable(parked[0].text));
}

void PromptsMatchTest::limitsOfPowersAndPhases()
{
    QMap<Power, int> limits;
    const auto watch = [&limits](const PromptContext &context, const ChatRequest &request) {
        limits[context.call.power] = request.maxTokens;
    };
    MatchConfig config = shortMatch(Schedule::Pipelined, 1, 1905);
    config.maxTokensPerModel = {100, 200, 300, 400, 500, 600, 700};
    config.endAtPhase = Phase{1901, Season::Fall, PhaseType::Movement};
    MatchLog log;
    Match match(config, watchedSeats(watch, [](const PromptContext &) { return std::nullopt; }),
                &log);
    playToTheEnd(&match);
    QCOMPARE(limits[Power::Austria], 100);
    QCOMPARE(limits[Power::Turkey], 700);
    QCOMPARE(log.phases().last().phase, *config.endAtPhase); // it was played
    QVERIFY(log.phases().last().adjudicated);
    QCOMPARE(eventsOf<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(MatchConfig::fromJson(log.config().toJson()), config);
}

QTEST_GUILESS_MAIN(PromptsMatchTest)
#include "prompts_match_test.moc"
