// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/relationship.h"

#include <array>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const std::array<QString, 5> &relationshipNames()
{
    static const std::array<QString, 5> names{u"Enemy"_s, u"Unfriendly"_s, u"Neutral"_s,
                                              u"Friendly"_s, u"Ally"_s};
    return names;
}

} // namespace

QString relationshipName(Relationship relationship)
{
    return relationshipNames()[static_cast<std::size_t>(relationship)];
}

std::optional<Relationship> parseRelationship(const QString &name)
{
    const auto &names = relationshipNames();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].compare(name.trimmed(), Qt::CaseInsensitive) == 0)
            return static_cast<Relationship>(i);
    }
    return std::nullopt;
}

} // namespace concert
