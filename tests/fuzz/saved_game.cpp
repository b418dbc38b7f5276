// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/saved_game.h"

#include "core/record/saved_game_check.h"
#include "core/rules/legal_orders.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace concert {

QString savedGameProblem(const QByteArray &input)
{
    const QJsonDocument document = QJsonDocument::fromJson(input);
    if (!document.isObject())
        return {};
    const auto read = savedGameFromJson(document.object(), u"FILE"_s);
    if (const auto *problem = std::get_if<QString>(&read))
        return problem->startsWith(u"FILE"_s) ? QString() : *problem;
    const SavedGame &game = std::get<SavedGame>(read);
    const SavedGameCheck check = checkSavedGame(game);
    for (const SavedGameFinding &finding : check.findings) {
        if (finding.subject.isEmpty() || finding.text.isEmpty())
            return u"a finding that says nothing"_s;
    }
    for (const SavedPhase &phase : game.phases)
        LegalOrders(Map::standard(), phase.position);
    const auto again = savedGameFromJson(toJson(game), u"FILE"_s);
    const auto *same = std::get_if<SavedGame>(&again);
    if (same == nullptr || checkSavedGame(*same).differences() != check.differences())
        return u"written and read back it is another game"_s;
    return {};
}

} // namespace concert
