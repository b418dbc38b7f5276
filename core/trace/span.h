// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace concert {

/// One request of a span that needed several: what was sent again, or a second one beside the
/// first. Microseconds like a span's.
struct SpanRequest {
    qint64 sent = 0;
    qint64 ended = 0;
    bool hedge = false; ///< beside another that was slow
    QString problem;    ///< why its answer was not used; empty: it was

    bool operator==(const SpanRequest &) const = default;
};

/// From and to, in microseconds.
using TimeRange = std::pair<qint64, qint64>;

/// One stage's work, as measured. Times are microseconds since the match started, on a monotonic
/// clock; absent: has not happened. A span names the spans whose outputs it used (inputs) and,
/// apart from them, those that its schedule made it wait for (waits).
struct Span {
    int id = 0;
    QString power; ///< "FRANCE"; empty: nobody's (adjudication)
    QString phase; ///< "S1901M"
    QString stage; ///< "messages"; see core/record/stage_kind.h
    int round = 0; ///< of messages, from 1; else 0
    QString model;

    qint64 ready = 0;           ///< its true inputs were there
    qint64 started = 0;         ///< the schedule let it start
    std::optional<qint64> sent; ///< its first request left for the network
    std::optional<qint64> firstByte;
    std::optional<qint64> firstToken;
    std::optional<qint64> lastToken; ///< its answer was complete
    std::optional<qint64> ended;     ///< its outputs were published

    QList<int> inputs;
    QList<int> waits;
    /// When neither its model nor we kept it, but a provider that was gone, or a spending cap that
    /// had no room. In order, apart; the last one may be open.
    QList<TimeRange> held;

    qint64 inputTokens = 0;
    qint64 cachedInputTokens = 0; ///< of these, read from the provider's cache
    qint64 outputTokens = 0;
    bool tokensEstimated = false; ///< the provider did not say
    std::optional<double> cost;   ///< dollars; absent: unknown
    bool costTold = false;        ///< by the provider itself; else it follows from prices
    int attempts = 0;
    QList<SpanRequest> requests; ///< if there were several
    bool isCall = true;          ///< false: our own work (adjudication)
    bool failed = false;
    QString outcome; ///< "answered", "repaired", "defaulted", "cancelled"; empty: it runs
    QString problem; ///< why it was not simply answered, a sentence

    /// A call's latency: first send to last token, retries and backoff included, without local
    /// queueing and prompt building, and without what it was held; running ones count up to \a now.
    /// 0 for what is not a call.
    qint64 latency(qint64 now) const;
    /// The stretches of time that make up the latency.
    QList<TimeRange> latencyRanges(qint64 now) const;
    /// How long it was held between these two moments.
    qint64 heldTime(qint64 from, qint64 to) const;
};

} // namespace concert
