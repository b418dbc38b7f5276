// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/spending_ledger.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QSysInfo>

#include <algorithm>
#include <cerrno>
#include <cmath>

#include <csignal>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qint64 longestLedgerLine = 400;

/// "4711@machine"
const QString &thisProcess()
{
    static const QString name = u"%1@%2"_s.arg(QString::number(QCoreApplication::applicationPid()),
                                               QSysInfo::machineHostName().left(64));
    return name;
}

/// Processes of other machines, which may share the folder, count as running.
bool isGone(const QString &process)
{
    const qsizetype at = process.indexOf(u'@');
    bool isNumber = false;
    const int pid = process.left(at).toInt(&isNumber);
    const bool isHere = at > 0 && process.mid(at + 1) == QSysInfo::machineHostName().left(64);
    return isHere && isNumber && pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH;
}

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
                {u"by"_s, thisProcess()},
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
    write({{u"by"_s, thisProcess()},
           {u"cost_usd"_s, spent.cost},
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
        heldBy_.clear();
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
        const SpendingAmount held{finite(json[u"reserved_usd"_s].toDouble()),
                                  json[u"reserved_tokens"_s].toInteger()};
        reserved_ += held;
        heldBy_[json[u"by"_s].toString()] += held;
    }
    settleTheDead();
    return before;
}

/// Nobody will ever give back what they held.
void SpendingLedger::settleTheDead()
{
    for (auto it = heldBy_.begin(); it != heldBy_.end();) {
        const SpendingAmount held = *it;
        if ((held.cost <= 0 && held.tokens <= 0) || !isGone(it.key())) {
            ++it;
            continue;
        }
        spent_ += held;
        reserved_ += {-held.cost, -held.tokens};
        it = heldBy_.erase(it);
    }
}

} // namespace concert
