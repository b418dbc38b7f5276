// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_folder.h"

#include "core/record/folder_file.h"
#include "core/record/match_branch.h"
#include "core/record/match_log_file.h"
#include "core/record/match_log_reader.h"
#include "core/record/write_whole.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSysInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <limits>
#include <utility>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QString lockFileName = QStringLiteral("match.lock");
constexpr qint64 longestLock = 4096; // QLockFile reads whole lines, whatever their length

struct FolderText {
    Q_DECLARE_TR_FUNCTIONS(concert::MatchFolder)
};

QString shownFolder(const QString &folder)
{
    return QDir::toNativeSeparators(folder);
}

std::unique_ptr<QLockFile> lockOf(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder % u'/' % lockFileName);
    lock->setStaleLockTime(0); // a match may take days; whose process is gone holds it no more
    return lock;
}

/// Cuts a file behind its line number \a lines, or behind its last whole one.
QString keepLines(const QString &path, qsizetype lines)
{
    if (!QFileInfo::exists(path))
        return {};
    QFile file;
    if (const QString reason = openToWrite(path, &file, QIODevice::ReadWrite); !reason.isEmpty())
        return FolderText::tr("%1 cannot be written to: %2.").arg(shownFolder(path), reason);
    qint64 kept = 0;
    for (qsizetype line = 0; line < lines && !file.atEnd(); ++line) {
        const QByteArray text = nextLine(&file);
        if (text.size() > longestFileLine)
            return FolderText::tr("%1 cannot be read: %2.")
                .arg(shownFolder(path), FolderText::tr("a line is too long"));
        if (!text.endsWith('\n'))
            break;
        kept += text.size();
    }
    if (kept == file.size() || file.resize(kept))
        return {};
    return FolderText::tr("%1 cannot be written to: %2.")
        .arg(shownFolder(path), file.errorString());
}

QString whyNotLocked(const QString &folder)
{
    QString path;
    QString reason;
    for (const QString &name : {lockFileName, matchFileName, callsFileName}) {
        path = folder % u'/' % name;
        reason = whyNotOurs(path);
        if (reason.isEmpty() && name == lockFileName && QFileInfo(path).size() > longestLock)
            reason = FolderText::tr("it is not a lock of Concert's");
        if (!reason.isEmpty())
            return FolderText::tr("%1 cannot be written to: %2.").arg(shownFolder(path), reason);
    }
    return {};
}

/// The lines of calls.jsonl whose calls are over when this phase begins.
QString readTextsBefore(const Phase &before, const QString &path, QByteArray *texts)
{
    QFile calls;
    QString reason = openToRead(path, &calls);
    if (!calls.isOpen() && !QFileInfo(path).isSymLink() && !QFileInfo::exists(path))
        return {}; // none have been kept
    QByteArray line;
    while (reason.isEmpty() && !(line = nextLine(&calls)).isEmpty()) {
        if (line.size() > longestFileLine)
            reason = FolderText::tr("a line is too long");
        const auto text = callTextFromLine(line);
        if (line.endsWith('\n') && text && isBefore(text->call, before))
            *texts += line;
    }
    return reason.isEmpty()
               ? QString()
               : FolderText::tr("%1 cannot be read: %2.").arg(shownFolder(path), reason);
}

QString momentName()
{
    return QDateTime::currentDateTime().toString(u"yyyyMMdd_HHmmss"_s);
}

/// Makes a folder that was not there, whatever has its name already. Empty: \a problem says why
/// not.
QString newFolderIn(const QString &folder, const QString &name, QString *problem)
{
    constexpr int mostTries = 1000;
    constexpr mode_t ownersOnly = 0700;
    QString path = folder % u'/' % name;
    for (int number = 2; ::mkdir(QFile::encodeName(path).constData(), ownersOnly) != 0; ++number) {
        if (errno != EEXIST || number > mostTries) {
            *problem = FolderText::tr("%1 cannot be made: %2.")
                           .arg(shownFolder(path), qt_error_string(errno));
            return {};
        }
        path = folder % u'/' % name % u'_' % QString::number(number);
    }
    return path;
}

