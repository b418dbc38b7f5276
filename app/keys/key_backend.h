// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace concert {

/// A place outside the program that keeps keys: the system's keychain, or a test's.
class KeyBackend {
public:
    struct Answer {
        enum class Outcome { Done, NotFound, Failed };
        Outcome outcome = Outcome::Done;
        QByteArray key;  ///< what was read
        QString problem; ///< why it failed, as a sentence
    };
    /// Called once, from the event loop; never from within the call that it answers.
    using Callback = std::function<void(const Answer &)>;

    virtual ~KeyBackend() = default;
    virtual void read(const QString &entry, const Callback &done) = 0;
    virtual void write(const QString &entry, const QByteArray &key, const Callback &done) = 0;
    virtual void remove(const QString &entry, const Callback &done) = 0;
};

} // namespace concert
