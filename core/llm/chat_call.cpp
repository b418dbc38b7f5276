// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/chat_call.h"

#include "core/chat/json_answer_decoder.h"
#include "core/chat/redactor.h"
#include "core/chat/token_estimate.h"
#include "core/llm/network_error.h"

#include <QDateTime>
#include <QNetworkReply>
#include <QPointer>
#include <QSslError>

#include <algorithm>
#include <utility>

namespace concert {

using namespace std::chrono_literals;

namespace {

/// Read in one go; the rest after other events had their turn. Keeps handlers under 10 ms.
constexpr qint64 sliceBytes = qint64{64} * 1024;
constexpr qsizetype maxErrorBody = qsizetype{64} * 1024;

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

HttpHeaders lowerCaseHeaders(const QNetworkReply &reply)
{
    HttpHeaders headers;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        headers.insert(name.toLower(), value);
    return headers;
}

qint64 headerBytes(const QNetworkReply &reply)
{
    qint64 sum = 0;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        sum += name.size() + value.size() + 4;
    return sum;
}

/// "14:05", with the day if that is another one. For the log, which is the same wherever it is
/// written.
QString timeText(std::chrono::milliseconds fromNow)
{
    const QDateTime now = QDateTime::currentDateTime();
    const QDateTime then = now.addMSecs(fromNow.count());
    return then.toString(then.date() == now.date() ? QStringLiteral("HH:mm")
                                                   : QStringLiteral("yyyy-MM-dd HH:mm"));
}

} // namespace

ChatCall::ChatCall(const ChatRequest &request, const std::shared_ptr<Transport> &transport,
                   quint64 seed, QObject *parent)
    : ChatReply(parent), request_(request), transport_(transport), policy_(seed),
      timers_(transport->profile.timeouts), alarm_(transport->clock.alarm([this] { alarmRang(); }))
{
    timing_.queued = transport_->clock.now();
}

ChatCall::~ChatCall()
{
    dropReply(false);
    transport_->leave(this);
}

void ChatCall::begin()
{
    const QString problem = transport_->profile.problem();
    if (problem.isEmpty()) {
        transport_->enter(this);
        return;
    }
    ChatError error;
    error.kind = ChatError::Kind::BadRequest;
    error.message = problem;
    QMetaObject::invokeMethod(
        this, [this, error] { fail(error); }, Qt::QueuedConnection);
}

void ChatCall::abort()
{
    if (finished_)
        return;
    ChatError error;
    error.kind = ChatError::Kind::Aborted;
    error.message = tr("The request was cancelled.");
    result_.error = error;
    attemptEnded(error.message);
    dropReply(false);
    finish();
}

// ---- An attempt ----

void ChatCall::trySend()
{
    if (finished_)
        return;
    if (std::exchange(mayBeBilled_, false) && permit_ && !permit_(request_)) {
        QMetaObject::invokeMethod(this, &ChatCall::abort, Qt::QueuedConnection);
        return;
    }
    if (transport_->admits(this)) {
        sendRequest();
    } else if (!parkedSince_) {
        parkedSince_ = transport_->clock.now();
        outageGoesOn(transport_->nextProbe());
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (parkedSince_ && !std::exchange(outageTold_, true))
                    Q_EMIT outageBegan(outage_->message);
            },
            Qt::QueuedConnection);
    }
}

