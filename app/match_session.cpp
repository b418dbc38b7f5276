// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/match_session.h"

#include "app/keys/key_store.h"
#include "core/record/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

SimulatorOptions simulatorOptions(const SimulatorConfig &config, quint64 seed)
{
    SimulatorOptions options;
    options.latency =
        config.logNormal ? SimulatorOptions::Latency::LogNormal : SimulatorOptions::Latency::Tokens;
    options.medianMs = config.medianMs;
    options.sigma = config.sigma;
    options.scale = config.scale;
    options.seed = seed;
    // A list that this version does not know (of an older match, say) is no reason not to play.
    if (const auto plan = FaultPlan::parse(config.faults); std::holds_alternative<FaultPlan>(plan))
        options.faults = std::get<FaultPlan>(plan);
    return options;
}

MatchSession::MatchSession(QObject *parent) : QObject(parent) {}

MatchSession::~MatchSession() = default;

QString MatchSession::start(const MatchConfig &config, const ModelKeys &keys, const QString &folder)
{
    if (const QString problem = prepare(config, keys, folder); !problem.isEmpty())
        return problem;
    if (const QString problem = whyNotWritable(folder); !problem.isEmpty())
        return problem;
    if (const QString problem = makeMatch(); !problem.isEmpty())
        return problem;
    QString problem;
    lock_ = claimMatchFolder(folder, &problem);
    if (!lock_)
        return problem;
    openFile(0);
    match_->start();
    return {};
}

QString MatchSession::goOnWith(Beginning beginning, const MatchConfig &config,
                               const ModelKeys &keys, const QString &folder)
{
    if (const QString problem = prepare(config, keys, folder); !problem.isEmpty())
        return problem;
    log_.append(std::move(beginning.events));
    lock_ = std::move(beginning.lock);
    if (const QString problem = makeMatch(); !problem.isEmpty())
        return problem;
    openFile(log_.size());
    return match_->goOn(beginning.origin, beginning.from);
}

QString MatchSession::goOnAgain()
{
    if (!unsaved_.isEmpty() && !file_->save())
        return unsaved_;
    if (const QString problem = makeMatch(); !problem.isEmpty())
        return problem;
    return match_->goOn();
}

QString MatchSession::prepare(const MatchConfig &config, const ModelKeys &keys,
                              const QString &folder)
{
    config_ = config;
    keys_ = keys;
    folder_ = folder;
    if (const QStringList problems = config.problems(); !problems.isEmpty())
        return problems.join(u'\n');
    QString problem;
    return config.usesSimulator() && !startSimulator(&problem) ? problem : QString();
}

/// The first \a written events are in the file already.
void MatchSession::openFile(qsizetype written)
{
    file_ = std::make_unique<MatchLogFile>(folder_, &log_, written);
    connect(file_.get(), &MatchLogFile::failed, this, [this](const QString &problem) {
        unsaved_ = problem;
        if (match_->hasEnded()) // else it pauses, and its log says so
            Q_EMIT warned(problem);
    });
    connect(file_.get(), &MatchLogFile::saved, this, [this] {
        unsaved_.clear();
        Q_EMIT saved();
    });
    connect(file_.get(), &MatchLogFile::lost, this, &MatchSession::warned);
    match_->setFile(file_.get());
}

QString MatchSession::makeMatch()
{
    Match::Seats seats;
    for (const Power power : allPowers) {
        const auto slot = static_cast<std::size_t>(indexOf(power));
        QString problem;
        seats[slot] = makeSeat(config_.models[slot], &problem);
        if (seats[slot] == nullptr)
            return u"%1 (%2): %3"_s.arg(powerText(power), config_.models[slot].toString(), problem);
    }
    std::unique_ptr<Seat> narrator;
    if (config_.commentary) {
        QString problem;
        narrator = makeSeat(*config_.commentary, &problem);
        if (narrator == nullptr)
            return tr("The commentary: %1").arg(problem);
    }
    match_ = std::make_unique<Match>(config_, std::move(seats), &log_);
    match_->setNarrator(std::move(narrator));
    match_->setLedger(&ledger_);
    match_->setAttended(attended_);
    connect(match_.get(), &Match::ended, this, &MatchSession::ended);
    if (file_)
        match_->setFile(file_.get());
    return {};
}

