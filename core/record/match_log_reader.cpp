// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log_reader.h"

#include "core/record/event_fields.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

// Of events beyond the file's size; more than the longest matches have, and less than hurts.
constexpr qint64 mostMemory = qint64{140} << 20;
constexpr qint64 mostTime = std::numeric_limits<qint64>::max() / 4; // microseconds, of all events

ChatMessage::Role roleNamed(const QString &name)
{
    if (name == u"system"_s)
        return ChatMessage::Role::System;
    return name == u"assistant"_s ? ChatMessage::Role::Assistant : ChatMessage::Role::User;
}

QString readerText(const char *text)
{
    return QCoreApplication::translate("MatchLogReader", text);
}

} // namespace

MatchLogReader::MatchLogReader(const QString &path)
    : path_(QFileInfo(path).isDir() ? path % u'/' % matchFileName : path),
      from_(QFileInfo(path).isDir() ? FileFrom::Folder : FileFrom::User)
{}

QString MatchLogReader::readMore(MatchLog *log, int maxEvents)
{
    const QString shown = QDir::toNativeSeparators(path_);
    if (!file_.isOpen()) {
        if (const QString reason = openToRead(path_, &file_, from_); !reason.isEmpty())
            return readerText(QT_TRANSLATE_NOOP("MatchLogReader", "%1 cannot be read: %2."))
                .arg(shown, reason);
    }
    std::vector<MatchEvent> events;
    QString wrong;
    file_.seek(offset_);
    atEnd_ = false;
    while (wrong.isEmpty() && events.size() < static_cast<std::size_t>(maxEvents)) {
        const QByteArray text = nextLine(&file_);
        const bool isTooLong = text.size() > longestFileLine;
        if (!isTooLong && !text.endsWith('\n')) { // not there yet, or torn when the program ended
            atEnd_ = true;
            break;
        }
        offset_ += text.size();
        ++line_;
        wrong =
            isTooLong
                ? readerText(QT_TRANSLATE_NOOP("MatchLogReader", "the line is longer than %1 MB"))
                      .arg(longestFileLine >> 20)
                : readLine(text, &events);
    }
    log->append(std::move(events));
    return wrong.isEmpty() ? QString() : u"%1:%2: %3."_s.arg(shown).arg(line_).arg(wrong);
}

QString MatchLogReader::readLine(const QByteArray &text, std::vector<MatchEvent> *events)
{
    QJsonParseError error{};
    const QJsonDocument document = jsonFrom(text, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return readerText(QT_TRANSLATE_NOOP("MatchLogReader", "this is not an event of a match"));
    auto event = matchEventFromJson(document.object());
    if (const auto *problem = std::get_if<QString>(&event))
        return *problem;
    auto &good = std::get<MatchEvent>(event);
    if (line_ == 1 && good.as<MatchStarted>() == nullptr)
        return readerText(QT_TRANSLATE_NOOP("MatchLogReader", "a match does not begin like this"));
    good.time = time_ = std::max(time_, good.time); // no clock goes back
    if (isTooMuch(good, text.size()))
        return readerText(QT_TRANSLATE_NOOP("MatchLogReader", "the match has too many events"));
    events->push_back(std::move(good));
    return {};
}

/// Too much for the memory, or for the sum of all its times to be a number.
bool MatchLogReader::isTooMuch(const MatchEvent &event, qint64 length)
{
    memory_ += qint64{sizeof(MatchEvent)} - length;
    if (event.as<CallStarted>() != nullptr || event.as<PhaseAdjudicated>() != nullptr)
        memory_ += qint64{sizeof(Span)};
    const auto *ended = event.as<CallEnded>();
    times_ += 1 + (ended != nullptr ? ended->requests.size() + ended->held.size() : 0);
    latest_ = std::max({latest_, event.time, latestTime(event.data)});
    return memory_ > mostMemory || times_ > mostTime / std::max<qint64>(1, latest_);
}

QString readMatchLog(const QString &path, MatchLog *log)
{
    MatchLogReader reader(path);
    constexpr int eventsATime = 1000; // they are in memory twice while they are appended
    QString problem;
    while (problem.isEmpty() && !reader.atEnd())
        problem = reader.readMore(log, eventsATime);
    if (!problem.isEmpty() || !log->isEmpty())
        return problem;
    const char *text =
        QFileInfo(reader.fileName()).size() == 0
            ? QT_TRANSLATE_NOOP("MatchLogReader", "%1 holds no match: the file is empty.")
            : QT_TRANSLATE_NOOP("MatchLogReader",
                                "%1 holds no match: it has not even one whole line.");
    return readerText(text).arg(QDir::toNativeSeparators(reader.fileName()));
}

std::optional<CallText> callTextFromLine(const QByteArray &line)
{
    const QJsonObject json = jsonFrom(line).object();
    const auto id = CallId::parse(json[u"call"_s].toString());
    if (!id)
        return std::nullopt;
    CallText call{*id, {}, json[u"answer"_s].toString()};
    const QJsonArray messages = json[u"messages"_s].toArray();
    for (const QJsonValue &message : messages) {
        call.messages << ChatMessage{roleNamed(message[u"role"_s].toString()),
                                     message[u"content"_s].toString()};
    }
    return call;
}

QList<CallText> readCallTexts(const QString &folder)
{
    QList<CallText> calls;
    QFile file;
    if (!openToRead(folder % u'/' % callsFileName, &file).isEmpty())
        return calls;
    QByteArray line;
    while (!(line = nextLine(&file)).isEmpty() && line.size() <= longestFileLine) {
        if (const auto call = callTextFromLine(line))
            calls << *call;
    }
    return calls;
}

} // namespace concert
