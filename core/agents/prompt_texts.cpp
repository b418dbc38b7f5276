// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/prompt_texts.h"

#include "core/agents/board_view.h"
#include "core/chat/token_estimate.h"
#include "core/record/text.h"
#include "core/rules/board_text.h"
#include "core/rules/order_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QString noneText = u"(none)"_s;

QString joinedOr(const QStringList &parts, const QString &separator)
{
    return parts.isEmpty() ? noneText : parts.join(separator);
}

QString outcomeText(const ResolvedOrder &resolved)
{
    QString order = toQString(orderText(resolved.order));
    QStringList codes;
    for (const std::string &code : resultCodes(resolved.results))
        codes << toQString(code);
    if (!codes.isEmpty())
        order += u" ("_s % codes.join(u", "_s) % u')';
    return order;
}

QString goalsText(const Agent &agent)
{
    QStringList lines;
    for (const QString &goal : agent.goals)
        lines << u"- "_s % goal;
    return joinedOr(lines, u"\n"_s);
}

QString relationshipsText(const Agent &agent)
{
    QStringList parts;
    for (const auto &[power, relationship] : agent.relationships)
        parts << powerText(power) % u' ' % relationshipName(relationship);
    return joinedOr(parts, u", "_s);
}

/// The newest lines that fit into so many tokens, and how many did not.
QString newestLines(QStringList lines, qsizetype limit, const QString &what)
{
    constexpr qsizetype remark = 16; // what saying so takes
    qsizetype size = 0;
    if (limit >= 0) {
        for (const QString &line : std::as_const(lines))
            size += estimatedTokens(line) + 1;
    }
    if (limit < 0 || size <= limit)
        return joinedOr(lines, u"\n"_s);
    qsizetype left = 0;
    for (; left < lines.size() && size > limit - remark; ++left)
        size -= estimatedTokens(lines[left]) + 1;
    lines = lines.mid(left);
    lines.prepend(u"(%1 older %2 left out to save space)"_s.arg(left).arg(what));
    return lines.join(u'\n');
}

/// Press is other people's text: JSON strings keep it apart from ours, and the sender is set by us.
QString messageLine(const MessageSent &message, const QString &sender)
{
    QJsonObject json{{sender, powerText(message.from)},
                     {u"to"_s, message.to ? powerText(*message.to) : u"GLOBAL"_s},
                     {u"round"_s, message.round},
                     {u"text"_s, message.text}};
    QJsonArray promises;
    for (const Commitment &commitment : message.commitments)
        promises << QString(commitmentText(commitment) % u" in "_s % phaseText(commitment.phase));
    if (!promises.isEmpty())
        json.insert(u"promises"_s, promises);
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString verdictText(CommitmentVerdict verdict)
{
    switch (verdict) {
    case CommitmentVerdict::Kept:
        return u"kept"_s;
    case CommitmentVerdict::Broken:
        return u"BROKEN"_s;
    case CommitmentVerdict::Moot:
        break;
    }
    return u"moot"_s;
}

/// Powers that \a self wrote to and that have not written back, by these messages.
QStringList silentTo(Power self, const QList<MessageSent> &messages)
{
    QStringList silent;
    for (const Power other : allPowers) {
        bool wrote = false;
        bool heard = false;
        for (const MessageSent &message : messages) {
            wrote |= message.from == self && message.to == other;
            heard |= message.from == other && message.to == self;
        }
        if (wrote && !heard)
            silent << powerText(other);
    }
    return silent;
}

} // namespace

QString PromptTexts::historyText() const
{
    QStringList lines;
    for (const PhaseOutcome &outcome : context_.history) {
        for (const Power power : allPowers) {
            QStringList orders;
            for (const ResolvedOrder &resolved : outcome.orders) {
                if (resolved.power == power)
                    orders << outcomeText(resolved);
            }
            if (!orders.isEmpty()) {
                lines << phaseText(outcome.phase) % u' ' % powerText(power) % u": "_s %
                             orders.join(u"; "_s);
            }
        }
    }
    return joinedOr(lines, u"\n"_s);
}

QString PromptTexts::ownOrdersText() const
{
    QStringList orders;
    for (const PhaseOutcome &outcome : context_.history) {
        for (const ResolvedOrder &resolved : outcome.orders) {
            if (resolved.power == context_.call.power && outcome.phase == context_.call.phase)
                orders << outcomeText(resolved);
        }
    }
    return joinedOr(orders, u"; "_s);
}

