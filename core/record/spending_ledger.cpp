// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/spending_ledger.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qint64 longestLedgerLine = 200;

} // namespace

QString SpendingLedger::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) %
           u"/concert/spending"_s;
}

QString SpendingLedger::fileOf(const QDate &day) const
{
    return folder_ % u'/' % day.toString(Qt::ISODate) % u".jsonl"_s;
}

void SpendingLedger::add(const SpendingAmount &amount, const QDate &day)
{
    QDir().mkpath(folder_);
    QFile file(fileOf(day));
    // What cannot be written is not worth stopping a match for: the match's own cap still holds.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return;
    const QJsonObject json{{u"cost_usd"_s, amount.cost}, {u"tokens"_s, amount.tokens}};
    // A line that another process tore ends here.
    file.write('\n' + QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

SpendingAmount SpendingLedger::spentOn(const QDate &day)
{
    if (day != day_) {
        day_ = day;
        sum_ = {};
        readUpTo_ = 0;
    }
    QFile file(fileOf(day));
    if (!file.open(QIODevice::ReadOnly) || !file.seek(readUpTo_))
        return sum_;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(longestLedgerLine);
        if (!line.endsWith('\n') && file.atEnd())
            break; // is being written
        readUpTo_ = file.pos();
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        const double cost = json[u"cost_usd"_s].toDouble();
        if (std::isfinite(cost))
            sum_.cost += std::max(0.0, cost);
        sum_.tokens += std::max<qint64>(0, json[u"tokens"_s].toInteger());
    }
    return sum_;
}

} // namespace concert
