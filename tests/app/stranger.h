// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log_file.h"
#include "tests/app/program.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <functional>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

/// Somebody who makes match folders in order to do harm with them.
namespace stranger {

using namespace Qt::StringLiterals;

/// What is laid into a folder that holds a match which was interrupted. Its victim is another
/// folder, in which nothing may change.
struct Trick {
    const char *name;
    std::function<bool(const QString &folder, const QString &victim)> lay;
    QString looking = {}; ///< what is said by who only looks at it; empty: it is shown
    QString goingOn = {}; ///< what is said by who would write into it; empty: it goes on
    /// What is said by who exports beside it, or branches from it, where that is another thing than
    /// when looking.
    QString exporting = {};
    QString branching = {};
};

inline QByteArray pathBytes(const QString &path)
{
    return QFile::encodeName(path);
}

inline bool link(const QString &target, const QString &path)
{
    QFile::remove(path);
    return ::symlink(pathBytes(target).constData(), pathBytes(path).constData()) == 0;
}

inline bool hardLink(const QString &target, const QString &path)
{
    QFile::remove(path);
    return ::link(pathBytes(target).constData(), pathBytes(path).constData()) == 0;
}

inline bool pipeAt(const QString &path)
{
    QFile::remove(path);
    return ::mkfifo(pathBytes(path).constData(), 0666) == 0;
}

/// /dev/zero, by another name.
inline bool deviceAt(const QString &path)
{
    QFile::remove(path);
    return ::mknod(pathBytes(path).constData(), S_IFCHR | 0666, makedev(1, 5)) == 0;
}

inline bool socketAt(const QString &path)
{
    QFile::remove(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    // By a short way: these names have at most a hundred bytes.
    const QByteArray here = pathBytes(QDir::currentPath());
    const QByteArray folder = pathBytes(QFileInfo(path).path());
    const QByteArray name = pathBytes(QFileInfo(path).fileName());
    const int handle = ::socket(AF_UNIX, SOCK_STREAM, 0);
    std::copy(name.begin(), name.end(), address.sun_path);
    const bool done = handle >= 0 && ::chdir(folder.constData()) == 0 &&
                      ::bind(handle, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    const bool back = ::chdir(here.constData()) == 0;
    ::close(handle);
    return done && back;
}

/// Many zeros that take no place on the disk.
inline bool hugeFileAt(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.resize(qint64{40} << 30);
}

inline bool append(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::Append) && file.write(bytes) == bytes.size();
}

/// Links with every name that something made in the next minutes could have.
inline bool linkMoments(const QString &target, const QString &beginning)
{
    const QDateTime now = QDateTime::currentDateTime();
    for (int second = 0; second < 300; ++second) {
        if (!link(target, beginning % now.addSecs(second).toString(u"yyyyMMdd_HHmmss"_s)))
            return false;
    }
    return true;
}

/// All there is below a folder: names, kinds, rights and contents.
inline QStringList everythingIn(const QString &folder)
{
    QStringList all;
    QDirIterator entries(folder,
                         QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next();
        const QByteArray content = QFileInfo(path).isFile() ? readFile(path) : QByteArray();
        all << u"%1 %2 %3"_s.arg(
            path, QString::number(QFileInfo(path).permissions().toInt(), 16),
            QString::fromLatin1(
                QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()));
    }
    all.sort();
    return all;
}

/// A folder of somebody who has nothing to do with it.
inline bool makeVictim(const QString &victim, const QString &match)
{
    return QDir().mkpath(victim % u"/letters"_s) && writeFile(victim % u"/notes.txt"_s, "mine\n") &&
           writeFile(victim % u"/.bashrc"_s, "alias ll='ls -l'\nalias rm='rm -i'") &&
           writeFile(victim % u"/letters/one.txt"_s, "Dear Anna") &&
           QFile::copy(match % u"/match.jsonl"_s, victim % u"/match.jsonl"_s) &&
           QFile::copy(match % u"/calls.jsonl"_s, victim % u"/calls.jsonl"_s);
}

/// A match's folder as a killed program leaves it.
inline bool makeInterrupted(const QString &folder, const QString &match)
{
    bool done = QDir().mkpath(folder);
    for (const char *name : {"match.jsonl", "calls.jsonl"}) {
        const QByteArray all = readFile(match % u'/' % QString::fromLatin1(name));
        done = done && writeFile(folder % u'/' % QString::fromLatin1(name),
                                 all.left(all.size() * 60 / 100));
    }
    return done;
}

inline bool isRoot()
{
    return ::geteuid() == 0;
}

inline const QString aLink = u"it is a link"_s;
inline const QString noFile = u"it is not a regular file"_s;

/// One name of a match's folder, in all the ways in which it may be no file.
/// \a isShown: who only looks reads it, too.
inline QList<Trick> tricksWith(const QString &name, bool isShown)
{
    const auto at = [name](const QString &folder) { return QString(folder % u'/' % name); };
    const auto said = [isShown](const QString &words) { return isShown ? words : QString(); };
    static QList<QByteArray> names; // outlive the rows
    const auto called = [&name](const char *what) {
        names << name.toUtf8() + ": " + what;
        return names.last().constData();
    };
    QList<Trick> tricks{
        {called("link to a match"),
         [=](const QString &folder, const QString &victim) {
             return link(victim % u"/match.jsonl"_s, at(folder));
         },
         said(aLink), aLink},
        {called("link to a file"),
         [=](const QString &folder, const QString &victim) {
             return link(victim % u"/.bashrc"_s, at(folder));
         },
         said(aLink), aLink},
        {called("link to a folder"),
         [=](const QString &folder, const QString &victim) { return link(victim, at(folder)); },
         said(aLink), aLink},
        {called("link to nothing"),
         [=](const QString &folder, const QString &victim) {
             return link(victim % u"/new"_s, at(folder));
         },
         said(aLink), aLink},
        {called("link to itself"),
         [=](const QString &folder, const QString &) { return link(name, at(folder)); },
         said(aLink), aLink},
        {called("link to a device"),
         [=](const QString &folder, const QString &) { return link(u"/dev/zero"_s, at(folder)); },
         said(aLink), aLink},
        {called("pipe"), [=](const QString &folder, const QString &) { return pipeAt(at(folder)); },
         said(noFile), noFile},
        {called("socket"),
         [=](const QString &folder, const QString &) { return socketAt(at(folder)); }, said(noFile),
         noFile},
        {called("folder"),
         [=](const QString &folder, const QString &) {
             QFile::remove(at(folder));
             return QDir().mkpath(at(folder) % u"/in"_s);
         },
         said(noFile), noFile},
        {called("second name of a match"),
         [=](const QString &folder, const QString &victim) {
             return hardLink(victim % u"/match.jsonl"_s, at(folder));
         },
         {},
         u"a second name"_s},
    };
    if (isRoot()) {
        tricks << Trick{called("device"),
                        [=](const QString &folder, const QString &) {
                            return deviceAt(at(folder));
                        },
                        said(noFile), noFile}
               << Trick{called("another user's"),
                        [=](const QString &folder, const QString &) {
                            const QByteArray path = pathBytes(at(folder));
                            return append(at(folder), {}) &&
                                   ::chown(path.constData(), 65534, 65534) == 0;
                        },
                        {},
                        u"another user"_s};
    }
    if (name == u"calls.jsonl"_s) { // a branch takes its texts along
        for (Trick &trick : tricks) {
            if (trick.goingOn == aLink || trick.goingOn == noFile)
                trick.branching = trick.goingOn;
        }
    }
    return tricks;
}

/// What grows or confuses while it is read.
inline QList<Trick> tricksOfContent()
{
    const QString match = u"/match.jsonl"_s;
    const auto withLine = [=](const std::function<QByteArray()> &line) {
        return [=](const QString &folder, const QString &) {
            const QByteArray first = readFile(folder % match).split('\n').first();
            return writeFile(folder % match, first + '\n' + line() + '\n');
        };
    };
    const QString tooLong = u"longer than 32 MB"_s;
    const QString noEvent = u"match.jsonl:2"_s;
    return {
        {"match.jsonl without an end",
         [=](const QString &folder, const QString &) { return hugeFileAt(folder % match); },
         tooLong, tooLong},
        {"calls.jsonl without an end",
         [](const QString &folder, const QString &) {
             return hugeFileAt(folder % u"/calls.jsonl"_s);
         },
         {},
         u"a line is too long"_s,
         {},
         u"a line is too long"_s},
        {"match.lock without an end",
         [](const QString &folder, const QString &) {
             return hugeFileAt(folder % u"/match.lock"_s);
         },
         {},
         u"not a lock"_s},
        {"a line of 40 MB", withLine([]() -> QByteArray { return QByteArray(40 << 20, 'x'); }),
         tooLong, tooLong},
        {"half a million lists in each other",
         withLine([]() -> QByteArray { return QByteArray(500'000, '['); }), noEvent, noEvent},
        {"ten million numbers", withLine([]() -> QByteArray {
             return R"({"t_us":1,"event":"call_started","inputs":[)"_ba +
                    QByteArray("0,").repeated(10'000'000) + "0]}";
         }),
         noEvent, noEvent},
        {"eight million lists", withLine([]() -> QByteArray {
             return R"({"event":[)"_ba + QByteArray("[],").repeated(8'000'000) + "0]}";
         }),
         noEvent, noEvent},
        {"millions of events", withLine([]() -> QByteArray {
             return QByteArray(R"({"t_us":1,"event":"match_paused","audience":"all"})"
                               "\n")
                 .repeated(1'500'000);
         }),
         u"too many events"_s, u"too many events"_s},
        {"a time at the end of the world", withLine([]() -> QByteArray {
             return R"({"t_us":9223372036854775000,"event":"match_paused","audience":"all"})"_ba;
         }),
         noEvent, noEvent},
        {"a time before the beginning", withLine([]() -> QByteArray {
             return R"({"t_us":-5,"event":"match_paused","audience":"all"})"_ba;
         }),
         noEvent, noEvent},
    };
}

/// Names that a match's folder need not have.
inline QList<Trick> tricksBeside()
{
    const QString export_ = u"/timings.csv"_s;
    return {
        {"next: link to a folder",
         [](const QString &folder, const QString &victim) {
             return link(victim, folder % u"/next"_s);
         }},
        {"next: a folder with somebody's notes",
         [](const QString &folder, const QString &) {
             return QDir().mkpath(folder % u"/next"_s) &&
                    writeFile(folder % u"/next/my-notes.txt"_s, "keep me\n");
         }},
        {"before_*: links to a folder",
         [](const QString &folder, const QString &victim) {
             return linkMoments(victim, folder % u"/before_"_s);
         }},
        {"before_*: links to nothing",
         [](const QString &folder, const QString &victim) {
             return linkMoments(victim % u"/new"_s, folder % u"/before_"_s);
         }},
        {"export: link to a file",
         [=](const QString &folder, const QString &victim) {
             return link(victim % u"/.bashrc"_s, folder % export_);
         },
         {},
         {},
         aLink},
        {"export: link to nothing",
         [=](const QString &folder, const QString &victim) {
             return link(victim % u"/new.csv"_s, folder % export_);
         },
         {},
         {},
         aLink},
        {"export: pipe",
         [=](const QString &folder, const QString &) { return pipeAt(folder % export_); },
         {},
         {},
         noFile},
        {"export: folder",
         [=](const QString &folder, const QString &) { return QDir().mkpath(folder % export_); },
         {},
         {},
         noFile},
        {"export: second name of a file",
         [=](const QString &folder, const QString &victim) {
             return hardLink(victim % u"/notes.txt"_s, folder % export_);
         },
         {},
         {},
         u"a second name"_s},
    };
}

inline QList<Trick> allTricks()
{
    return tricksWith(u"match.jsonl"_s, true) + tricksWith(u"calls.jsonl"_s, false) +
           tricksWith(u"match.lock"_s, false) + tricksOfContent() + tricksBeside();
}

} // namespace stranger
