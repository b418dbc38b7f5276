// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/export_command.h"

#include "app/command_parser.h"
#include "app/match_options.h"
#include "app/terminal.h"
#include "core/record/match_export.h"
#include "core/record/match_log_reader.h"
#include "core/record/timings.h"

#include <QDir>
#include <QFileInfo>
#include <QTextStream>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

int exportMatch(const QString &path, const MatchExport &form, QString file)
{
    MatchLog log;
    if (const QString problem = readMatchLog(path, &log); !problem.isEmpty())
        return reportUsage(u"export"_s, {problem});
    if (log.phases().isEmpty())
        return reportUsage(u"export"_s, {u"no phase of this match has begun yet"_s});
    const QByteArray bytes = form.bytes(log);
    if (isTerminalName(file)) // its name is no part of what is written there
        return writeToTerminal(bytes) ? 0 : failureExitCode;
    if (file.isEmpty()) {
        const QFileInfo info(path);
        file = (info.isDir() ? path : info.path()) % u'/' % form.fileName;
    }
    if (const QString problem = writeWhole(file, bytes); !problem.isEmpty()) {
        StandardError() << "concert: " << problem << '\n';
        return failureExitCode;
    }
    StandardOutput() << QDir::toNativeSeparators(QDir::cleanPath(file)) << '\n';
    return 0;
}

} // namespace

int exportCommand(const QStringList &arguments)
{
    QStringList names;
    for (const MatchExport &form : matchExports())
        names << form.name;
    CommandParser parser(u"export"_s, u"Writes a match, or its timings, in another form."_s);
    parser.addPositionalArgument(u"RUN_DIR"_s, u"The match's folder, or its match.jsonl."_s);
    parser.addOption({u"format"_s,
                      u"csv (a row for each call), json (spans and statistics), trace (trace "
                      "events for Perfetto and chrome://tracing), md (a report) or game (a saved "
                      "game of the diplomacy library with AI_Diplomacy's additions)."_s,
                      names.join(u'|'), u"csv"_s});
    parser.addOption({{u"o"_s, u"output"_s},
                      u"The file to write; \"-\": standard output (default: beside the match)."_s,
                      u"file"_s});
    if (const auto code = parser.start(arguments))
        return *code;
    QStringList problems;
    if (parser.positionalArguments().size() != 1)
        problems << u"\"concert export\" takes one match's folder"_s;
    const MatchExport *form = matchExport(parser.value(u"format"_s));
    if (form == nullptr)
        problems << u"--format is %1, not \"%2\""_s.arg(names.join(u", "_s),
                                                        parser.value(u"format"_s));
    if (!problems.isEmpty())
        return reportUsage(u"export"_s, problems);
    return exportMatch(parser.positionalArguments().first(), *form, parser.value(u"output"_s));
}

} // namespace concert
