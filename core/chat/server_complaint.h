// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>

namespace concert {

/// What a server says about its error, from the many shapes that servers give it. Of a gateway that
/// wraps somebody else's complaint, the inner one.
struct ServerComplaint {
    QString message; ///< plain text, cleaned, shortened, without what looks like a key
    QString type;
    QString code;
    QString param;  ///< the field of the request that is meant
    int status = 0; ///< a code that is a number (OpenRouter, llama.cpp, Gemini)
    std::optional<std::chrono::milliseconds> retryAfter; ///< Gemini's RetryInfo
    /// Gemini's "limit: 0" (not in this plan) and its quota of a day: waiting does not help.
    bool noQuota = false;
    bool isInner = false; ///< status is that of the server behind the one which answered
    /// All that is said, a line a text, to look for the names of fields in. What servers repeat of
    /// the request or of the model's answer is left out. Not for the eye.
    QString words;
};

/// The complaint in a JSON object: {error: {…}}, {error: "text"}, {code, error: "text"},
/// {type: "error", error: {…}}, {object: "error", message, type, code} or {detail: …}, where a text
/// may be a list of such things, an object, or either of them written as text. nullopt: it holds
/// none.
std::optional<ServerComplaint> complaintIn(const QJsonObject &object);

/// The complaint in the body of an answer whose status says that it failed; of a web page (a
/// proxy's, mostly) only its title. Of JSON in a shape that nobody knows, all of it.
ServerComplaint complaintInBody(const QByteArray &body);

/// Parses JSON that may hold bytes which are no UTF-8 (QJsonDocument refuses all of it for one);
/// they are replaced by U+FFFD. Null: not JSON.
QJsonDocument lenientJson(const QByteArray &bytes);

} // namespace concert
