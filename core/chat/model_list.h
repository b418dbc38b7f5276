// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"

#include <QMetaType>

#include <optional>

namespace concert {

/// What a server says about one of its models. Absent: it does not say.
struct ModelInfo {
    QString id;   ///< as requests name it
    QString name; ///< for people; may be empty
    std::optional<qint64> contextTokens;
    std::optional<qint64> outputTokens;   ///< the longest answer
    std::optional<bool> structuredOutput; ///< takes JSON schemas
    /// Dollars for a million tokens.
    std::optional<double> inputPrice;
    std::optional<double> cachedInputPrice;
    std::optional<double> outputPrice;

    bool operator==(const ModelInfo &) const = default;
};

struct ModelPage {
    QList<ModelInfo> models; ///< those one can talk with
    QString next;            ///< where the next page begins; empty: this is the last
};

/// The request for a server's list of models, in each dialect's form (protocols: the vendors' API
/// references). The body is empty: it is a GET. \a next: of the page before.
HttpPost modelListRequest(const ProviderProfile &profile, const QByteArray &key,
                          const QString &next = {});
/// nullopt: these bytes are no list of models.
std::optional<ModelPage> modelPage(const ProviderProfile &profile, const QByteArray &body);

/// Ollama tells of each model only when asked for it ("Show model information"). nullopt: the list
/// says all there is.
std::optional<HttpPost> modelDetailRequest(const ProviderProfile &profile, const QByteArray &key,
                                           const QString &model);
void addModelDetail(const QByteArray &body, ModelInfo *model);

} // namespace concert

Q_DECLARE_METATYPE(concert::ModelInfo)
