// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/key_source.h"
#include "core/record/match_config.h"

#include <QHash>

#include <functional>

namespace concert {

class KeyStore;

/// By ModelId::toString(). In memory only.
using ModelKeys = QHash<QString, ProviderKey>;

/// Finds the keys of all models of a match: those that were \a given with their models, and else
/// what \a store knows. Calls \a done once, perhaps at once, and not if \a store goes first; with a
/// sentence if a provider that needs a key has none.
void gatherKeys(KeyStore *store, const MatchConfig &config, const ModelKeys &given,
                const std::function<void(const ModelKeys &keys, const QString &problem)> &done);

/// What a provider without a key needs, as a sentence. \a why the keychain could not help; may be
/// empty.
QString missingKey(const ProviderProfile &profile, const QString &why = {});

/// gatherKeys() for the command line, before a match: runs the event loop until the keys are there.
QString gatherKeysNow(const MatchConfig &config, ModelKeys *keys);

} // namespace concert
