// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/spending_ledger.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qint64 longestLedgerLine = 300;

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

bool SpendingLedger::write(const QJsonObject &line, const QDate &day)
{
    QDir().mkpath(folder_);
    QFile file(fileOf(day));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return false;
    // A line that another process tore ends here.
    const QByteArray bytes = '\n' + QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    return file.write(bytes) == bytes.size();
}

std::optional<SpendingAmount> SpendingLedger::reserve(const SpendingAmount &amount,
                                                      const QDate &day)
{
    const QString id = QString::number(QRandomGenerator::global()->generate64(), 36);
    if (!write({{u"id"_s, id},
                {u"reserved_usd"_s, amount.cost},
                {u"reserved_tokens"_s, amount.tokens}},
               day))
        return std::nullopt;
    return readOn(day, id);
}

/// What cannot be written is not worth stopping a match for: the match's own cap still holds.
void SpendingLedger::settle(const SpendingAmount &reserved, const SpendingAmount &spent,
                            const QDate &day)
{
    write({{u"cost_usd"_s, spent.cost},
           {u"tokens"_s, spent.tokens},
           {u"reserved_usd"_s, -reserved.cost},
           {u"reserved_tokens"_s, -reserved.tokens}},
          day);
}

SpendingAmount SpendingLedger::spentOn(const QDate &day)
{
    readOn(day);
    return spent_;
}

SpendingAmount SpendingLedger::reservedOn(const QDate &day)
{
    readOn(day);
    return reserved_;
}

/// Reads what was added since. What all lines before the one called \a until come to; nullopt: it
/// is not among the new ones.
std::optional<SpendingAmount> SpendingLedger::readOn(const QDate &day, const QString &until)
{
    if (day != day_) {
        day_ = day;
        spent_ = {};
        reserved_ = {};
        readUpTo_ = 0;
    }
    std::optional<SpendingAmount> before;
    QFile file(fileOf(day));
    if (!file.open(QIODevice::ReadOnly) || !file.seek(readUpTo_))
        return before;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(longestLedgerLine);
        if (!line.endsWith('\n') && file.atEnd())
            break; // is being written
        readUpTo_ = file.pos();
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        if (!until.isEmpty() && json[u"id"_s] == until) {
            before = spent_;
            *before += {std::max(0.0, reserved_.cost), std::max<qint64>(0, reserved_.tokens)};
        }
        const auto finite = [](double value) { return std::isfinite(value) ? value : 0.0; };
        spent_.cost += std::max(0.0, finite(json[u"cost_usd"_s].toDouble()));
        spent_.tokens += std::max<qint64>(0, json[u"tokens"_s].toInteger());
        reserved_.cost += finite(json[u"reserved_usd"_s].toDouble());
        reserved_.tokens += json[u"reserved_tokens"_s].toInteger();
    }
    return before;
}

} // namespace concert
