// SPDX-License-Identifier: GPL-3.0-or-later
// How much of the prompts a provider's cache would know, by the rules that OpenAI documents: with a
// schema for each kind of stage, and with one for all kinds (ProviderProfile::schemaFirst).
#include "core/match/match.h"
#include "core/player/player_random.h"
#include "core/record/text.h"
#include "core/rules/order_text.h"
#include "core/simulator/answer_writer.h"
#include "core/simulator/prompt_cache.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/model_seats.h"
#include "tests/support/schema_check.h"
#include "tests/support/virtual_world.h"

#include <QJsonDocument>
#include <QMap>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;

namespace {

struct Share {
    int calls = 0;
    qint64 tokens = 0; ///< that the model reads, the schema included
    qint64 known = 0;

    void operator+=(const Share &other)
    {
        calls += other.calls;
        tokens += other.tokens;
        known += other.known;
    }
    double percent() const
    {
        return 100.0 * static_cast<double>(known) /
               static_cast<double>(std::max<qint64>(tokens, 1));
    }
    /// As OpenAI's and Anthropic's price lists have it: what the cache knows costs a tenth.
    double billed() const { return static_cast<double>(tokens - known) + 0.1 * double(known); }
};

/// A provider's cache, to which a prompt belongs when its answer begins.
class TimedCache {
public:
    qint64 ask(const AskedRequest &asked, std::chrono::milliseconds now,
               std::chrono::milliseconds answered)
    {
        const auto isDue = [now](const auto &prompt) { return prompt.first <= now; };
        for (const auto &[time, prompt] : waiting_) {
            if (time <= now)
                cache_.remember(prompt);
        }
        waiting_.removeIf(isDue);
        const PromptCache::Beginnings prompt = PromptCache::beginningsOf(asked);
        waiting_.append({answered, prompt});
        return cache_.knownTokens(prompt);
    }

private:
    PromptCache cache_;
    QList<std::pair<std::chrono::milliseconds, PromptCache::Beginnings>> waiting_;
};

/// A match until the end of 1903, in virtual time.
struct Played {
    QMap<QString, Share> shares; ///< by what is asked
    QStringList game;            ///< messages and orders
    QStringList wrong;           ///< answers that their schema does not allow
    int common = 0;              ///< calls that were asked by the common schema
};

QStringList gameIn(const MatchLog &log)
{
    QStringList game;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const auto *message = log.at(i).as<MessageSent>())
            game << message->id % message->text;
        else if (const auto *orders = log.at(i).as<OrdersSubmitted>())
            for (const SubmittedOrder &order : orders->orders)
                game << phaseText(orders->phase) % toQString(orderText(order.order)) %
                            (order.defaulted ? u" (default)"_s : QString());
    }
    game.sort();
    return game;
}

Played play(Deliberation deliberation, bool schemaFirst)
{
    Played played;
    TimedCache cache;
    quint64 number = 0;
    VirtualNetwork network([&](const VirtualNetwork::Request &request) {
        PlayerRandom random{1, 0xcac4e, ++number};
        VirtualAnswer answer;
        answer.after = std::chrono::milliseconds(200 + static_cast<int>(800 * random.unit()));
        const AskedRequest asked = readRequest(DialectName::OpenAiChat, "/v1/chat/completions",
                                               QJsonDocument::fromJson(request.body).object());
        QByteArray words;
        for (const ChatMessage &message : asked.messages)
            words += message.content.toUtf8();
        const QString text = writeAnswer(readPrompt(asked, 1), qHash(words, 1));
        const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
        if (!isValid(json, asked.schema))
            played.wrong << text;
        played.common += asked.schemaName == u"answer" ? 1 : 0;
        answer.body = fake::chunk(text) + fake::lastChunks();
        Share share;
        share.calls = 1;
        share.tokens = asked.schemaText.size() / 4;
        for (const ChatMessage &message : asked.messages)
            share.tokens += (message.content.size() + 1) / 4;
        share.known = cache.ask(asked, request.at, request.at + answer.after);
        const QJsonObject inner = json[u"answer"_s].toObject();
        const QJsonObject &said = inner.isEmpty() ? json : inner;
        played.shares[said.contains(u"orders"_s) ? u"orders"_s : said.keys().value(0)] += share;
        played.shares[u"all"_s] += share;
        return answer;
    });
    ProviderProfile profile = VirtualNetwork::profile();
    profile.schemaFirst = schemaFirst;
    ChatProvider provider(profile, {}, 1, nullptr, network.ground());
    MatchConfig config = MatchConfig::demo();
    config.maxYear = 1903;
    config.negotiationRounds = 2;
    config.deliberation = deliberation;
    MatchLog log;
    Match match(config, seatsAt(&provider), &log, nullptr, network.clock());
    match.start();
    if (!network.clock().run(24h, [&] { return match.hasEnded(); }))
        played.shares.clear();
    played.game = gameIn(log);
    return played;
}

} // namespace

class PromptCacheShareTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shares_data();
    void shares();
};

void PromptCacheShareTest::shares_data()
{
    QTest::addColumn<Deliberation>("deliberation");
    QTest::newRow("separate") << Deliberation::Separate;
    QTest::newRow("fused") << Deliberation::Fused;
}

void PromptCacheShareTest::shares()
{
    QFETCH(Deliberation, deliberation);
    const Played own = play(deliberation, false);
    const Played one = play(deliberation, true);
    QVERIFY(!own.shares.isEmpty() && !one.shares.isEmpty());
    std::printf("%-20s %6s %26s %26s\n", QTest::currentDataTag(), "calls", "a schema a kind",
                "one for all kinds");
    for (auto share = own.shares.begin(); share != own.shares.end(); ++share) {
        const Share shared = one.shares[share.key()];
        std::printf("%-20s %6d %9lld tokens, %4.1f %% %9lld tokens, %4.1f %%\n",
                    qPrintable(share.key()), share->calls, static_cast<long long>(share->tokens),
                    share->percent(), static_cast<long long>(shared.tokens), shared.percent());
    }
    const Share all = own.shares[u"all"_s];
    const Share shared = one.shares[u"all"_s];
    std::printf("billed as fresh tokens, if known ones cost a tenth: %.0f and %.0f\n", all.billed(),
                shared.billed());
    std::fflush(stdout);

    QCOMPARE(one.wrong, QStringList());
    QCOMPARE(own.wrong, QStringList());
    QCOMPARE(own.common, 0);
    QCOMPARE(one.common, shared.calls); // whatever a match asks is in its common schema
    QCOMPARE(one.game, own.game);       // how it was asked for says nothing about the game
    QVERIFY(own.game.size() > 200);
    QVERIFY(!own.game.join(u' ').contains(u"(default)"_s));
    QVERIFY(all.calls > 200);
    // Prompts begin alike: whoever puts something new at their front loses half of this.
    QVERIFY(shared.percent() > 50);
    QVERIFY(shared.billed() < 0.8 * all.billed());
}

QTEST_GUILESS_MAIN(PromptCacheShareTest)
#include "prompt_cache_share_test.moc"
