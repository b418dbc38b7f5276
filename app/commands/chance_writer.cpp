// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/chance_writer.h"

#include "core/record/text.h"
#include "core/record/timings.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int phaseWidth = 8;
constexpr int powerWidth = 11;

/// The estimates of a power with the names that files have for them.
constexpr std::array<std::pair<const char *, Estimate PowerChances::*>, 4> estimates{{
    {"share", &PowerChances::share},
    {"centers", &PowerChances::centers},
    {"solo", &PowerChances::solo},
    {"alive", &PowerChances::alive},
}};

/// "14.2 ±0.3".
QString percentText(const Estimate &estimate)
{
    return u"%1 ±%2"_s.arg(100 * estimate.mean, 0, 'f', 1).arg(100 * estimate.error, 0, 'f', 1);
}

QString numberText(double value)
{
    return QString::number(value, 'g', 6);
}

} // namespace

void ChanceWriter::beginGame(const QString &id)
{
    game_ = id;
    if (format_ == Format::Table)
        headingNeeded_ = true;
}

void ChanceWriter::write(const Position &position, const Chances &chances)
{
    switch (format_) {
    case Format::Table:
        writeTableRow(position, chances);
        break;
    case Format::Csv:
        writeCsvRow(position, chances);
        break;
    case Format::Json:
        writeJson(position, chances);
        break;
    }
    out_.flush(); // a phase is seen when it is done
}

void ChanceWriter::writeTableRow(const Position &position, const Chances &chances)
{
    if (headingNeeded_) {
        if (!game_.isEmpty())
            out_ << game_ << '\n';
        out_ << u"share of the game in %, ± its standard error: %1 games a phase, %2 years on\n"_s
                    .arg(chances.games)
                    .arg(options_.years);
        out_ << u"phase"_s.leftJustified(phaseWidth);
        for (const Power power : allPowers)
            out_ << powerText(power).rightJustified(powerWidth);
        out_ << '\n';
        headingNeeded_ = false;
    }
    out_ << phaseText(position.phase).leftJustified(phaseWidth);
    for (const PowerChances &power : chances.powers)
        out_ << percentText(power.share).rightJustified(powerWidth);
    out_ << '\n';
}

void ChanceWriter::writeCsvRow(const Position &position, const Chances &chances)
{
    if (headingNeeded_) {
        out_ << "game,phase,games,years,seed";
        for (const Power power : allPowers) {
            for (const auto &[name, member] : estimates)
                out_ << ',' << powerText(power) << '_' << name << ',' << powerText(power) << '_'
                     << name << "_error";
        }
        out_ << "\r\n";
        headingNeeded_ = false;
    }
    out_ << csvText(game_) << ',' << phaseText(position.phase) << ',' << chances.games << ','
         << options_.years << ',' << options_.seed;
    for (const PowerChances &power : chances.powers) {
        for (const auto &[name, member] : estimates)
            out_ << ',' << numberText((power.*member).mean) << ','
                 << numberText((power.*member).error);
    }
    out_ << "\r\n";
}

void ChanceWriter::writeJson(const Position &position, const Chances &chances)
{
    QJsonObject powers;
    for (const Power power : allPowers) {
        QJsonObject json;
        for (const auto &[name, member] : estimates) {
            const Estimate estimate = chances.of(power).*member;
            const QString key = QString::fromUtf8(name);
            json.insert(key, estimate.mean);
            json.insert(key % u"_error", estimate.error);
        }
        powers.insert(powerText(power), json);
    }
    const QJsonObject json{{u"game"_s, game_},
                           {u"phase"_s, phaseText(position.phase)},
                           {u"games"_s, chances.games},
                           {u"years"_s, options_.years},
                           {u"seed"_s, static_cast<qint64>(options_.seed)},
                           {u"powers"_s, powers}};
    out_ << QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)) << '\n';
}

} // namespace concert
