// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <cstdio>

namespace concert {

/// What `./dev faults` prints: a line for each case, with the dialects it was played in. Rows are
/// named "17 429 with Retry-After | chat".
class FaultTable {
public:
    void add(const QString &row, bool passed)
    {
        const QString name = row.section(QStringLiteral(" | "), 0, 0);
        const QString dialect = row.section(QStringLiteral(" | "), 1);
        const int number = name.section(QLatin1Char(' '), 0, 0).toInt();
        Line &line = lines_[{number, name.section(QLatin1Char(' '), 1)}];
        (passed ? line.passed : line.failed) << dialect;
    }
    void print(const char *title) const
    {
        std::printf("\n%s\n", title);
        for (auto line = lines_.begin(); line != lines_.end(); ++line) {
            std::printf("%4d  %-66s %-6s %s%s%s\n", line.key().first, qPrintable(line.key().second),
                        line->failed.isEmpty() ? "ok" : "FAILED",
                        qPrintable(line->passed.join(QLatin1Char(' '))),
                        line->failed.isEmpty() ? "" : "; failed: ",
                        qPrintable(line->failed.join(QLatin1Char(' '))));
        }
        std::fflush(stdout);
    }

private:
    struct Line {
        QStringList passed;
        QStringList failed;
    };
    QMap<QPair<int, QString>, Line> lines_;
};

} // namespace concert
