// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QHash>
#include <QString>

#include <optional>

class QJsonObject;

namespace concert {

/// What was spent, or may be: dollars, and tokens of prompts and answers.
struct SpendingAmount {
    double cost = 0;
    qint64 tokens = 0;

    SpendingAmount &operator+=(const SpendingAmount &other)
    {
        cost += other.cost;
        tokens += other.tokens;
        return *this;
    }
    bool operator==(const SpendingAmount &) const = default;
};

/// What all matches of a day have spent, and hold back for calls that run: a file a day in one
/// folder, a line for each call that begins and one for its end. Several processes may write it at
/// once without a lock: each line is appended in one piece, and their order decides who was first.
/// What a process held back that is there no more counts as spent, as its calls may be billed; a
/// torn line counts for nothing. Holds sums, and which process holds back what.
class SpendingLedger {
public:
    explicit SpendingLedger(const QString &folder = usualFolder()) : folder_(folder) {}

    /// Holds back \a amount, and tells what was spent or held back before, by whomever; nullopt: it
    /// cannot be written.
    std::optional<SpendingAmount> reserve(const SpendingAmount &amount,
                                          const QDate &day = QDate::currentDate());
    /// Gives back what was held; \a spent takes its place.
    void settle(const SpendingAmount &reserved, const SpendingAmount &spent,
                const QDate &day = QDate::currentDate());
    /// Other processes' calls included.
    SpendingAmount spentOn(const QDate &day = QDate::currentDate());
    SpendingAmount reservedOn(const QDate &day = QDate::currentDate());

    QString folder() const { return folder_; }
    /// Of this user: $XDG_DATA_HOME/concert/spending.
    static QString usualFolder();

private:
    QString fileOf(const QDate &day) const;
    bool write(const QJsonObject &line, const QDate &day);
    std::optional<SpendingAmount> readOn(const QDate &day, const QString &until = {});
    void settleTheDead();

    QString folder_;
    QDate day_; ///< of the sums of what was read
    SpendingAmount spent_;
    SpendingAmount reserved_;
    QHash<QString, SpendingAmount> heldBy_; ///< of reserved_, by process
    qint64 readUpTo_ = 0;                   ///< bytes of the day's file
};

} // namespace concert
