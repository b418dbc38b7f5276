// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/prompt_cache.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

/// A prompt of so many tokens that begins with another's; a token is four characters.
AskedRequest prompt(const QString &shared, qsizetype tokens, const QString &schema = {})
{
    AskedRequest asked;
    asked.model = u"m"_s;
    asked.schemaText = schema;
    QString text = shared;
    while (text.size() < tokens * 4)
        text += QString::number(text.size()) % u' ';
    asked.messages = {{ChatMessage::Role::User, text.left(tokens * 4)}};
    return asked;
}

} // namespace

class PromptCacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharesBeginnings_data();
    void sharesBeginnings();
    void otherBeginnings();
    void forgetsTheOldest();
};

void PromptCacheTest::sharesBeginnings_data()
{
    QTest::addColumn<int>("shared"); ///< characters
    QTest::addColumn<qint64>("known");
    QTest::newRow("nothing") << 0 << qint64(0);
    QTest::newRow("too little") << 4 * 1023 << qint64(0);
    QTest::newRow("the least") << 4 * 1024 << qint64(1024);
    QTest::newRow("a step is whole") << 4 * 1279 << qint64(1152);
    QTest::newRow("more") << 4 * 2000 << qint64(1920);
}

void PromptCacheTest::sharesBeginnings()
{
    QFETCH(int, shared);
    QFETCH(qint64, known);
    const QString beginning = QString(shared, u'a');
    PromptCache cache;
    QCOMPARE(cache.knownTokens(PromptCache::beginningsOf(prompt(beginning % u'x', 3000))), 0);
    cache.remember(PromptCache::beginningsOf(prompt(beginning % u'x', 3000)));
    QCOMPARE(cache.knownTokens(PromptCache::beginningsOf(prompt(beginning % u'y', 3000))), known);
    QCOMPARE(cache.knownTokens(PromptCache::beginningsOf(prompt(beginning % u'x', 3000))), 2944);
}

/// Another schema, model or role is another beginning.
void PromptCacheTest::otherBeginnings()
{
    PromptCache cache;
    const AskedRequest asked = prompt({}, 2048, uR"({"title":"orders"})"_s);
    cache.remember(PromptCache::beginningsOf(asked));
    QCOMPARE(cache.knownTokens(PromptCache::beginningsOf(asked)), 2048);
    QCOMPARE(
        cache.knownTokens(PromptCache::beginningsOf(prompt({}, 2048, uR"({"title":"plans"})"_s))),
        0);
    AskedRequest other = asked;
    other.model = u"n"_s;
    QCOMPARE(cache.knownTokens(PromptCache::beginningsOf(other)), 0);
    other = asked;
    other.messages.prepend({ChatMessage::Role::System, u"Play."_s});
    QCOMPARE(cache.knownTokens(PromptCache::beginningsOf(other)), 0);
}

void PromptCacheTest::forgetsTheOldest()
{
    PromptCache cache;
    const auto first = PromptCache::beginningsOf(prompt(u"first"_s, 2048));
    cache.remember(first);
    for (quint64 i = 0; i < 500'000; i += 1000) {
        PromptCache::Beginnings many;
        for (quint64 j = 0; j < 1000; ++j)
            many << i + j;
        cache.remember(many);
    }
    QCOMPARE(cache.knownTokens(first), 0);
}

QTEST_GUILESS_MAIN(PromptCacheTest)
#include "prompt_cache_test.moc"
