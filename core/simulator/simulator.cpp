// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"

#include "core/simulator/simulator_server.h"

#include <QMutexLocker>
#include <QThread>

namespace concert {

class Simulator::Private {
public:
    SimulatorOptions options;
    SimulatorCounters counters; // outlives the thread: see ~Simulator()
    QThread thread;
    SimulatorServer *server = nullptr; // lives in the thread, which deletes it at its end
    QUrl baseUrl;
};

Simulator::Simulator(const SimulatorOptions &options, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->options = options;
    d->thread.setObjectName(QStringLiteral("simulator"));
}

Simulator::~Simulator()
{
    stop();
}

bool Simulator::start(QString *error)
{
    if (d->server)
        return true;
    d->server = new SimulatorServer(d->options, &d->counters);
    d->server->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->server, &QObject::deleteLater);
    d->thread.start();
    SimulatorServer *server = d->server;
    QString problem;
    QMetaObject::invokeMethod(
        server, [server] { return server->listen(); }, Qt::BlockingQueuedConnection, &problem);
    if (!problem.isEmpty()) {
        stop();
        if (error)
            *error = tr("The built-in model cannot listen on %1: %2")
                         .arg(d->options.address.toString(), problem);
        return false;
    }
    d->baseUrl.setScheme(QStringLiteral("http"));
    d->baseUrl.setHost(d->options.address.toString());
    d->baseUrl.setPort(server->port());
    d->baseUrl.setPath(QStringLiteral("/v1"));
    return true;
}

void Simulator::stop()
{
    // While the thread still has its event loop, so that connections can delete themselves.
    if (SimulatorServer *server = d->server)
        QMetaObject::invokeMethod(
            server, [server] { server->close(); }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
    d->server = nullptr;
    d->baseUrl.clear();
}

QUrl Simulator::baseUrl() const
{
    return d->baseUrl;
}

int Simulator::maxInFlight() const
{
    return d->counters.maxInFlight;
}

int Simulator::requestCount() const
{
    return d->counters.requests;
}

QList<ServedCall> Simulator::served() const
{
    const QMutexLocker lock(&d->counters.mutex);
    return d->counters.served;
}

} // namespace concert
