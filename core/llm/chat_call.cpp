// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/chat_call.h"

#include "core/chat/redaction.h"
#include "core/llm/network_error.h"

#include <QNetworkReply>
#include <QPointer>
#include <QSslError>

#include <utility>

namespace concert {

using namespace std::chrono_literals;

namespace {

/// Read in one go; the rest after other events had their turn. Keeps handlers under 10 ms.
constexpr qint64 sliceBytes = 64 * 1024;
constexpr qsizetype maxErrorBody = 64 * 1024;

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

} // namespace

ChatCall::ChatCall(const ChatRequest &request, const std::shared_ptr<Transport> &transport,
                   quint64 seed, QObject *parent)
    : ChatReply(parent), request_(request), transport_(transport), policy_(seed),
      timers_(transport->profile.timeouts)
{
    timing_.queued = ChatClock::now();
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &ChatCall::timerFired);
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
        this, [this, error] { failAttempt(error); }, Qt::QueuedConnection);
}

void ChatCall::abort()
{
    if (finished_)
        return;
    ChatError error;
    error.kind = ChatError::Kind::Aborted;
    error.message = tr("The request was cancelled.");
    result_.error = error;
    dropReply(false);
    finish();
}

// ---- An attempt ----

void ChatCall::start()
{
    timing_.sent = ChatClock::now();
    timers_.callStarted(*timing_.sent);
    sendRequest();
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!finished_)
                Q_EMIT sent();
        },
        Qt::QueuedConnection);
}

void ChatCall::sendRequest()
{
    ++result_.attempts;
    hasHeaders_ = false;
    hasUsage_ = false;
    received_ = 0;
    errorBody_.clear();
    tlsProblem_.clear();
    reply_ =
        transport_->post(openAiChatDialect().post(request_, transport_->profile, transport_->key));
    timers_.attemptStarted(ChatClock::now());

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
    listen(&QNetworkReply::requestSent, [this] {
        timers_.requestSent(ChatClock::now());
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

/// False: they ended the attempt.
bool ChatCall::headersArrived()
{
    if (hasHeaders_ || statusOf(*reply_) == 0)
        return true;
    hasHeaders_ = true;
    timing_.firstByte = ChatClock::now();
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
            openAiChatDialect().decoder(transport_->profile, reply_->rawHeader("Content-Type"));
    return true;
}

void ChatCall::read()
{
    if (!headersArrived())
        return;
    if (received_ + reply_->bytesAvailable() > maxBodyBytes) {
        ChatError error;
        error.kind = ChatError::Kind::TooLarge;
        error.httpStatus = statusOf(*reply_);
        error.message = tr("%1 sent more than 16 MiB.").arg(transport_->profile.serverName());
        failAttempt(error);
        return;
    }
    const QByteArray bytes = reply_->read(sliceBytes);
    if (!bytes.isEmpty()) {
        received_ += bytes.size();
        timers_.bytesReceived(ChatClock::now());
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
            openAiChatDialect().error(profile, status, lowerCaseHeaders(*reply_), errorBody_));
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
        } else if (std::holds_alternative<ReasoningDelta>(event)) {
            if (!timing_.firstToken)
                timing_.firstToken = ChatClock::now();
            timers_.progressed(ChatClock::now());
        } else if (const auto *usage = std::get_if<UsageReported>(&event)) {
            result_.usage = usage->usage;
            hasUsage_ = true;
        } else {
            if (!takeText(text) || isOver())
                return false;
            if (const auto *end = std::get_if<AnswerFinished>(&event))
                succeed(end->reason);
            else
                failAttempt(std::get<AnswerFailed>(event).error);
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
        timing_.firstToken = ChatClock::now();
    timers_.progressed(ChatClock::now());
    if (result_.text.size() + text.size() > maxTextLength) {
        ChatError error;
        error.kind = ChatError::Kind::TooLarge;
        error.httpStatus = 200;
        error.message =
            tr("%1 sent more than a million characters.").arg(transport_->profile.serverName());
        failAttempt(error);
        return false;
    }
    result_.text += text;
    const QPointer<ChatCall> guard(this);
    Q_EMIT textReceived(text);
    return !guard.isNull();
}

// ---- Time ----

/// Lets the timer fire at the next limit or before. Limits mostly move away, so it is rarely set.
void ChatCall::armTimer()
{
    const auto next = timers_.next().second;
    if (timer_.isActive() && armedFor_ <= next)
        return;
    armedFor_ = next;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - ChatClock::now());
    timer_.start(std::max(0ms, left));
}

void ChatCall::timerFired()
{
    if (finished_)
        return;
    if (!reply_) { // the wait is over
        sendRequest();
        return;
    }
    const auto limit = timers_.expired(ChatClock::now());
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

void ChatCall::succeed(FinishReason reason)
{
    timing_.lastToken = ChatClock::now();
    result_.finishReason = reason;
    dropReply(true);
    finish();
}

void ChatCall::failAttempt(ChatError error)
{
    if (finished_)
        return;
    dropReply(false);
    error.message = redacted(error.message, {transport_->key});
    const auto wait = policy_.wait(error, result_.attempts);
    if (wait && ChatClock::now() + *wait < timers_.totalDeadline()) {
        waitAndSendAgain(*wait, error);
        return;
    }
    if (error.retryable && error.retryAfter && *error.retryAfter > RetryPolicy::longestWait)
        error.message =
            tr("%1 It asks to wait %2 minutes.")
                .arg(error.message,
                     QString::number(
                         std::chrono::ceil<std::chrono::minutes>(*error.retryAfter).count()));
    else if (result_.attempts > 1)
        error.message =
            tr("%1 (%2 attempts)").arg(error.message, QString::number(result_.attempts));
    result_.error = error;
    finish();
}

void ChatCall::waitAndSendAgain(std::chrono::milliseconds wait, const ChatError &error)
{
    result_.text.clear();
    result_.usage = {};
    timing_.firstByte.reset();
    timing_.firstToken.reset();
    timer_.start(wait);
    Q_EMIT restarted(tr("%1 Trying again in %2 s.")
                         .arg(error.message,
                              QString::number(static_cast<double>(wait.count()) / 1000.0, 'f', 1)));
}

void ChatCall::finish()
{
    finished_ = true;
    timer_.stop();
    estimateUsage();
    transport_->leave(this);
    Q_EMIT finished(); // a slot may delete this: the last line
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

/// Providers leave usage out when a stream breaks, and some always.
void ChatCall::estimateUsage()
{
    const bool isUseful = hasUsage_ && (result_.usage.outputTokens > 0 || result_.text.isEmpty());
    const bool nothingCame = result_.text.isEmpty() && result_.error &&
                             result_.error->kind != ChatError::Kind::Aborted &&
                             result_.error->kind != ChatError::Kind::Timeout;
    if (isUseful || result_.attempts == 0 || nothingCame)
        return;
    qsizetype characters = 0;
    for (const ChatMessage &message : std::as_const(request_.messages))
        characters += message.content.size();
    Usage usage;
    usage.inputTokens = std::max<qint64>(result_.usage.inputTokens, (characters + 3) / 4);
    usage.outputTokens = (result_.text.size() + 3) / 4;
    usage.estimated = true;
    result_.usage = usage;
}

} // namespace concert
