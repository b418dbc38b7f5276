// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_parser.h"

#include "app/local_path.h"
#include "app/match_options.h"
#include "app/nearest_name.h"
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
    names_ += option.names();
    QCommandLineParser::addOption(option);
}

QString CommandParser::helpText() const
{
    // Qt names the program's file, and knows no subcommands.
    const QString text = QCommandLineParser::helpText();
    return u"Usage: concert "_s % command_ % text.mid(text.indexOf(u" [options]"_s)) % furtherHelp_;
}

QStringList CommandParser::positionalArguments() const
{
    QStringList paths = QCommandLineParser::positionalArguments();
    for (QString &path : paths)
        path = localPath(path);
    return paths;
}

/// What is wrong with options, each with the one that was perhaps meant. Qt takes "-word" for
/// as many options as it has letters; here it is told as it was written.
QStringList CommandParser::problems(const QStringList &arguments) const
{
    const QStringList unknown = unknownOptionNames();
    QStringList problems;
    for (const QString &argument : arguments) {
        if (argument == u"--"_s)
            break;
        const qsizetype dashes = argument.startsWith(u"--"_s) ? 2 : 1;
        const QString written = argument.section(u'=', 0, 0);
        const QString name = written.mid(dashes);
        if (!argument.startsWith(u'-') || (dashes == 2 && names_.contains(name)) ||
            !unknown.contains(dashes == 2 ? name : name.left(1)))
            continue;
        const QString nearest = nearestName(name, names_);
        problems << u"\"%1\" is not an option of \"concert %2\""_s.arg(written, command_) %
                        didYouMean(name, names_, nearest.size() == 1 ? u"-"_s : u"--"_s);
    }
    return problems.isEmpty() ? QStringList{errorText()} : problems;
}

std::optional<int> CommandParser::start(const QStringList &arguments)
{
    if (!parse(arguments))
        return reportUsage(command_, problems(arguments));
    if (!isSet(u"help"_s))
        return std::nullopt;
    StandardOutput() << helpText();
    return 0;
}

} // namespace concert