void ChatCall::sendRequest()
{
    ++result_.attempts;
    result_.requests.append({transport_->clock.now(), {}, {}});
    if (result_.attempts == 1)
        timers_.callStarted(transport_->clock.now());
    hasLeft_ = false;
    hasHeaders_ = false;
    isNewConnection_ = false;
    banked_ = false;
    usage_.reset();
    received_ = 0;
    errorBody_.clear();
    tlsProblem_.clear();
    used_ = transport_->concessions(request_.model);
    const HttpPost post =
        transport_->dialect.post(request_, transport_->profile, transport_->key, used_);
    body_ = post.body;
    reply_ = transport_->post(post, &mayBeKept_,
                              [call = QPointer<ChatCall>(this), attempt = result_.attempts] {
                                  if (call && call->result_.attempts == attempt)
                                      call->requestLeft(call->transport_->clock.now());
                              });
    timers_.attemptStarted(transport_->clock.now());

    // Queued, so a signal may arrive when its attempt is over.
    const auto listen = [this, reply = reply_](auto signal, auto &&handler) {
        connect(
            reply, signal, this,
            [this, attempt = result_.attempts, handler] {
                if (reply_ && result_.attempts == attempt)
                    handler();
            },
            Qt::QueuedConnection);
    };
    listen(&QNetworkReply::socketStartedConnecting, [this] { isNewConnection_ = true; });
    listen(&QNetworkReply::requestSent, [this] {
        timers_.requestSent(transport_->clock.now());
        armTimer();
    });
    listen(&QNetworkReply::metaDataChanged, [this] { headersArrived(); });
    listen(&QNetworkReply::readyRead, [this] { read(); });
    listen(&QNetworkReply::finished, [this] { read(); });
    connect(reply_, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        tlsProblem_ = errors.value(0).errorString(); // runs inside Qt: only a note is taken
    });
    armTimer();
}

/// The network has all of the request, or never will. Runs inside Qt: only notes are taken.
void ChatCall::requestLeft(ChatClock::time_point when)
{
    if (std::exchange(hasLeft_, true))
        return;
    lastSign_ = when;
    result_.requests.last().sent = when;
    if (timing_.sent)
        return;
    timing_.sent = when;
    QMetaObject::invokeMethod(this, &ChatCall::tellSent, Qt::QueuedConnection);
}

void ChatCall::tellSent()
{
    if (!finished_)
        Q_EMIT sent();
}

/// False: they ended the attempt.
bool ChatCall::headersArrived()
{
    if (hasHeaders_ || statusOf(*reply_) == 0)
        return true;
    hasHeaders_ = true;
    outageTold_ = false; // should there be another
    transport_->heard();
    timing_.firstByte = transport_->clock.now();
    requestLeft(*timing_.firstByte); // else the server answers before it has all of it
    lastSign_ = *timing_.firstByte;
    timers_.requestSent(*timing_.firstByte); // should Qt not have said so
    if (headerBytes(*reply_) > maxHeaderBytes) {
        ChatError error;
        error.kind = ChatError::Kind::TooLarge;
        error.message = tr("%1 sent too many headers.").arg(transport_->profile.serverName());
        failAttempt(error);
        return false;
    }
    if (statusOf(*reply_) == 200)
        decoder_ =
            transport_->dialect.decoder(transport_->profile, reply_->rawHeader("Content-Type"));
    return true;
}

void ChatCall::read()
{
    if (!headersArrived())
        return;
    if (received_ + reply_->bytesAvailable() > longestBody(request_)) {
        ChatError error;
        error.kind = ChatError::Kind::TooLarge;
        error.httpStatus = statusOf(*reply_);
        error.message = tr("%1 sent more than %2 MiB.")
                            .arg(transport_->profile.serverName(),
                                 QString::number(longestBody(request_) / 1024 / 1024));
        failAttempt(error);
        return;
    }
    const QByteArray bytes = reply_->read(std::min(sliceBytes, reply_->bytesAvailable()));
    if (!bytes.isEmpty()) {
        received_ += bytes.size();
        lastSign_ = transport_->clock.now();
        timers_.bytesReceived(transport_->clock.now());
        armTimer();
        if (!decoder_)
            errorBody_ += bytes.left(maxErrorBody - errorBody_.size());
        else if (!take(decoder_->feed(bytes)))
            return;
    }
    if (reply_->bytesAvailable() > 0)
        QMetaObject::invokeMethod(
            this,
            [this, attempt = result_.attempts] {
                if (reply_ && result_.attempts == attempt)
                    read();
            },
            Qt::QueuedConnection);
    else if (reply_->isFinished() || (!decoder_ && errorBody_.size() >= maxErrorBody))
        bodyEnded();
}

