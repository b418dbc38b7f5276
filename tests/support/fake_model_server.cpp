// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_model_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace concert {

FakeModelServer::FakeModelServer(QObject *parent) : QObject(parent)
{
    script_ = {fake::fine()};
    connect(&server_, &HttpServer::requested, this, &FakeModelServer::serve);
    if (!server_.listen())
        qFatal("the fake model server cannot listen: %s", qPrintable(server_.errorString()));
}

QUrl FakeModelServer::baseUrl() const
{
    return QUrl(u"http://127.0.0.1:%1/v1"_s.arg(server_.port()));
}

ProviderProfile FakeModelServer::profile() const
{
    ProviderProfile profile;
    profile.name = u"fake"_s;
    profile.displayName = u"Fake"_s;
    profile.baseUrl = baseUrl();
    profile.keyVariable = u"FAKE_API_KEY"_s;
    profile.keySource = KeySource::Environment;
    return profile;
}

QJsonObject FakeModelServer::body(qsizetype request) const
{
    return QJsonDocument::fromJson(requests_.value(request).body).object();
}

void FakeModelServer::serve(HttpExchange *exchange)
{
    requests_.append(exchange->request());
    mostInFlight_ = std::max(mostInFlight_, ++inFlight_);
    connect(exchange, &QObject::destroyed, this, [this] { --inFlight_; });
    connect(exchange, &HttpExchange::clientGone, this, [this] { ++clientsGone_; });
    const Behaviour behaviour = script_.size() > 1 ? script_.takeFirst() : script_.first();
    behaviour(exchange);
}

namespace fake {

namespace {

const QByteArray sse = "text/event-stream";

/// Calls \a action every so often while the exchange lives.
void repeatedly(HttpExchange *exchange, int everyMs, const std::function<void()> &action)
{
    auto *timer = new QTimer(exchange);
    QObject::connect(timer, &QTimer::timeout, exchange, action);
    timer->start(everyMs);
}

/// Begins a stream with two chunks.
void begin(HttpExchange *exchange)
{
    exchange->beginStream(200, sse);
    exchange->write(chunk(u"The "_s) + chunk(u"ans"_s));
}

} // namespace

QByteArray chunk(const QString &text)
{
    const QJsonObject choice{{u"index"_s, 0}, {u"delta"_s, QJsonObject{{u"content"_s, text}}}};
    const QJsonObject object{{u"object"_s, u"chat.completion.chunk"_s},
                             {u"choices"_s, QJsonArray{choice}}};
    return "data: " + QJsonDocument(object).toJson(QJsonDocument::Compact) + "\n\n";
}

QByteArray lastChunks(const QByteArray &reason)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason +
           "\"}]}\n\ndata: "
           "{\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":34,"
           "\"total_tokens\":46}}\n\ndata: [DONE]\n\n";
}

Behaviour fine(const QString &text)
{
    return [text](HttpExchange *exchange) {
        exchange->beginStream(200, sse);
        const qsizetype third = text.size() / 3;
        exchange->write(chunk(text.left(third)));
        exchange->write(chunk(text.mid(third, third)));
        exchange->write(chunk(text.mid(2 * third)));
        exchange->write(lastChunks());
        exchange->end();
    };
}

Behaviour wholeJson(const QString &text)
{
    const QJsonObject choice{
        {u"index"_s, 0},
        {u"message"_s, QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, text}}},
        {u"finish_reason"_s, u"stop"_s}};
    const QJsonObject object{
        {u"choices"_s, QJsonArray{choice}},
        {u"usage"_s, QJsonObject{{u"prompt_tokens"_s, 12}, {u"completion_tokens"_s, 34}}}};
    return body(200, "application/json", QJsonDocument(object).toJson());
}

Behaviour body(int status, const QByteArray &contentType, const QByteArray &body,
               const Headers &headers)
{
    return [=](HttpExchange *exchange) { exchange->respond(status, contentType, body, headers); };
}

Behaviour stream(const QByteArray &bytes)
{
    return [bytes](HttpExchange *exchange) {
        exchange->beginStream(200, sse);
        exchange->write(bytes);
        exchange->end();
    };
}

Behaviour slow(int ms, const QString &text)
{
    return [ms, text](HttpExchange *exchange) {
        QTimer::singleShot(ms, exchange, [exchange, text] { fine(text)(exchange); });
    };
}

Behaviour silent()
{
    return [](HttpExchange *) {};
}

Behaviour headersOnly()
{
    return [](HttpExchange *exchange) { exchange->beginStream(200, sse); };
}

Behaviour stall()
{
    return [](HttpExchange *exchange) { begin(exchange); };
}

Behaviour commentsOnly(int everyMs)
{
    return [everyMs](HttpExchange *exchange) {
        exchange->beginStream(200, sse);
        repeatedly(exchange, everyMs, [exchange] { exchange->write(": keep-alive\n\n"); });
    };
}

Behaviour drip(int everyMs)
{
    return [everyMs](HttpExchange *exchange) {
        exchange->beginStream(200, sse);
        repeatedly(exchange, everyMs, [exchange] { exchange->write(chunk(u"x"_s)); });
    };
}

Behaviour cut()
{
    return [](HttpExchange *exchange) {
        begin(exchange);
        exchange->drop(false);
    };
}

Behaviour cutBody()
{
    return [](HttpExchange *exchange) {
        exchange->writeRaw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                           "Content-Length: 1000\r\n\r\n{\"choices\":[{\"message\"");
        exchange->drop(false);
    };
}

Behaviour endWithoutMarker()
{
    return [](HttpExchange *exchange) {
        begin(exchange);
        exchange->end();
    };
}

Behaviour withoutDone()
{
    return [](HttpExchange *exchange) {
        begin(exchange);
        exchange->write("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"wer.\"},"
                        "\"finish_reason\":\"stop\"}]}\n\n");
    };
}

Behaviour resetBeforeHeaders()
{
    return [](HttpExchange *exchange) { exchange->drop(true); };
}

Behaviour resetInAnswer()
{
    return [](HttpExchange *exchange) {
        begin(exchange);
        QTimer::singleShot(20, exchange, [exchange] { exchange->drop(true); });
    };
}

Behaviour garbage()
{
    return [](HttpExchange *exchange) {
        exchange->writeRaw("\x16\x03\x01 this is no HTTP at all\n\n\n");
        exchange->drop(false);
    };
}

Behaviour status(int code, const QByteArray &type, const Headers &headers,
                 const QByteArray &message)
{
    const QJsonObject error{{u"message"_s, QString::fromUtf8(message)},
                            {u"type"_s, QString::fromUtf8(type)}};
    return body(code, "application/json", QJsonDocument(QJsonObject{{u"error"_s, error}}).toJson(),
                headers);
}

Behaviour redirect(int code, const QUrl &to)
{
    return body(code, "text/plain", "elsewhere", {{"Location", to.toEncoded()}});
}

Behaviour errorChunk(const QByteArray &type)
{
    return [type](HttpExchange *exchange) {
        begin(exchange);
        exchange->write("data: {\"error\":{\"message\":\"Broken inside.\",\"type\":\"" + type +
                        "\"}}\n\n");
        exchange->end();
    };
}

Behaviour endless()
{
    return [](HttpExchange *exchange) {
        exchange->beginStream(200, sse);
        repeatedly(exchange, 1, [exchange] { exchange->write(chunk(QString(50'000, u'x'))); });
    };
}

} // namespace fake

} // namespace concert
