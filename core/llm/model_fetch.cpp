// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/model_fetch.h"

#include "core/chat/redactor.h"
#include "core/llm/network_error.h"
#include "core/llm/network_request.h"
#include "core/llm/transport.h"

#include <QNetworkAccessManager>

#include <utility>

namespace concert {

using namespace std::chrono_literals;

namespace {

constexpr auto usualPatience = 30s;
constexpr qint64 mostBytes = qint64{8} * 1024 * 1024; // OpenRouter's list has half a megabyte
constexpr int mostPages = 20;
constexpr qsizetype mostDetails = 200;

HttpHeaders headersOf(const QNetworkReply &reply)
{
    HttpHeaders headers;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        headers.insert(name.toLower(), value);
    return headers;
}

} // namespace

ModelFetch::ModelFetch(const ProviderProfile &profile, const QByteArray &key, QObject *parent)
    : QObject(parent), profile_(profile), key_(key),
      manager_(std::make_unique<QNetworkAccessManager>())
{
    Redactor::ofProcess().addSecret(key);
    chooseProxy(manager_.get(), profile_.baseUrl);
    timer_.setSingleShot(true);
    timer_.setInterval(usualPatience);
    connect(&timer_, &QTimer::timeout, this, [this] {
        const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(timer_.intervalAsDuration());
        finish(tr("%1 did not send its list of models within %2 s.")
                   .arg(profile_.serverName(), QString::number(seconds.count())));
    });
}

ModelFetch::~ModelFetch()
{
    if (reply_)
        reply_->disconnect(this);
}

void ModelFetch::start()
{
    timer_.start();
    const QString problem = profile_.problem();
    if (problem.isEmpty())
        askForPage({});
    else
        QMetaObject::invokeMethod(
            this, [this, problem] { finish(problem); }, Qt::QueuedConnection);
}

void ModelFetch::askForPage(const QString &next)
{
    ++pages_;
    send(modelListRequest(profile_, key_, next), &ModelFetch::takePage);
}

void ModelFetch::askForDetail()
{
    if (detailed_ < std::min(models_.size(), mostDetails)) {
        if (const auto request = modelDetailRequest(profile_, key_, models_[detailed_].id)) {
            send(*request, &ModelFetch::takeDetail);
            return;
        }
    }
    finish({});
}

void ModelFetch::send(const HttpPost &request, void (ModelFetch::*then)(const QByteArray &))
{
    reply_ = request.body.isEmpty() ? manager_->get(networkRequest(request))
                                    : manager_->post(networkRequest(request), request.body);
    // Queued: what follows may delete this, which must not happen inside Qt's network code.
    connect(
        reply_, &QNetworkReply::finished, this, [this, then] { receive(then); },
        Qt::QueuedConnection);
    connect(
        reply_, &QNetworkReply::downloadProgress, this,
        [this](qint64 received) {
            if (received > mostBytes)
                finish(
                    tr("%1 sent more than a list of models can have.").arg(profile_.serverName()));
        },
        Qt::QueuedConnection);
}

void ModelFetch::receive(void (ModelFetch::*then)(const QByteArray &))
{
    if (finished_)
        return;
    QNetworkReply *reply = std::exchange(reply_, nullptr);
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply->readAll();
    if (status == 0 || (status == 200 && reply->error() != QNetworkReply::NoError))
        finish(networkError(profile_, reply->error(), {}).message);
    else if (status != 200)
        finish(dialectNamed(profile_.dialect)
                   .error(profile_, status, headersOf(*reply), body)
                   .message);
    else
        (this->*then)(body);
}

void ModelFetch::takePage(const QByteArray &body)
{
    const auto page = modelPage(profile_, body);
    if (!page) {
        finish(tr("%1 answered with something that is no list of models. Check the address.")
                   .arg(profile_.serverName()));
        return;
    }
    models_ += page->models;
    if (!page->next.isEmpty() && pages_ < mostPages)
        askForPage(page->next);
    else
        askForDetail();
}

void ModelFetch::takeDetail(const QByteArray &body)
{
    addModelDetail(body, &models_[detailed_++]);
    askForDetail();
}

void ModelFetch::finish(const QString &problem)
{
    if (std::exchange(finished_, true))
        return;
    timer_.stop();
    if (reply_) {
        reply_->disconnect(this);
        Transport::breakOff(reply_);
        reply_ = nullptr;
    }
    Q_EMIT finished(models_, Redactor::ofProcess().clean(problem)); // may delete this
}

} // namespace concert
