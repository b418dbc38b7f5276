// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace concert {

/// Ctrl-C and polite termination (SIGINT, SIGTERM, SIGHUP) as a Qt signal, so that a match can end
/// its log. A second one ends the process the usual way.
class Interrupt : public QObject {
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

Q_SIGNALS:
    void received();

private:
    void read();
};

} // namespace concert
