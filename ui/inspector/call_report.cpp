// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/call_report.h"

#include "core/rules/order_text.h"
#include "ui/commitment_text.h"
#include "ui/isolated_text.h"
#include "ui/latency/latency_model.h"
#include "ui/messages/message_model.h"
#include "ui/money_text.h"
#include "ui/phase_text.h"
#include "ui/powers.h"
#include "ui/relationship_text.h"
#include "ui/sentences.h"
#include "ui/standings/orders_model.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct ReportTexts {
    Q_DECLARE_TR_FUNCTIONS(concert::CallReport)
};

QString outcomeOf(const CallRecord &record, bool over)
{
    if (!record.end)
        return over ? ReportTexts::tr("unknown: the record breaks off")
                    : ReportTexts::tr("still running");
    QString text;
    switch (record.end->outcome) {
    case CallOutcome::Answered:
        text = ReportTexts::tr("used as it was");
        break;
    case CallOutcome::Repaired:
        text = ReportTexts::tr("used after a repair");
        break;
    case CallOutcome::Defaulted:
        text = ReportTexts::tr("no use: the default was taken");
        break;
    case CallOutcome::Cancelled:
        text = ReportTexts::tr("broken off: the match was stopped");
        break;
    }
    return record.end->problem.isEmpty()
               ? text
               : u"%1. %2"_s.arg(text, isolated(shownSentence(record.end->problem)));
}

QString requestsOf(const CallEnded &end)
{
    const QString count = QLocale().toString(end.attempts);
    const auto hedges = std::count_if(end.requests.begin(), end.requests.end(),
                                      [](const SpanRequest &request) { return request.hedge; });
    return hedges == 0 ? count
                       : ReportTexts::tr("%1, %n second one(s)", nullptr, static_cast<int>(hedges))
                             .arg(count);
}

QString timingOf(const Span &span)
{
    QStringList parts;
    const auto add = [&](const QString &text, const std::optional<qint64> &from,
                         const std::optional<qint64> &to) {
        if (from && to && *to > *from)
            parts << text.arg(durationText(*to - *from));
    };
    add(ReportTexts::tr("held back %1"), span.ready, span.started);
    add(ReportTexts::tr("queued %1"), span.started, span.sent);
    add(ReportTexts::tr("first token after %1"), span.sent, span.firstToken);
    add(ReportTexts::tr("answered in %1"), span.firstToken, span.lastToken);
    return parts.join(u" · "_s);
}

/// The orders of this power and phase with what became of them, once that is known.
QString ordersText(const MatchLog &log, const OrdersSubmitted &orders, qsizetype from)
{
    const PhaseAdjudicated *played = nullptr;
    for (qsizetype i = from; i < log.size() && !played; ++i) {
        const auto *adjudicated = log.at(i).as<PhaseAdjudicated>();
        if (adjudicated && adjudicated->phase == orders.phase)
            played = adjudicated;
    }
    QStringList lines{ReportTexts::tr("Orders")};
    for (const SubmittedOrder &each : orders.orders) {
        QString line = u"  "_s + QString::fromStdString(orderText(each.order));
        if (each.defaulted)
            line += u" "_s + ReportTexts::tr("(default: nobody ordered it)");
        for (const ResolvedOrder &resolved : played ? played->orders : std::vector<ResolvedOrder>())
            if (resolved.power == orders.power && resolved.order == each.order) {
                const QString result = orderResultText(resolved.results);
                line += u" → "_s + (result.isEmpty() ? ReportTexts::tr("succeeded") : result);
                if (!resolved.reason.empty())
                    line += u" ("_s + shownSentence(QString::fromStdString(resolved.reason)) + u')';
            }
        lines << line;
    }
    if (!orders.rejected.isEmpty())
        lines << QString() << ReportTexts::tr("Rejected");
    for (const RejectedOrder &each : orders.rejected)
        lines << u"  %1: %2"_s.arg(isolated(each.text), isolated(shownSentence(each.reason)));
    if (!orders.reasoning.isEmpty())
        lines << QString() << ReportTexts::tr("Reasoning") << orders.reasoning;
    return lines.join(u'\n');
}

QString memoryText(const MemoryUpdated &memory)
{
    QStringList lines{ReportTexts::tr("Goals")};
    for (const QString &goal : memory.goals)
        lines << u"  • "_s + isolated(goal);
    lines << QString() << ReportTexts::tr("Relationships");
    for (const auto &[power, relationship] : memory.relationships)
        lines << u"  %1: %2"_s.arg(powerDisplayName(power), relationshipText(relationship));
    if (!memory.reasoning.isEmpty())
        lines << QString() << ReportTexts::tr("Reasoning") << memory.reasoning;
    return lines.join(u'\n');
}

