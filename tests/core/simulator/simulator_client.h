// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/board_text.h"
#include "core/simulator/simulator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTest>

#include <memory>
#include <vector>

/// Whoever asks the built-in model over HTTP.
namespace concert::asking {

using namespace Qt::StringLiterals;

inline SimulatorOptions atOnce()
{
    SimulatorOptions options;
    options.scale = 0;
    return options;
}

/// A request in the form of our own prompts.
inline QJsonObject ourRequest(const QString &schema, const QString &power, const Position &position,
                              const QStringList &press = {}, bool stream = false)
{
    const QString board = QString::fromStdString(boardText(position));
    const QString prompt = u"These are the rules of Diplomacy.\n\n"_s % board % u"\n\nPOWER "_s %
                           power % u"\nROUND "_s % (press.isEmpty() ? u"1"_s : u"2"_s) %
                           u" OF 2\n"_s % press.join(u'\n') % u"\nNow answer.\n"_s;
    QJsonObject request{
        {u"model"_s, u"simulator"_s},
        {u"stream"_s, stream},
        {u"messages"_s,
         QJsonArray{QJsonObject{{u"role"_s, u"system"_s}, {u"content"_s, u"You play Diplomacy."_s}},
                    QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, prompt}}}},
        {u"response_format"_s,
         QJsonObject{{u"type"_s, u"json_schema"_s},
                     {u"json_schema"_s, QJsonObject{{u"name"_s, schema}, {u"strict"_s, true}}}}}};
    if (stream)
        request[u"stream_options"_s] = QJsonObject{{u"include_usage"_s, true}};
    return request;
}

inline QByteArray bytesOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

/// A client with as many managers as it takes for every call to have its own connection.
class Client {
public:
    explicit Client(const Simulator &simulator) : base_(simulator.baseUrl()) {}

    QNetworkReply *post(const QByteArray &body, const QByteArray &callId = {})
    {
        QNetworkRequest request = requestFor(u"/chat/completions"_s);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        if (!callId.isEmpty())
            request.setRawHeader("X-Concert-Call", callId);
        return manager().post(request, body);
    }
    QNetworkReply *get(const QString &path) { return manager().get(requestFor(path)); }

    QNetworkRequest requestFor(const QString &path) const
    {
        QUrl url = base_;
        url.setPath((path.startsWith(u"/health"_s) ? QString() : base_.path()) % path);
        return QNetworkRequest(url);
    }
    QNetworkAccessManager &manager()
    {
        managers_.push_back(std::make_unique<QNetworkAccessManager>());
        managers_.back()->setProxy(QNetworkProxy::NoProxy);
        return *managers_.back();
    }

private:
    QUrl base_;
    std::vector<std::unique_ptr<QNetworkAccessManager>> managers_;
};

inline bool waitFor(QNetworkReply *reply)
{
    return QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000);
}

inline int statusOf(QNetworkReply *reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace concert::asking
