// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/provider_test.h"

#include "core/llm/server_knowledge.h"

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
                           const QString &model, const std::shared_ptr<ServerKnowledge> &knowledge,
                           QObject *parent)
    : QObject(parent), model_(model), request_(probeRequest(model, randomWord())),
      knowledge_(knowledge),
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
    connect(&models_, &ModelFetch::finished, this, &ProviderTest::takeModels);
    probe();
    models_.start();
}

void ProviderTest::probe()
{
    reply_ = provider_.send(request_);
    connect(reply_, &ChatReply::restarted, this, &ProviderTest::goesOn);
    connect(reply_, &ChatReply::finished, this, &ProviderTest::takeAnswer);
}

void ProviderTest::takeAnswer()
{
    const ChatResult &result = reply_->result();
    const ChatTiming &timing = reply_->timing();
    report_.usage += result.usage;
    report_.firstToken = span(timing.sent, timing.firstToken);
    report_.total = span(timing.sent, timing.lastToken);
    if (result.error)
        report_.problem = result.error->message;
    else if (result.finishReason == FinishReason::Length)
        report_.remark = tr("The answer was cut at its limit: this model thinks at length.");
    else if (result.text.trimmed().isEmpty())
        report_.problem = tr("%1 answered without text.").arg(provider_.profile().serverName());
    else if (!takeStructure()) {
        reply_->deleteLater();
        probe();
        return;
    }
    answered_ = true;
    finishIfComplete();
}

/// The provider finds the level as for any call (see ChatCall). False: that is another way to ask
/// for a schema, and not tried yet.
bool ProviderTest::takeStructure()
{
    const Concessions found = provider_.concessions(model_);
    const StructuredLevel asked = reply_->structuredLevel();
    report_.level = nearestLevel(provider_.profile(), request_, found.structured);
    ignored_ |= report_.level != asked && asked < StructuredLevel::JsonObject;
    if (report_.level != asked && report_.level < StructuredLevel::JsonObject)
        return false;
    if (report_.level >= StructuredLevel::JsonObject)
        report_.structure =
            ignored_ ? ProviderReport::Structure::Ignored : ProviderReport::Structure::Refused;
    knowledge_->learn(provider_.profile().baseUrl, model_, found);
    return true;
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
