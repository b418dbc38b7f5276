// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"
#include "core/chat/dialect.h"

#include <QMetaType>

#include <chrono>
#include <optional>

namespace concert {

/// What one tiny call to a model showed.
struct ProviderReport {
    /// What became of the wish for a JSON schema.
    enum class Structure {
        Kept,    ///< the answer follows it, although the prompt asked for something else
        Ignored, ///< taken without complaint, but the answer does not follow it
        Refused  ///< the server does not take it
    };
    QString problem; ///< why the call failed, a sentence; empty: it worked
    QString remark;  ///< what else to know though it worked
    std::chrono::milliseconds firstToken{0};
    std::chrono::milliseconds total{0};
    Structure structure = Structure::Kept;
    StructuredLevel level = StructuredLevel::Schema; ///< at which it is asked from now on
    std::optional<qint64> contextTokens;             ///< absent: the server does not say
    Usage usage;
};

/// The call that tells: a schema that allows one \a word only, and a prompt that asks for another.
ChatRequest probeRequest(const QString &model, const QString &word);

} // namespace concert

Q_DECLARE_METATYPE(concert::ProviderReport)
