// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commitment_text.h"

#include "ui/province_text.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct CommitmentTexts {
    Q_DECLARE_TR_FUNCTIONS(concert::Commitment)
};

QString provincesText(const QList<Province> &provinces)
{
    QStringList names;
    for (const Province province : provinces)
        names << provinceDisplayName(province);
    return names.join(u", "_s);
}

} // namespace

QString promiseText(const Commitment &commitment)
{
    const QString units = provincesText(commitment.units);
    const QString places = provincesText(commitment.places);
    switch (commitment.kind) {
    case Commitment::Kind::Support:
        return places.isEmpty() ? CommitmentTexts::tr("support in place (%1)").arg(units)
                                : CommitmentTexts::tr("support to %1 (%2)").arg(places, units);
    case Commitment::Kind::Move:
        return CommitmentTexts::tr("move to %1 (%2)").arg(places, units);
    case Commitment::Kind::StayOut:
        return CommitmentTexts::tr("stay out of %1").arg(places);
    case Commitment::Kind::Demilitarise:
        return CommitmentTexts::tr("keep %1 free of units").arg(places);
    case Commitment::Kind::Peace:
        return CommitmentTexts::tr("peace");
    }
    return {};
}

QString verdictText(CommitmentVerdict verdict)
{
    switch (verdict) {
    case CommitmentVerdict::Kept:
        return CommitmentTexts::tr("kept");
    case CommitmentVerdict::Broken:
        return CommitmentTexts::tr("broken");
    case CommitmentVerdict::Moot:
        return CommitmentTexts::tr("moot");
    }
    return {};
}

} // namespace concert
