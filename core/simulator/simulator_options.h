// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/fault_plan.h"

#include <QHostAddress>
#include <QtGlobal>

namespace concert {

struct SimulatorOptions {
    enum class Latency {
        Tokens,   ///< first token log-normal around 250 ms, then tokens at a power's own speed
        LogNormal ///< the whole answer at once after a log-normal time
    };
    Latency latency = Latency::Tokens;
    double medianMs = 400; ///< LogNormal
    double sigma = 0.6;    ///< LogNormal
    double scale = 1.0;    ///< multiplies every wait; 0: answers at once
    quint64 seed = 1;      ///< of answers and latencies
    FaultPlan faults;      ///< what goes wrong, and how often
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0;         ///< 0: any free one
    bool verbose = false;     ///< logs a line for each request
    bool keepsServed = false; ///< see Simulator::served()
};

} // namespace concert
