// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/folder_file.h"

#include "core/chat/text_sanitizer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int lineChunk = 1 << 16;
// Of Qt 6.4's JSON values, in bytes: a list or an object with its first value, any further value.
constexpr qint64 containerSize = 160;
constexpr qint64 valueSize = 32;
constexpr qint64 mostValues = qint64{96} << 20; // in bytes
constexpr qsizetype harmlessJson = mostValues / containerSize;

struct FileReason {
    Q_DECLARE_TR_FUNCTIONS(concert::FolderFile)
};

QString linkReason()
{
    return FileReason::tr("it is a link, and links in a folder of a match are not followed");
}

QString noFileReason()
{
    return FileReason::tr("it is not a regular file");
}

/// Nothing: the name is not there.
std::optional<struct stat> statusOf(const QByteArray &path, FileFrom from)
{
    struct stat status {};
    const int flags = from == FileFrom::Folder ? AT_SYMLINK_NOFOLLOW : 0;
    return ::fstatat(AT_FDCWD, path.constData(), &status, flags) == 0 ? std::optional(status)
                                                                      : std::nullopt;
}

QString whyNotRead(const struct stat &status)
{
    if (S_ISLNK(status.st_mode))
        return linkReason();
    return S_ISREG(status.st_mode) ? QString() : noFileReason();
}

QString whyNotWritten(const struct stat &status)
{
    if (const QString reason = whyNotRead(status); !reason.isEmpty())
        return reason;
    if (status.st_nlink > 1)
        return FileReason::tr("it has a second name elsewhere (a hard link), whose content would "
                              "change with it; copy the match into a new folder");
    return status.st_uid == ::geteuid()
               ? QString()
               : FileReason::tr("it belongs to another user; copy the match into a folder of your "
                                "own");
}

/// \a judge has the last word when the file is open: the name may have changed its meaning.
QString openedBy(const QString &name, QFile *file, QIODevice::OpenMode mode, int flags,
                 FileFrom from, QString (*judge)(const struct stat &))
{
    const QByteArray path = QFile::encodeName(name);
    // Not even opened: a device may do something when it is.
    if (const auto status = statusOf(path, from)) {
        if (const QString reason = judge(*status); !reason.isEmpty())
            return reason;
    }
    if (from == FileFrom::Folder)
        flags |= O_NOFOLLOW;
    constexpr mode_t ownersOnly = 0600;
    const int handle =
        ::open(path.constData(), flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, ownersOnly);
    if (handle < 0)
        return errno == ELOOP ? linkReason() : qt_error_string(errno);
    struct stat status {};
    QString reason = ::fstat(handle, &status) == 0 ? judge(status) : qt_error_string(errno);
    if (reason.isEmpty() && file->open(handle, mode, QFileDevice::AutoCloseHandle))
        return {};
    ::close(handle);
    return reason.isEmpty() ? file->errorString() : reason;
}

/// About the memory that this text's values take. What stands in strings is no value.
qint64 valuesSize(const QByteArray &text)
{
    qint64 size = 0;
    bool inString = false;
    for (const char *at = text.begin(); at != text.end(); ++at) {
        if (*at == '"')
            inString = !inString;
        else if (inString)
            at += *at == '\\' && at + 1 != text.end() ? 1 : 0;
        else if (*at == '[' || *at == '{')
            size += containerSize;
        else if (*at == ',' || *at == ':')
            size += valueSize;
    }
    return size;
}

} // namespace

QString openToRead(const QString &path, QFile *file, FileFrom from)
{
    return openedBy(path, file, QIODevice::ReadOnly, O_RDONLY, from, whyNotRead);
}

QString openToWrite(const QString &path, QFile *file, QIODevice::OpenMode mode)
{
    int flags = (mode & QIODevice::ReadOnly) != 0 ? O_RDWR : O_WRONLY;
    if ((mode & QIODevice::Append) != 0) {
        flags |= O_APPEND;
        // Of a new one it does not matter whom the file system (of a share, say) calls its owner.
        if (openedBy(path, file, mode, flags | O_CREAT | O_EXCL, FileFrom::Folder, whyNotRead)
                .isEmpty())
            return {};
    }
    return openedBy(path, file, mode, flags, FileFrom::Folder, whyNotWritten);
}

QString whyNotOurs(const QString &path)
{
    const auto status = statusOf(QFile::encodeName(path), FileFrom::Folder);
    return status ? whyNotWritten(*status) : QString();
}

QString makePrivateFolder(const QString &path)
{
    const QFileInfo info(QDir::cleanPath(path));
    if (info.isDir())
        return {};
    const QString parent = info.absolutePath();
    errno = 0;
    constexpr mode_t ownersOnly = 0700;
    if (!QDir().mkpath(parent) ||
        (::mkdir(QFile::encodeName(info.absoluteFilePath()).constData(), ownersOnly) != 0 &&
         !info.isDir()))
        return qt_error_string(errno);
    syncFolder(parent);
    return {};
}

void syncFolder(const QString &path)
{
    const int handle =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return; // it may be written to, but not be looked into
    ::fsync(handle);
    ::close(handle);
}

QByteArray nextLine(QFile *file)
{
    QByteArray line = file->readLine(lineChunk);
    while (!line.isEmpty() && !line.endsWith('\n') && line.size() <= longestFileLine) {
        const QByteArray more = file->readLine(lineChunk);
        if (more.isEmpty())
            break;
        line += more;
    }
    return line;
}

QJsonDocument jsonFrom(const QByteArray &text, QJsonParseError *error)
{
    if (text.size() <= harmlessJson || valuesSize(text) <= mostValues)
        return saidDocument(text, error);
    if (error != nullptr) {
        error->offset = 0;
        error->error = QJsonParseError::DocumentTooLarge;
    }
    return {};
}

} // namespace concert
