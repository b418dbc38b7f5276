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
    /// Files and folders may be given as file:// addresses.
    QStringList positionalArguments() const;

    /// Reads the arguments. An exit code: there is nothing more to do, help or what is wrong was
    /// printed.
    std::optional<int> start(const QStringList &arguments);

private:
    QStringList problems(const QStringList &arguments) const;

    QString command_;
    QStringList names_; ///< of all options
    QString furtherHelp_;
};

} // namespace concert
