// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupt.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace concert {

namespace {

constexpr std::array interruptSignals{SIGINT, SIGTERM, SIGHUP};
std::array<int, 2> interruptSockets{-1, -1};

// A signal handler may do next to nothing; writing a byte is allowed (signal-safety(7)).
void onInterrupt(int number)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(interruptSockets[0], &byte, 1);
    std::signal(number, SIG_DFL);
}

} // namespace

Interrupt::Interrupt(QObject *parent) : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, interruptSockets.data()) != 0)
        return;
    auto *notifier = new QSocketNotifier(interruptSockets[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &Interrupt::read);
    for (const int number : interruptSignals)
        std::signal(number, onInterrupt);
}

Interrupt::~Interrupt()
{
    for (const int number : interruptSignals)
        std::signal(number, SIG_DFL);
    for (int &socket : interruptSockets) {
        ::close(socket);
        socket = -1;
    }
}

void Interrupt::read()
{
    char byte = 0;
    if (::read(interruptSockets[1], &byte, 1) == 1)
        Q_EMIT received();
}

} // namespace concert
