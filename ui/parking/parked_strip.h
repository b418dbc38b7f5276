// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parking/parked_rows.h"
#include "ui/requests.h"

#include <QFrame>

class QVBoxLayout;

namespace concert {

/// Above the map while powers of the running match wait for their providers, the match for money or
/// for the disk, or one that was interrupted for somebody to go on with it: who, why and since
/// when, and what the watcher may choose. A row for all powers of one server; takes no room while
/// everybody plays.
class ParkedStrip : public QFrame {
    Q_OBJECT

public:
    /// \a requests must outlive it.
    explicit ParkedStrip(Requests *requests, QWidget *parent = nullptr);

    /// Whom a model can be chosen from.
    void setProviders(const QList<ProviderProfile> &providers) { providers_ = providers; }

Q_SIGNALS:
    void keyWanted(); ///< the settings of providers are where it is set

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void rebuild();
    void tell();
    QWidget *parkedRow(const ParkedRow &row);
    QWidget *modelRow(const ParkedRow &row);
    QWidget *pauseRow(const QString &reason);
    QWidget *interruptionRow();
    QWidget *textRow(const QList<Power> &powers, const QString &text,
                     const QList<QWidget *> &buttons);
    void arrange();
    bool isWide() const;
    bool isLive() const;

    Requests *requests_;
    QList<ProviderProfile> providers_;
    QVBoxLayout *layout_;
    QList<ParkedRow> rows_;
    QString pause_;
    bool waitsForDisk_ = false; ///< that is what it pauses for, and not a cap
    QString interruption_;
    QList<Power> choosing_; ///< a model is being chosen for them
};

} // namespace concert
