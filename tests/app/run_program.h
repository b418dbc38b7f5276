// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "core/record/match_log_reader.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

/// `concert run` beside a test, and what it leaves behind.
namespace concert::running {

using namespace Qt::StringLiterals;

inline constexpr int deadline = 120'000;

/// The real program in a process of its own; the test's event loop goes on (its servers live
/// there).
class Program : public QProcess {
public:
    explicit Program(const QStringList &arguments, const QString &folder)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"OPENAI_API_KEY"_s, u"sk-CANARY-from-the-environment"_s);
        setProcessEnvironment(environment);
        setWorkingDirectory(folder);
        start(qEnvironmentVariable("CONCERT_PROGRAM"), arguments);
    }
    bool hasEnded()
    {
        return QTest::qWaitFor([this] { return state() == QProcess::NotRunning; }, deadline);
    }
    QJsonObject summary()
    {
        output_ += readAllStandardOutput();
        return QJsonDocument::fromJson(output_.trimmed().split('\n').last()).object();
    }
    QString errors()
    {
        errors_ += QString::fromUtf8(readAllStandardError());
        return errors_;
    }

private:
    QByteArray output_;
    QString errors_;
};

inline QStringList fast(const QStringList &arguments)
{
    return QStringList{u"run"_s, u"--simulator_scale"_s, u"0"_s} + arguments;
}

inline QByteArray everythingIn(const QString &folder)
{
    QByteArray all;
    const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

inline MatchEnded endOf(const QString &folder)
{
    MatchLog log;
    const QString problem = readMatchLog(folder, &log);
    if (!problem.isEmpty() || !log.hasEnded())
        qWarning("%s", qPrintable(u"no ended match in "_s % folder % u": "_s % problem));
    return log.hasEnded() ? *log.at(log.size() - 1).as<MatchEnded>() : MatchEnded();
}

} // namespace concert::running
