// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/provider_test.h"

#include <QRandomGenerator>

#include <algorithm>

namespace concert {

using namespace std::chrono_literals;

namespace {

/// The list is only an extra: it is not waited for any longer.
constexpr auto listPatience = 10s;

/// One that no model says by itself.
QString randomWord()
{
    QString word;
    for (int i = 0; i < 8; ++i)
        word += QChar(u'a' + QRandomGenerator::global()->bounded(26));
    return word;
}

/// The probe must ask for a schema, whatever is known about the server.
ProviderProfile askingForSchema(ProviderProfile profile)
{
    profile.structuredOutput = true;
    return profile;
}

std::chrono::milliseconds span(const std::optional<ChatClock::time_point> &from,
                               const std::optional<ChatClock::time_point> &to)
{
    return from && to ? std::chrono::duration_cast<std::chrono::milliseconds>(*to - *from) : 0ms;
}

} // namespace

ProviderTest::ProviderTest(const ProviderProfile &profile, const QByteArray &key,
                           const QString &model, QObject *parent)
    : QObject(parent), model_(model), word_(randomWord()),
      provider_(askingForSchema(profile), key, QRandomGenerator::global()->generate64()),
      models_(profile, key)
{
    models_.setPatience(listPatience);
}

/// The provider's end aborts the call and says so, when the members below it are gone.
ProviderTest::~ProviderTest()
{
    if (reply_ != nullptr)
        reply_->disconnect(this);
}

void ProviderTest::start()
{
    reply_ = provider_.send(probeRequest(model_, word_));
    connect(reply_, &ChatReply::restarted, this, &ProviderTest::goesOn);
    connect(reply_, &ChatReply::finished, this, &ProviderTest::takeAnswer);
    connect(&models_, &ModelFetch::finished, this, &ProviderTest::takeModels);
    models_.start();
}

void ProviderTest::takeAnswer()
{
    const ChatResult &result = reply_->result();
    const ChatTiming &timing = reply_->timing();
    report_.problem = result.error ? result.error->message : QString();
    report_.usage = result.usage;
    report_.firstToken = span(timing.sent, timing.firstToken);
    report_.total = span(timing.sent, timing.lastToken);
    report_.structure = probedStructure(result.text, word_, provider_.concessions(model_));
    if (!result.error && result.text.trimmed().isEmpty())
        report_.problem = tr("%1 answered without text.").arg(provider_.profile().serverName());
    else if (result.finishReason == FinishReason::Length)
        report_.remark = tr("The answer was cut at its limit: this model thinks at length.");
    answered_ = true;
    finishIfComplete();
}

void ProviderTest::takeModels(const QList<ModelInfo> &models)
{
    const auto found = std::find_if(models.begin(), models.end(),
                                    [this](const ModelInfo &info) { return info.id == model_; });
    if (found != models.end())
        report_.contextTokens = found->contextTokens;
    listed_ = true;
    finishIfComplete();
}

void ProviderTest::finishIfComplete()
{
    if (finished_ || !answered_ || (!listed_ && report_.problem.isEmpty()))
        return;
    finished_ = true;
    Q_EMIT finished(report_); // may delete this
}

} // namespace concert
