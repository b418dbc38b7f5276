// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/match_session.h"

#include <QHash>
#include <QMap>
#include <QTimer>

namespace concert {

/// Says on stderr that a server has been silent for a while, whom that keeps waiting and since
/// when, and then what came of it. A server that always takes long is told again only when it takes
/// longer than it did before.
class SilenceLines {
public:
    /// \a session, whose match has been made, outlives it.
    explicit SilenceLines(MatchSession *session);

private:
    struct Silence {
        qint64 since = 0; ///< microseconds since the start
        QList<Power> powers;
    };

    void look();
    QMap<QString, Silence> silences() const; ///< by server
    void tell(const QString &server, const Silence &silence);
    void tellEnd(const QString &server, const Silence &silence);

    MatchSession *session_;
    QTimer timer_;
    QMap<QString, Silence> told_;     ///< and not over
    QHash<QString, qint64> answered_; ///< the longest silences that were told and ended well
};

} // namespace concert
