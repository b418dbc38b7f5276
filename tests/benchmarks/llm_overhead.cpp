// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/chat_provider.h"
#include "core/simulator/fault_plays.h"
#include "core/simulator/simulator.h"
#include "tests/support/fake_model_server.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;

namespace {

constexpr int tokens = 500;
constexpr double mostRatio = 1.25;
constexpr qint64 longestStallMs = 16;
constexpr qint64 mostStageMs = 15;

/// Processor time: CLOCK_PROCESS_CPUTIME_ID or CLOCK_THREAD_CPUTIME_ID.
double cpuMs(clockid_t whose)
{
    timespec time{};
    clock_gettime(whose, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

ChatRequest benchmarkQuestion()
{
    ChatRequest request;
    request.model = u"m"_s;
    request.messages = {{ChatMessage::Role::User, u"Your orders?"_s}};
    return request;
}

/// A server in a thread of its own that streams 500 tokens, some a flush.
class TokenServer {
public:
    explicit TokenServer(int tokensPerFlush)
    {
        const FaultPlays play(DialectName::OpenAiChat);
        QList<QByteArray> pieces;
        for (int i = 0; i < tokens; ++i) {
            const QByteArray token = play.write.text(u"token%1 "_s.arg(i));
            if (i % tokensPerFlush == 0)
                pieces << token;
            else
                pieces.last() += token;
        }
        pieces << play.write.ending(FinishReason::Complete, FaultPlays::usualUsage);
        const auto answer = [pieces](HttpExchange *exchange) {
            exchange->beginStream(200, "text/event-stream");
            auto *timer = new QTimer(exchange); // a flush a turn of the loop, as servers do
            auto next = std::make_shared<qsizetype>(0);
            QObject::connect(timer, &QTimer::timeout, exchange, [exchange, pieces, next] {
                exchange->write(pieces[(*next)++]);
                if (*next == pieces.size())
                    exchange->end();
            });
            timer->start(0);
        };
        auto *place = new QObject; // the server's sockets have to be made in its thread
        place->moveToThread(&thread_);
        QObject::connect(&thread_, &QThread::finished, place, &QObject::deleteLater);
        thread_.start();
        const auto serve = [&] {
            auto *server = new FakeModelServer(place);
            server->script({answer});
            profile_ = server->profile();
        };
        QMetaObject::invokeMethod(place, serve, Qt::BlockingQueuedConnection);
    }
    ~TokenServer()
    {
        thread_.quit();
        thread_.wait();
    }
    const ProviderProfile &profile() const { return profile_; }

private:
    ProviderProfile profile_;
    QThread thread_;
};

/// What has to be done at least: split the stream, parse each chunk, join the texts.
QString bareCall(QNetworkAccessManager *manager, const ProviderProfile &profile)
{
    const HttpPost post = openAiChatDialect().post(benchmarkQuestion(), profile, {});
    QNetworkRequest request(post.url);
    for (const auto &[name, value] : post.headers)
        request.setRawHeader(name, value);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    QNetworkReply *reply = manager->post(request, post.body);
    QByteArray buffer;
    QString text;
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::readyRead, &loop, [&] {
        buffer += reply->readAll();
        for (qsizetype end; (end = buffer.indexOf("\n\n")) >= 0;) {
            const QByteArray data = buffer.mid(6, end - 6);
            buffer.remove(0, end + 2);
            if (data != "[DONE]")
                text += QJsonDocument::fromJson(data)[u"choices"_s][0][u"delta"_s][u"content"_s]
                            .toString();
        }
    });
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    reply->deleteLater();
    return text;
}

QString ourCall(ChatProvider *provider)
{
    ChatReply *reply = provider->send(benchmarkQuestion());
    QEventLoop loop;
    QObject::connect(reply, &ChatReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    reply->deleteLater();
    return reply->result().text;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// CPU of the whole process, the server's share included, which is the same for both.
bool measureCpu(int tokensPerFlush)
{
    TokenServer server(tokensPerFlush);
    QNetworkAccessManager manager;
    ChatProvider provider(server.profile(), {}, 1);
    const QString expected = bareCall(&manager, server.profile());
    QList<double> bare;
    QList<double> ours;
    bool same = ourCall(&provider) == expected && expected.count(u"token"_s) == tokens;
    for (int round = 0; round < 40; ++round) { // by turns: the machine's moods hit both
        double before = cpuMs(CLOCK_PROCESS_CPUTIME_ID);
        same &= bareCall(&manager, server.profile()) == expected;
        bare << cpuMs(CLOCK_PROCESS_CPUTIME_ID) - before;
        before = cpuMs(CLOCK_PROCESS_CPUTIME_ID);
        same &= ourCall(&provider) == expected;
        ours << cpuMs(CLOCK_PROCESS_CPUTIME_ID) - before;
    }
    const double ratio = median(ours) / median(bare);
    const bool good = same && ratio <= mostRatio;
    std::printf(
        "%-4s %d tokens, %d a flush: %.2f ms CPU, bare client %.2f ms, ratio %.2f (goal %.2f)\n",
        good ? "ok" : "MISS", tokens, tokensPerFlush, median(ours), median(bare), ratio, mostRatio);
    return good;
}

/// 64 streamed answers at once on one event loop; a timer of 1 ms tells how long it was busy, and
/// the loop's processor time how much of that was ours: the rest was the machine's.
bool measureStalls()
{
    TokenServer server(1);
    ChatProvider provider(server.profile(), {}, 1);
    provider.warmUp(64);
    QTimer::singleShot(500, &provider, [] { QCoreApplication::exit(); });
    QCoreApplication::exec();
    QList<qint64> stalls;
    double mostOurs = 0;
    QElapsedTimer sinceTick;
    double cpuAtTick = 0;
    QTimer ticks;
    ticks.setTimerType(Qt::PreciseTimer);
    QObject::connect(&ticks, &QTimer::timeout, &provider, [&] {
        stalls << sinceTick.nsecsElapsed() / 1000;
        const double cpu = cpuMs(CLOCK_THREAD_CPUTIME_ID);
        mostOurs = std::max(mostOurs, cpu - std::exchange(cpuAtTick, cpu));
        sinceTick.restart();
    });
    int left = 64;
    sinceTick.start();
    cpuAtTick = cpuMs(CLOCK_THREAD_CPUTIME_ID);
    ticks.start(1);
    for (int i = 0; i < 64; ++i) {
        ChatReply *reply = provider.send(benchmarkQuestion());
        QObject::connect(reply, &ChatReply::finished, &provider, [&left, reply] {
            reply->deleteLater();
            if (--left == 0)
                QCoreApplication::exit();
        });
    }
    QCoreApplication::exec();
    std::sort(stalls.begin(), stalls.end());
    const qint64 longest = stalls.last();
    const bool good = longest <= longestStallMs * 1000;
    std::printf("%-4s 64 calls in flight: longest stall %.1f ms, 99%% %.1f ms (goal %lld); of any "
                "stall our processor time was at most %.1f ms\n",
                good ? "ok" : "MISS", static_cast<double>(longest) / 1000.0,
                static_cast<double>(stalls[stalls.size() * 99 / 100]) / 1000.0,
                static_cast<long long>(longestStallMs), mostOurs);
    return good;
}

/// Seven calls of one stage at the built-in model, each of which takes exactly 400 ms.
bool measureStage()
{
    SimulatorOptions options;
    options.latency = SimulatorOptions::Latency::LogNormal;
    options.medianMs = 400;
    options.sigma = 0;
    Simulator simulator(options);
    if (!simulator.start())
        return false;
    ProviderProfile profile = builtInProviders().first();
    profile.baseUrl = simulator.baseUrl();
    ChatProvider provider(profile, {}, 1);
    QList<double> overheads;
    for (int round = 0; round < 10; ++round) {
        int left = 7;
        const auto start = ChatClock::now();
        for (int i = 0; i < 7; ++i) {
            ChatRequest request = benchmarkQuestion();
            request.callId = u"FRANCE/S1901M/orders/%1/%2"_s.arg(round).arg(i).toLatin1();
            ChatReply *reply = provider.send(request);
            QObject::connect(reply, &ChatReply::finished, &provider, [&left, reply] {
                reply->deleteLater();
                if (--left == 0)
                    QCoreApplication::exit();
            });
        }
        QCoreApplication::exec();
        const std::chrono::duration<double, std::milli> wall = ChatClock::now() - start;
        if (round > 0) // connections
            overheads << wall.count() - 400;
    }
    const double worst = *std::max_element(overheads.begin(), overheads.end());
    const bool good = worst <= mostStageMs;
    std::printf(
        "%-4s a stage of seven calls of 400 ms: + %.1f ms, at worst + %.1f ms (goal %lld)\n",
        good ? "ok" : "MISS", median(overheads), worst, static_cast<long long>(mostStageMs));
    return good;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    bool good = measureCpu(1);
    good &= measureCpu(10);
    good &= measureStalls();
    good &= measureStage();
    return good ? 0 : 1;
}
