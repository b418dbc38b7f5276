// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log_file.h"

#include "core/chat/redactor.h"
#include "core/record/folder_file.h"
#include "core/record/text.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int syncDelayMs = 200;
constexpr int retryDelayMs = 1000;

QByteArray lineOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

/// False: errno says why not. What cannot be synced (a pipe) has nothing to lose.
bool isSyncedNow(int handle)
{
    int result = 0;
    do
        result = ::fdatasync(handle);
    while (result != 0 && errno == EINTR);
    return result == 0 || errno == EINVAL;
}

QString roleName(ChatMessage::Role role)
{
    switch (role) {
    case ChatMessage::Role::System:
        return u"system"_s;
    case ChatMessage::Role::User:
        return u"user"_s;
    case ChatMessage::Role::Assistant:
        return u"assistant"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject callToJson(const CallText &call)
{
    QJsonArray messages;
    for (const ChatMessage &message : call.messages) {
        messages << QJsonObject{{u"role"_s, roleName(message.role)},
                                {u"content"_s, message.content}};
    }
    return {
        {u"call"_s, call.call.toString()}, {u"messages"_s, messages}, {u"answer"_s, call.answer}};
}

} // namespace

/// Lives in the writer's thread; only its slots are called, by queued connections.
class MatchLogFile::Writer : public QObject {
    Q_OBJECT

public:
    Writer(const QString &folder, State *state)
        : folder_(folder), match_(folder % u'/' % matchFileName),
          calls_(folder % u'/' % callsFileName), state_(state)
    {
        sync_.setInterval(syncDelayMs);
        retry_.setInterval(retryDelayMs);
        for (QTimer *timer : {&sync_, &retry_}) {
            timer->setSingleShot(true);
            timer->setParent(this); // moves to the writer's thread with this
        }
        connect(&sync_, &QTimer::timeout, this, &Writer::sync);
        connect(&retry_, &QTimer::timeout, this, &Writer::flush);
    }

    void write(const std::vector<const MatchEvent *> &events)
    {
        QByteArray lines;
        for (const MatchEvent *event : events)
            lines += lineOf(toJson(*event));
        match_.pending += Redactor::ofProcess().withoutSecrets(lines);
        flush();
    }
    void writeCall(const CallText &call)
    {
        calls_.pending += Redactor::ofProcess().withoutSecrets(lineOf(callToJson(call)));
        flush();
    }
    void flush()
    {
        // Calls first: an event may refer to them.
        if (!drain(&calls_) || !drain(&match_))
            retry_.start();
        else if (state_->refused)
            sync();
        else if (!sync_.isActive())
            sync_.start();
    }
    /// All that can be written is.
    void save()
    {
        flush();
        sync();
        if (retry_.isActive())
            flush();
    }
    void close()
    {
        save();
        match_.file.close();
        calls_.file.close();
        thread()->quit();
    }

Q_SIGNALS:
    void failed(const QString &problem);
    void saved();
    void lost(const QString &problem);

private:
    struct Part {
        explicit Part(const QString &itsPath) : path(itsPath) {}
        const QString path;
        QFile file;
        QByteArray pending;
        QByteArray unsynced; ///< written, but a disk that fails may still lose it
        qint64 synced = 0;   ///< bytes of the file before that
        bool isCut = true;   ///< nothing stands behind these but what is unsynced
        QString name() const { return QDir::toNativeSeparators(path); }
    };

    /// Why it cannot be opened.
    QString open(Part *part)
    {
        if (part->file.isOpen())
            return {};
        // Unbuffered: what is written survives the process.
        QString reason =
            openToWrite(part->path, &part->file,
                        QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered);
        if (reason.isEmpty()) {
            part->synced = part->file.size();
            isListed_ = false;
        }
        return reason;
    }

    bool drain(Part *part)
    {
        if (part->pending.isEmpty())
            return true;
        if (const QString reason = open(part); !reason.isEmpty()) {
            refused(*part, reason);
            return false;
        }
        if (part->isCut || part->file.resize(part->synced)) {
            part->isCut = true;
            // A full disk takes a part first; only the next attempt says why.
            qint64 written = 0;
            while (!part->pending.isEmpty() && (written = part->file.write(part->pending)) > 0) {
                part->unsynced += part->pending.left(written);
                part->pending.remove(0, written);
            }
            if (part->pending.isEmpty())
                return true;
        }
        refused(*part, part->file.errorString());
        return false;
    }

    void refused(const Part &part, const QString &why)
    {
        if (!state_->refused.exchange(true)) // English: it stands in the log
            Q_EMIT failed(u"%1 cannot be written: %2. What was played is kept in memory and "
                          "written when the disk takes it again."_s.arg(part.name(), why));
    }

    void sync()
    {
        bool isSynced = match_.pending.isEmpty() && calls_.pending.isEmpty();
        for (Part *part : {&calls_, &match_}) {
            if (part->file.isOpen())
                isSynced = syncPart(part) && isSynced;
        }
        if (isSynced && !std::exchange(isListed_, true))
            syncFolder(folder_);
        if (!isSynced && !retry_.isActive())
            retry_.start();
        if (isSynced && state_->refused.exchange(false))
            Q_EMIT saved();
    }

    /// What a disk fails to sync it may lose, and says so only once: it is written anew.
    bool syncPart(Part *part)
    {
        if (!isSyncedNow(part->file.handle())) {
            refused(*part, qt_error_string(errno));
            part->pending.prepend(std::exchange(part->unsynced, {}));
            part->isCut = false;
            return false;
        }
        part->synced += part->unsynced.size();
        part->unsynced.clear();
        struct stat state {};
        if (::fstat(part->file.handle(), &state) == 0 && state.st_nlink == 0 &&
            !state_->lost.exchange(true)) {
            Q_EMIT lost(tr("%1 has been removed while the match is played. What is played from "
                           "now on is not saved.")
                            .arg(part->name()));
        }
        return true;
    }

    const QString folder_;
    Part match_;
    Part calls_;
    bool isListed_ = true; ///< on the disk, too, the folder names the files
    QTimer sync_;
    QTimer retry_;
    State *state_;
};

MatchLogFile::MatchLogFile(const QString &folder, MatchLog *log, qsizetype written, QObject *parent)
    : QObject(parent), folder_(folder), log_(log), writer_(new Writer(folder, &state_))
{
    makePrivateFolder(folder); // if it cannot be made, nor can the files, which is told then
    writer_->moveToThread(&thread_);
    thread_.setObjectName(u"log writer"_s);
    connect(&thread_, &QThread::finished, writer_, &QObject::deleteLater);
    connect(writer_, &Writer::failed, this, &MatchLogFile::failed);
    connect(writer_, &Writer::saved, this, &MatchLogFile::saved);
    connect(writer_, &Writer::lost, this, &MatchLogFile::lost);
    thread_.start();

    const auto write = [this](qsizetype first, qsizetype last) {
        // They stay where they are and never change (see MatchLog), so the thread may read them:
        // what they are as JSON takes longer than most of what is done about a call.
        std::vector<const MatchEvent *> events;
        for (qsizetype i = first; i <= last; ++i)
            events.push_back(&log_->at(i));
        QMetaObject::invokeMethod(
            writer_, [writer = writer_, events = std::move(events)] { writer->write(events); });
    };
    connect(log_, &MatchLog::appended, this, write);
    if (log_->size() > written)
        write(written, log_->size() - 1);
}

MatchLogFile::~MatchLogFile()
{
    finish();
}

void MatchLogFile::tryAgain()
{
    if (!finished_)
        QMetaObject::invokeMethod(writer_, [writer = writer_] { writer->flush(); });
}

bool MatchLogFile::save()
{
    if (!finished_)
        QMetaObject::invokeMethod(
            writer_, [writer = writer_] { writer->save(); }, Qt::BlockingQueuedConnection);
    return !state_.refused;
}

QString MatchLogFile::finish()
{
    if (!finished_) {
        finished_ = true;
        log_->disconnect(this);
        // The writer ends its thread itself, after everything that was handed to it before.
        QMetaObject::invokeMethod(writer_, [writer = writer_] { writer->close(); });
        thread_.wait();
    }
    return isTroubled() ? tr("The match is not saved completely: %1 holds only a part of it.")
                              .arg(QDir::toNativeSeparators(folder_))
                        : QString();
}

void MatchLogFile::writeCall(const CallText &call)
{
    if (finished_)
        return;
    QMetaObject::invokeMethod(writer_, [writer = writer_, call] { writer->writeCall(call); });
}

namespace {

/// Or only what is left of a match that was killed before its first event: files without a byte.
bool holdsNothing(const QString &folder)
{
    const QFileInfoList entries = QDir(folder).entryInfoList(QDir::AllEntries | QDir::Hidden |
                                                             QDir::System | QDir::NoDotAndDotDot);
    return std::all_of(entries.begin(), entries.end(), [](const QFileInfo &entry) {
        const bool isMatchs =
            entry.fileName() == matchFileName || entry.fileName() == callsFileName;
        return entry.fileName() == u"match.lock"_s || (isMatchs && entry.size() == 0);
    });
}

} // namespace

QString whyNotWritable(const QString &folder)
{
    const QFileInfo info(folder);
    const QString shown = QDir::toNativeSeparators(folder);
    if (info.exists() && !info.isDir())
        return MatchLogFile::tr("%1 is a file; name a folder that is absent or empty.").arg(shown);
    if (info.exists() && !holdsNothing(folder)) {
        const QStringList aside = QDir(folder).entryList({u"before_*"_s}, QDir::Dirs);
        if (!aside.isEmpty() && !QFile::exists(folder % u'/' % matchFileName)) {
            return MatchLogFile::tr("%1 holds no match; the one that was there is in %2.")
                .arg(shown, QDir::toNativeSeparators(folder % u'/' % aside.last()));
        }
        return MatchLogFile::tr(
                   "%1 is not empty; name a folder that is absent or empty, so that no "
                   "other match is overwritten.")
            .arg(shown);
    }
    // The nearest folder that exists decides.
    QString parent = info.absoluteFilePath();
    while (!QFileInfo::exists(parent) && parent != QFileInfo(parent).absolutePath())
        parent = QFileInfo(parent).absolutePath();
    if (!QFileInfo(parent).isDir() || !QFileInfo(parent).isWritable()) {
        return MatchLogFile::tr("%1 cannot be written to: %2.")
            .arg(QDir::toNativeSeparators(parent),
                 qt_error_string(QFileInfo(parent).isDir() ? EACCES : ENOTDIR));
    }
    return {};
}

} // namespace concert

#include "match_log_file.moc"
