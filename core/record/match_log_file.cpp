// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log_file.h"

#include "core/chat/redactor.h"
#include "core/record/text.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>

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
    Writer(const QString &folder, std::atomic<bool> *troubled)
        : match_(folder % u'/' % matchFileName), calls_(folder % u'/' % callsFileName),
          troubled_(troubled)
    {
        sync_.setSingleShot(true);
        sync_.setInterval(syncDelayMs);
        sync_.setParent(this); // moves to the writer's thread with this
        connect(&sync_, &QTimer::timeout, this, &Writer::sync);
    }

    void writeEvents(const QByteArray &lines)
    {
        matchPending_ += Redactor::ofProcess().clean(lines);
        flush();
    }
    void writeCall(const QByteArray &line)
    {
        callsPending_ += Redactor::ofProcess().clean(line);
        flush();
    }
    /// The last chance: everything that can be written is.
    void close()
    {
        flush();
        sync();
        match_.close();
        calls_.close();
        thread()->quit();
    }

Q_SIGNALS:
    void failed(const QString &problem);

private:
    void flush()
    {
        // Calls first: an event may refer to them.
        if (!drain(&calls_, &callsPending_) || !drain(&match_, &matchPending_)) {
            QTimer::singleShot(retryDelayMs, this, &Writer::flush);
            return;
        }
        if (!lost_)
            *troubled_ = false;
        if (!sync_.isActive())
            sync_.start();
    }

    bool drain(QFile *file, QByteArray *pending)
    {
        if (pending->isEmpty())
            return true;
        // Unbuffered: what is written survives the process.
        if (file->isOpen() ||
            file->open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered)) {
            // A full disk takes a part first; only the next attempt says why.
            qint64 written = 0;
            while (!pending->isEmpty() && (written = file->write(*pending)) > 0)
                pending->remove(0, written);
            if (pending->isEmpty())
                return true;
        }
        if (!troubled_->exchange(true)) {
            Q_EMIT failed(
                tr("%1 cannot be written: %2. The match is kept in memory and written when "
                   "the disk takes it again.")
                    .arg(QDir::toNativeSeparators(file->fileName()), file->errorString()));
        }
        return false;
    }

    void sync()
    {
        for (QFile *file : {&calls_, &match_}) {
            if (!file->isOpen())
                continue;
            ::fdatasync(file->handle());
            struct stat state {};
            if (!lost_ && ::fstat(file->handle(), &state) == 0 && state.st_nlink == 0) {
                lost_ = true;
                *troubled_ = true;
                Q_EMIT failed(
                    tr("%1 has been removed while the match is played. What is played from "
                       "now on is not saved.")
                        .arg(QDir::toNativeSeparators(file->fileName())));
            }
        }
    }

    QFile match_;
    QFile calls_;
    QByteArray matchPending_;
    QByteArray callsPending_;
    QTimer sync_;
    std::atomic<bool> *troubled_;
    bool lost_ = false; // the file was removed under us
};

MatchLogFile::MatchLogFile(const QString &folder, MatchLog *log, qsizetype written, QObject *parent)
    : QObject(parent), folder_(folder), log_(log), writer_(new Writer(folder, &troubled_))
{
    QDir().mkpath(folder);
    writer_->moveToThread(&thread_);
    thread_.setObjectName(u"log writer"_s);
    connect(&thread_, &QThread::finished, writer_, &QObject::deleteLater);
    connect(writer_, &Writer::failed, this, &MatchLogFile::failed);
    thread_.start();

    const auto write = [this](qsizetype first, qsizetype last) {
        QByteArray lines;
        for (qsizetype i = first; i <= last; ++i)
            lines += lineOf(toJson(log_->at(i)));
        QMetaObject::invokeMethod(writer_,
                                  [writer = writer_, lines] { writer->writeEvents(lines); });
    };
    connect(log_, &MatchLog::appended, this, write);
    if (log_->size() > written)
        write(written, log_->size() - 1);
}

MatchLogFile::~MatchLogFile()
{
    finish();
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
    return troubled_ ? tr("The match is not saved completely: %1 holds only a part of it.")
                           .arg(QDir::toNativeSeparators(folder_))
                     : QString();
}

void MatchLogFile::writeCall(const CallText &call)
{
    if (finished_)
        return;
    QMetaObject::invokeMethod(
        writer_, [writer = writer_, line = lineOf(callToJson(call))] { writer->writeCall(line); });
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
    if (!QFileInfo(parent).isDir() || !QFileInfo(parent).isWritable())
        return MatchLogFile::tr("%1 cannot be written to.").arg(QDir::toNativeSeparators(parent));
    return {};
}

} // namespace concert

#include "match_log_file.moc"
