// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparison_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct ComparisonTexts {
    Q_DECLARE_TR_FUNCTIONS(concert::Comparison)
};

} // namespace

QString partDisplayName(ExperimentPart part)
{
    switch (part) {
    case ExperimentPart::Initialisation:
        return ComparisonTexts::tr("Initialisation");
    case ExperimentPart::Negotiation:
        return ComparisonTexts::tr("Negotiation");
    case ExperimentPart::Planning:
        return ComparisonTexts::tr("Planning");
    case ExperimentPart::Orders:
        return ComparisonTexts::tr("Orders");
    case ExperimentPart::StateUpdate:
        return ComparisonTexts::tr("State update");
    case ExperimentPart::Other:
        return ComparisonTexts::tr("Other");
    }
    return {};
}

QColor partColor(ExperimentPart part)
{
    static const std::array<QColor, experimentPartCount> colors{
        QColor(0x56, 0xb4, 0xe9), QColor(0xe6, 0x9f, 0x00), QColor(0x00, 0x9e, 0x73),
        QColor(0x00, 0x72, 0xb2), QColor(0xcc, 0x79, 0xa7), QColor(0x99, 0x99, 0x99)};
    return colors[static_cast<std::size_t>(part)];
}

QString variantDisplayName(const QString &variant)
{
    const QHash<QString, QString> names{
        {u"blocking"_s, ComparisonTexts::tr("Blocking")},
        {u"staged"_s, ComparisonTexts::tr("Staged")},
        {u"pipelined"_s, ComparisonTexts::tr("Pipelined")},
        {u"pipelined, fused"_s, ComparisonTexts::tr("Pipelined, fused")},
        {u"pipelined, mailbox"_s, ComparisonTexts::tr("Pipelined, mailbox")},
        {u"pipelined, until quiet"_s, ComparisonTexts::tr("Pipelined, until quiet")},
        {u"pipelined, speaking in turn"_s, ComparisonTexts::tr("Pipelined, speaking in turn")},
        {u"pipelined, hedged"_s, ComparisonTexts::tr("Pipelined, hedged")},
        {u"4 slots, first come"_s, ComparisonTexts::tr("4 slots, first come")},
        {u"4 slots, longest path first"_s, ComparisonTexts::tr("4 slots, longest path first")}};
    return names.value(variant, variant);
}

QString leverDisplayName(const QString &lever)
{
    const QHash<QString, QString> names{
        {u"concurrency"_s, ComparisonTexts::tr("Concurrency")},
        {u"barriers"_s, ComparisonTexts::tr("Fewer barriers")},
        {u"fused"_s, ComparisonTexts::tr("Fused deliberation")},
        {u"mailbox"_s, ComparisonTexts::tr("Mailbox")},
        {u"until_quiet"_s, ComparisonTexts::tr("Until quiet")},
        {u"speaking"_s, ComparisonTexts::tr("Speaking in turn")},
        {u"hedging"_s, ComparisonTexts::tr("Hedging")},
        {u"priority"_s, ComparisonTexts::tr("Priority at 4 slots")}};
    return names.value(lever, lever);
}

QString leverDescription(const QString &lever)
{
    const QHash<QString, QString> texts{
        {u"concurrency"_s,
         ComparisonTexts::tr(
             "Calls of one stage run together instead of one power after another.")},
        {u"barriers"_s, ComparisonTexts::tr(
                            "A stage waits for its own inputs, not for everybody's stage before.")},
        {u"fused"_s, ComparisonTexts::tr("Diaries and updates are fields of the orders' and "
                                         "messages' answers instead of calls.")},
        {u"mailbox"_s, ComparisonTexts::tr("A power writes its next message when it has its last, "
                                           "and reads what has come.")},
        {u"until_quiet"_s, ComparisonTexts::tr("Who has nothing new to answer is skipped; when all "
                                               "are silent, the talks end.")},
        {u"speaking"_s, ComparisonTexts::tr("Powers speak one after another, each knowing what was "
                                            "said before.")},
        {u"hedging"_s, ComparisonTexts::tr("A call that is slower than usual is asked a second "
                                           "time; the first answer counts.")},
        {u"priority"_s, ComparisonTexts::tr("With four calls at once, what holds up most goes "
                                            "first instead of what came first.")}};
    return texts.value(lever);
}

QString scheduleDescription(Schedule schedule)
{
    switch (schedule) {
    case Schedule::Blocking:
        return ComparisonTexts::tr("One power after another: the old way.");
    case Schedule::Staged:
        return ComparisonTexts::tr("All powers together, stage by stage.");
    case Schedule::Pipelined:
        return ComparisonTexts::tr("Everything as soon as its inputs are there.");
    }
    return {};
}

QString percentageText(double share)
{
    return ComparisonTexts::tr("%1 %").arg(QLocale().toString(100 * share, 'f', 1));
}

QString intervalText(const PairedReduction &reduction)
{
    if (!reduction.hasInterval)
        return {};
    const QLocale locale;
    return ComparisonTexts::tr("%1 to %2 %")
        .arg(locale.toString(100 * reduction.low, 'f', 1),
             locale.toString(100 * reduction.high, 'f', 1));
}

QString comparedSentence(const ComparedVariant &variant)
{
    const PairedReduction &total = variant.overall.critical;
    const QString name = variantDisplayName(variant.name);
    const QString against = variantDisplayName(variant.against);
    const QString sentence = total.reduction >= 0
                                 ? ComparisonTexts::tr("%1 takes %2 less time than %3")
                                       .arg(name, percentageText(total.reduction), against)
                                 : ComparisonTexts::tr("%1 takes %2 more time than %3")
                                       .arg(name, percentageText(-total.reduction), against);
    if (!total.hasInterval)
        return ComparisonTexts::tr("%1 (n = %2).").arg(sentence).arg(total.n);
    return ComparisonTexts::tr("%1 (95 %: %2, n = %3).")
        .arg(sentence, intervalText(total))
        .arg(total.n);
}

QString notJudgedSentence(const ComparedVariant &variant)
{
    const QString limit = percentageText(mostSpoilt);
    if (variant.defaulted > mostSpoilt)
        return ComparisonTexts::tr("It is not judged: %1 of a match's calls had no answer that "
                                   "could be used (above %2), so the matches did not do the same "
                                   "work.")
            .arg(percentageText(variant.defaulted), limit);
    if (variant.held > mostSpoilt)
        return ComparisonTexts::tr("It is not judged: %1 of a match's time was waiting for a "
                                   "provider that was gone or a spending cap (above %2).")
            .arg(percentageText(variant.held), limit);
    return {};
}

QString statusDisplayText(const ComparedTimes &times)
{
    switch (statusOf(times)) {
    case ComparedStatus::NotAskedFor:
        return ComparisonTexts::tr("not asked for");
    case ComparedStatus::OwnWork:
        return ComparisonTexts::tr("own work");
    case ComparedStatus::InOtherCalls:
        return ComparisonTexts::tr("part of other calls");
    case ComparedStatus::Open:
        return ComparisonTexts::tr("open: too few seeds");
    case ComparedStatus::Same:
        return ComparisonTexts::tr("the same, within 1 %");
    case ComparedStatus::Faster:
        return ComparisonTexts::tr("less time");
    case ComparedStatus::Slower:
        return ComparisonTexts::tr("more time");
    case ComparedStatus::NoChangeShown:
        return ComparisonTexts::tr("no change shown");
    }
    return {};
}

} // namespace concert
