// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/saved_game.h"
#include "core/rules/adjudicator.h"

#include <QList>
#include <QString>

namespace concert {

/// The library's adjudicator has five known faults, found by comparing it with two independent
/// ones:
///   A: an own unit's support counts towards dislodging it when the attacker is ordered VIA;
///   B: after a convoyed attack, retreat lists name contested and occupied places;
///   C: an attack on a convoying fleet that wins only by its owner's own supports breaks the
///      convoy;
///   D: in a head-to-head battle supports are missing from the defend strength;
///   E: a convoy counts as broken though its fleet is in no danger.
struct ReferenceFault {
    char letter = 'A';
    QString subject; ///< the order that it is about
    QString text;    ///< a sentence: the fault, what the file says, what the rulebook says
};

/// Which of them show in a movement phase: the file says what that fault leads to, and \a
/// resolution, what the rules say of the same orders, says otherwise. \a next may be null.
QList<ReferenceFault> referenceFaults(const SavedPhase &phase, const Resolution &resolution,
                                      const SavedPhase *next);

} // namespace concert
