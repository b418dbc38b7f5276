// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>

namespace concert {

/// What a server says about its error, from the many shapes that servers give it.
struct ServerComplaint {
    QString message; ///< plain text, cleaned, shortened, without what looks like a key
    QString type;
    QString code;
    QString param;  ///< the field of the request that is meant
    int status = 0; ///< a code that is a number (OpenRouter, llama.cpp, Gemini)
    std::optional<std::chrono::milliseconds> retryAfter; ///< Gemini's RetryInfo
    bool noQuota = false; ///< Gemini's "limit: 0": not in this plan, so waiting does not help
};

/// The complaint in a JSON object: {error: {…}}, {error: "text"}, {code, error: "text"},
/// {type: "error", error: {…}}, {object: "error", message, type, code} or {detail: …}. nullopt: it
/// holds none.
std::optional<ServerComplaint> complaintIn(const QJsonObject &object);

/// The complaint in the body of an answer whose status says that it failed; of a web page (a
/// proxy's, mostly) only its title.
ServerComplaint complaintInBody(const QByteArray &body);

/// Parses JSON that may hold bytes which are no UTF-8 (QJsonDocument refuses all of it for one);
/// they are replaced by U+FFFD. Null: not JSON.
QJsonDocument lenientJson(const QByteArray &bytes);

} // namespace concert
