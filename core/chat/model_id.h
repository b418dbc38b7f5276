// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace concert {

/// Names a model at a provider: "simulator", "openai:gpt-5",
/// "openai:NAME@http://127.0.0.1:8080/v1".
struct ModelId {
    QString provider; ///< a provider profile's name, lower case
    QString name;     ///< the model, as its provider spells it; may be empty for the simulator
    QUrl baseUrl;     ///< overrides the profile's; empty: the profile's

    /// Canonical text; parse(toString()) gives the same value. Never holds a key.
    QString toString() const;

    bool operator==(const ModelId &) const = default;
};

/// What parseModelId read: a model and, from "…#key", a key that must stay in memory; or a problem
/// as a sentence that says what would be right.
struct ParsedModelId {
    std::optional<ModelId> model;
    QByteArray key;
    QString problem;
};

/// Reads "provider:name@base_url#key"; all but the name (or "simulator") may be missing, a missing
/// provider is "openai". The name itself may hold ':' and '/' (Ollama, OpenRouter), but then its
/// provider must be written: what looks like a provider and is not in \a knownProviders is a
/// problem, for it would end at OpenAI as a model's name. So is a name alone that is nearly that of
/// another provider, or begins with it ("simulatr", "gemini-2.5-pro").
ParsedModelId parseModelId(const QString &text, const QStringList &knownProviders);

} // namespace concert
