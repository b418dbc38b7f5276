// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace concert {

/// What a server that keeps to schemas makes of a model's wish: the instance of \a schema that is
/// nearest to \a draft. What the draft lacks is filled in (texts with \a words), what the schema
/// has no place for is left out. Knows the portable subset (protocols: object, array, string,
/// number, integer, boolean, null, enum, const, lists of types, nullable, anyOf), types in Gemini's
/// capitals too; whatever else stands in a schema is passed over. Pure.
QJsonValue schemaInstance(const QJsonObject &schema, const QJsonValue &draft, const QString &words);

} // namespace concert
