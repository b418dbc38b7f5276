// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sentences.h"

#include "core/record/text.h"
#include "ui/log_sentences.h"
#include "ui/powers.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr const char *sentenceContext = "concert::Sentence";
constexpr int deepest = 12;           // each refused order of a list is one deeper
constexpr qsizetype longest = 20'000; // what is longer is no sentence of ours

/// The first form that fits counts: those with more words come before those with fewer. The places
/// are numbered as they follow each other. tests/ui/sentences_test.cpp looks for forms that are
/// missing.
constexpr std::array forms{
    // core/rules/order_text.cpp, behind each of its sentences
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 Nearest legal orders: %2."),
    // core/rules/play_movement.cpp, in front of what follows
    QT_TRANSLATE_NOOP("concert::Sentence", "held, as %1 is illegal: %2"),
    // core/rules/why_illegal.cpp
    QT_TRANSLATE_NOOP("concert::Sentence", "No unit stands in %1, and the order does not say "
                                           "whether an army or a fleet is meant."),
    QT_TRANSLATE_NOOP("concert::Sentence", "No unit stands in %1."),
    QT_TRANSLATE_NOOP("concert::Sentence", "The unit in %1 is %2, not %3."),
    QT_TRANSLATE_NOOP("concert::Sentence", "The fleet in %1 lies at %2, not at %3."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 stands in %2 already."),
    QT_TRANSLATE_NOOP("concert::Sentence", "Only armies are convoyed."),
    QT_TRANSLATE_NOOP("concert::Sentence", "A fleet cannot enter %1, which is inland."),
    QT_TRANSLATE_NOOP("concert::Sentence", "The order must name the coast of %1."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "%1 cannot reach %2 directly, only another coast of %3."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 does not reach %2 by land, and no chain of fleets "
                                           "could convoy it there."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 does not reach %2."),
    QT_TRANSLATE_NOOP("concert::Sentence", "An army does not stand on a coast."),
    QT_TRANSLATE_NOOP("concert::Sentence", "An army cannot enter %1, which is sea."),
    QT_TRANSLATE_NOOP("concert::Sentence", "No chain of fleets could convoy %1 to %2."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 cannot support itself."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "%1 cannot support an action in %2, where it could not move itself."),
    QT_TRANSLATE_NOOP("concert::Sentence", "Only a fleet at sea can convoy."),
    QT_TRANSLATE_NOOP("concert::Sentence", "A convoy leads to another province than it begins in."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "No convoy from %1 to %2 could lead through %3."), // by older versions
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 has no coast for a convoy to begin or end at."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 is not needed to convoy %2 to %3: %4 would do."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "The fleets at sea form no chain from %1 through %2 to %3."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 is not a unit of %2."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "In a movement phase units hold, move, support or convoy."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "In a retreat phase dislodged units retreat or disband."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 is not dislodged."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 cannot retreat to %2."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 has nothing to build."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 is not a home center of %2."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 is not in the hands of %2."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 is occupied."),
    QT_TRANSLATE_NOOP("concert::Sentence", "No fleet can be built in %1, which is inland."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 has nothing to remove."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "In an adjustment phase units are built, removed or waived."),
    // core/rules/order_text.cpp
    QT_TRANSLATE_NOOP("concert::Sentence", "The order is empty."),
    QT_TRANSLATE_NOOP("concert::Sentence", "The order does not say whom to support: %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "The order does not say whom to convoy: %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "The order does not say where %1 is convoyed to."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "The order does not say whether to build an army or a fleet in %1."),
    QT_TRANSLATE_NOOP("concert::Sentence", "The order does not say what %1 shall do."),
    QT_TRANSLATE_NOOP("concert::Sentence", "“%1” does not begin with a province to build in."),
    QT_TRANSLATE_NOOP("concert::Sentence", "“%1” does not begin with a province."),
    QT_TRANSLATE_NOOP("concert::Sentence", "“%1” after %2 is not understood."),
    QT_TRANSLATE_NOOP("concert::Sentence", "“%1” is no order that %2 could follow."),
    QT_TRANSLATE_NOOP("concert::Sentence", "“%1” does not name the province to move to."),
    QT_TRANSLATE_NOOP("concert::Sentence", "“%1” does not name the province to retreat to."),
    QT_TRANSLATE_NOOP("concert::Sentence", "“%1” does not name the province to convoy to."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "“%1” does not name the province of the supported move."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "A unit moves to one province only, not to %1 and on to %2."),
    // core/agents/reply_parser.cpp
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 already has an order; the first one counts."),
    QT_TRANSLATE_NOOP("concert::Sentence", "There is only one order to give."),
    QT_TRANSLATE_NOOP("concert::Sentence", "There are only %1 orders to give."),
    QT_TRANSLATE_NOOP("concert::Sentence", "More than %1 messages; the rest was dropped."),
    QT_TRANSLATE_NOOP("concert::Sentence", "A message to %1 was dropped: it is its own sender."),
    QT_TRANSLATE_NOOP("concert::Sentence", "A message to %1 was dropped: it is out of the game."),
    QT_TRANSLATE_NOOP("concert::Sentence", "A message to %1 was dropped."), // by older versions
    QT_TRANSLATE_NOOP("concert::Sentence", "Made public: \"%1\" is no power."),
    QT_TRANSLATE_NOOP("concert::Sentence", "Cut at %1 characters."),
    // core/match: what became of a call
    QT_TRANSLATE_NOOP("concert::Sentence", "Commentary (%1): %2 Its prompts are cut to about %3 "
                                           "tokens from now on."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "%1 (%2): %3 Its prompts are cut to about %4 tokens from now on."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 (%2): %3 Its prompts are cut to about %4 tokens and "
                                           "put in fewer words from now on."),
    QT_TRANSLATE_NOOP("concert::Sentence", "the answer was cut off at the limit of %1 tokens"),
    QT_TRANSLATE_NOOP("concert::Sentence", "the limit of %1 tokens was used up by thinking"),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "It used up its limit of %1 tokens by thinking and gave no answer; a higher "
                      "limit leaves room for one."),
    QT_TRANSLATE_NOOP("concert::Sentence", "the model declined to answer"),
    QT_TRANSLATE_NOOP("concert::Sentence", "the answer was empty"),
    QT_TRANSLATE_NOOP("concert::Sentence", "the answer was not of the form that was asked for"),
    QT_TRANSLATE_NOOP("concert::Sentence", "orders that cannot be carried out: %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "\"%1\" (%2), %3"),
    QT_TRANSLATE_NOOP("concert::Sentence", "\"%1\" (%2)"),
    QT_TRANSLATE_NOOP("concert::Sentence", "and %1 more"),
    QT_TRANSLATE_NOOP("concert::Sentence", "another answer was used"),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "the program ended before the answer had come; it was asked again"),
    QT_TRANSLATE_NOOP("concert::Sentence", "the program ended before the answer had come"),
    QT_TRANSLATE_NOOP("concert::Sentence", "The game is over: its commentary is not waited for any "
                                           "longer (turn deadline of %1 s)."),
    QT_TRANSLATE_NOOP("concert::Sentence", "The game is over: what %1 would still think about it "
                                           "is not waited for any longer (turn deadline of %2 s)."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "%1: two thirds of the turn's deadline of %2 s have passed, so the talking "
                      "ends without %3, and the orders are due."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 plays default orders."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 plays default orders. %2"),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "%1 was later than the turn's deadline of %2 s: default orders."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 was later than the turn's deadline of %2 s."),
    // core/match/match_limits.cpp
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "%1 cannot be written: what other matches spend today is not known, and the "
                      "day's caps hold for this match alone."),
    // core/record/match_log_file.cpp
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "%1 cannot be written: %2. What was played is kept in memory and written "
                      "when the disk takes it again."),
    // core/agents/prompt_check.cpp
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 holds no prompts; Concert's own are used."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 is not used; perhaps %2 is meant."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 is empty; Concert's own is used."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "In %1, these files are not used, as prompts of single powers are switched "
                      "off: %2."),
    QT_TRANSLATE_NOOP("concert::Sentence", "In %1, these files are not used: %2."),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "In %1, these names stand for nothing and are sent as they are: %2."),
    // core/match/commitment_judge.cpp
    QT_TRANSLATE_NOOP("concert::Sentence", "There was no unit in %1."),
    QT_TRANSLATE_NOOP("concert::Sentence", "There was nothing to support in %1."),
    QT_TRANSLATE_NOOP("concert::Sentence", "It ordered nothing there."),
    QT_TRANSLATE_NOOP("concert::Sentence", "It ordered %1."),
    QT_TRANSLATE_NOOP("concert::Sentence", "Its unit stayed in %1."),
    QT_TRANSLATE_NOOP("concert::Sentence", "It attacked nothing of theirs."),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 was out of the game."),
    // core/rules: why an order failed; several reasons are joined by "; "
    QT_TRANSLATE_NOOP("concert::Sentence", "%1; %2"),
    QT_TRANSLATE_NOOP("concert::Sentence", "dislodged by %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "no fleet was ordered to convoy it: %1 could have"),
    QT_TRANSLATE_NOOP("concert::Sentence", "no fleet was ordered to convoy it"),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "its convoy decides on itself and so fails (Szykman's rule)"),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "the fleets ordered to convoy it (%1) form no whole route"),
    QT_TRANSLATE_NOOP("concert::Sentence", "its convoy was broken: %1 dislodged"),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 of the same power stayed in %2"),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "bounced against %1, strength %2 against %3, so that %4 stayed in %5"),
    QT_TRANSLATE_NOOP("concert::Sentence", "bounced against %1, strength %2 against %3"),
    QT_TRANSLATE_NOOP("concert::Sentence", "support cut by %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "the convoy of %1 did not come about"),
    QT_TRANSLATE_NOOP("concert::Sentence",
                      "the convoy of %1 decides on itself and so fails (Szykman's rule)"),
    QT_TRANSLATE_NOOP("concert::Sentence", "no fleets were ordered to convoy %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "no power helps to dislodge its own unit, here %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 was not ordered to move to %2"),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 was ordered to move"),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 went by land"),
    QT_TRANSLATE_NOOP("concert::Sentence", "no route of convoying fleets led through %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "There are no more builds."),
    QT_TRANSLATE_NOOP("concert::Sentence", "There are no more removals."),
    QT_TRANSLATE_NOOP("concert::Sentence", "removed by the rule of civil disorder"),
    QT_TRANSLATE_NOOP("concert::Sentence", "no order to retreat"),
    QT_TRANSLATE_NOOP("concert::Sentence", "several units retreated to %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 stands in %2"),
    // core/rules/explain.cpp: why it went well
    QT_TRANSLATE_NOOP("concert::Sentence", "by sea, %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "carried %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "nobody attacked it"),
    QT_TRANSLATE_NOOP("concert::Sentence", "nobody opposed it"),
    QT_TRANSLATE_NOOP("concert::Sentence", "withstood, strength %1"),
    QT_TRANSLATE_NOOP("concert::Sentence", "strength %1 against %2 of %3"),
    QT_TRANSLATE_NOOP("concert::Sentence", "followed %1, which left"),
    QT_TRANSLATE_NOOP("concert::Sentence", "helped %1 to stay"),
    QT_TRANSLATE_NOOP("concert::Sentence", "helped %1 to get there"),
    QT_TRANSLATE_NOOP("concert::Sentence", "helped %1, which did not get there"),
    QT_TRANSLATE_NOOP("concert::Sentence", "no other unit retreated there"),
    QT_TRANSLATE_NOOP("concert::Sentence", "built"),
    QT_TRANSLATE_NOOP("concert::Sentence", "a build was not used"),
    QT_TRANSLATE_NOOP("concert::Sentence", "removed, as ordered"),
    // Who it was, and what a server said about it
    QT_TRANSLATE_NOOP("concert::Sentence", "Commentary (%1): %2"),
    QT_TRANSLATE_NOOP("concert::Sentence", "%1 (%2): %3"),
};

/// A form, cut at its places.
struct Pattern {
    SentenceForm form;
    QStringList words; ///< what stands before, between and behind the places
};

std::vector<Pattern> cutForms()
{
    std::vector<SentenceForm> all(wrappingForms.begin(), wrappingForms.end());
    all.insert(all.end(), callForms.begin(), callForms.end());
    for (const char *form : forms)
        all.push_back({sentenceContext, form});
    std::vector<Pattern> patterns;
    for (const SentenceForm &form : all) {
        Pattern pattern{form, {}};
        QString rest = QString::fromUtf8(form.source);
        for (int place = 1;; ++place) {
            const QString mark = u'%' + QString::number(place);
            const qsizetype at = rest.indexOf(mark);
            if (at < 0)
                break;
            pattern.words << rest.left(at);
            rest = rest.mid(at + mark.size());
        }
        pattern.words << rest;
        patterns.push_back(pattern);
    }
    return patterns;
}

/// What stands at the places of a form; none: the text is not of this form.
std::optional<QStringList> placesIn(const QString &text, const QStringList &words)
{
    if (words.size() == 1)
        return text == words.first() ? std::optional(QStringList()) : std::nullopt;
    if (!text.startsWith(words.first()) || !text.endsWith(words.last()))
        return std::nullopt;
    // What is put behind a sentence is looked for from behind: "%1 (%2 attempts)".
    const bool isBehind = words.size() == 3 && words.first().isEmpty() && !words.last().isEmpty();
    QStringList places;
    qsizetype from = words.first().size();
    for (qsizetype i = 1; i < words.size(); ++i) {
        const bool isLast = i == words.size() - 1;
        const qsizetype to = isLast ? text.size() - words[i].size()
                             : isBehind
                                 ? text.lastIndexOf(words[i], text.size() - words.last().size() -
                                                                  words[i].size() - 1)
                                 : text.indexOf(words[i], from + 1);
        if (to <= from)
            return std::nullopt;
        places << text.mid(from, to - from);
        from = to + words[i].size();
    }
    return places;
}

struct Recognised {
    SentenceForm form;
    QStringList places;
};

std::optional<Recognised> recognised(const QString &text)
{
    static const std::vector<Pattern> patterns = cutForms();
    if (text.size() > longest)
        return std::nullopt;
    for (const Pattern &pattern : patterns) {
        if (const auto places = placesIn(text, pattern.words))
            return Recognised{pattern.form, *places};
    }
    return std::nullopt;
}

/// What is put in is never searched for places.
QString filledIn(const QString &form, const QStringList &places)
{
    QString text;
    for (qsizetype i = 0; i < form.size(); ++i) {
        const int place = form[i] == u'%' && i + 1 < form.size() ? form[i + 1].digitValue() : 0;
        if (place < 1 || place > places.size()) {
            text += form[i];
            continue;
        }
        text += places[place - 1];
        ++i;
    }
    return text;
}

/// "FRANCE", also "FRANCE, ITALY"; nothing: it is something else.
std::optional<QString> shownPowers(const QString &english)
{
    QStringList names;
    for (const QString &name : english.split(u", "_s)) {
        const auto power = powerFromText(name);
        if (!power || name != powerText(*power))
            return std::nullopt;
        names << powerDisplayName(*power);
    }
    return names.join(u", "_s);
}

QString shownAt(const QString &english, int depth)
{
    if (const auto powers = shownPowers(english))
        return *powers;
    const auto found = depth < deepest ? recognised(english) : std::nullopt;
    if (!found)
        return english;
    QStringList places;
    for (const QString &place : found->places)
        places << shownAt(place, depth + 1);
    return filledIn(
        QCoreApplication::translate(found->form.context, found->form.source, shownToViewer),
        places);
}

/// What a form is told apart by: a sentence that it begins with, or, if it has no words of its own,
/// whatever is in its places.
QString kindAt(const QString &english, int depth)
{
    const auto found = depth < deepest ? recognised(english) : std::nullopt;
    if (!found)
        return {};
    const QString form = QString::fromUtf8(found->form.source);
    const bool hasWords =
        std::any_of(form.begin(), form.end(), [](QChar c) { return c.isLetter(); });
    QStringList places;
    for (const QString &place : found->places) {
        const bool tells = !hasWords || (places.isEmpty() && form.startsWith(u"%1"_s));
        const QString kind = tells ? kindAt(place, depth + 1) : QString();
        places << (kind.isEmpty() ? u"…"_s : kind);
    }
    return filledIn(form, places);
}

} // namespace

QString shownSentence(const QString &english)
{
    return shownAt(english, 0);
}

QString sentenceKind(const QString &english)
{
    QString kind = kindAt(english, 0);
    if (!kind.isEmpty())
        return kind;
    static const QRegularExpression digits(u"\\d+"_s);
    kind = english;
    kind.replace(digits, u"…"_s);
    return kind;
}

std::optional<SentenceParts> sentenceParts(const QString &english)
{
    const auto found = recognised(english);
    return found
               ? std::optional(SentenceParts{QString::fromUtf8(found->form.source), found->places})
               : std::nullopt;
}

} // namespace concert
