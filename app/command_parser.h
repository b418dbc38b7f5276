// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <optional>

namespace concert {

/// The command line of one subcommand. Its help names the command, and what each option is without
/// being given.
class CommandParser : public QCommandLineParser {
public:
    CommandParser(const QString &command, const QString &description);

    void addOption(QCommandLineOption option);
    /// Comes after the options in the help.
    void setFurtherHelp(const QString &text) { furtherHelp_ = text; }
    QString helpText() const;

    /// Reads the arguments. An exit code: there is nothing more to do, help or what is wrong was
    /// printed.
    std::optional<int> start(const QStringList &arguments);

private:
    QString command_;
    QString furtherHelp_;
};

} // namespace concert
