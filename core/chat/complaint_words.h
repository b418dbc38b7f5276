// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace concert {

/// The complaint, a JSON object or a list of such, that stands somewhere in a text ("BadRequest:
/// Upstream - {…}. Tried twice."); undefined: none does.
QJsonValue complaintWithin(const QString &text);

/// What a complaint says, however deep it lies: in "error", "message", "detail", "errors", "raw"
/// and their like, in a validator's list ([{loc: ["body", "field"], msg}] becomes "body.field:
/// msg"), or in any of these written as text. Empty: nothing is said.
QString reasonIn(const QJsonValue &complaint, int depth = 0);

/// All texts in it, a line each, without what servers repeat of the request ("input") or of the
/// model's answer ("failed_generation"): there each field's name would stand. At most some KB.
QString complaintWords(const QJsonValue &complaint);
/// The same of a complaint that is no JSON.
QString wordsOfText(const QString &text);

} // namespace concert
