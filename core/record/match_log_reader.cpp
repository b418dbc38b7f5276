// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

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
    : file_(QFileInfo(path).isDir() ? path % u'/' % matchFileName : path)
{}

QString MatchLogReader::readMore(MatchLog *log, int maxEvents)
{
    const QString shown = QDir::toNativeSeparators(file_.fileName());
    if (!file_.isOpen() && !file_.open(QIODevice::ReadOnly))
        return readerText(QT_TRANSLATE_NOOP("MatchLogReader", "%1 cannot be read: %2."))
            .arg(shown, file_.errorString());
    std::vector<MatchEvent> events;
    QString wrong;
    file_.seek(offset_);
    atEnd_ = false;
    while (wrong.isEmpty() && events.size() < static_cast<std::size_t>(maxEvents)) {
        const QByteArray text = file_.readLine();
        if (!text.endsWith('\n')) { // not there yet, or torn when the program ended
            atEnd_ = true;
            break;
        }
        offset_ += text.size();
        ++line_;
        wrong = readLine(text, &events);
    }
    log->append(std::move(events));
    return wrong.isEmpty() ? QString() : u"%1:%2: %3."_s.arg(shown).arg(line_).arg(wrong);
}

QString MatchLogReader::readLine(const QByteArray &text, std::vector<MatchEvent> *events) const
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return readerText(QT_TRANSLATE_NOOP("MatchLogReader", "this is not an event of a match"));
    auto event = matchEventFromJson(document.object());
    if (const auto *problem = std::get_if<QString>(&event))
        return *problem;
    const auto &good = std::get<MatchEvent>(event);
    if (line_ == 1 && good.as<MatchStarted>() == nullptr)
        return readerText(QT_TRANSLATE_NOOP("MatchLogReader", "a match does not begin like this"));
    events->push_back(good);
    return {};
}

QString readMatchLog(const QString &path, MatchLog *log)
{
    MatchLogReader reader(path);
    const QString problem = reader.readMore(log, std::numeric_limits<int>::max());
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
    const QJsonObject json = QJsonDocument::fromJson(line).object();
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
    QFile file(folder % u'/' % callsFileName);
    if (!file.open(QIODevice::ReadOnly))
        return calls;
    while (!file.atEnd()) {
        if (const auto call = callTextFromLine(file.readLine()))
            calls << *call;
    }
    return calls;
}

} // namespace concert
