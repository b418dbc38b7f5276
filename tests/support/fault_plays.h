// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/dialect_writer.h"
#include "tests/support/fake_model_server.h"

namespace concert {

/// What a server of one dialect does with a request, well or badly.
class FaultPlays {
public:
    using Play = FakeModelServer::Behaviour;
    using Headers = HttpExchange::Headers;

    explicit FaultPlays(DialectName dialect) : write(dialect) {}

    const DialectWriter write;

    static Usage usage() { return {12, 2, 34, 4, false}; }
    /// A whole good stream.
    QByteArray good(const QString &text = QStringLiteral("The answer."),
                    FinishReason reason = FinishReason::Complete) const;
    QByteArray begun() const; ///< a good stream's first half

    Play fine(const QString &text = QStringLiteral("The answer.")) const;
    Play stream(const QByteArray &bytes) const;             ///< then a proper end
    Play open(const QByteArray &bytes) const;               ///< then nothing any more
    Play broken(const QByteArray &bytes, bool reset) const; ///< then the connection goes
    Play inPieces(const QByteArray &bytes, int size) const;
    Play repeated(const QByteArray &first, const QByteArray &again, int everyMs) const;
    Play whole(const QString &text) const;
    /// An error status in the dialect's own words.
    Play status(int code, const QString &cause = {}, const Headers &headers = {},
                const QString &message = QStringLiteral("Something is wrong.")) const;
    /// As that, to be tried again at once.
    Play soon(int code, const QString &cause = {}) const;
};

/// "chat", "responses", "anthropic", "gemini", "ollama".
QString dialectLabel(DialectName dialect);
QList<DialectName> allDialects();

} // namespace concert
