// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/order_texts.h"

#include "core/agents/answer_json.h"
#include "core/record/text.h"
#include "core/rules/legal_orders.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qsizetype mostProse = 20'000; // characters; what is longer holds no orders
constexpr qsizetype longestClause = 120;

QString textOf(const QJsonObject &object, const QStringList &names)
{
    return memberOf(object, names).toString().trimmed();
}

/// {"unit": "F NTH", "action": "convoy", "supported_unit": "A LON", "target": "NWY"} in words.
QString orderInWords(const QJsonObject &object)
{
    const QString whole = textOf(object, {u"order"_s, u"text"_s, u"command"_s, u"order_text"_s});
    const QString unit = textOf(object, {u"unit"_s, u"from"_s, u"location"_s, u"province"_s});
    const QString type = textOf(object, {u"unit_type"_s});
    QString verb = textOf(object, {u"action"_s, u"type"_s, u"order_type"_s, u"kind"_s});
    if (unit.isEmpty())
        return whole.isEmpty() ? verb : whole;
    if (verb.isEmpty())
        verb = whole;
    if (verb.startsWith(unit, Qt::CaseInsensitive)) // the whole order once more
        return verb;
    const QString helped = textOf(object, {u"supported_unit"_s, u"supporting"_s, u"aux"_s,
                                           u"auxiliary"_s, u"convoyed_unit"_s, u"army"_s});
    const QString target =
        textOf(object, {u"target"_s, u"to"_s, u"destination"_s, u"target_province"_s, u"dest"_s});
    QStringList words{type, unit, verb, helped};
    if (!target.isEmpty())
        words << (helped.isEmpty() ? target : QString(u"- "_s % target));
    const QJsonValue via = memberOf(object, {u"via_convoy"_s, u"via"_s, u"convoy"_s});
    if (via.toBool() || via.toString().compare(u"VIA"_s, Qt::CaseInsensitive) == 0)
        words << u"VIA"_s;
    words.removeAll(QString());
    return words.join(u' ');
}

QStringList clausesOf(const QString &text)
{
    static const QRegularExpression ends(
        u"[\\n;,|]|\\.\\s|\\band\\b(?=\\s+(?:[AF]|army|fleet)\\s)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return text.split(ends, Qt::SkipEmptyParts);
}

void addOrderTexts(const QJsonValue &value, Power power, int depth, QStringList *texts);

void addFromTable(const QJsonObject &table, Power power, int depth, QStringList *texts)
{
    for (auto entry = table.begin(); entry != table.end(); ++entry) {
        if (powerFromText(entry.key()) == power) { // by power: only one's own
            addOrderTexts(entry.value(), power, depth - 1, texts);
            return;
        }
    }
    const QString whole = orderInWords(table);
    if (!whole.isEmpty()) {
        *texts << whole;
        return;
    }
    for (auto entry = table.begin(); entry != table.end(); ++entry) {
        if (powerFromText(entry.key()))
            continue;
        if (entry.value().isObject()) {
            QJsonObject order = entry.value().toObject();
            if (!order.contains(u"unit"_s))
                order.insert(u"unit"_s, entry.key());
            *texts << orderInWords(order);
            continue;
        }
        const QString order = entry.value().toString().trimmed();
        if (order.isEmpty())
            continue;
        const QString place = entry.key().section(u' ', -1);
        const bool isWhole = order.startsWith(entry.key(), Qt::CaseInsensitive) ||
                             order.section(u' ', 0, 1).contains(place, Qt::CaseInsensitive);
        *texts << (isWhole ? order : QString(entry.key() % u' ' % order));
    }
}

void addOrderTexts(const QJsonValue &value, Power power, int depth, QStringList *texts)
{
    constexpr int deepestList = 4;
    if (depth > deepestList)
        return;
    if (value.isString()) {
        if (depth == 0)
            *texts << clausesOf(value.toString());
        else
            *texts << value.toString();
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue &element : array)
            addOrderTexts(element, power, depth + 1, texts);
    } else if (value.isObject()) {
        addFromTable(value.toObject(), power, depth + 1, texts);
    }
}

