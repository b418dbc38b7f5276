// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_folder.h"

#include "core/record/match_branch.h"
#include "core/record/match_log_file.h"
#include "core/record/match_log_reader.h"
#include "core/record/write_whole.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QJsonDocument>

#include <limits>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QString lockFileName = QStringLiteral("match.lock");

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
    QFile file(path);
    if (!file.exists())
        return {};
    qint64 kept = 0;
    if (!file.open(QIODevice::ReadOnly))
        return FolderText::tr("%1 cannot be read: %2.").arg(shownFolder(path), file.errorString());
    for (qsizetype line = 0; line < lines && !file.atEnd(); ++line) {
        const QByteArray text = file.readLine();
        if (!text.endsWith('\n'))
            break;
        kept += text.size();
    }
    if (kept == file.size() || QFile::resize(path, kept))
        return {};
    return FolderText::tr("%1 cannot be written to.").arg(shownFolder(path));
}

} // namespace

std::unique_ptr<QLockFile> lockMatchFolder(const QString &folder, QString *problem)
{
    auto lock = lockOf(folder);
    if (lock->tryLock(0))
        return lock;
    *problem = lock->error() == QLockFile::LockFailedError
                   ? FolderText::tr("The match in %1 is in use by another process.")
                         .arg(shownFolder(folder))
                   : FolderText::tr("%1 cannot be written to.").arg(shownFolder(folder));
    return {};
}

std::unique_ptr<QLockFile> claimMatchFolder(const QString &folder, QString *problem)
{
    if (!QDir().mkpath(folder)) {
        *problem = FolderText::tr("%1 cannot be made.").arg(shownFolder(folder));
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
    if (!QFile::exists(folder % u'/' % lockFileName))
        return false;
    const auto lock = lockOf(folder);
    return !lock->tryLock(0) && lock->error() == QLockFile::LockFailedError;
}

QString cutTornEnds(const QString &folder, qsizetype events)
{
    const QString problem = keepLines(folder % u'/' % matchFileName, events);
    return problem.isEmpty()
               ? keepLines(folder % u'/' % callsFileName, std::numeric_limits<qsizetype>::max())
               : problem;
}

QString moveMatchAside(const QString &folder, QString *problem)
{
    const QString name =
        folder % u"/before_"_s % QDateTime::currentDateTime().toString(u"yyyyMMdd_HHmmss"_s);
    QString aside = name;
    for (int number = 2; QFileInfo::exists(aside); ++number)
        aside = name % u'_' % QString::number(number);
    bool done = QDir().mkpath(aside);
    // The match itself last: as long as it is there, the folder is what it was.
    for (const QString &file : {callsFileName, matchFileName}) {
        if (done && QFile::exists(folder % u'/' % file))
            done = QFile::rename(folder % u'/' % file, aside % u'/' % file);
    }
    if (done)
        return aside;
    *problem = FolderText::tr("The match cannot be moved to %1.").arg(shownFolder(aside));
    return {};
}

QString writeMatchBefore(const Phase &before, const std::vector<MatchEvent> &events,
                         const QString &source, const QString &folder)
{
    QByteArray texts;
    QFile calls(source % u'/' % callsFileName);
    if (calls.open(QIODevice::ReadOnly)) {
        while (!calls.atEnd()) {
            const QByteArray line = calls.readLine();
            const auto text = callTextFromLine(line);
            if (text && isBefore(text->call, before))
                texts += line;
        }
    }
    QByteArray lines;
    for (const MatchEvent &event : events)
        lines += QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact) + '\n';
    const QString problem = writeWhole(folder % u'/' % callsFileName, texts);
    return problem.isEmpty() ? writeWhole(folder % u'/' % matchFileName, lines) : problem;
}

} // namespace concert
