// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"

#include <QObject>
#include <QStringList>

namespace concert {

/// The hosts that this user's matches and tests have spoken to, a line each in one file that window
/// and command line share. A host that is new is shown before the first request goes there: prompts
/// and a key are about to leave for where an address says, and addresses are pasted. This machine
/// and the built-in providers' own hosts are never new.
class KnownHosts : public QObject {
    Q_OBJECT

public:
    explicit KnownHosts(const QString &file = usualFile(), QObject *parent = nullptr);

    bool isNew(const QUrl &url) const;
    /// Does nothing if it is not new.
    void remember(const QUrl &url);
    /// The new ones among those that a match will speak to, as a sentence each. They are known from
    /// now on.
    QStringList introduce(const MatchConfig &config);

    /// $XDG_DATA_HOME/concert/hosts.
    static QString usualFile();

Q_SIGNALS:
    void changed();

private:
    QString file_;
    QStringList hosts_;
};

} // namespace concert