QString PromptTexts::diaryText(const Agent &agent) const
{
    return newestLines(agent.workingDiary(), diaryLimit_, u"diary entries"_s);
}

QString PromptTexts::pressText(const QList<MessageSent> &messages) const
{
    QStringList lines;
    for (const MessageSent &message : messages)
        lines << messageLine(message, u"from"_s);
    return newestLines(lines, pressLimit_, u"messages"_s);
}

/// Of the phase before: with another key for the sender, so that nobody (the built-in model
/// included) takes it for what is being said now.
QString PromptTexts::earlierPressText() const
{
    QStringList lines;
    for (const MessageSent &message : context_.earlierMessages)
        lines << messageLine(message, u"by"_s);
    return newestLines(lines, pressLimit_, u"messages"_s);
}

/// Powers that this one wrote to in an earlier round of the phase and that have not written back;
/// as long as nothing has been said, those of the phase before.
QString PromptTexts::unansweredText() const
{
    const Power self = context_.call.power;
    const QStringList silent = silentTo(self, context_.messages);
    if (!silent.isEmpty())
        return u"You wrote to these powers and they have not answered: %1.\n"_s.arg(
            silent.join(u", "_s));
    const QStringList before =
        context_.messages.isEmpty() ? silentTo(self, context_.earlierMessages) : QStringList();
    return before.isEmpty() ? QString()
                            : u"Last time these powers left you without an answer: %1.\n"_s.arg(
                                  before.join(u", "_s));
}

/// The talks of the phase by counterpart: who said how much, and whose turn it is.
QString PromptTexts::talksText() const
{
    const Power self = context_.call.power;
    QStringList lines;
    for (const Power other : allPowers) {
        int sent = 0;
        int received = 0;
        int promises = 0;
        bool lastIsTheirs = false;
        for (const MessageSent &message : context_.messages) {
            const bool theirs = message.from == other && message.to == self;
            if (!theirs && !(message.from == self && message.to == other))
                continue;
            lastIsTheirs = theirs;
            ++(theirs ? received : sent);
            promises += theirs ? static_cast<int>(message.commitments.size()) : 0;
        }
        if (sent + received == 0)
            continue;
        QString text = u"%1: %2 from them, %3 from you; the last word is %4"_s.arg(powerText(other))
                           .arg(received)
                           .arg(sent)
                           .arg(lastIsTheirs ? u"theirs"_s : u"yours"_s);
        if (promises > 0)
            text += u"; they stated %1 promise(s)"_s.arg(promises);
        lines << text;
    }
    return lines.join(u'\n');
}

QString PromptTexts::planText() const
{
    return context_.plan.isEmpty() ? QString() : u"\nYOUR PLAN\n"_s % context_.plan % u'\n';
}

/// What was promised for the phase that is looked back at, and what became of it, by the rules.
QString PromptTexts::judgedText() const
{
    const auto who = [this](std::optional<Power> power) {
        if (!power)
            return u"everybody"_s;
        const bool reader = context_.call.stage != StageKind::Commentary && // of no power
                            *power == context_.call.power;
        return reader ? u"you"_s : powerText(*power);
    };
    QStringList lines;
    for (const CommitmentJudged &judged : context_.judged) {
        lines << u"- %1 to %2: %3: %4. %5"_s.arg(who(judged.from), who(judged.to),
                                                 commitmentText(judged.commitment),
                                                 verdictText(judged.verdict), judged.reason);
    }
    return joinedOr(lines, u"\n"_s);
}

/// What the power wrote down before the orders of that phase.
QString PromptTexts::meantText() const
{
    const bool fused = context_.fused.contains(StageKind::ResultDiary);
    const Phase phase = fused ? context_.lookedBackAt : context_.call.phase;
    for (auto entry = context_.agent.diary.crbegin(); entry != context_.agent.diary.crend();
         ++entry) {
        if (entry->phase == phase && !entry->intent.isEmpty())
            return entry->intent;
    }
    return noneText;
}

/// What has changed for the power since the phase began. It stands behind the press, so that what
/// stands before can be sent again as it was.
QString PromptTexts::sinceText() const
{
    const QString talks = talksText();
    return (talks.isEmpty() ? QString() : u"\nWHERE YOUR TALKS STAND\n"_s % talks % u'\n') %
           changesText();
}

