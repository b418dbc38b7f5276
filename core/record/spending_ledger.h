// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

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

/// What all matches of a day have spent: a file a day in one folder, a line a call. Several
/// processes may write it at once, as each line is appended in one piece; a torn last line counts
/// for nothing. Holds sums and nothing else.
class SpendingLedger {
public:
    explicit SpendingLedger(const QString &folder = usualFolder()) : folder_(folder) {}

    void add(const SpendingAmount &amount, const QDate &day = QDate::currentDate());
    /// Other processes' calls included.
    SpendingAmount spentOn(const QDate &day = QDate::currentDate());

    /// Of this user: $XDG_DATA_HOME/concert/spending.
    static QString usualFolder();

private:
    QString fileOf(const QDate &day) const;

    QString folder_;
    QDate day_;           ///< of the sum
    SpendingAmount sum_;  ///< of what was read
    qint64 readUpTo_ = 0; ///< bytes of the day's file
};

} // namespace concert
