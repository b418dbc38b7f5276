// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"
#include "core/chat/provider_profile.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace concert {

/// What an answer says of itself beside its text.
struct AnswerLabel {
    QString id = QStringLiteral("1"); ///< without the vendor's prefix
    QString model = QStringLiteral("m");
    QString tool; ///< Anthropic: the answer is this tool's input; empty: it is text
};

/// Writes a model server's answers in the words of a dialect, as complete as the vendor's own
/// (their SDKs read them; see tests/sdk): the other side of core/chat. For the built-in model and
/// for the fake servers of the tests. Pure: equal arguments give equal bytes, so no clock is in
/// them.
class DialectWriter {
public:
    explicit DialectWriter(DialectName dialect, const AnswerLabel &label = {})
        : dialect_(dialect), label_(label)
    {}

    DialectName dialect() const { return dialect_; }
    QByteArray streamType() const; ///< Content-Type of a stream

    /// A stream is begin, any number of text and reasoning, ending. \a whole: all of the text
    /// again, which Responses repeats at its end. \a withUsage: Chat leaves it out unless asked.
    QByteArray begin(const Usage &usage) const;
    QByteArray text(const QString &text) const;
    QByteArray reasoning(const QString &text) const;
    QByteArray ending(FinishReason reason, const Usage &usage, const QString &whole = {},
                      bool withUsage = true) const;
    /// Keeps a connection alive without saying anything.
    QByteArray keepAlive() const;
    /// An error in the middle of a stream; \a type as the vendor names it ("" for a usual one).
    QByteArray errorPiece(const QString &type, const QString &message) const;

    QByteArray whole(const QString &text, FinishReason reason, const Usage &usage) const;
    /// The body of an answer with an error status. \a code: what the vendor calls the cause.
    QByteArray errorBody(int status, const QString &code, const QString &message) const;

    /// A piece of a stream as this dialect frames it.
    QByteArray piece(const QJsonObject &object) const;

private:
    DialectName dialect_;
    AnswerLabel label_;
};

} // namespace concert
