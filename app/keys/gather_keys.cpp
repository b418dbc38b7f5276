// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keys/gather_keys.h"

#include "app/keys/key_store.h"
#include "core/record/text.h"

#include <QCoreApplication>

#include <memory>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct GatherText {
    Q_DECLARE_TR_FUNCTIONS(concert::KeyStore)
};

/// The command line is often unattended: nobody may be there to unlock a keychain.
constexpr std::chrono::seconds unattendedPatience{20};

struct Gathering {
    ModelKeys keys;
    QString problem;
    int left = 1; ///< one is for asking itself
    std::function<void(const ModelKeys &, const QString &)> done;

    void oneLess()
    {
        if (--left == 0)
            done(keys, problem);
    }
};

} // namespace

QString missingKey(const ProviderProfile &profile, const QString &why)
{
    const QString sentence =
        GatherText::tr("%1 needs a key. Enter it on the page Providers of the settings, or set the "
                       "environment variable %2 before starting Concert.")
            .arg(profile.displayName, profile.keyVariable);
    return why.isEmpty() ? sentence : GatherText::tr("%1 (%2)").arg(sentence, why);
}

void gatherKeys(KeyStore *store, const MatchConfig &config, const ModelKeys &given,
                const std::function<void(const ModelKeys &, const QString &)> &done)
{
    auto gathering = std::make_shared<Gathering>();
    gathering->keys = given;
    gathering->done = done;
    QList<std::pair<QString, ModelId>> models; // who it plays
    for (const Power power : allPowers)
        models.append({powerText(power), config.models[static_cast<std::size_t>(indexOf(power))]});
    if (config.commentary)
        models.append({GatherText::tr("The commentary"), *config.commentary});
    for (const auto &[who, model] : models) {
        const QString id = model.toString();
        const auto profile = config.effectiveProvider(model);
        if (!profile || profile->isBuiltIn() || gathering->keys.contains(id))
            continue;
        gathering->keys.insert(id, {}); // asked once
        ++gathering->left;
        store->find(*profile, [store, gathering, id, who = who, profile](const ProviderKey &key) {
            gathering->keys.insert(id, key);
            if (key.source == KeySource::None && !profile->keyVariable.isEmpty() &&
                gathering->problem.isEmpty())
                gathering->problem =
                    u"%1 (%2): %3"_s.arg(who, id, missingKey(*profile, store->problem(*profile)));
            gathering->oneLess();
        });
    }
    gathering->oneLess();
}

QString gatherKeysNow(const MatchConfig &config, ModelKeys *keys)
{
    KeyStore store;
    store.setPatience(unattendedPatience);
    std::optional<QString> answer;
    gatherKeys(&store, config, *keys, [&](const ModelKeys &found, const QString &problem) {
        *keys = found;
        answer = problem;
        QCoreApplication::quit();
    });
    if (!answer)
        QCoreApplication::exec();
    return answer.value_or(QString());
}

} // namespace concert
