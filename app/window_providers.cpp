// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_providers.h"

#include "app/keys/key_store.h"
#include "app/known_hosts.h"
#include "core/agents/prompt_check.h"
#include "core/llm/model_fetch.h"
#include "core/llm/provider_test.h"

namespace concert {

WindowProviders::WindowProviders(KeyStore *keys, KnownHosts *hosts, QObject *parent)
    : ProviderRequests(parent), keys_(keys), hosts_(hosts)
{
    connect(keys_, &KeyStore::changed, this, &ProviderRequests::keysChanged);
    connect(keys_, &KeyStore::savedChanged, this, &ProviderRequests::keySaved);
    connect(hosts_, &KnownHosts::changed, this, &ProviderRequests::hostsChanged);
}

bool WindowProviders::isNewHost(const QUrl &url) const
{
    return hosts_->isNew(url);
}

QStringList WindowProviders::promptRemarks(const MatchConfig &config) const
{
    return concert::promptRemarks(config);
}

KeyState WindowProviders::keyState(const ProviderProfile &profile) const
{
    return {keys_->known(profile).source, keys_->isAsking(profile), keys_->problem(profile)};
}

void WindowProviders::findKey(const ProviderProfile &profile)
{
    keys_->find(profile, [](const ProviderKey &) {}); // changed() tells
}

void WindowProviders::keepKey(const ProviderProfile &profile, const QByteArray &key,
                              bool inKeychain)
{
    keys_->keep(profile, key, inKeychain);
}

void WindowProviders::forgetKey(const ProviderProfile &profile)
{
    keys_->forget(profile);
}

void WindowProviders::fetchModels(const ProviderProfile &profile)
{
    withKey(profile, [this](const ProviderProfile &known, const QByteArray &key) {
        auto *fetch = new ModelFetch(known, key, this);
        running_ = fetch;
        connect(fetch, &ModelFetch::finished, this,
                [this, fetch](const QList<ModelInfo> &models, const QString &problem) {
                    fetch->deleteLater();
                    Q_EMIT modelsFetched(models, problem);
                });
        fetch->start();
    });
}

void WindowProviders::test(const ProviderProfile &profile, const QString &model)
{
    withKey(profile, [this, model](const ProviderProfile &known, const QByteArray &key) {
        auto *test = new ProviderTest(known, key, model, ServerKnowledge::ofProcess(), this);
        running_ = test;
        connect(test, &ProviderTest::goesOn, this, &ProviderRequests::testGoesOn);
        connect(test, &ProviderTest::finished, this, [this, test](const ProviderReport &report) {
            test->deleteLater();
            Q_EMIT tested(report);
        });
        test->start();
    });
}

void WindowProviders::cancel()
{
    ++request_;
    if (running_) {
        running_->disconnect(this);
        running_->deleteLater();
    }
    running_.clear();
}

void WindowProviders::withKey(
    const ProviderProfile &profile,
    const std::function<void(const ProviderProfile &, const QByteArray &)> &use)
{
    cancel();
    const int request = request_;
    keys_->find(profile, [this, request, profile, use](const ProviderKey &key) {
        if (request != request_)
            return;
        ProviderProfile known = profile;
        known.keySource = key.source;
        hosts_->remember(profile.baseUrl); // the page shows it beside the button
        use(known, key.bytes);
    });
}

} // namespace concert
