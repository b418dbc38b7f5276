// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/virtual_world.h"

#include "core/simulator/answer_writer.h"
#include "core/simulator/prompt_reader.h"
#include "tests/support/fake_model_server.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QNetworkAccessManager>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace concert {

class VirtualClock::VirtualAlarm final : public Alarm {
public:
    VirtualAlarm(VirtualClock *clock, std::function<void()> action)
        : clock_(clock), action_(std::move(action))
    {
        clock_->alarms_.append(this);
    }
    ~VirtualAlarm() override { clock_->alarms_.removeOne(this); }
    void set(ChatClock::time_point when) override { when_ = std::max(when, clock_->now_); }
    void cancel() override { when_.reset(); }

    std::optional<ChatClock::time_point> when() const { return when_; }
    void ring()
    {
        when_.reset();
        action_();
    }

private:
    VirtualClock *clock_;
    std::function<void()> action_;
    std::optional<ChatClock::time_point> when_;
};

std::unique_ptr<Alarm> VirtualClock::alarm(std::function<void()> action)
{
    return std::make_unique<VirtualAlarm>(this, std::move(action));
}

std::chrono::milliseconds VirtualClock::elapsed() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(now_ - start_);
}

bool VirtualClock::run(std::chrono::milliseconds most, const std::function<bool()> &done)
{
    const auto end = now_ + most;
    for (;;) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::sendPostedEvents();
        if (done && done())
            return true;
        VirtualAlarm *next = nullptr;
        for (VirtualAlarm *alarm : std::as_const(alarms_)) {
            if (alarm->when() && (!next || *alarm->when() < *next->when()))
                next = alarm;
        }
        if (!next || *next->when() > end) {
            now_ = end;
            return !done;
        }
        now_ = *next->when();
        next->ring();
    }
}

/// Answers one request when its time has come.
class VirtualReply final : public QNetworkReply {
public:
    VirtualReply(VirtualNetwork *network, const QNetworkRequest &asked, const QByteArray &body,
                 QObject *parent)
        : QNetworkReply(parent)
    {
        setRequest(asked);
        setUrl(asked.url());
        setOperation(QNetworkAccessManager::PostOperation);
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        VirtualNetwork::Request request{
            network->clock_.elapsed(), body,
            asked.attribute(QNetworkRequest::Http2AllowedAttribute, true).toBool()};
        network->requests_.append(request);
        answer_ = network->server_(request);
        alarm_ = network->clock_.alarm([this] { answer(); });
        alarm_->set(network->clock_.now() + answer_.after);
        QMetaObject::invokeMethod(this, &QNetworkReply::requestSent, Qt::QueuedConnection);
    }

    void abort() override
    {
        alarm_->cancel();
        if (!isFinished()) {
            setError(OperationCanceledError, {});
            setFinished(true);
            Q_EMIT finished();
        }
    }
    qint64 bytesAvailable() const override { return answer_.body.size() - read_; }

protected:
    qint64 readData(char *to, qint64 maxSize) override
    {
        const qint64 count = isFinished() ? std::min<qint64>(maxSize, bytesAvailable()) : 0;
        if (count > 0) // there may be no place to read to
            std::memcpy(to, answer_.body.constData() + read_, static_cast<size_t>(count));
        read_ += count;
        return count;
    }

private:
    void answer()
    {
        if (answer_.status != 0) {
            setAttribute(QNetworkRequest::HttpStatusCodeAttribute, answer_.status);
            setRawHeader("Content-Type", answer_.contentType);
            for (const auto &[name, value] : std::as_const(answer_.headers))
                setRawHeader(name, value);
        }
        setAttribute(QNetworkRequest::Http2WasUsedAttribute, answer_.http2);
        if (answer_.error != NoError)
            setError(answer_.error, {});
        setFinished(true);
        Q_EMIT metaDataChanged();
        Q_EMIT readyRead();
        Q_EMIT finished();
    }

    VirtualAnswer answer_;
    std::unique_ptr<Alarm> alarm_;
    qint64 read_ = 0;
};

class VirtualNetwork::Manager final : public QNetworkAccessManager {
public:
    explicit Manager(VirtualNetwork *network) : network_(network) {}

protected:
    QNetworkReply *createRequest(Operation, const QNetworkRequest &request,
                                 QIODevice *body) override
    {
        return new VirtualReply(network_, request, body ? body->readAll() : QByteArray(), this);
    }

private:
    VirtualNetwork *network_;
};

ProviderProfile VirtualNetwork::profile()
{
    ProviderProfile profile;
    profile.name = QStringLiteral("fake");
    profile.displayName = QStringLiteral("Fake");
    profile.baseUrl = QUrl(QStringLiteral("https://models.example/v1"));
    return profile;
}

ProviderGround VirtualNetwork::ground()
{
    return {&clock_, [this] { return std::make_unique<Manager>(this); }};
}

VirtualAnswer VirtualNetwork::fine()
{
    VirtualAnswer answer;
    answer.body = fake::chunk(u"The answer."_s) + fake::lastChunks();
    return answer;
}

VirtualAnswer VirtualNetwork::played(const Request &request)
{
    const AskedRequest asked = readRequest(DialectName::OpenAiChat, "/v1/chat/completions",
                                           QJsonDocument::fromJson(request.body).object());
    VirtualAnswer answer;
    answer.body = fake::chunk(writeAnswer(readPrompt(asked, 1), 1)) + fake::lastChunks();
    return answer;
}

VirtualAnswer VirtualNetwork::refused()
{
    VirtualAnswer answer;
    answer.after = std::chrono::milliseconds(2);
    answer.status = 0;
    answer.error = QNetworkReply::ConnectionRefusedError;
    return answer;
}

VirtualAnswer VirtualNetwork::status(int code, const QByteArray &body)
{
    VirtualAnswer answer;
    answer.status = code;
    answer.body = body;
    answer.contentType = "application/json";
    answer.error = QNetworkReply::UnknownContentError;
    return answer;
}

} // namespace concert