/// Moves the match of a folder to \a past, and the one of \a next in its place: both, or none.
QString exchangeMatch(const QString &folder, const QString &past, const QString &next)
{
    // The match itself last out and last in: where match.jsonl is, all of the match is.
    const std::array<std::pair<QString, QString>, 2> ways{{{folder, past}, {next, folder}}};
    QList<std::pair<QByteArray, QByteArray>> done;
    for (const auto &[from, to] : ways) {
        for (const QString &name : {callsFileName, matchFileName}) {
            const QByteArray source = QFile::encodeName(from % u'/' % name);
            const QByteArray target = QFile::encodeName(to % u'/' % name);
            if (::rename(source.constData(), target.constData()) == 0) {
                done << std::pair(source, target);
            } else if (errno != ENOENT || name == matchFileName) { // texts may never have been kept
                const QString reason = qt_error_string(errno);
                for (auto move = done.crbegin(); move != done.crend(); ++move)
                    ::rename(move->second.constData(), move->first.constData());
                return FolderText::tr("The match cannot be moved to %1: %2.")
                    .arg(shownFolder(to), reason);
            }
        }
    }
    syncFolder(past);
    return {};
}

} // namespace

std::unique_ptr<QLockFile> lockMatchFolder(const QString &folder, QString *problem)
{
    *problem = whyNotLocked(folder);
    if (!problem->isEmpty())
        return {};
    auto lock = lockOf(folder);
    if (lock->tryLock(0))
        return lock;
    *problem = lock->error() == QLockFile::LockFailedError
                   ? FolderText::tr("The match in %1 is in use by another process.")
                         .arg(shownFolder(folder))
                   : FolderText::tr("%1 cannot be written to: %2.")
                         .arg(shownFolder(folder), lock->error() == QLockFile::PermissionError
                                                       ? qt_error_string(EACCES)
                                                       : FolderText::tr("the disk may be full"));
    return {};
}

std::unique_ptr<QLockFile> claimMatchFolder(const QString &folder, QString *problem)
{
    if (const QString reason = makePrivateFolder(folder); !reason.isEmpty()) {
        *problem = FolderText::tr("%1 cannot be made: %2.").arg(shownFolder(folder), reason);
        return {};
    }
    auto lock = lockMatchFolder(folder, problem);
    if (!lock)
        return {};
    // Only now: whoever held it before may have played a whole match since anybody looked.
    *problem = whyNotWritable(folder);
    return problem->isEmpty() ? std::move(lock) : nullptr;
}

bool isBeingPlayed(const QString &folder)
{
    QFile file;
    qint64 process = 0;
    QString host;
    QString program;
    // A pipe in its place would be waited for.
    if (!openToRead(folder % u'/' % lockFileName, &file).isEmpty() || file.size() > longestLock ||
        !lockOf(folder)->getLockInfo(&process, &host, &program))
        return false;
    if (!host.isEmpty() && host != QSysInfo::machineHostName())
        return true; // nobody here can know better
    if (::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH)
        return false;
    // Its number may be another program's by now.
    const QString running = QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(process));
    return running.isEmpty() || QFileInfo(running).fileName().startsWith(program);
}

QString cutTornEnds(const QString &folder, qsizetype events)
{
    const QString problem = keepLines(folder % u'/' % matchFileName, events);
    return problem.isEmpty()
               ? keepLines(folder % u'/' % callsFileName, std::numeric_limits<qsizetype>::max())
               : problem;
}

QString writeMatchBefore(const Phase &before, const std::vector<MatchEvent> &events,
                         const QString &source, const QString &folder)
{
    QByteArray texts;
    if (const QString problem = readTextsBefore(before, source % u'/' % callsFileName, &texts);
        !problem.isEmpty())
        return problem;
    QByteArray lines;
    for (const MatchEvent &event : events)
        lines += QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact) + '\n';
    QString problem = writeWhole(folder % u'/' % callsFileName, texts);
    if (problem.isEmpty())
        problem = writeWhole(folder % u'/' % matchFileName, lines);
    syncFolder(folder);
    return problem;
}

QString rewindMatch(const QString &folder, const Phase &before,
                    const std::vector<MatchEvent> &events, QString *aside)
{
    QTemporaryDir next(folder % u"/.next-XXXXXX"_s);
    next.setAutoRemove(false); // nothing is removed that was not made here
    if (!next.isValid())
        return FolderText::tr("%1 cannot be written to: %2.")
            .arg(shownFolder(folder), next.errorString());
    // What goes on is written before what was there moves: a full disk changes nothing.
    QString problem = writeMatchBefore(before, events, folder, next.path());
    const QString past =
        problem.isEmpty() ? newFolderIn(folder, u"before_"_s % momentName(), &problem) : QString();
    if (problem.isEmpty())
        problem = exchangeMatch(folder, past, next.path());
    for (const QString &name : {callsFileName, matchFileName})
        QFile::remove(next.path() % u'/' % name);
    QDir().rmdir(next.path());
    if (!problem.isEmpty() && !past.isEmpty())
        QDir().rmdir(past);
    syncFolder(folder);
    *aside = past;
    return problem;
}

} // namespace concert
