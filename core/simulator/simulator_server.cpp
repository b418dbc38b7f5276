// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator_server.h"

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

/// OpenAI's shape of errors.
void respondError(HttpExchange *exchange, int status, const QString &message)
{
    respondJson(exchange, status,
                {{u"error"_s, QJsonObject{{u"message"_s, message},
                                          {u"type"_s, u"invalid_request_error"_s},
                                          {u"param"_s, QJsonValue::Null},
                                          {u"code"_s, QJsonValue::Null}}}});
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
    const bool isChat = path == "/v1/chat/completions";
    if (!isChat && path != "/v1/models" && path != "/health") {
        respondError(exchange, 404,
                     u"The built-in model has no such address: "_s % QString::fromUtf8(path));
    } else if (request.method != (isChat ? "POST" : "GET")) {
        respondError(exchange, 405,
                     u"This address is for %1 only."_s.arg(isChat ? u"POST"_s : u"GET"_s));
    } else if (isChat) {
        chat(exchange);
    } else if (path == "/health") {
        respondJson(exchange, 200, {{u"status"_s, u"ok"_s}});
    } else {
        const QJsonObject model{{u"id"_s, u"simulator"_s},
                                {u"object"_s, u"model"_s},
                                {u"created"_s, 0},
                                {u"owned_by"_s, u"concert"_s}};
        respondJson(exchange, 200, {{u"object"_s, u"list"_s}, {u"data"_s, QJsonArray{model}}});
    }
}

void SimulatorServer::chat(HttpExchange *exchange)
{
    const QByteArray &bytes = exchange->request().body;
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (!document.isObject()) {
        respondError(exchange, 400, u"The body is not a JSON object: "_s % problem.errorString());
        return;
    }
    const QJsonObject body = document.object();
    if (body.value(u"messages"_s).toArray().isEmpty()) {
        respondError(exchange, 400, u"The request has no messages."_s);
        return;
    }
    new SimulatedCall(options_, counters_, body, exchange);
}

} // namespace concert
