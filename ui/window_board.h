// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "ui/map/board_state.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace concert {

class MapView;

/// Shows moments of a log on the map. A moment always draws the same picture; only when the clock
/// leads from one phase to the next do the units move there.
class BoardPresenter : public QObject {
    Q_OBJECT

public:
    explicit BoardPresenter(MapView *map);

    void setLog(const MatchLog *log);
    void show(qsizetype from, qsizetype to, bool jumped);
    void setAnimated(bool animated) { animated_ = animated; }
    void setSpeed(double speed) { speed_ = speed; }

    /// The map's picture of an event, orders included.
    BoardState stateAt(qsizetype eventIndex);
    /// What the map says about a province: name, owner, unit, order, result and why, and the forces
    /// that met there; plain text.
    QString describe(Province province) const;

private:
    bool animates(qsizetype from, qsizetype to) const;
    const Influence &influenceOf(qsizetype phase);

    MapView *map_;
    QPointer<const MatchLog> log_;
    std::vector<Influence> influences_; ///< by phase, as far as they were needed
    bool animated_ = true;
    double speed_ = 1;
};

/// The orders of a moment as the map draws them: given ones before the adjudication, resolved ones
/// with their results after it.
std::vector<MapOrder> mapOrders(const BoardMoment &moment);

} // namespace concert