QString PromptTexts::changesText() const
{
    QString text;
    const Agent &now = context_.agent;
    const Agent &before = context_.before;
    if (now.diary.size() > before.diary.size()) {
        text += u"\nWHAT YOU HAVE WRITTEN IN YOUR DIARY SINCE\n"_s;
        for (const DiaryEntry &entry : now.diary.mid(before.diary.size()))
            text += entry.line() % u'\n';
    }
    if (now.goals != before.goals)
        text += u"\nYOUR GOALS NOW\n"_s % goalsText(now) % u'\n';
    if (now.relationships != before.relationships)
        text += u"\nHOW YOU SEE THE OTHERS NOW: "_s % relationshipsText(now) % u'\n';
    return text % planText();
}

QString PromptTexts::adjustmentTask() const
{
    const int builds = context_.position.builds(context_.call.power);
    return builds > 0
               ? u"You may build %1 unit(s) in your empty home centres (WAIVE leaves one unused)."_s
                     .arg(builds)
               : u"You must remove %1 unit(s): order D (disband) for them."_s.arg(-builds);
}

QString PromptTexts::othersText() const
{
    QStringList others;
    for (const Power other : allPowers) {
        if (other != context_.call.power && !context_.position.isEliminated(other))
            others << powerText(other);
    }
    return others.join(u", "_s);
}

/// The power's own line of such a list, or those of the others.
QString PromptTexts::linesOf(std::string (*list)(const Position &), bool own) const
{
    const QString mark = powerText(context_.call.power) % u':';
    QStringList lines;
    for (const QString &line : toQString(list(context_.position)).split(u'\n')) {
        if (line.startsWith(mark) == own)
            lines << line;
    }
    return joinedOr(lines, u"\n"_s);
}

QString PromptTexts::boardStateText() const
{
    return u"Units:\n"_s % toQString(unitsOnBoard(context_.position)) % u"\nCentres:\n"_s %
           toQString(centersOnBoard(context_.position));
}

qsizetype PromptTexts::tokens(const QString &name) const
{
    return estimatedTokens(value(name).value_or(QString()));
}

void PromptTexts::setDiaryLimit(qsizetype tokens)
{
    diaryLimit_ = tokens;
    for (const QString &name :
         {u"diary_before"_s, u"agent_private_diary"_s, u"private_diary_summary"_s,
          u"formatted_diary"_s, u"full_diary_text"_s})
        made_.remove(name);
}

void PromptTexts::setPressLimit(qsizetype tokens)
{
    pressLimit_ = tokens;
    for (const QString &name :
         {u"messages_this_round"_s, u"your_negotiations"_s, u"earlier_messages"_s})
        made_.remove(name);
}

/// What is on the board, was played on it, and can be ordered.
PromptTexts::Makers PromptTexts::boardMakers()
{
    using Texts = PromptTexts;
    const auto board = [](const Texts &t) {
        return toQString(boardText(t.context_.position)).trimmed();
    };
    const auto phase = [](const Texts &t) { return phaseText(t.context_.position.phase); };
    const auto history = [](const Texts &t) { return t.historyText(); };
    return {
        {u"current_phase"_s, phase},
        {u"current_year"_s,
         [](const Texts &t) { return QString::number(t.context_.position.phase.year); }},
        {u"played_phase"_s, [](const Texts &t) { return phaseText(t.context_.call.phase); }},
        {u"looked_back_at"_s, [](const Texts &t) { return phaseText(t.context_.lookedBackAt); }},
        {u"board"_s, board},
        {u"board_state"_s, [](const Texts &t) { return t.boardStateText(); }},
        {u"board_state_str"_s, [](const Texts &t) { return t.boardStateText(); }},
        {u"all_unit_locations"_s,
         [](const Texts &t) { return toQString(unitsOnBoard(t.context_.position)); }},
        {u"all_supply_centers"_s,
         [](const Texts &t) { return toQString(centersOnBoard(t.context_.position)); }},
        {u"max_year"_s, [](const Texts &t) { return QString::number(t.context_.maxYear); }},
        {u"units_info"_s, [](const Texts &t) { return t.linesOf(&unitsOnBoard, true); }},
        {u"enemy_units"_s, [](const Texts &t) { return t.linesOf(&unitsOnBoard, false); }},
        {u"centers_info"_s, [](const Texts &t) { return t.linesOf(&centersOnBoard, true); }},
        {u"enemy_centers"_s, [](const Texts &t) { return t.linesOf(&centersOnBoard, false); }},
        {u"order_history"_s, history},
        {u"game_history"_s, history},
        {u"phase_summary"_s, history},
        {u"all_orders_formatted"_s, history},
        {u"orders_list_str"_s, [](const Texts &t) { return t.ownOrdersText(); }},
        {u"home_centers"_s,
         [](const Texts &t) {
             QStringList homes;
             for (const Province home : Map::standard().homeCenters(t.context_.call.power))
                 homes << toQString(provinceAbbreviation(home));
             return homes.join(u", "_s);
         }},
        {u"possible_orders"_s,
         [](const Texts &t) {
             return toQString(unitsView(t.context_.position, t.context_.call.power));
         }},
        {u"possible_orders_brief"_s,
         [](const Texts &t) {
             return toQString(unitsView(t.context_.position, t.context_.call.power, Detail::Brief));
         }},
        {u"adjustment_task"_s, [](const Texts &t) { return t.adjustmentTask(); }}};
}

