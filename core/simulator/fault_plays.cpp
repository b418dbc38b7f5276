// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/fault_plays.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace concert {

QByteArray FaultPlays::good(const QString &text, FinishReason reason) const
{
    const qsizetype half = text.size() / 2;
    QByteArray bytes = write.begin(usage);
    if (!text.isEmpty())
        bytes += write.text(text.left(half)) + write.text(text.mid(half));
    return bytes + write.ending(reason, usage, text);
}

QByteArray FaultPlays::begun(const QString &text) const
{
    const qsizetype half = text.size() / 2;
    return write.begin(usage) + write.text(text.left(half / 2)) +
           write.text(text.mid(half / 2, half - half / 2));
}

FaultPlays::Play FaultPlays::fine(const QString &text) const
{
    return stream(good(text));
}

FaultPlays::Play FaultPlays::stream(const QByteArray &bytes) const
{
    return [bytes, type = write.streamType()](HttpExchange *exchange) {
        exchange->beginStream(200, type);
        exchange->write(bytes);
        exchange->end();
    };
}

FaultPlays::Play FaultPlays::open(const QByteArray &bytes) const
{
    return [bytes, type = write.streamType()](HttpExchange *exchange) {
        exchange->beginStream(200, type);
        exchange->write(bytes);
    };
}

FaultPlays::Play FaultPlays::broken(const QByteArray &bytes, bool reset) const
{
    return [bytes, reset, type = write.streamType()](HttpExchange *exchange) {
        exchange->beginStream(200, type);
        exchange->write(bytes);
        QTimer::singleShot(20, exchange, [exchange, reset] { exchange->drop(reset); });
    };
}

FaultPlays::Play FaultPlays::inPieces(const QByteArray &bytes, int size) const
{
    return [bytes, size, type = write.streamType()](HttpExchange *exchange) {
        exchange->beginStream(200, type);
        for (qsizetype at = 0; at < bytes.size(); at += size)
            exchange->write(bytes.mid(at, size));
        exchange->end();
    };
}

FaultPlays::Play FaultPlays::repeated(const QByteArray &first, const QByteArray &again) const
{
    return [first, again, everyMs = paceMs, type = write.streamType()](HttpExchange *exchange) {
        exchange->beginStream(200, type);
        exchange->write(first);
        auto *timer = new QTimer(exchange);
        QObject::connect(timer, &QTimer::timeout, exchange,
                         [exchange, again] { exchange->write(again); });
        timer->start(everyMs);
    };
}

FaultPlays::Play FaultPlays::whole(const QString &text) const
{
    return body(200, "application/json", write.whole(text, FinishReason::Complete, usage));
}

FaultPlays::Play FaultPlays::status(int code, const QString &cause, const Headers &headers,
                                    const QString &message) const
{
    return body(code, "application/json", write.errorBody(code, cause, message), headers);
}

FaultPlays::Play FaultPlays::soon(int code, const QString &cause) const
{
    return status(code, cause, {{"retry-after-ms", "1"}});
}

FaultPlays::Play FaultPlays::body(int status, const QByteArray &contentType, const QByteArray &body,
                                  const Headers &headers)
{
    return [=](HttpExchange *exchange) { exchange->respond(status, contentType, body, headers); };
}

FaultPlays::Play FaultPlays::refusing(const QByteArray &words, const Play &refusal,
                                      const Play &play)
{
    return [=](HttpExchange *exchange) {
        (exchange->request().body.contains(words) ? refusal : play)(exchange);
    };
}

QString dialectLabel(DialectName dialect)
{
    static const QStringList labels{u"chat"_s, u"responses"_s, u"anthropic"_s, u"gemini"_s,
                                    u"ollama"_s};
    return labels.value(static_cast<int>(dialect));
}

QList<DialectName> allDialects()
{
    return {DialectName::OpenAiChat, DialectName::OpenAiResponses, DialectName::Anthropic,
            DialectName::Gemini, DialectName::Ollama};
}

} // namespace concert
