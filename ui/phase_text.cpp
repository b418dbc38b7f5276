// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase_text.h"

#include <QCoreApplication>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

struct PhaseText {
    Q_DECLARE_TR_FUNCTIONS(concert::Phase)
};

QString typeText(PhaseType type)
{
    switch (type) {
    case PhaseType::Movement:
        return PhaseText::tr("movement");
    case PhaseType::Retreat:
        return PhaseText::tr("retreats");
    case PhaseType::Adjustment:
        return PhaseText::tr("builds and removals");
    }
    return {};
}

} // namespace

QString phaseShortName(Phase phase)
{
    return QString::fromStdString(phase.name());
}

QString phaseDisplayName(Phase phase)
{
    switch (phase.season) {
    case Season::Spring:
        return PhaseText::tr("Spring %1, %2").arg(phase.year).arg(typeText(phase.type));
    case Season::Fall:
        return PhaseText::tr("Autumn %1, %2").arg(phase.year).arg(typeText(phase.type));
    case Season::Winter:
        return PhaseText::tr("Winter %1, %2").arg(phase.year).arg(typeText(phase.type));
    }
    return {};
}

QString elapsedText(qint64 microseconds)
{
    const qint64 seconds = qMax<qint64>(microseconds, 0) / 1000000;
    const QChar zero = u'0';
    if (seconds < 3600)
        return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, zero);
    return u"%1:%2:%3"_s.arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, zero)
        .arg(seconds % 60, 2, 10, zero);
}

} // namespace concert
