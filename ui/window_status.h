// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/requests.h"

#include <QObject>

class QLabel;
class QStatusBar;

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
    QLabel *phase_;
    QLabel *orders_;
    QLabel *calls_;
    QLabel *elapsed_;
    QLabel *spent_;
    QLabel *state_;
};

QString runStateText(Requests::RunState state);
/// "Russia wins with 18 centres. France 9, Turkey 7"; how a match came out, as plain text.
QString outcomeText(const MatchEnded &ended);

} // namespace concert
