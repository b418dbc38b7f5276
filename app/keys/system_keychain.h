// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/keys/key_backend.h"

#include <QObject>

namespace QKeychain {
class Job;
}

namespace concert {

/// The keychain of the desktop (Secret Service, KWallet), by QtKeychain. Where none runs it says so
/// within milliseconds; QtKeychain's way out, a plain file, stays switched off.
class SystemKeychain final : public QObject, public KeyBackend {
    Q_OBJECT

public:
    explicit SystemKeychain(QObject *parent = nullptr);

    void read(const QString &entry, const Callback &done) override;
    void write(const QString &entry, const QByteArray &key, const Callback &done) override;
    void remove(const QString &entry, const Callback &done) override;

private:
    Answer failure(const QKeychain::Job &job) const;
    void start(QKeychain::Job *job, const QString &entry, const Callback &done);
};

} // namespace concert
