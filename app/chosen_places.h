// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"

#include <QString>
#include <QStringList>

namespace concert {

/// Where this user's matches have sent prompts, and the prompt folders that they read, because the
/// user said so: in the settings, by an option, as the answer to a question. A record's word is not
/// enough for either: it may be a stranger's, who would get the user's files and spend at other
/// servers in their name. Window and command line share what is chosen: a file for each place, so
/// that programs that run at once lose none.
class ChosenPlaces {
public:
    explicit ChosenPlaces(const QString &folder = usualFolder()) : folder_(folder) {}

    /// What a match with \a config would use: the addresses of its models (scheme, host and port)
    /// and its prompt folders (absolute), each once. Built-in providers' own are none.
    static QStringList placesOf(const MatchConfig &config);
    /// Those of \a config's that are neither \a own's (this user's settings or options, also of
    /// providers that no model uses) nor were chosen before.
    QStringList strangeIn(const MatchConfig &config, const MatchConfig &own) const;
    void remember(const QStringList &places) const;

    /// $XDG_DATA_HOME/concert/chosen.
    static QString usualFolder();

private:
    QString fileOf(const QString &place) const;

    QString folder_;
};

} // namespace concert
