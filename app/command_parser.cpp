// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_parser.h"

#include "app/match_options.h"
#include "app/terminal.h"

using namespace Qt::StringLiterals;

namespace concert {

CommandParser::CommandParser(const QString &command, const QString &description) : command_(command)
{
    setApplicationDescription(description);
    // Not addHelpOption(): it would also add --help-all, for options of Qt's that we do not have.
    addOption({{u"h"_s, u"help"_s}, u"Prints this help."_s});
}

void CommandParser::addOption(QCommandLineOption option)
{
    const QString usual = option.defaultValues().join(u',');
    if (!usual.isEmpty())
        option.setDescription(u"%1 Default: %2."_s.arg(option.description(), usual));
    QCommandLineParser::addOption(option);
}

QString CommandParser::helpText() const
{
    // Qt names the program's file, and knows no subcommands.
    const QString text = QCommandLineParser::helpText();
    return u"Usage: concert "_s % command_ % text.mid(text.indexOf(u" [options]"_s)) % furtherHelp_;
}

std::optional<int> CommandParser::start(const QStringList &arguments)
{
    if (!parse(arguments))
        return reportUsage(command_, {errorText()});
    if (!isSet(u"help"_s))
        return std::nullopt;
    StandardOutput() << helpText();
    return 0;
}

} // namespace concert
