// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulated_call.h"

#include "core/simulator/answer_writer.h"
#include "core/simulator/prompt_reader.h"

#include <QMutexLocker>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qsizetype longestToken = 6;

/// Cuts a text into word-sized tokens that make it up again.
QStringList tokensIn(const QString &text)
{
    QStringList tokens;
    qsizetype start = 0;
    for (qsizetype i = 1; i <= text.size(); ++i) {
        const bool full = i - start >= longestToken;
        if (i == text.size() || text[i] == u' ' || full) {
            tokens << text.mid(start, i - start);
            start = i;
        }
    }
    return tokens;
}

DialectWriter writerFor(const AskedRequest &asked, const CallKey &key)
{
    AnswerLabel label;
    label.id = QString::number(key.series ^ key.place, 16);
    label.model = asked.model;
    label.tool = asked.tool;
    return DialectWriter(asked.dialect, label);
}

} // namespace

SimulatedCall::SimulatedCall(const SimulatorOptions &options, SimulatorCounters *counters,
                             PromptCache *cache, const AskedRequest &asked, const CallKey &key,
                             HttpExchange *exchange, const Fault *fault)
    : QObject(exchange), options_(options), counters_(counters), cache_(cache), asked_(asked),
      key_(key), exchange_(exchange), arrived_(exchange->request().taken),
      write_(writerFor(asked, key))
{
    if (fault)
        fault_ = *fault;
    const int now = ++counters_->inFlight;
    if (now > counters_->maxInFlight)
        counters_->maxInFlight = now; // only this thread writes
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &SimulatedCall::sendDue);
    // Requests that came together are all taken before the first one is thought about.
    QTimer::singleShot(0, this, &SimulatedCall::think);
}

SimulatedCall::~SimulatedCall()
{
    --counters_->inFlight;
}

void SimulatedCall::think()
{
    schedule_ = answerSchedule(options_, key_);
    const Prompt prompt = readPrompt(asked_, options_.seed);
    QStringList tokens = tokensIn(writeAnswer(prompt, key_.place));
    if (tokens.size() > asked_.maxTokens) {
        tokens.resize(asked_.maxTokens);
        reason_ = FinishReason::Length;
    }
    usage_.inputTokens = prompt.characters / 4;
    beginnings_ = PromptCache::beginningsOf(asked_);
    usage_.cachedInputTokens = cache_->knownTokens(beginnings_);
    usage_.outputTokens = tokens.size();
    text_ = tokens.join(QString());

    // The grouping follows from the speed, not from when timers fire: equal requests get equal
    // bytes.
    const double perFlush =
        schedule_.msPerToken > 0 ? schedule_.flushEveryMs / schedule_.msPerToken : 0;
    if (options_.latency == SimulatorOptions::Latency::LogNormal || !asked_.stream) {
        groups_ << text_;
    } else {
        const double size = perFlush > 0 ? perFlush : 5;
        for (qsizetype from = 0, group = 0; from < tokens.size(); ++group) {
            const auto to = static_cast<qsizetype>(1 + static_cast<double>(group) * size);
            groups_ << tokens.mid(from, to - from).join(QString());
            from = std::max(from, to);
        }
    }
    asked_.messages.clear();
    waitUntil(dueMs(0));
}

double SimulatedCall::dueMs(qsizetype index) const
{
    if (!asked_.stream) // everything at the end
        return schedule_.firstMs + schedule_.msPerToken * static_cast<double>(usage_.outputTokens);
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
    if (fault_) {
        playFault();
        return;
    }
    cache_->remember(std::exchange(beginnings_, {}));
    if (!asked_.stream) {
        exchange_->respond(200, "application/json", write_.whole(text_, reason_, usage_));
        noteServed();
        return; // the exchange deletes itself, and with it this call
    }
    QByteArray bytes;
    if (sent_ == 0) {
        exchange_->beginStream(200, write_.streamType());
        bytes = write_.begin(usage_);
    }
    const double now = elapsedMs();
    while (sent_ < groups_.size() && (sent_ == 0 || dueMs(sent_) <= now))
        bytes += write_.text(groups_[sent_++]);
    const bool complete = sent_ >= groups_.size();
    if (complete)
        bytes += write_.ending(reason_, usage_, text_, asked_.wantsUsage);
    exchange_->write(bytes);
    if (!complete) {
        waitUntil(dueMs(sent_));
        return;
    }
    exchange_->end();
    noteServed();
}

void SimulatedCall::noteServed()
{
    if (!options_.keepsServed)
        return;
    const qsizetype last = asked_.stream ? std::max<qsizetype>(groups_.size() - 1, 0) : 0;
    const auto drawn = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double, std::milli>(dueMs(last)));
    const QMutexLocker lock(&counters_->mutex);
    counters_->served << ServedCall{exchange_->request().headers.value("x-concert-call"), arrived_,
                                    Clock::now(), drawn};
}

void SimulatedCall::playFault()
{
    FaultPlays plays(write_);
    plays.usage = usage_;
    fault_->play(plays, text_)(exchange_);
}

} // namespace concert
