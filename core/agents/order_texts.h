// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/order_text.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace concert {

/// The orders in the "orders" of an answer, one text each, in whatever form they are: a list or one
/// text of them, objects ({"unit": "A PAR", "action": "MOVE", "target": "BUR"}), a table by unit or
/// by power (then this power's). What is no order is left out.
QStringList orderTextsIn(const QJsonValue &orders, Power power);

/// The orders in an answer without JSON: the lines and clauses that read as legal orders of this
/// power. Of several for one unit the last counts, as it does when a model corrects itself.
QStringList orderTextsInProse(const QString &answer, const Position &position, Power power);

/// Reads one order with what models put around it: list marks, emphasis, a remark behind it.
ParsedOrder parseDecoratedOrder(const QString &text, const Position &position, Power power);

} // namespace concert
