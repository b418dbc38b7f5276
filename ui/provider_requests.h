// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/model_list.h"
#include "core/chat/provider_report.h"
#include "core/record/match_config.h"

#include <QObject>

namespace concert {

/// What is known about a provider's key; never the key itself.
struct KeyState {
    KeySource source = KeySource::None; ///< the one in force
    bool asking = false;                ///< the keychain is asked at this moment
    QString problem;                    ///< why the keychain did not do what was asked, a sentence
};

/// What the settings want done and known, of providers and of prompts. app implements it; nothing
/// waits, answers come by signals.
class ProviderRequests : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual KeyState keyState(const ProviderProfile &profile) const = 0;
    /// Asks the keychain if the key may be there; keysChanged() follows if it was asked.
    virtual void findKey(const ProviderProfile &profile) = 0;
    /// From now on. \a inKeychain: saved there; where that fails, for this session.
    virtual void keepKey(const ProviderProfile &profile, const QByteArray &key,
                         bool inKeychain) = 0;
    virtual void forgetKey(const ProviderProfile &profile) = 0;

    /// One at a time: another one, or cancel(), ends the one before without an answer.
    virtual void fetchModels(const ProviderProfile &profile) = 0;
    virtual void test(const ProviderProfile &profile, const QString &model) = 0;
    virtual void cancel() = 0;

    /// Nobody has spoken to this server before, and it is neither this machine nor one that
    /// Concert names itself: its host is shown before the first request goes there.
    virtual bool isNewHost(const QUrl &) const { return false; }

    /// What of the prompt folders of this configuration is not used, and which placeholders stand
    /// for nothing: sentences. Reads the folders.
    virtual QStringList promptRemarks(const MatchConfig &) const { return {}; }

Q_SIGNALS:
    void keysChanged();
    /// The keychain has the key of this provider now, or has it no more.
    void keySaved(const concert::ProviderProfile &profile, bool saved);
    void hostsChanged(); ///< another one is known
    /// \a problem: a sentence; empty: these are all.
    void modelsFetched(const QList<concert::ModelInfo> &models, const QString &problem);
    void testGoesOn(const QString &reason); ///< it takes longer, and why
    void tested(const concert::ProviderReport &report);
};

} // namespace concert
