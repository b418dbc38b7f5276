// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/provider_requests.h"

#include <QPointer>

namespace concert {

class KeyStore;
class KnownHosts;

/// Carries out what the page Providers asks for.
class WindowProviders final : public ProviderRequests {
    Q_OBJECT

public:
    /// \a keys and \a hosts must outlive it.
    WindowProviders(KeyStore *keys, KnownHosts *hosts, QObject *parent = nullptr);

    KeyState keyState(const ProviderProfile &profile) const override;
    void findKey(const ProviderProfile &profile) override;
    void keepKey(const ProviderProfile &profile, const QByteArray &key, bool inKeychain) override;
    void forgetKey(const ProviderProfile &profile) override;
    void fetchModels(const ProviderProfile &profile) override;
    void test(const ProviderProfile &profile, const QString &model) override;
    void cancel() override;
    bool isNewHost(const QUrl &url) const override;
    QStringList promptRemarks(const MatchConfig &config) const override;

private:
    /// Calls \a use with the key and the profile that names its place, unless cancelled before.
    void withKey(const ProviderProfile &profile,
                 const std::function<void(const ProviderProfile &, const QByteArray &)> &use);

    KeyStore *keys_;
    KnownHosts *hosts_;
    QPointer<QObject> running_; ///< a ModelFetch or a ProviderTest
    int request_ = 0;           ///< counts up, so that a key that comes too late is recognised
};

} // namespace concert
