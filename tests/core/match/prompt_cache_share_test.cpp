// SPDX-License-Identifier: GPL-3.0-or-later
// How much of the prompts a provider's cache would know, by the rules that OpenAI documents: with a
// schema for each kind of stage, and with one for all kinds (see answerSchema()).
#include "core/match/match.h"
#include "core/player/player_random.h"
#include "core/record/text.h"
#include "core/simulator/answer_writer.h"
#include "core/simulator/prompt_cache.h"
#include "tests/support/fake_model_server.h"
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
    qint64 input = 0;
    qint64 ownSchema = 0; ///< tokens that were known
    qint64 oneSchema = 0;

    void operator+=(const Share &other)
    {
        calls += other.calls;
        input += other.input;
        ownSchema += other.ownSchema;
        oneSchema += other.oneSchema;
    }
    static double percent(qint64 known, qint64 all)
    {
        return 100.0 * static_cast<double>(known) / static_cast<double>(std::max<qint64>(all, 1));
    }
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

/// A match until the end of 1903, in virtual time, by what its stages ask.
QMap<QString, Share> sharesOf(Deliberation deliberation)
{
    QMap<QString, Share> shares;
    TimedCache own;
    TimedCache one;
    quint64 number = 0;
    VirtualNetwork network([&](const VirtualNetwork::Request &request) {
        PlayerRandom random{1, 0xcac4e, ++number};
        VirtualAnswer answer;
        answer.after = std::chrono::milliseconds(200 + static_cast<int>(800 * random.unit()));
        AskedRequest asked = readRequest(DialectName::OpenAiChat, "/v1/chat/completions",
                                         QJsonDocument::fromJson(request.body).object());
        answer.body = fake::chunk(writeAnswer(readPrompt(asked, 1), qHash(request.body, 1))) +
                      fake::lastChunks();
        Share share;
        share.calls = 1;
        for (const ChatMessage &message : asked.messages)
            share.input += (message.content.size() + 1) / 4;
        share.ownSchema = own.ask(asked, request.at, request.at + answer.after);
        asked.schema = {}; // the same for all
        share.oneSchema = one.ask(asked, request.at, request.at + answer.after);
        shares[asked.schemaName] += share;
        shares[u"all"_s] += share;
        return answer;
    });
    ProviderProfile profile;
    profile.name = u"fake"_s;
    profile.baseUrl = QUrl(u"https://models.example/v1"_s);
    ChatProvider provider(profile, {}, 1, nullptr, network.ground());
    MatchConfig config = MatchConfig::demo();
    config.maxYear = 1903;
    config.negotiationRounds = 2;
    config.deliberation = deliberation;
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ModelSeat>(&provider, ModelId{u"fake"_s, u"m"_s, {}});
    MatchLog log;
    Match match(config, std::move(seats), &log, nullptr, network.clock());
    match.start();
    if (!network.clock().run(24h, [&] { return match.hasEnded(); }))
        shares.clear();
    return shares;
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
    const QMap<QString, Share> shares = sharesOf(deliberation);
    QVERIFY(!shares.isEmpty());
    std::printf("%-20s %6s %10s %18s %18s\n", QTest::currentDataTag(), "calls", "tokens",
                "a schema a kind", "one for all kinds");
    for (auto share = shares.begin(); share != shares.end(); ++share)
        std::printf("%-20s %6d %10lld %8.1f %% cached %8.1f %% cached\n", qPrintable(share.key()),
                    share->calls, static_cast<long long>(share->input),
                    Share::percent(share->ownSchema, share->input),
                    Share::percent(share->oneSchema, share->input));
    std::fflush(stdout);
    const Share all = shares[u"all"_s];
    QVERIFY(all.calls > 200);
    QVERIFY(all.oneSchema >= all.ownSchema);
    // Prompts begin alike: whoever puts something new at their front loses half of this.
    QVERIFY(Share::percent(all.oneSchema, all.input) > 50);
}

QTEST_GUILESS_MAIN(PromptCacheShareTest)
#include "prompt_cache_share_test.moc"
