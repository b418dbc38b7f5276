// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/keys/key_backend.h"
#include "core/chat/provider_profile.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <memory>

namespace concert {

/// The key in the provider's environment variable, if it has one.
ProviderKey environmentKey(const ProviderProfile &profile);

/// The providers' keys, from three places; the first that has one counts: typed in for this
/// session, the provider's environment variable, the system's keychain. A key belongs to a
/// provider's name and its server: one that was saved for api.openai.com goes nowhere else. Keys
/// are in memory here and in the keychain, and never in a file; where the keychain is absent,
/// locked or denies, a key holds for the session. Nothing waits: answers come by callback.
class KeyStore : public QObject {
    Q_OBJECT

public:
    using Found = std::function<void(const ProviderKey &)>;

    explicit KeyStore(std::unique_ptr<KeyBackend> keychain, QObject *parent = nullptr);
    /// With the system's keychain.
    explicit KeyStore(QObject *parent = nullptr);
    ~KeyStore() override;

    /// The key in force, as far as it is known without asking the keychain.
    ProviderKey known(const ProviderProfile &profile) const;
    /// Asks the keychain if there is no other key and one may be there, then calls \a found:
    /// perhaps at once, and not if this goes first.
    void find(const ProviderProfile &profile, const Found &found);

    /// From now on this is the key; \a inKeychain: saved there, too. If that fails it holds for the
    /// session, and problem() says why.
    void keep(const ProviderProfile &profile, const QByteArray &key, bool inKeychain);
    /// Neither in this session nor in the keychain any more.
    void forget(const ProviderProfile &profile);

    bool isAsking(const ProviderProfile &profile) const; ///< the keychain, at this moment
    /// What the keychain said when it could not do what it was last asked; empty: it could.
    QString problem(const ProviderProfile &profile) const;

    /// So long the keychain may take (its user may be typing a password).
    void setPatience(std::chrono::milliseconds patience) { patience_ = patience; }

Q_SIGNALS:
    /// The key of a provider, or what is known about it, is another one.
    void changed();
    /// The keychain has a provider's key from now on, or has it no more: it said so itself.
    void savedChanged(const concert::ProviderProfile &profile, bool saved);

private:
    enum class InKeychain { Unknown, Yes, No };
    struct Entry {
        QByteArray typed;
        InKeychain inKeychain = InKeychain::Unknown;
        QByteArray saved;
        QString problem;
        int question = 0; ///< counts up, so that late answers are recognised
        bool asking = false;
        QList<std::pair<ProviderProfile, Found>> waiting;
    };

    void tellSaved(const ProviderProfile &profile, bool saved);
    using Taken = std::function<void(Entry *, const KeyBackend::Answer &)>;
    /// What takes the answer to a new question; without an answer in time it gets a failure.
    KeyBackend::Callback ask(const QString &name, const Taken &taken);
    void answered(const QString &name, int question, const KeyBackend::Answer &answer,
                  const Taken &taken);

    std::unique_ptr<KeyBackend> keychain_;
    QHash<QString, Entry> entries_;
    std::chrono::milliseconds patience_{60'000};
};

} // namespace concert
