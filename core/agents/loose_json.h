// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QStringView>

#include <optional>

namespace concert {

/// A JSON object or array as somebody wrote it.
struct LooseJson {
    QJsonValue value;
    qsizetype end = 0; ///< the first character behind it
    bool isWhole =
        true; ///< false: the text ends within it, and \a value has what was complete before
};

/// Reads the object or array that opens at \a at, with what models make of JSON when nothing forces
/// them: comments, commas missing or too many, single or typographic quotes, quotes within quotes,
/// line breaks in strings, bare words for keys and texts, braces doubled as in a template, Python's
/// None and True. Of a text that ends in the middle only whole members of the outermost object
/// stay: nothing is guessed. None: this is something else. Linear in the length of the text.
std::optional<LooseJson> readLooseJson(QStringView text, qsizetype at);

} // namespace concert