/// Who is asked, and what it has on its mind.
PromptTexts::Makers PromptTexts::agentMakers()
{
    using Texts = PromptTexts;
    const auto goals = [](const Texts &t) { return goalsText(t.context_.agent); };
    const auto relationships = [](const Texts &t) { return relationshipsText(t.context_.agent); };
    const auto diary = [](const Texts &t) { return t.diaryText(t.context_.agent); };
    const auto labels = [](const Texts &) { return relationshipLabels(); };
    return {{u"power_name"_s, [](const Texts &t) { return powerText(t.context_.call.power); }},
            {u"other_powers"_s, [](const Texts &t) { return t.othersText(); }},
            {u"agent_goals"_s, goals},
            {u"current_goals"_s, goals},
            {u"goals_before"_s, [](const Texts &t) { return goalsText(t.context_.before); }},
            {u"agent_relationships"_s, relationships},
            {u"current_relationships"_s, relationships},
            {u"relationships_before"_s,
             [](const Texts &t) { return relationshipsText(t.context_.before); }},
            {u"pre_phase_relationships"_s,
             [](const Texts &t) { return relationshipsText(t.context_.before); }},
            {u"agent_private_diary"_s, diary},
            {u"private_diary_summary"_s, diary},
            {u"formatted_diary"_s, diary},
            {u"diary_before"_s, [](const Texts &t) { return t.diaryText(t.context_.before); }},
            {u"full_diary_text"_s,
             [](const Texts &t) {
                 return newestLines(t.context_.agent.workingDiary(), t.diaryLimit_,
                                    u"diary entries"_s);
             }},
            {u"plan"_s, [](const Texts &t) { return t.planText(); }},
            {u"since"_s, [](const Texts &t) { return t.sinceText(); }},
            {u"changes"_s, [](const Texts &t) { return t.changesText(); }},
            {u"privately_meant"_s, [](const Texts &t) { return t.meantText(); }},
            {u"allowed_labels_str"_s, labels},
            {u"allowed_relationships_str"_s, labels}};
}

/// What was said and promised.
PromptTexts::Makers PromptTexts::talkMakers()
{
    using Texts = PromptTexts;
    const auto press = [](const Texts &t) { return t.pressText(t.context_.messages); };
    return {{u"messages_this_round"_s, press},
            {u"your_negotiations"_s, press},
            {u"earlier_messages"_s, [](const Texts &t) { return t.earlierPressText(); }},
            {u"promises_judged"_s, [](const Texts &t) { return t.judgedText(); }},
            {u"round"_s, [](const Texts &t) { return QString::number(t.context_.call.round); }},
            {u"rounds"_s, [](const Texts &t) { return QString::number(t.context_.rounds); }},
            {u"unanswered"_s, [](const Texts &t) { return t.unansweredText(); }},
            {u"ignored_messages_context"_s, [](const Texts &t) { return t.unansweredText(); }}};
}

const PromptTexts::Makers &PromptTexts::allMakers()
{
    static const Makers makers = [] {
        Makers all = boardMakers();
        all.insert(agentMakers());
        all.insert(talkMakers());
        return all;
    }();
    return makers;
}

std::optional<QString> PromptTexts::value(const QString &name) const
{
    const auto known = made_.constFind(name);
    if (known != made_.constEnd())
        return *known;
    const auto maker = allMakers().constFind(name);
    if (maker == allMakers().constEnd())
        return std::nullopt;
    return *made_.insert(name, (*maker)(*this));
}

} // namespace concert
