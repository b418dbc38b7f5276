// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/commitment_judge.h"

#include "core/record/text.h"
#include "core/rules/order_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

Judgement kept(const QString &reason)
{
    return {CommitmentVerdict::Kept, reason};
}

Judgement broken(const QString &reason)
{
    return {CommitmentVerdict::Broken, reason};
}

Judgement moot(const QString &reason)
{
    return {CommitmentVerdict::Moot, reason};
}

QString placeText(Province place)
{
    return toQString(provinceAbbreviation(place));
}

const ResolvedOrder *orderOf(const PlayedMoves &played, Power power, Province place)
{
    const auto found =
        std::find_if(played.orders.begin(), played.orders.end(), [&](const ResolvedOrder &order) {
            return order.power == power && order.order.unit.province() == place &&
                   order.order.kind != OrderKind::Waive;
        });
    return found == played.orders.end() ? nullptr : &*found;
}

Judgement judgeSupport(const Commitment &commitment, Power from, const PlayedMoves &played)
{
    const Province supporter = commitment.units[0];
    const Province supported = commitment.units[1];
    const Province target = commitment.places.isEmpty() ? supported : commitment.places.first();
    const ResolvedOrder *order = orderOf(played, from, supporter);
    if (order == nullptr)
        return moot(u"There was no unit in %1."_s.arg(placeText(supporter)));
    if (!played.before.unitAt(supported))
        return moot(u"There was nothing to support in %1."_s.arg(placeText(supported)));
    const bool ordered = order->order.kind == OrderKind::Support &&
                         order->order.auxiliary.province() == supported &&
                         order->order.target.province() == target;
    const QString text = u"It ordered %1."_s.arg(toQString(orderText(order->order)));
    return ordered ? kept(text) : broken(text);
}

Judgement judgeMove(const Commitment &commitment, Power from, const PlayedMoves &played)
{
    const ResolvedOrder *order = orderOf(played, from, commitment.units.first());
    if (order == nullptr)
        return moot(u"There was no unit in %1."_s.arg(placeText(commitment.units.first())));
    const bool ordered = order->order.kind == OrderKind::Move &&
                         commitment.places.contains(order->order.target.province());
    const QString text = u"It ordered %1."_s.arg(toQString(orderText(order->order)));
    return ordered ? kept(text) : broken(text);
}

Judgement judgeStayingOut(const Commitment &commitment, Power from, const PlayedMoves &played)
{
    for (const ResolvedOrder &order : played.orders) {
        if (order.power == from && order.order.kind == OrderKind::Move &&
            commitment.places.contains(order.order.target.province()))
            return broken(u"It ordered %1."_s.arg(toQString(orderText(order.order))));
    }
    if (commitment.kind == Commitment::Kind::Demilitarise) {
        for (const Province place : commitment.places) {
            // A unit that was dislodged there has not left of its own will.
            const ResolvedOrder *order = orderOf(played, from, place);
            if (order != nullptr && order->order.kind != OrderKind::Move)
                return broken(u"Its unit stayed in %1."_s.arg(placeText(place)));
        }
    }
    return kept(u"It ordered nothing there."_s);
}

/// Where a unit of somebody else is pushed, or a centre of theirs is entered.
bool isAgainst(Power other, Province place, const Position &before)
{
    const auto unit = before.unitAt(place);
    return (unit && unit->power == other) || before.owner(place) == other;
}

Judgement judgePeace(Power from, std::optional<Power> to, const PlayedMoves &played)
{
    if (to && played.before.isEliminated(*to))
        return moot(u"%1 was out of the game."_s.arg(powerText(*to)));
    for (const ResolvedOrder &resolved : played.orders) {
        const Order &order = resolved.order;
        const bool pushes = order.kind == OrderKind::Move ||
                            (order.kind == OrderKind::Support && !order.isSupportHold());
        if (resolved.power != from || !pushes)
            continue;
        for (const Power other : allPowers) {
            const bool meant = other != from && (!to || other == *to);
            // Supporting somebody's own unit into their own centre is help.
            const auto helped = order.kind == OrderKind::Support
                                    ? played.before.unitAt(order.auxiliary.province())
                                    : std::nullopt;
            if (meant && (!helped || helped->power != other) &&
                isAgainst(other, order.target.province(), played.before))
                return broken(u"It ordered %1."_s.arg(toQString(orderText(order))));
        }
    }
    return kept(u"It attacked nothing of theirs."_s);
}

} // namespace

Judgement judge(const Commitment &commitment, Power from, std::optional<Power> to,
                const PlayedMoves &played)
{
    switch (commitment.kind) {
    case Commitment::Kind::Support:
        return judgeSupport(commitment, from, played);
    case Commitment::Kind::Move:
        return judgeMove(commitment, from, played);
    case Commitment::Kind::StayOut:
    case Commitment::Kind::Demilitarise:
        return judgeStayingOut(commitment, from, played);
    case Commitment::Kind::Peace:
        break;
    }
    return judgePeace(from, to, played);
}

} // namespace concert
