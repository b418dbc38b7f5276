// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_event.h"

#include <QList>
#include <QString>

namespace concert {

/// What a call met on its way to an answer that could be used: the same trouble, once or several
/// times.
struct CallRetry {
    enum class Kind {
        Wait,  ///< the server asked to wait
        Stall, ///< the answer did not come, or not on
        Other
    };
    Kind kind = Kind::Other;
    QString server;    ///< "OpenAI (api.openai.com)"; empty: the sentence names none
    QString model;     ///< "qwen3:8b"
    QString text;      ///< the first of them, a sentence of the log
    qint64 waited = 0; ///< microseconds between those requests and the next

    /// The same for all calls that share a row.
    QString group() const;
};

/// Of a call that ended well; else nothing, as its own row says why it did not. \a model: who
/// answered.
QList<CallRetry> retriesIn(const CallEnded &ended, const QString &model);

/// "OpenAI asks for fewer requests (429). Waited for 2.1 s."
QString retryText(const CallRetry &retry);
/// "OpenAI asked 14 calls to wait, 38 s in all."
QString retriesText(const QList<CallRetry> &retries);

} // namespace concert