/// Without list marks, emphasis and quotes.
QString undecorated(const QString &text)
{
    static const QRegularExpression decoration(
        u"^\\s*(?:[-*\u2022\u00b7>+]+\\s+|\\(?\\d{1,2}[.):]\\s*)+|<[^>]{1,40}>|[*`_\"\u201c\u201d\u201e]+"_s);
    QString plain = text;
    return plain.replace(decoration, u" "_s).simplified();
}

/// What may be a remark behind an order: the texts up to it, the longest first. A coast stands in
/// brackets too. Softly separated remarks begin with a word that could be a misspelt place.
struct RemarkCuts {
    QStringList hard;
    QStringList soft;
};

QStringList cutAt(const QRegularExpression &mark, const QString &text)
{
    QStringList shorter;
    auto match = mark.globalMatch(text);
    while (match.hasNext()) {
        if (const qsizetype at = match.next().capturedStart(); at > 0)
            shorter.prepend(text.left(at));
    }
    return shorter;
}

RemarkCuts withoutRemarks(const QString &text)
{
    static const QRegularExpression hard(
        u"\\s*(?:\\((?!\\s*(?:[nes]c|north|south|east)\\b)|\\[|[;#!?]|//|\\.\\s)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression soft(
        u",|\\s(?:[\u2013\u2014]|--)\\s(?=[a-z])|\\s(?:because|in order|so "
        u"that|while|as|since|if|which|"
        "whereas|with(?! a? ?convoy)|to "
        "(?:attack|block|cover|cut|defend|force|gain|guard|hold|keep|"
        "pressure|prevent|protect|reach|secure|stop|support|take|threaten))\\s"_s);
    return {cutAt(hard, text), cutAt(soft, text)};
}

} // namespace

QStringList orderTextsIn(const QJsonValue &orders, Power power)
{
    QStringList texts;
    addOrderTexts(orders, power, 0, &texts);
    texts.removeIf([](const QString &text) { return text.trimmed().isEmpty(); });
    return texts;
}

ParsedOrder parseDecoratedOrder(const QString &text, const Position &position, Power power)
{
    const ParsedOrder asItIs = parseOrder(text.toStdString(), position, power);
    if (asItIs.order || text.size() > 4 * longestClause)
        return asItIs;
    const QString plain = undecorated(text);
    const RemarkCuts cuts = withoutRemarks(plain);
    for (const QString &attempt : QStringList{plain} + cuts.hard) {
        const ParsedOrder parsed = parseOrder(attempt.toStdString(), position, power);
        if (parsed.order)
            return parsed;
    }
    for (const QString &attempt : cuts.soft) {
        const ParsedOrder parsed = parseOrder(attempt.toStdString(), position, power);
        // Half of a supported move reads as a support in place.
        if (parsed.order && !parsed.order->isSupportHold())
            return parsed;
    }
    return asItIs;
}

QStringList orderTextsInProse(const QString &answer, const Position &position, Power power)
{
    QMap<int, QString> byPlace;
    int waives = 0;
    const ProvinceSet places = orderableSet(position, power);
    const QStringList clauses = clausesOf(withoutThoughts(answer).left(mostProse));
    for (const QString &clause : clauses) {
        const QString plain = undecorated(clause);
        if (plain.isEmpty() || plain.size() > longestClause)
            continue;
        const ParsedOrder parsed = parseDecoratedOrder(plain, position, power);
        if (!parsed.order || !isLegal(Map::standard(), position, power, *parsed.order))
            continue;
        const Province place = parsed.order->unit.province();
        if (parsed.order->kind == OrderKind::Waive)
            byPlace.insert(provinceCount + waives++, plain);
        else if (places.contains(place))
            byPlace.insert(indexOf(place), toQString(orderText(*parsed.order)));
    }
    return byPlace.values();
}

} // namespace concert