void ChatCall::bodyEnded()
{
    const ProviderProfile &profile = transport_->profile;
    const int status = statusOf(*reply_);
    const auto code = reply_->error();
    if ((decoder_ || status == 0) && code != QNetworkReply::NoError &&
        reply_->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool())
        transport_->http2Failed();
    if (decoder_) {
        QList<ChatEvent> events = decoder_->finish();
        // A cut answer looks invalid to the decoder; the network knows better why it ended.
        if (code != QNetworkReply::NoError && !events.isEmpty()) {
            if (auto *failed = std::get_if<AnswerFailed>(&events.last()))
                failed->error = networkError(profile, code, tlsProblem_);
        }
        take(events);
    } else if (status != 0) {
        failAttempt(
            transport_->dialect.error(profile, status, lowerCaseHeaders(*reply_), errorBody_));
    } else {
        failAttempt(networkError(profile, code, tlsProblem_));
    }
}

/// False: the attempt or the call is over, or this object gone; touch nothing more.
bool ChatCall::take(const QList<ChatEvent> &events)
{
    const QPointer<ChatCall> guard(this);
    const int attempt = result_.attempts;
    const auto isOver = [&] { return !guard || !reply_ || result_.attempts != attempt; };
    QString text; // of one slice, told in one piece
    for (const ChatEvent &event : events) {
        if (const auto *delta = std::get_if<TextDelta>(&event)) {
            text += delta->text;
        } else if (const auto *thought = std::get_if<ReasoningDelta>(&event)) {
            if (thoughts_.size() < maxTextLength)
                thoughts_ += thought->text;
            if (!timing_.firstToken)
                timing_.firstToken = transport_->clock.now();
            timers_.progressed(transport_->clock.now());
        } else if (const auto *usage = std::get_if<UsageReported>(&event)) {
            usage_ = usage->usage;
        } else {
            if (takeText(text) && !isOver())
                answerEnded(event);
            return false;
        }
    }
    return takeText(text) && !isOver();
}

bool ChatCall::takeText(const QString &text)
{
    if (text.isEmpty())
        return true;
    if (!timing_.firstToken)
        timing_.firstToken = transport_->clock.now();
    timers_.progressed(transport_->clock.now());
    if (result_.text.size() + text.size() > longestText(request_)) {
        ChatError error;
        error.kind = ChatError::Kind::TooLarge;
        error.httpStatus = 200;
        error.message =
            tr("%1 sent more than %2 characters, though the limit was %3 tokens.")
                .arg(transport_->profile.serverName(), QString::number(longestText(request_)),
                     QString::number(request_.maxTokens));
        failAttempt(error);
        return false;
    }
    result_.text += text;
    const QPointer<ChatCall> guard(this);
    Q_EMIT textReceived(text);
    return !guard.isNull();
}

// ---- Time ----

/// Lets the alarm ring at the next limit or before. Limits mostly move away, so it is rarely set.
void ChatCall::armTimer()
{
    const auto next = timers_.next().second;
    if (armedFor_ && *armedFor_ <= next)
        return;
    armedFor_ = next;
    alarm_->set(next);
}

void ChatCall::alarmRang()
{
    armedFor_.reset();
    if (finished_)
        return;
    if (parkedSince_) {
        fail(*outage_);
        return;
    }
    if (!reply_) { // the wait is over
        trySend();
        return;
    }
    const auto limit = timers_.expired(transport_->clock.now());
    if (!limit) { // something arrived in the meantime
        armTimer();
        return;
    }
    // Servers that leave out [DONE] and keep the connection: all of the answer is there.
    if (decoder_ && (*limit == CallTimers::Limit::Idle || *limit == CallTimers::Limit::Progress)) {
        const QList<ChatEvent> events = decoder_->finish();
        if (!events.isEmpty() && std::holds_alternative<AnswerFinished>(events.last())) {
            take(events);
            return;
        }
    }
    failAttempt(timeoutError(transport_->profile, *limit));
}

