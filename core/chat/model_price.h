// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace concert {

/// What a provider charges for the models whose names match a pattern: dollars per million tokens.
struct ModelPrice {
    QString models = QStringLiteral("*"); ///< "gpt-5*"; * and ? as in file names, case is ignored
    double input = 0;
    std::optional<double> cachedInput; ///< absent: cached tokens cost as much as others
    double output = 0;                 ///< reasoning included

    /// "gpt-5*=1.25/0.125/10", without the middle part if cached tokens have no price of their own.
    QString toString() const;
    /// Reads that; nullopt: it is something else.
    static std::optional<ModelPrice> parse(const QString &text);

    QJsonObject toJson() const;
    static ModelPrice fromJson(const QJsonObject &json);
    /// What is wrong with it, as a sentence; empty: nothing.
    QString problem() const;

    bool matches(const QString &model) const;
    double cost(const Usage &usage) const; ///< dollars; never negative

    bool operator==(const ModelPrice &) const = default;
};

} // namespace concert
