// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/fault_plan.h"

#include "core/player/player_random.h"

using namespace Qt::StringLiterals;

namespace concert {

std::variant<FaultPlan, QString> FaultPlan::parse(const QString &text)
{
    FaultPlan plan;
    double sum = 0;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString name = part.section(u':', 0, 0).trimmed();
        const auto fault = faultNamed(name);
        if (!fault)
            return QString(u"\""_s % name % u"\" is no fault; they are listed by --help"_s);
        bool isNumber = false;
        const double probability = part.section(u':', 1).toDouble(&isNumber);
        if (!isNumber || !(probability >= 0 && probability <= 1))
            return QString(u"write "_s % name % u":P with P between 0 and 1, as in "_s % name %
                           u":0.1"_s);
        plan.shares_.emplaceBack(*fault, probability);
        sum += probability;
    }
    if (sum > 1 + 1e-9)
        return u"the faults' probabilities add up to more than 1"_s;
    return plan;
}

const Fault *FaultPlan::draw(quint64 seed, const CallKey &key, int nth) const
{
    if (isEmpty())
        return nullptr;
    double left =
        PlayerRandom{seed, 0xfa017, key.series, key.place, static_cast<quint64>(nth)}.unit();
    for (const auto &[fault, probability] : shares_) {
        if (left < probability)
            return &fault;
        left -= probability;
    }
    return nullptr;
}

} // namespace concert
