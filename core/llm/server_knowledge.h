// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"

#include <QHash>
#include <QPair>
#include <QString>
#include <QUrl>

#include <memory>

namespace concert {

/// What was found out about models at their servers: each finding costs a refused request or an
/// answer in the wrong form, so providers share it, from match to match.
class ServerKnowledge {
public:
    /// What this process has found out, by matches and by tests of providers.
    static const std::shared_ptr<ServerKnowledge> &ofProcess();

    Concessions &of(const QUrl &baseUrl, const QString &model)
    {
        return concessions_[{baseUrl.toString(), model}];
    }

private:
    QHash<QPair<QString, QString>, Concessions> concessions_;
};

} // namespace concert
