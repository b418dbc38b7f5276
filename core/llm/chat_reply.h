// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_request.h"
#include "core/chat/chat_result.h"
#include "core/chat/structured_level.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <utility>

namespace concert {

/// A running call, in the shape of QNetworkReply. Owned by its ChatProvider's parent chain; call
/// deleteLater() when done with it. Deleting it aborts the call.
class ChatReply : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Ends the call now: finished() is emitted (once) with ChatError::Kind::Aborted. Does nothing
    /// after finished().
    virtual void abort() = 0;
    virtual bool isFinished() const = 0;
    /// Complete after finished(); before, what has arrived so far.
    virtual const ChatResult &result() const = 0;
    virtual const ChatTiming &timing() const = 0;
    /// How firmly the answer's form was asked for in the end; meant for requests with a schema.
    virtual StructuredLevel structuredLevel() const { return StructuredLevel::Plain; }
    /// Since when nothing has come from the server that has the request: since all of it left, or
    /// since the last byte. Absent: no server has one.
    virtual std::optional<ChatClock::time_point> silentSince() const { return std::nullopt; }
    /// If it waits for a server that is down: try now.
    virtual void hurry() {}
    /// If it waits for a server that is down: when that is looked for next.
    virtual std::optional<ChatClock::time_point> nextTry() const { return std::nullopt; }

    /// Is asked before the call is sent once more, if the attempt before may be billed.
    /// False: the call ends, with ChatError::Kind::Aborted. It must not touch the reply.
    using Permit = std::function<bool(const ChatRequest &next)>;
    void setPermit(Permit permit) { permit_ = std::move(permit); }

Q_SIGNALS:
    /// The first attempt has left (all of it), or never will. At most once.
    void sent();
    /// More of the answer. An attempt that failed and is tried again starts over: restarted() then
    /// comes first.
    void textReceived(const QString &text);
    /// The call waits and is tried again; a sentence says why and how long.
    void restarted(const QString &reason);
    /// The server is down, and the call waits for it, for half an hour at most; a sentence says
    /// what is wrong.
    void outageBegan(const QString &problem);
    /// Exactly once, never from within ChatProvider::send(); after this the result does not change.
    void finished();

protected:
    Permit permit_; ///< empty: always
};

} // namespace concert