// ---- The end ----

/// With an AnswerFinished or an AnswerFailed.
void ChatCall::answerEnded(const ChatEvent &end)
{
    const std::optional<ChatSchema> schema = requestAt(request_, structuredLevel()).schema;
    // A parser of thoughts may have taken the answer for one (vLLM and Ollama, under a schema).
    if (result_.text.trimmed().isEmpty() && schema && isAnswerTo(*schema, thoughts_)) {
        if (takeText(std::exchange(thoughts_, {})) && !finished_)
            succeed(FinishReason::Complete);
        return;
    }
    const auto *finished = std::get_if<AnswerFinished>(&end);
    if (finished == nullptr)
        failAttempt(std::get<AnswerFailed>(end).error);
    else if (finished->reason == FinishReason::Other && schema && breaksOff(result_.text))
        failAttempt(brokenAnswer(transport_->profile)); // its end says nothing
    else
        succeed(finished->reason);
}

void ChatCall::succeed(FinishReason reason)
{
    transport_->ended(this, result_.attempts > 1 ? Transport::Outcome::Repeated
                                                 : Transport::Outcome::Worked);
    noteStructure(reason);
    timing_.lastToken = transport_->clock.now();
    result_.finishReason = reason;
    attemptEnded({});
    dropReply(true);
    finish();
}

Transport::Outcome outcomeOf(const ChatError &error)
{
    switch (error.kind) {
    case ChatError::Kind::Connect:
    case ChatError::Kind::Tls:
    case ChatError::Kind::Interrupted:
    case ChatError::Kind::Server:
        return Transport::Outcome::Outage;
    case ChatError::Kind::Timeout: // the total limit says nothing about the server
        return error.retryable ? Transport::Outcome::Outage : Transport::Outcome::Answered;
    case ChatError::Kind::RateLimited:
        return Transport::Outcome::RateLimited;
    default:
        return Transport::Outcome::Answered;
    }
}

/// The server may have worked for it: it took the request, and did not say no.
bool mayBeBilled(const ChatError &error)
{
    switch (error.kind) {
    case ChatError::Kind::Timeout:
    case ChatError::Kind::Interrupted:
    case ChatError::Kind::Protocol:
    case ChatError::Kind::TooLarge:
        return true;
    case ChatError::Kind::Server: // an error within an answer
        return error.httpStatus == 200;
    default:
        return false;
    }
}

/// A refusal that may be of this moment, or about a form whose name it does not say: it gets a
/// second look.
bool isVague(const ChatError &error)
{
    return error.kind == ChatError::Kind::BadRequest && error.about == ChatError::About::Request &&
           !error.isFinal && error.httpStatus != 404;
}

ChatError asIfPassing(ChatError error)
{
    error.retryable = true;
    return error;
}

void ChatCall::failAttempt(ChatError error)
{
    if (finished_)
        return;
    error.message = Redactor::ofProcess().clean(error.message);
    attemptEnded(error.message);
    dropReply(false);
    spent_ += attemptUsage(error);
    banked_ = true;
    mayBeBilled_ = mayBeBilled(error);
    if (isOfOldConnection(error)) {
        sendAgain(0ms, tr("%1 Trying again.").arg(error.message));
        return;
    }
    if (concede(error))
        return;
    transport_->ended(this, outcomeOf(error));
    const bool mayPass = error.retryable && outcomeOf(error) == Transport::Outcome::Outage;
    if (mayPass && transport_->isDown()) {
        park(error);
        return;
    }
    // Thoughts without an answer in spite of our remedy: no third attempt is paid for that.
    const bool isTried = error.about == ChatError::About::Thoughts && conceded_ > 0;
    const auto wait = isTried ? std::nullopt
                              : policy_.wait(isVague(error) ? asIfPassing(error) : error, ++tries_);
    if (wait && transport_->clock.now() + *wait < timers_.totalDeadline()) {
        const auto turn = std::max(*wait, transport_->budget.takeRetry(transport_->clock.now()));
        const double seconds = static_cast<double>(turn.count()) / 1000.0;
        sendAgain(
            turn,
            tr("%1 Trying again in %2 s.").arg(error.message, QString::number(seconds, 'f', 1)));
        return;
    }
    if (isVague(error) && askInWeakerForm(error))
        return;
    // What may be about this one request (500) or this moment (a cut) is no outage.
    const bool isOutage = error.kind == ChatError::Kind::Connect ||
                          (error.kind == ChatError::Kind::Server && error.httpStatus > 500);
    if (mayPass && isOutage && transport_->declareOutage())
        park(error);
    else
        fail(error);
}

