// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/latency/latency_model.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qint64 millisecond = 1000;
constexpr qint64 second = 1000 * millisecond;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;

struct LatencyTexts {
    Q_DECLARE_TR_FUNCTIONS(concert::Latency)
};

} // namespace

LatencyPicture LatencyPicture::at(QList<Span> spans, qint64 now)
{
    // The log learns when a call was sent only when it ends; until then, count it from its start,
    // or the bar beside would stand still while calls run.
    for (Span &span : spans) {
        if (span.isCall && !span.ended && !span.sent)
            span.sent = span.started;
    }
    LatencyPicture picture;
    picture.phases = phaseTimes(spans, now);
    picture.held = heldTime(spans, now);
    for (const PhaseTimes &phase : picture.phases) {
        picture.total += phase.wall;
        picture.sequential += phase.sequential;
        picture.calls += phase.calls;
    }
    return picture;
}

QString LatencyPicture::headline() const
{
    const QString oneByOne = durationText(sequential);
    QString text = held > 0
                       ? LatencyTexts::tr("Total %1, of it %2 waiting for a provider or a spending "
                                          "cap · one after another %3")
                             .arg(durationText(total), durationText(held), oneByOne)
                       : LatencyTexts::tr("Total %1 · one after another %2")
                             .arg(durationText(total), oneByOne);
    if (sequential > 0) {
        const double saved =
            1.0 - static_cast<double>(total - held) / static_cast<double>(sequential);
        const int percent = static_cast<int>(std::lround(saved * 100));
        if (percent > 0)
            text += u" · "_s % (held > 0 ? LatencyTexts::tr("%1 % less without the waiting")
                                         : LatencyTexts::tr("%1 % less"))
                                   .arg(percent);
    }
    return text;
}

QString durationText(qint64 microseconds)
{
    const QLocale locale;
    const auto number = [&](qint64 unit, int decimals) {
        return locale.toString(static_cast<double>(microseconds) / static_cast<double>(unit), 'f',
                               decimals);
    };
    if (microseconds == 0)
        return LatencyTexts::tr("%1 s").arg(0);
    if (microseconds < 10 * millisecond)
        return LatencyTexts::tr("%1 ms").arg(number(millisecond, 1));
    if (microseconds < second)
        return LatencyTexts::tr("%1 ms").arg(number(millisecond, 0));
    if (microseconds < 2 * minute)
        return LatencyTexts::tr("%1 s").arg(number(second, 1));
    const auto twoDigits = [](qint64 value) {
        return QString::number(value).rightJustified(2, u'0');
    };
    if (microseconds < hour) {
        return LatencyTexts::tr("%1 min %2 s")
            .arg(QString::number(microseconds / minute), twoDigits(microseconds % minute / second));
    }
    return LatencyTexts::tr("%1 h %2 min")
        .arg(QString::number(microseconds / hour), twoDigits(microseconds % hour / minute));
}

QString roughDurationText(qint64 microseconds)
{
    if (microseconds >= 2 * minute)
        return durationText(microseconds);
    const qint64 seconds = (microseconds + second / 2) / second;
    return LatencyTexts::tr("%1 s").arg(QLocale().toString(std::max<qint64>(seconds, 1)));
}

TimeAxis TimeAxis::upTo(qint64 microseconds, int mostSteps)
{
    microseconds = std::clamp<qint64>(microseconds, 0, longest);
    const int steps = std::clamp(mostSteps, 1, 5);
    struct NamedUnit {
        qint64 length;
        QString name;
    };
    const NamedUnit units[]{{hour, LatencyTexts::tr("h")},
                            {minute, LatencyTexts::tr("min")},
                            {second, LatencyTexts::tr("s")},
                            {millisecond, LatencyTexts::tr("ms")}};
    // The longest unit in which the step below is at least one.
    const NamedUnit *unit =
        std::find_if(std::begin(units), std::end(units) - 1,
                     [&](const NamedUnit &each) { return 2 * microseconds > 5 * each.length; });
    TimeAxis axis;
    axis.unit = unit->length;
    axis.unitName = unit->name;
    const double highest =
        std::max(static_cast<double>(microseconds) / static_cast<double>(axis.unit), 2.6);
    // Steps of 1, 2 or 5 times a power of ten.
    const double power = std::max(1.0, std::pow(10.0, std::floor(std::log10(highest / steps))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        axis.step = factor * power;
        if (axis.step * steps >= highest)
            break;
    }
    axis.maximum = std::ceil(highest / axis.step - 1e-9) * axis.step;
    return axis;
}

std::optional<qint64> barCut(qint64 shown, qint64 beside)
{
    // The product of a time near 2^63 would be no qint64 any more.
    const auto cut =
        static_cast<qint64>(static_cast<double>(std::min<qint64>(shown, TimeAxis::longest)) * 1.6);
    return shown > 0 && beside > cut ? std::optional(cut) : std::nullopt;
}

QStringList barTexts(qint64 microseconds, const TimeAxis &axis)
{
    if (microseconds <= 0)
        return {};
    const double value = static_cast<double>(microseconds) / static_cast<double>(axis.unit);
    if (value < 0.1 || (value < 1 && axis.unit > second))
        return {durationText(microseconds)}; // "0.0 min" says nothing
    const QString number = QLocale().toString(value, 'f', value < 9.95 ? 1 : 0);
    return {LatencyTexts::tr("%1 %2", "number and unit").arg(number, axis.unitName), number};
}

} // namespace concert