/// What one event says about a call of this power; empty: it is not of the call.
QString outputText(const MatchLog &log, const MatchEvent &event, Power power, qsizetype place)
{
    if (const auto *message = event.as<MessageSent>(); message && message->from == power) {
        QString text = u"%1\n%2"_s.arg(messageHeading(*message), message->text);
        if (!message->note.isEmpty())
            text += u"\n("_s + isolated(shownSentence(message->note)) + u')';
        for (const Commitment &promise : message->commitments)
            text += u'\n' + ReportTexts::tr("Promised: %1").arg(promiseText(promise));
        return text;
    }
    if (const auto *orders = event.as<OrdersSubmitted>(); orders && orders->power == power)
        return ordersText(log, *orders, place);
    if (const auto *memory = event.as<MemoryUpdated>(); memory && memory->power == power)
        return memoryText(*memory);
    if (const auto *plan = event.as<PlanMade>(); plan && plan->power == power)
        return ReportTexts::tr("Plan") + u'\n' + plan->text;
    if (const auto *diary = event.as<DiaryWritten>(); diary && diary->power == power) {
        const QString text = ReportTexts::tr("Diary") + u'\n' + diary->text;
        return diary->intent.isEmpty()
                   ? text
                   : text + u"\n\n"_s + ReportTexts::tr("Privately meant") + u'\n' + diary->intent;
    }
    if (const auto *brief = event.as<DiaryConsolidated>(); brief && brief->power == power)
        return ReportTexts::tr("Diary, in short") + u'\n' + brief->text;
    if (const auto *comment = event.as<Commented>())
        return ReportTexts::tr("Commentary") + u'\n' + comment->text;
    return {};
}

} // namespace

namespace {

QString costOf(const CallEnded &end)
{
    if (!end.cost)
        return ReportTexts::tr("unknown");
    return end.usage.cost ? ReportTexts::tr("%1, as the provider says").arg(moneyText(*end.cost))
                          : moneyText(*end.cost);
}

} // namespace

QList<std::pair<QString, QString>> callFacts(const CallRecord &record, const Span &span, bool over)
{
    QList<std::pair<QString, QString>> facts;
    facts.append({ReportTexts::tr("Model"), record.start.model});
    facts.append({ReportTexts::tr("Outcome"), outcomeOf(record, over)});
    if (!record.end)
        return facts;
    facts.append({ReportTexts::tr("Requests"), requestsOf(*record.end)});
    facts.append({ReportTexts::tr("Tokens"), usageText(record.end->usage)});
    facts.append({ReportTexts::tr("Cost"), costOf(*record.end)});
    facts.append({ReportTexts::tr("Time"), timingOf(span)});
    return facts;
}

QString callResultText(const MatchLog &log, const CallRecord &record, bool over)
{
    if (!record.end)
        return over ? ReportTexts::tr("The record breaks off before this call has ended.")
                    : ReportTexts::tr("The call is still running.");
    // A call's outputs are appended directly before its end.
    const Power power = record.start.call.power;
    QStringList texts;
    for (qsizetype i = record.endEvent - 1; i > record.startEvent; --i) {
        const MatchEvent &event = log.at(i);
        if (event.as<CallStarted>() || event.as<CallEnded>() || event.as<PhaseStarted>())
            break;
        const QString text = outputText(log, event, power, record.endEvent);
        if (!text.isEmpty())
            texts.prepend(text);
    }
    return texts.isEmpty() ? ReportTexts::tr("Nothing came of this call.") : texts.join(u"\n\n"_s);
}

QString usageText(const Usage &usage)
{
    const QLocale locale;
    QString text =
        ReportTexts::tr("%1 in, %2 out")
            .arg(locale.toString(usage.inputTokens), locale.toString(usage.outputTokens));
    if (usage.cachedInputTokens > 0)
        text += u", "_s + ReportTexts::tr("%1 of them from the cache")
                              .arg(locale.toString(usage.cachedInputTokens));
    if (usage.reasoningTokens > 0)
        text += u", "_s +
                ReportTexts::tr("%1 for thinking").arg(locale.toString(usage.reasoningTokens));
    if (usage.estimated)
        text += u" "_s + ReportTexts::tr("(estimated)");
    return text;
}

QString roleText(ChatMessage::Role role)
{
    switch (role) {
    case ChatMessage::Role::System:
        return ReportTexts::tr("System");
    case ChatMessage::Role::User:
        return ReportTexts::tr("User");
    case ChatMessage::Role::Assistant:
        break;
    }
    return ReportTexts::tr("Assistant");
}

QString promptText(const CallText &text)
{
    QStringList parts;
    for (const ChatMessage &message : text.messages) {
        parts << u"――― %1 ―――\n\n%2"_s.arg(roleText(message.role), message.content);
    }
    return parts.join(u"\n\n"_s);
}

QString callReport(const MatchLog &log, const CallRecord &record, const QList<CallText> &texts,
                   bool over)
{
    const auto heading = [](const QString &text) { return u"=== %1 ===\n\n"_s.arg(text); };
    const CallId &call = record.start.call;
    QString report = callHeading(call) + u'\n';
    for (const auto &[name, value] : callFacts(record, log.spans()[record.start.span], over))
        report += u"%1: %2\n"_s.arg(name, value);
    report +=
        u'\n' + heading(ReportTexts::tr("Result")) + callResultText(log, record, over) + u'\n';
    for (const CallText &text : texts) {
        report += u'\n' + heading(ReportTexts::tr("Prompt %1").arg(text.call.attempt)) +
                  promptText(text) + u"\n\n"_s +
                  heading(ReportTexts::tr("Answer %1").arg(text.call.attempt)) + text.answer +
                  u'\n';
    }
    return report;
}

} // namespace concert