std::optional<ChatClock::time_point> ChatCall::silentSince() const
{
    return reply_ != nullptr && hasLeft_ ? std::optional(lastSign_) : std::nullopt;
}

void ChatCall::sendAgain(std::chrono::milliseconds wait, const QString &reason)
{
    clearAttempt();
    alarm_->set(transport_->clock.now() + wait);
    Q_EMIT restarted(reason);
}

void ChatCall::clearAttempt()
{
    result_.text.clear();
    thoughts_.clear();
    usage_.reset();
    timing_.firstByte.reset();
    timing_.firstToken.reset();
    armedFor_.reset();
    alarm_->cancel();
}

void ChatCall::fail(ChatError error)
{
    parkedSince_.reset();
    takeBack(&error);
    if (error.retryable && error.retryAfter && *error.retryAfter > RetryPolicy::longestWait)
        error.message =
            tr("%1 It asks to wait until %2.").arg(error.message, timeText(*error.retryAfter));
    else if (result_.attempts > 1)
        error.message =
            tr("%1 (%2 attempts)").arg(error.message, QString::number(result_.attempts));
    result_.error = error;
    finish();
}

void ChatCall::finish()
{
    finished_ = true;
    // A server that echoes its key must not bring it into prompts for others.
    result_.text = Redactor::ofProcess().withoutSecrets(result_.text);
    alarm_->cancel();
    result_.usage = spent_;
    if (!banked_)
        result_.usage += attemptUsage(result_.error);
    transport_->leave(this);
    Q_EMIT finished(); // a slot may delete this: the last line
}

/// Of a request that is on its way; else nothing happens.
void ChatCall::attemptEnded(const QString &problem)
{
    if (!reply_)
        return;
    requestLeft(result_.requests.last().sent); // else it never will: so it is when it was tried
    result_.requests.last().ended = transport_->clock.now();
    result_.requests.last().problem = problem;
}

void ChatCall::dropReply(bool answerComplete)
{
    decoder_.reset();
    QNetworkReply *reply = std::exchange(reply_, nullptr);
    if (!reply)
        return;
    reply->disconnect(this);
    if (answerComplete)
        Transport::letEnd(reply);
    else
        Transport::breakOff(reply);
}

/// Of the current attempt. What providers leave out is estimated: all of it where a stream breaks
/// (and at some always), Ollama the count of a prompt that it had in its cache.
Usage ChatCall::attemptUsage(const std::optional<ChatError> &error) const
{
    Usage usage = usage_.value_or(Usage());
    const bool nothingCame = result_.text.isEmpty() && thoughts_.isEmpty();
    const bool isFree =
        nothingCame && error && error->kind != ChatError::Kind::Aborted && !mayBeBilled(*error);
    if (isFree || result_.attempts == 0)
        return usage;
    if (usage.inputTokens == 0) {
        for (const ChatMessage &message : std::as_const(request_.messages))
            usage.inputTokens += estimatedTokens(message.content);
        usage.estimated = true;
    }
    if (usage.outputTokens == 0 && !nothingCame) {
        usage.outputTokens = estimatedTokens(result_.text) + estimatedTokens(thoughts_);
        usage.estimated = true;
    }
    return usage;
}

} // namespace concert
