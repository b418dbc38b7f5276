// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator_server.h"

#include "core/simulator/asked_request.h"
#include "core/simulator/dialect_writer.h"
#include "core/simulator/simulated_call.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

Q_LOGGING_CATEGORY(simulatorLog, "concert.simulator")

void respondJson(HttpExchange *exchange, int status, const QJsonObject &json)
{
    exchange->respond(status, "application/json",
                      QJsonDocument(json).toJson(QJsonDocument::Compact));
}

/// In the words of a dialect.
void respondError(HttpExchange *exchange, DialectName dialect, int status, const QString &message)
{
    exchange->respond(
        status, "application/json",
        DialectWriter(dialect).errorBody(status, u"invalid_request_error"_s, message));
}

const QString modelName = u"simulator"_s;

/// OpenAI's list and Anthropic's in one: they share an address.
QJsonObject modelList()
{
    const QJsonObject model{{u"id"_s, modelName},
                            {u"object"_s, u"model"_s},
                            {u"created"_s, 0},
                            {u"owned_by"_s, u"concert"_s},
                            {u"type"_s, u"model"_s},
                            {u"display_name"_s, u"Built-in model"_s},
                            {u"created_at"_s, u"1970-01-01T00:00:00Z"_s}};
    return {{u"object"_s, u"list"_s},
            {u"data"_s, QJsonArray{model}},
            {u"has_more"_s, false},
            {u"first_id"_s, modelName},
            {u"last_id"_s, modelName}};
}

QJsonObject geminiModelList()
{
    const QJsonObject model{{u"name"_s, QString(u"models/"_s % modelName)},
                            {u"displayName"_s, u"Built-in model"_s},
                            {u"version"_s, u"1"_s},
                            {u"inputTokenLimit"_s, 1'000'000},
                            {u"outputTokenLimit"_s, 1'000'000},
                            {u"supportedGenerationMethods"_s, QJsonArray{u"generateContent"_s}}};
    return {{u"models"_s, QJsonArray{model}}};
}

QJsonObject ollamaModelList()
{
    const QJsonObject model{{u"name"_s, modelName},
                            {u"model"_s, modelName},
                            {u"modified_at"_s, u"1970-01-01T00:00:00Z"_s},
                            {u"size"_s, 0},
                            {u"digest"_s, u""_s},
                            {u"details"_s, QJsonObject{{u"family"_s, u"concert"_s}}}};
    return {{u"models"_s, QJsonArray{model}}};
}

/// Why a request is not for this server, or not from a program: a page in a browser may have been
/// told that its own host is at this address (DNS rebinding), and may post to any without asking.
/// Empty: it is fine.
QString whyNotOurs(const HttpServerRequest &request, quint16 port)
{
    const auto isHere = [port](const QByteArray &authority) {
        const QUrl url(u"http://"_s % QString::fromLatin1(authority), QUrl::StrictMode);
        return url.isValid() && url.path().isEmpty() && isLoopback(url) && url.port(80) == port;
    };
    const QByteArray host = request.headers.value("host");
    if (!isHere(host))
        return u"This is not \"%1\": the built-in model is for this machine only."_s.arg(
            QString::fromLatin1(host));
    const QByteArray origin = request.headers.value("origin");
    if (!origin.isEmpty() && (!origin.startsWith("http://") || !isHere(origin.mid(7))))
        return u"Pages of \"%1\" have no business with the built-in model."_s.arg(
            QString::fromLatin1(origin));
    return {};
}

/// Browsers post text/plain to strangers, and ask them first for JSON.
bool isJson(const HttpServerRequest &request)
{
    const QByteArray type = request.headers.value("content-type").split(';').first();
    return type.trimmed().toLower() == "application/json";
}

/// What is there beside the chats.
std::optional<QJsonObject> listAt(const QByteArray &path)
{
    if (path == "/health")
        return QJsonObject{{u"status"_s, u"ok"_s}};
    if (path == "/v1/models")
        return modelList();
    if (path == "/v1/models/simulator")
        return modelList()[u"data"_s][0].toObject();
    if (path == "/v1beta/models")
        return geminiModelList();
    if (path == "/v1beta/models/simulator")
        return geminiModelList()[u"models"_s][0].toObject();
    if (path == "/api/tags" || path == "/api/ps")
        return ollamaModelList();
    if (path == "/api/version")
        return QJsonObject{{u"version"_s, QStringLiteral(CONCERT_VERSION)}};
    return std::nullopt;
}

} // namespace

SimulatorServer::SimulatorServer(const SimulatorOptions &options, SimulatorCounters *counters)
    : options_(options), counters_(counters)
{}

QString SimulatorServer::listen()
{
    http_ = std::make_unique<HttpServer>(); // here, so that its sockets belong to this thread
    connect(http_.get(), &HttpServer::requested, this, &SimulatorServer::answer);
    if (http_->listen(options_.address, options_.port))
        return {};
    const QString reason = http_->errorString();
    return reason.isEmpty() ? u"unknown error"_s : reason;
}

void SimulatorServer::close()
{
    http_.reset();
}

void SimulatorServer::answer(HttpExchange *exchange)
{
    ++counters_->requests;
    const HttpServerRequest &request = exchange->request();
    const QByteArray path = request.path.split('?').first();
    if (options_.verbose)
        qCInfo(simulatorLog).noquote()
            << request.method << path << request.headers.value("x-concert-call");
    const auto dialect = dialectOfPath(path);
    const auto list = dialect ? std::nullopt : listAt(path);
    const DialectName words = dialect.value_or(DialectName::OpenAiChat);
    const QByteArray method = dialect ? "POST" : "GET";
    if (const QString why = whyNotOurs(request, port()); !why.isEmpty())
        respondError(exchange, words, 403, why);
    else if (!dialect && !list)
        respondError(exchange, words, 404,
                     u"The built-in model has no such address: "_s % QString::fromUtf8(path));
    else if (request.method != method)
        respondError(exchange, words, 405,
                     u"This address is for %1 only."_s.arg(QString::fromLatin1(method)));
    else if (dialect && !isJson(request))
        respondError(exchange, words, 415,
                     u"The body must be JSON, with Content-Type: application/json."_s);
    else if (dialect)
        chat(exchange, *dialect);
    else
        respondJson(exchange, 200, *list);
}

void SimulatorServer::chat(HttpExchange *exchange, DialectName dialect)
{
    const HttpServerRequest &request = exchange->request();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &problem);
    if (!document.isObject()) {
        respondError(exchange, dialect, 400,
                     u"The body is not a JSON object: "_s % problem.errorString());
        return;
    }
    const AskedRequest asked =
        readRequest(dialect, request.path.split('?').first(), document.object());
    if (asked.messages.isEmpty()) {
        respondError(exchange, dialect, 400, u"The request has no messages."_s);
        return;
    }
    const CallKey key = CallKey::of(request.headers.value("x-concert-call"), request.body);
    const int nth = options_.faults.isEmpty() ? 0 : asked_[{key.series, key.place}]++;
    new SimulatedCall(options_, counters_, &cache_, asked, key, exchange,
                      options_.faults.draw(options_.seed, key, nth));
}

} // namespace concert
