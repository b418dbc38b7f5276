// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTest>

/// Starts the real program and waits for its end.
struct ProgramRun {
    int exitCode = -1; ///< -1: it crashed or did not end
    QByteArray output;
    QString errors;

    QList<QByteArray> lines() const
    {
        QList<QByteArray> list = output.split('\n');
        if (!list.isEmpty() && list.last().isEmpty())
            list.removeLast();
        return list;
    }
    QList<QJsonObject> objects() const
    {
        QList<QJsonObject> list;
        for (const QByteArray &line : lines())
            list << QJsonDocument::fromJson(line).object();
        return list;
    }
};

inline ProgramRun runProgram(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(qEnvironmentVariable("CONCERT_PROGRAM"), arguments);
    process.write(input);
    process.closeWriteChannel();
    ProgramRun run;
    if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit)
        run.exitCode = process.exitCode();
    run.output = process.readAllStandardOutput();
    run.errors = QString::fromUtf8(process.readAllStandardError());
    return run;
}

/// As runProgram(), while this process serves what it asks.
inline ProgramRun runBeside(const QStringList &arguments)
{
    QProcess process;
    process.start(qEnvironmentVariable("CONCERT_PROGRAM"), arguments);
    ProgramRun run;
    if (QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 120'000) &&
        process.exitStatus() == QProcess::NormalExit)
        run.exitCode = process.exitCode();
    run.output = process.readAllStandardOutput();
    run.errors = QString::fromUtf8(process.readAllStandardError());
    return run;
}

inline bool writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QString sampleFile(const char *name)
{
    return QStringLiteral(CONCERT_SOURCE_DIR "/tests/data/") + QString::fromUtf8(name);
}
