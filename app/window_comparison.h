// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/comparison.h"
#include "ui/requests.h"

#include <QObject>
#include <QTimer>

namespace concert {

/// A comparison that the window asked for, told as the window wants to hear it.
class WindowComparison : public QObject {
    Q_OBJECT

public:
    explicit WindowComparison(QObject *parent = nullptr);

    /// Keys come from the environment. On error a sentence; nothing has been written then.
    QString start(const ComparisonPlan &plan, const ModelKeys &keys, const QString &folder);
    void setNotes(const QStringList &notes) { state_.notes = notes; }
    void stop() { session_.stop(); }
    const ComparisonState &state() const { return state_; }

Q_SIGNALS:
    void changed(); ///< at most ten times a second
    void warned(const QString &problem);

private:
    void look();
    void ended();

    ComparisonSession session_;
    ComparisonState state_;
    QTimer timer_;
};

} // namespace concert