ChatReply *MatchSession::ask(const ModelId &model, ChatRequest request, const QByteArray &key,
                             QString *problem)
{
    if (!key.isEmpty())
        keys_.insert(model.toString(), {key, KeySource::CommandLine});
    const ProviderProfile *profile = config_.provider(model);
    if (profile == nullptr) {
        *problem = tr("There is no provider called \"%1\".").arg(model.provider);
        return nullptr;
    }
    if (profile->isBuiltIn() && model.baseUrl.isEmpty() && !startSimulator(problem))
        return nullptr;
    ChatProvider *provider = providerFor(model, keys_, problem);
    if (provider == nullptr)
        return nullptr;
    request.model = model.name.isEmpty() ? model.provider : model.name;
    return provider->send(request);
}

void MatchSession::note(const QString &sentence)
{
    // A match that goes on has told it already.
    const auto isSaid = [&](qsizetype i) {
        const auto *told = log_.at(i).as<ProblemReported>();
        return told != nullptr && told->text == sentence;
    };
    for (qsizetype i = 0; i < log_.size(); ++i) {
        if (isSaid(i))
            return;
    }
    if (match_ && !match_->hasEnded())
        log_.append({match_->now(), Audience::watcherOnly(),
                     ProblemReported{ProblemReported::Severity::Note, std::nullopt, sentence}});
}

bool MatchSession::startSimulator(QString *problem)
{
    if (simulator_)
        return true;
    simulator_ = std::make_unique<Simulator>(simulatorOptions(config_.simulator, config_.seed));
    QString error;
    if (simulator_->start(&error))
        return true;
    *problem = tr("The built-in model could not be started: %1").arg(error);
    simulator_.reset();
    return false;
}

std::unique_ptr<Seat> MatchSession::makeSeat(const ModelId &model, QString *problem)
{
    ChatProvider *provider = providerFor(model, keys_, problem);
    return provider == nullptr ? nullptr : std::make_unique<ModelSeat>(provider, model);
}

QString MatchSession::goOn(Power power, PowerUnparked::How how, const ModelId &model,
                           const ModelKeys &keys)
{
    keys_.insert(keys);
    if (how == PowerUnparked::How::Defaults) {
        match_->playDefaults(power);
        return {};
    }
    const auto slot = static_cast<std::size_t>(indexOf(power));
    const bool other = how == PowerUnparked::How::OtherModel;
    const ModelId wanted = other ? model : config_.models[slot];
    if (config_.provider(wanted) == nullptr)
        return tr("There is no provider called %1.").arg(wanted.provider);
    QString problem;
    if (config_.provider(wanted)->isBuiltIn() && !startSimulator(&problem))
        return problem;
    std::unique_ptr<Seat> seat = makeSeat(wanted, &problem);
    if (seat == nullptr)
        return problem;
    config_.models[slot] = wanted;
    if (other)
        match_->changeModel(power, std::move(seat));
    else
        match_->tryAgain(power, std::move(seat));
    return {};
}

/// One provider object for all powers that use the same server with the same key, so that its
/// limits hold for all of them together.
ChatProvider *MatchSession::providerFor(const ModelId &model, const ModelKeys &keys,
                                        QString *problem)
{
    ProviderProfile profile = *config_.effectiveProvider(model);
    ProviderKey key = keys.value(model.toString());
    if (key.bytes.isEmpty())
        key = store_ ? store_->known(profile) : environmentKey(profile);
    profile.keySource = key.source;
    if (profile.isBuiltIn() && profile.baseUrl.isEmpty()) {
        profile.baseUrl = simulator_->baseUrl();
    } else if (key.bytes.isEmpty() && !profile.keyVariable.isEmpty()) {
        *problem = missingKey(profile);
        return nullptr;
    }
    // By all that it is made of: what was corrected in the settings counts from then on.
    const auto known =
        std::find_if(providers_.begin(), providers_.end(), [&](const KnownProvider &each) {
            return each.profile == profile && each.key == key.bytes;
        });
    if (known != providers_.end())
        return known->provider.get();
    ProviderGround ground;
    ground.knowledge = ServerKnowledge::ofProcess(); // one match tells the next
    providers_.push_back(
        {profile, key.bytes,
         std::make_unique<ChatProvider>(profile, key.bytes, config_.seed, nullptr, ground)});
    return providers_.back().provider.get();
}

} // namespace concert
