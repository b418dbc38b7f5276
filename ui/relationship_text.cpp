// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/relationship_text.h"

#include "ui/powers.h"

#include <QCoreApplication>

#include <array>

namespace concert {

namespace {

struct RelationshipTexts {
    Q_DECLARE_TR_FUNCTIONS(concert::Relationship)
};

} // namespace

QString relationshipText(Relationship relationship)
{
    switch (relationship) {
    case Relationship::Enemy:
        return RelationshipTexts::tr("Enemy");
    case Relationship::Unfriendly:
        return RelationshipTexts::tr("Unfriendly");
    case Relationship::Neutral:
        return RelationshipTexts::tr("Neutral");
    case Relationship::Friendly:
        return RelationshipTexts::tr("Friendly");
    case Relationship::Ally:
        return RelationshipTexts::tr("Ally");
    }
    return {};
}

QString relationshipLetter(Relationship relationship)
{
    switch (relationship) {
    case Relationship::Enemy:
        return RelationshipTexts::tr("E", "letter of Enemy");
    case Relationship::Unfriendly:
        return RelationshipTexts::tr("U", "letter of Unfriendly");
    case Relationship::Neutral:
        return RelationshipTexts::tr("N", "letter of Neutral");
    case Relationship::Friendly:
        return RelationshipTexts::tr("F", "letter of Friendly");
    case Relationship::Ally:
        return RelationshipTexts::tr("A", "letter of Ally");
    }
    return {};
}

QColor relationshipColor(Relationship relationship, const QPalette &palette)
{
    // A diverging scale from red to blue (after ColorBrewer's RdBu, which is safe for the
    // colour-blind), and its counterpart for dark windows.
    static constexpr std::array<QRgb, 5> light{0xffd6604d, 0xfff4b9a0, 0xffe6e6e6, 0xffa6cee6,
                                               0xff4393c3};
    static constexpr std::array<QRgb, 5> dark{0xffa63a2c, 0xff6b3a30, 0xff4a4a4a, 0xff2f5168,
                                              0xff2b7bb0};
    const auto place = static_cast<std::size_t>(relationship);
    return QColor::fromRgb(isDark(palette) ? dark[place] : light[place]);
}

} // namespace concert
