// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/requests.h"

#include <QObject>

class QLabel;
class QStatusBar;
class QTimer;

namespace concert {

/// The status bar: how the match itself stands, whatever the picture shows.
class MatchStatus : public QObject {
    Q_OBJECT

public:
    MatchStatus(Requests *requests, QStatusBar *bar);

    void update();

private:
    QLabel *label(QStatusBar *bar, const QString &name);
    static void setText(QLabel *label, const QString &text);

    Requests *requests_;
    QTimer *tick_; ///< time goes on while nothing else does
    QLabel *phase_;
    QLabel *orders_;
    QLabel *calls_;
    QLabel *elapsed_;
    QLabel *left_;
    QLabel *spent_;
    QLabel *state_;
    QLabel *silent_;
};

/// "France, Italy: nothing since 14:05:21 from Ollama (127.0.0.1:11434)", a part for each server
/// that is silent; empty: none is.
QString silenceText(const MatchLog &log, const MatchProgress &progress);

/// "about 40 s left".
QString timeLeftText(const TimeLeft &left);
QString runStateText(Requests::RunState state, Requests::AfterPhase after);
/// "Russia wins with 18 centres. France 9, Turkey 7"; how a match came out, as plain text.
QString outcomeText(const MatchEnded &ended);

} // namespace concert
