// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log_file.h"

#include "core/record/text.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

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
    explicit Writer(const QString &folder)
        : match_(folder % u'/' % matchFileName), calls_(folder % u'/' % callsFileName)
    {
        sync_.setSingleShot(true);
        sync_.setInterval(syncDelayMs);
        sync_.setParent(this); // moves to the writer's thread with this
        connect(&sync_, &QTimer::timeout, this, &Writer::sync);
    }

    void writeEvents(const QByteArray &lines)
    {
        matchPending_ += lines;
        flush();
    }
    void writeCall(const QByteArray &line)
    {
        callsPending_ += line;
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
        troubled_ = false;
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
            const qint64 written = file->write(*pending);
            if (written > 0)
                pending->remove(0, written);
            if (pending->isEmpty())
                return true;
        }
        if (!troubled_) {
            troubled_ = true;
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
            if (file->isOpen())
                ::fdatasync(file->handle());
        }
    }

    QFile match_;
    QFile calls_;
    QByteArray matchPending_;
    QByteArray callsPending_;
    QTimer sync_;
    bool troubled_ = false;
};

MatchLogFile::MatchLogFile(const QString &folder, MatchLog *log, QObject *parent)
    : QObject(parent), folder_(folder), log_(log), writer_(new Writer(folder))
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
    if (!log_->isEmpty())
        write(0, log_->size() - 1);
}

MatchLogFile::~MatchLogFile()
{
    // The writer ends its thread itself, after everything that was handed to it before.
    QMetaObject::invokeMethod(writer_, [writer = writer_] { writer->close(); });
    thread_.wait();
}

void MatchLogFile::writeCall(const CallText &call)
{
    QMetaObject::invokeMethod(
        writer_, [writer = writer_, line = lineOf(callToJson(call))] { writer->writeCall(line); });
}

QString whyNotWritable(const QString &folder)
{
    const QFileInfo info(folder);
    const QString shown = QDir::toNativeSeparators(folder);
    if (info.exists() && !info.isDir())
        return MatchLogFile::tr("%1 is a file; name a folder that is absent or empty.").arg(shown);
    if (info.exists() && !QDir(folder).isEmpty()) {
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
