// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/model_answer.h"

#include "core/agents/reply_parser.h"
#include "core/record/text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "tests/fuzz/order_text_check.h"

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QString ordersFault(const QString &answer)
{
    for (std::size_t number = 0; number < 3; ++number) { // a board of each phase type
        const Position &position = order_text_check::board(number);
        const ParsedOrders parsed = parseOrders(answer, position, Power::France);
        ProvinceSet ordered;
        std::vector<Order> given;
        for (const SubmittedOrder &submitted : parsed.orders) {
            const Order &order = submitted.order;
            given.push_back(order);
            if (!isLegal(Map::standard(), position, Power::France, order))
                return toQString(orderText(order)) % u" is illegal"_s;
            if (order.kind == OrderKind::Waive)
                continue;
            if (ordered.contains(order.unit.province()))
                return toQString(orderText(order)) % u" is a second order"_s;
            ordered.insert(order.unit.province());
        }
        for (const RejectedOrder &rejected : parsed.rejected) {
            if (rejected.reason.isEmpty())
                return rejected.text % u" is refused without a reason"_s;
        }
        const auto asked = orderableSet(position, Power::France).count();
        const auto all = completedOrders(parsed.orders, position, Power::France).size();
        if (position.phase.type != PhaseType::Adjustment && all != asked)
            return u"%1 orders for %2 places"_s.arg(all).arg(asked);
    }
    return {};
}

QString messagesFault(const QString &answer)
{
    const Position &position = order_text_check::board(0);
    const CallId call{Power::France, position.phase, StageKind::Messages, 1, 1};
    const ParsedMessages parsed = parseMessages(answer, call, position);
    if (parsed.messages.size() > 10)
        return u"too many messages"_s;
    for (const MessageSent &message : parsed.messages) {
        if (message.text.isEmpty() || message.text.size() > 2000 || message.from != Power::France ||
            message.to == Power::France)
            return u"a message that nobody can send"_s;
    }
    return {};
}

QString stateFault(const QString &answer)
{
    const Agent before = Agent::fresh(Power::France);
    const Phase phase = order_text_check::board(0).phase;
    const ParsedState states[] = {
        parseState(answer, before),
        parseDiary(answer, before, phase, StageKind::NegotiationDiary),
        parseDiary(answer, before, phase, StageKind::ResultDiary),
        parseFused(answer, before, phase, StageKind::ResultDiary),
        parseFused(answer, before, phase, StageKind::StateUpdate),
    };
    for (const ParsedState &state : states) {
        const bool isUseful = state.changed || !state.entries.isEmpty();
        if (isUseful != state.problem.isEmpty())
            return u"neither a state nor a problem, or both"_s;
        if (state.agent.goals.size() > 8 || state.agent.relationships.contains(Power::France))
            return u"a state that no agent can have"_s;
    }
    if (parseText(answer, StageKind::Plan).size() > 4000)
        return u"a plan without end"_s;
    return {};
}

} // namespace

QString modelAnswerProblem(const QByteArray &input)
{
    const QString answer = QString::fromUtf8(input);
    for (const auto check : {&ordersFault, &messagesFault, &stateFault}) {
        if (const QString fault = check(answer); !fault.isEmpty())
            return fault;
    }
    return {};
}

} // namespace concert
