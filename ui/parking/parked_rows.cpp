// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parking/parked_rows.h"

#include "ui/phase_text.h"
#include "ui/powers.h"
#include "ui/sentences.h"
#include "ui/time_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct ParkedText {
    Q_DECLARE_TR_FUNCTIONS(concert::ParkedStrip)
};

QDateTime earlier(const QDateTime &one, const QDateTime &other)
{
    return !one.isValid() || (other.isValid() && other < one) ? other : one;
}

/// When it is tried again, and how long that goes on.
QString triesText(const ParkedRow &row)
{
    const auto clock = [](const QDateTime &time) {
        const bool today = time.date() == QDate::currentDate();
        return today ? QLocale().toString(time.time(), QLocale::ShortFormat) : momentText(time);
    };
    QStringList parts;
    if (row.until.isValid())
        parts << ParkedText::tr("The server asks to wait until %1.").arg(clock(row.until));
    if (row.nextTry.isValid())
        parts << ParkedText::tr("The next attempt is at %1.").arg(clockText(row.nextTry));
    else
        parts << ParkedText::tr("It is tried again by itself.");
    if (row.waitsUntil.isValid())
        parts << (row.thenEnds ? ParkedText::tr("The match ends at %1 if that does not help.")
                               : ParkedText::tr("From %1 on, default orders."))
                     .arg(clock(row.waitsUntil));
    return parts.join(u' ');
}

QString remarkOn(const ParkedRow &row)
{
    switch (row.reason) {
    case ParkReason::Key:
        return ParkedText::tr("Set the key, then try again.");
    case ParkReason::Money:
        return ParkedText::tr("Top up the account, then try again.");
    case ParkReason::Model:
        return ParkedText::tr("Choose another model, or try again.");
    case ParkReason::Outage:
    case ParkReason::Busy:
        return triesText(row);
    case ParkReason::Failures:
        return ParkedText::tr("Several calls in a row had no usable answer.");
    }
    return {};
}

} // namespace

QList<ParkedRow> parkedRows(const MatchLog &log, const MatchProgress &progress)
{
    QList<ParkedRow> rows;
    if (log.isEmpty() || log.hasEnded())
        return rows;
    QStringList keys; // of the rows: what they have in common
    const auto seatings = seatingsAt(log, log.size() - 1);
    for (const Power power : allPowers) {
        const Seating &seating = seatings[static_cast<std::size_t>(indexOf(power))];
        ParkedRow row;
        row.powers << power;
        QString key;
        if (seating.playsDefaults) {
            row.playsDefaults = true;
            row.text = shownSentence(seating.defaultsReason);
            key = u"defaults "_s % row.text;
        } else if (seating.parked) {
            row.reason = seating.parked->reason;
            row.text = shownSentence(seating.parked->text);
            row.since = log.wallTime(seating.since).toLocalTime();
            row.until = seating.parked->until;
            const SeatProgress &seat = progress.seats[static_cast<std::size_t>(indexOf(power))];
            if (seat.nextTry && *seat.nextTry > progress.now)
                row.nextTry = log.wallTime(*seat.nextTry).toLocalTime();
            if (seat.waitsUntil)
                row.waitsUntil = log.wallTime(*seat.waitsUntil).toLocalTime();
            row.thenEnds = log.config().whenParked == WhenParked::Stop;
            key = seating.parked->server % QString::number(static_cast<int>(row.reason));
        } else {
            continue;
        }
        const qsizetype known = keys.indexOf(key);
        if (known < 0) {
            keys << key;
            rows << row;
            continue;
        }
        rows[known].powers << power;
        rows[known].since = std::min(rows[known].since, row.since);
        rows[known].until = std::max(rows[known].until, row.until);
        rows[known].nextTry = earlier(rows[known].nextTry, row.nextTry);
        rows[known].waitsUntil = earlier(rows[known].waitsUntil, row.waitsUntil);
    }
    return rows;
}

const MatchPaused *ownPause(const MatchLog &log)
{
    for (qsizetype i = log.size() - 1; i >= 0; --i) {
        if (const auto *paused = log.at(i).as<MatchPaused>())
            return paused->reason.isEmpty() ? nullptr : paused;
        if (log.at(i).as<MatchResumed>() || log.at(i).as<MatchContinued>() ||
            log.at(i).as<MatchEnded>())
            return nullptr;
    }
    return nullptr;
}

QString interruptionText(const MatchLog &log)
{
    const QString phase =
        log.phases().isEmpty() ? QString() : phaseShortName(log.phases().last().phase);
    if (!log.hasEnded())
        return ParkedText::tr("This match was broken off in %1: the program that played it has "
                              "ended.")
            .arg(phase);
    const auto *ended = log.at(log.size() - 1).as<MatchEnded>();
    const QString stopped = ParkedText::tr("This match was stopped in %1.").arg(phase);
    return ended->text.isEmpty() ? stopped : QString(stopped % u' ' % shownSentence(ended->text));
}

QString parkedText(const ParkedRow &row)
{
    QStringList names;
    for (const Power power : row.powers)
        names << powerDisplayName(power);
    const int count = static_cast<int>(row.powers.size());
    const QString who = names.join(u", "_s);
    if (row.playsDefaults) {
        const QString text = ParkedText::tr("%1 play(s) default orders.", nullptr, count).arg(who);
        return row.text.isEmpty() ? text : QString(text % u' ' % row.text);
    }
    QStringList parts{ParkedText::tr("%1 wait(s).", nullptr, count).arg(who), row.text};
    if (row.since.isValid())
        parts << ParkedText::tr("Since %1.")
                     .arg(QLocale().toString(row.since.time(), QLocale::ShortFormat));
    parts << remarkOn(row);
    return parts.join(u' ');
}

} // namespace concert
