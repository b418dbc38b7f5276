// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/silence_lines.h"

#include "app/match_options.h"
#include "app/terminal.h"
#include "core/record/text.h"

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr std::chrono::seconds lookInterval{1};

QString lineStart(const Match &match)
{
    return u"%1 s  "_s.arg(secondsOf(match.now()), 8, 'f', 2);
}

} // namespace

SilenceLines::SilenceLines(MatchSession *session) : session_(session)
{
    QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { look(); });
    timer_.start(lookInterval);
}

QMap<QString, SilenceLines::Silence> SilenceLines::silences() const
{
    QMap<QString, Silence> silences;
    for (const Power power : allPowers) {
        const SeatActivity activity = session_->match()->activity(power);
        if (!activity.silentSince)
            continue;
        Silence &silence = silences[activity.silentServer];
        silence.since = silence.powers.isEmpty() ? *activity.silentSince
                                                 : std::min(silence.since, *activity.silentSince);
        silence.powers << power;
    }
    return silences;
}

void SilenceLines::look()
{
    if (session_->match()->hasEnded()) {
        timer_.stop();
        return;
    }
    const QMap<QString, Silence> now = silences();
    for (auto before = told_.begin(); before != told_.end();) {
        if (now.contains(before.key())) {
            ++before;
            continue;
        }
        tellEnd(before.key(), *before);
        before = told_.erase(before);
    }
    for (auto each = now.cbegin(); each != now.cend(); ++each) {
        const qint64 length = session_->match()->now() - each->since;
        if (!told_.contains(each.key()) && length > answered_.value(each.key()))
            tell(each.key(), *each);
    }
}

void SilenceLines::tell(const QString &server, const Silence &silence)
{
    told_.insert(server, silence);
    QStringList names;
    for (const Power power : silence.powers)
        names << powerText(power);
    const QDateTime since = session_->log()->wallTime(silence.since).toLocalTime();
    StandardError() << lineStart(*session_->match()) << names.join(u", "_s)
                    << (names.size() == 1 ? " waits: " : " wait: ") << server
                    << " has been silent since " << since.toString(u"HH:mm:ss"_s) << '\n';
}

/// It has answered, or the call is tried again; what else becomes of it has lines of its own.
void SilenceLines::tellEnd(const QString &server, const Silence &silence)
{
    QString retried;
    for (const Power power : silence.powers) {
        const SeatActivity activity = session_->match()->activity(power);
        if (activity.state == SeatActivity::State::Parked)
            return;
        if (activity.state == SeatActivity::State::Retrying)
            retried = activity.detail;
    }
    if (retried.isEmpty()) {
        const qint64 length = session_->match()->now() - silence.since;
        answered_[server] = std::max(answered_.value(server), length);
    }
    StandardError() << lineStart(*session_->match())
                    << (retried.isEmpty() ? QString(server % u" answers"_s) : retried) << '\n';
}

} // namespace concert
