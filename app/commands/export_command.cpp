// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/export_command.h"

#include "app/match_options.h"
#include "core/record/match_log_reader.h"
#include "core/record/saved_game_export.h"

#include <QCommandLineParser>
#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// On error a sentence.
QString writeWhole(const QString &path, const QByteArray &text)
{
    if (path == u"-"_s) {
        QFile out;
        if (out.open(stdout, QIODevice::WriteOnly) && out.write(text) == text.size() && out.flush())
            return {};
        return u"standard output cannot be written: %1"_s.arg(out.errorString());
    }
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return u"%1 cannot be written: %2"_s.arg(QDir::toNativeSeparators(path), file.errorString());
}

} // namespace

int exportCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Writes a match in a format of other programs."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(u"run_dir"_s, u"A match's folder."_s, u"RUN_DIR"_s);
    parser.addOption({u"format"_s,
                      u"game: a saved game of the diplomacy library with AI_Diplomacy's additions "
                      "(lmvsgame.json)."_s,
                      u"name"_s, u"game"_s});
    parser.addOption({{u"o"_s, u"output"_s},
                      u"Where to; \"-\": standard output (default: lmvsgame.json in RUN_DIR)."_s,
                      u"file"_s});
    if (!parser.parse(arguments))
        return reportUsage(u"export"_s, {parser.errorText()});
    if (parser.isSet(u"help"_s)) {
        QTextStream(stdout) << parser.helpText();
        return 0;
    }
    if (parser.positionalArguments().size() != 1)
        return reportUsage(u"export"_s, {u"name one match's folder"_s});
    if (parser.value(u"format"_s) != u"game"_s)
        return reportUsage(u"export"_s,
                           {u"--format is game, not \"%1\""_s.arg(parser.value(u"format"_s))});
    const QString folder = parser.positionalArguments().first();
    MatchLog log;
    if (const QString problem = readMatchLog(folder, &log); !problem.isEmpty()) {
        QTextStream(stderr) << "concert: " << problem << '\n';
        return usageExitCode;
    }
    if (log.phases().isEmpty())
        return reportUsage(u"export"_s, {u"no phase of this match has begun yet"_s});
    const QString file =
        parser.isSet(u"o"_s) ? parser.value(u"o"_s) : QString(folder % u"/lmvsgame.json"_s);
    const QByteArray text = QJsonDocument(savedGameJson(log)).toJson(QJsonDocument::Indented);
    if (const QString problem = writeWhole(file, text); !problem.isEmpty()) {
        QTextStream(stderr) << "concert: " << problem << '\n';
        return failureExitCode;
    }
    return 0;
}

} // namespace concert
