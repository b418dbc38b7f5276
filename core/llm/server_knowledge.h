// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"

#include <QHash>
#include <QPair>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <utility>

namespace concert {

/// What was found out about models at their servers: each finding costs a refused request or an
/// answer in the wrong form, so providers share it, from match to match.
class ServerKnowledge {
public:
    /// What this process has found out, by matches and by tests of providers.
    static const std::shared_ptr<ServerKnowledge> &ofProcess();

    /// Of a model that nothing is known of: nothing conceded.
    Concessions of(const QUrl &baseUrl, const QString &model) const
    {
        return concessions_.value({baseUrl.toString(), model});
    }
    /// From now on that is known of the model.
    void learn(const QUrl &baseUrl, const QString &model, const Concessions &concessions);

    /// Told of whatever is learned from now on, and was not known before.
    using Keeper =
        std::function<void(const QUrl &baseUrl, const QString &model, const Concessions &)>;
    void setKeeper(Keeper keeper) { keeper_ = std::move(keeper); }

private:
    QHash<QPair<QString, QString>, Concessions> concessions_;
    Keeper keeper_;
};

} // namespace concert
