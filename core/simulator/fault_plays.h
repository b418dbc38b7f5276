// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/dialect_writer.h"
#include "core/simulator/http_server.h"

#include <functional>

namespace concert {

/// What a server of one dialect does with a request, well or badly: the pieces that faults (see
/// faults.h) and the tests' fake server are made of.
class FaultPlays {
public:
    /// Answers one request.
    using Play = std::function<void(HttpExchange *)>;
    using Headers = HttpExchange::Headers;

    explicit FaultPlays(DialectName dialect) : write(dialect) {}
    explicit FaultPlays(const DialectWriter &writer) : write(writer) {}

    static constexpr Usage usualUsage{12, 2, 34, 4, false};

    DialectWriter write;
    Usage usage = usualUsage; ///< as its answers tell it
    int paceMs = 1000;        ///< between the pieces of what is slow

    /// A whole good stream.
    QByteArray good(const QString &text = QStringLiteral("The answer."),
                    FinishReason reason = FinishReason::Complete) const;
    /// A good stream's first half.
    QByteArray begun(const QString &text = QStringLiteral("The answer.")) const;

    Play fine(const QString &text = QStringLiteral("The answer.")) const;
    Play stream(const QByteArray &bytes) const;             ///< then a proper end
    Play open(const QByteArray &bytes) const;               ///< then nothing any more
    Play broken(const QByteArray &bytes, bool reset) const; ///< then the connection goes
    Play inPieces(const QByteArray &bytes, int size) const;
    /// \a first, then \a again for ever.
    Play repeated(const QByteArray &first, const QByteArray &again) const;
    Play whole(const QString &text) const; ///< not streamed
    /// An error status in the dialect's own words.
    Play status(int code, const QString &cause = {}, const Headers &headers = {},
                const QString &message = QStringLiteral("Something is wrong.")) const;
    /// As that, to be tried again at once.
    Play soon(int code, const QString &cause = {}) const;
    static Play body(int status, const QByteArray &contentType, const QByteArray &body,
                     const Headers &headers = {});
    /// \a refusal if the request's body holds \a words, else \a play.
    static Play refusing(const QByteArray &words, const Play &refusal, const Play &play);
};

/// "chat", "responses", "anthropic", "gemini", "ollama".
QString dialectLabel(DialectName dialect);
QList<DialectName> allDialects();

} // namespace concert
