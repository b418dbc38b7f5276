// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace concert {

/// An answer in the words of OpenAI's Chat Completions (API reference: the chat completion object
/// and the chat completion chunk object).
struct ChatCompletion {
    QString id;
    QString model;
    QString finishReason = QStringLiteral("stop");
    qsizetype promptTokens = 0;
    qsizetype completionTokens = 0;

    QByteArray whole(const QString &content) const;
    /// Server-sent events.
    QByteArray roleChunk() const;
    QByteArray contentChunk(const QString &content) const;
    /// The chunk that names the finish reason, usage if wanted, and the terminal marker.
    QByteArray ending(bool withUsage) const;

private:
    QJsonObject common(const QString &object) const;
    QJsonObject usage() const;
    QByteArray chunk(const QJsonObject &delta, const QJsonValue &finish) const;
};

/// Cuts a text into word-sized tokens that make it up again.
QStringList tokensOf(const QString &text);

} // namespace concert
