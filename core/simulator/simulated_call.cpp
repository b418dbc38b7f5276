// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulated_call.h"

#include "core/simulator/answer_writer.h"
#include "core/simulator/prompt_reader.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

int maxTokensOf(const QJsonObject &body)
{
    for (const QString &field : {u"max_completion_tokens"_s, u"max_tokens"_s}) {
        if (body.value(field).toInt() > 0)
            return body.value(field).toInt();
    }
    return INT_MAX;
}

} // namespace

SimulatedCall::SimulatedCall(const SimulatorOptions &options, SimulatorCounters *counters,
                             const QJsonObject &body, HttpExchange *exchange)
    : QObject(exchange), options_(options), counters_(counters), body_(body), exchange_(exchange)
{
    const int now = ++counters_->inFlight;
    if (now > counters_->maxInFlight)
        counters_->maxInFlight = now; // only this thread writes
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &SimulatedCall::sendDue);
    // Requests that came together get their arrival time before the first one is thought about.
    QTimer::singleShot(0, this, &SimulatedCall::think);
}

SimulatedCall::~SimulatedCall()
{
    --counters_->inFlight;
}

void SimulatedCall::think()
{
    const HttpServerRequest &request = exchange_->request();
    const CallKey key = CallKey::of(request.headers.value("x-concert-call"), request.body);
    schedule_ = answerSchedule(options_, key);
    stream_ = body_.value(u"stream"_s).toBool();
    wantsUsage_ = body_.value(u"stream_options"_s).toObject().value(u"include_usage"_s).toBool();

    const Prompt prompt = readPrompt(body_, options_.seed);
    QStringList tokens = tokensOf(writeAnswer(prompt, key.place));
    if (tokens.size() > maxTokensOf(body_)) {
        tokens.resize(maxTokensOf(body_));
        answer_.finishReason = u"length"_s;
    }
    answer_.id = u"chatcmpl-"_s % QString::number(key.series ^ key.place, 16);
    answer_.model = body_.value(u"model"_s).toString(u"simulator"_s);
    answer_.promptTokens = prompt.characters / 4;
    answer_.completionTokens = tokens.size();

    // The grouping follows from the speed, not from when timers fire: equal requests get equal
    // bytes.
    const double perFlush =
        schedule_.msPerToken > 0 ? schedule_.flushEveryMs / schedule_.msPerToken : 0;
    if (options_.latency == SimulatorOptions::Latency::LogNormal || !stream_) {
        groups_ << tokens.join(QString());
    } else {
        const double size = perFlush > 0 ? perFlush : 5;
        for (qsizetype from = 0, group = 0; from < tokens.size(); ++group) {
            const auto to = static_cast<qsizetype>(1 + static_cast<double>(group) * size);
            groups_ << tokens.mid(from, to - from).join(QString());
            from = std::max(from, to);
        }
    }
    body_ = {};
    waitUntil(dueMs(0));
}

double SimulatedCall::dueMs(qsizetype index) const
{
    if (!stream_) // everything at the end
        return schedule_.firstMs +
               schedule_.msPerToken * static_cast<double>(answer_.completionTokens);
    return schedule_.firstMs + schedule_.flushEveryMs * static_cast<double>(index);
}

double SimulatedCall::elapsedMs() const
{
    return std::chrono::duration<double, std::milli>(Clock::now() - arrived_).count();
}

void SimulatedCall::waitUntil(double ms)
{
    const double wait = ms - elapsedMs();
    if (wait <= 0)
        sendDue();
    else
        timer_.start(std::chrono::milliseconds(static_cast<int>(std::ceil(wait))));
}

void SimulatedCall::sendDue()
{
    if (!stream_) {
        exchange_->respond(200, "application/json", answer_.whole(groups_.value(0)));
        return; // the exchange deletes itself, and with it this call
    }
    QByteArray bytes;
    if (sent_ == 0) {
        exchange_->beginStream(200, "text/event-stream; charset=utf-8",
                               {{"Cache-Control", "no-cache"}});
        bytes = answer_.roleChunk();
    }
    const double now = elapsedMs();
    while (sent_ < groups_.size() && (sent_ == 0 || dueMs(sent_) <= now))
        bytes += answer_.contentChunk(groups_[sent_++]);
    const bool complete = sent_ >= groups_.size();
    if (complete)
        bytes += answer_.ending(wantsUsage_);
    exchange_->write(bytes);
    if (complete)
        exchange_->end();
    else
        waitUntil(dueMs(sent_));
}

} // namespace concert
