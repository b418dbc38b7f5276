// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_board.h"

#include "core/rules/explain.h"
#include "core/rules/map.h"
#include "core/rules/order_text.h"
#include "ui/map/map_view.h"
#include "ui/powers.h"
#include "ui/province_text.h"
#include "ui/sentences.h"
#include "ui/standings/orders_model.h"

#include <algorithm>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

constexpr int moveTime = 900; // milliseconds at speed 1

bool wasGiven(const BoardMoment &moment, Power power, const Order &order)
{
    const auto submitted = moment.submitted.find(power);
    if (submitted == moment.submitted.end())
        return false;
    const QList<SubmittedOrder> &orders = submitted->second.orders;
    return std::any_of(orders.begin(), orders.end(), [&](const SubmittedOrder &given) {
        return given.order == order && !given.defaulted;
    });
}

/// Why the orders of a phase that was played went as they did; empty before.
Explanation explanationOf(const BoardState &board)
{
    std::vector<Order> orders;
    for (const MapOrder &order : board.orders) {
        if (!order.resolved)
            return {};
        orders.push_back(order.order);
    }
    return explain(Map::standard(), board.position, orders);
}

/// The reason that the log has, or why it went well; nobody asks that of a unit that just held.
QString whyOf(const MapOrder &order, const Explanation &explanation)
{
    if (!order.reason.isEmpty() || order.order.kind == OrderKind::Hold)
        return shownSentence(order.reason);
    const auto explained =
        std::ranges::find(explanation.orders, order.order, &ExplainedOrder::order);
    return explained == explanation.orders.end()
               ? QString()
               : shownSentence(QString::fromStdString(explained->why));
}

} // namespace

std::vector<MapOrder> mapOrders(const BoardMoment &moment)
{
    std::vector<MapOrder> orders;
    if (!moment.resolved.empty()) {
        for (const ResolvedOrder &resolved : moment.resolved)
            orders.push_back({resolved.power, resolved.order, resolved.results, true,
                              !wasGiven(moment, resolved.power, resolved.order),
                              QString::fromStdString(resolved.reason)});
        return orders;
    }
    for (const auto &[power, submitted] : moment.submitted) {
        for (const SubmittedOrder &given : submitted.orders)
            orders.push_back({power, given.order, 0, false, given.defaulted, {}});
    }
    return orders;
}

BoardPresenter::BoardPresenter(MapView *map) : QObject(map), map_(map)
{
    map_->setToolTipSource([this](Province province) { return describe(province); });
}

void BoardPresenter::setLog(const MatchLog *log)
{
    log_ = log;
    influences_.clear();
    map_->setBoard(BoardState{Position::start(), {}, {}, {}});
}

void BoardPresenter::show(qsizetype from, qsizetype to, bool jumped)
{
    if (!log_ || to < 0)
        return;
    const BoardState state = stateAt(to);
    if (!jumped && animated_ && animates(from, to)) {
        // What is played is the whole phase before, however much of it was passed in one go.
        const bool ended = log_->at(to).as<MatchEnded>() != nullptr;
        const qsizetype phase = log_->phaseIndexAt(to) - (ended ? 0 : 1);
        const qsizetype played = *log_->phases()[phase].adjudicated;
        map_->animateTo(stateAt(played), state, static_cast<int>(moveTime / speed_));
    } else if (!(map_->finalBoard() == state) || (jumped && map_->isAnimating())) {
        map_->setBoard(state); // what is said meanwhile does not end the moves, a jump does
    }
}

bool BoardPresenter::animates(qsizetype from, qsizetype to) const
{
    if (from < 0)
        return false;
    const qsizetype phase = log_->phaseIndexAt(to);
    if (log_->at(to).as<MatchEnded>())
        return phase >= 0 && log_->phases()[phase].adjudicated.has_value();
    return phase > 0 && phase > log_->phaseIndexAt(from) &&
           log_->phases()[phase - 1].adjudicated.has_value();
}

BoardState BoardPresenter::stateAt(qsizetype eventIndex)
{
    const BoardMoment moment = boardAt(*log_, eventIndex);
    const qsizetype phase = log_->phaseIndexAt(eventIndex);
    BoardState state{moment.position, mapOrders(moment), moment.standoffs, {}};
    if (phase >= 0)
        state.influence = influenceAfter(influenceOf(phase), moment.position);
    return state;
}

const Influence &BoardPresenter::influenceOf(qsizetype phase)
{
    while (static_cast<qsizetype>(influences_.size()) <= phase) {
        const auto next = static_cast<qsizetype>(influences_.size());
        const auto *started = log_->at(log_->phases()[next].started).as<PhaseStarted>();
        influences_.push_back(influenceAfter(influences_.empty() ? Influence{} : influences_.back(),
                                             started->position));
    }
    return influences_[static_cast<std::size_t>(phase)];
}

QString BoardPresenter::describe(Province province) const
{
    const BoardState &board = map_->board();
    const Map &map = Map::standard();
    // Orders, also those below, call it by its abbreviation.
    QStringList lines{u"%1 (%2)"_s.arg(provinceDisplayName(province),
                                       QString::fromStdString(locationText(province)))};
    if (map.isSupplyCenter(province)) {
        const std::optional<Power> owner = board.position.owner(province);
        lines << (owner ? tr("Supply centre of %1").arg(powerDisplayName(*owner))
                        : tr("Supply centre, neutral"));
    }
    const auto unit = [](const Unit &each) {
        return each.type == UnitType::Army ? tr("Army of %1").arg(powerDisplayName(each.power))
                                           : tr("Fleet of %1").arg(powerDisplayName(each.power));
    };
    if (const std::optional<Unit> here = board.position.unitAt(province))
        lines << unit(*here);
    for (const DislodgedUnit &dislodged : board.position.dislodged()) {
        if (dislodged.unit.location.province() == province)
            lines << tr("%1, dislodged").arg(unit(dislodged.unit));
    }
    const Explanation explanation = explanationOf(board);
    for (const MapOrder &order : board.orders) {
        if (order.order.kind == OrderKind::Waive || order.order.unit.province() != province)
            continue;
        QString line = QString::fromStdString(orderText(order.order));
        const QString result = orderResultText(order.results);
        if (!result.isEmpty())
            line += u": "_s + result;
        if (order.defaulted)
            line += u" "_s + tr("(default)");
        lines << line;
        if (const QString why = whyOf(order, explanation); !why.isEmpty())
            lines << why;
    }
    const auto forces =
        std::ranges::find(explanation.provinces, province, &ProvinceForces::province);
    if (forces != explanation.provinces.end()) // the name stands above
        lines << QString::fromStdString(forcesText(*forces)).section(u": "_s, 1);
    return lines.join(u'\n');
}

} // namespace concert
