// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/diary_text.h"

#include "core/record/text.h"

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QString intentMark = u" Intent: "_s;
const QString beforeMark = u"[before "_s;

} // namespace

QString DiaryLine::toString() const
{
    const QString meant = intent.isEmpty() ? QString() : QString(intentMark % intent);
    return u'[' % phaseText(phase) % u"] "_s % text % meant;
}

std::optional<DiaryLine> DiaryLine::parse(const QString &line)
{
    const qsizetype end = line.indexOf(u']');
    if (!line.startsWith(u'[') || end < 0)
        return std::nullopt;
    const auto phase = phaseFromText(line.mid(1, end - 1));
    if (!phase)
        return std::nullopt;
    const QString rest = line.mid(end + 1);
    const QString text = rest.startsWith(u' ') ? rest.mid(1) : rest;
    const qsizetype meant = text.lastIndexOf(intentMark);
    if (meant < 0)
        return DiaryLine{*phase, text, {}};
    return DiaryLine{*phase, text.left(meant), text.mid(meant + intentMark.size())};
}

QString ConsolidatedLine::toString() const
{
    return beforeMark % QString::number(year) % u"] "_s % text;
}

std::optional<ConsolidatedLine> ConsolidatedLine::parse(const QString &line)
{
    const qsizetype end = line.indexOf(u"] "_s);
    if (!line.startsWith(beforeMark) || end < 0)
        return std::nullopt;
    bool isNumber = false;
    const int year = line.mid(beforeMark.size(), end - beforeMark.size()).toInt(&isNumber);
    if (!isNumber || year <= 0)
        return std::nullopt;
    return ConsolidatedLine{year, line.mid(end + 2)};
}

} // namespace concert
