// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/provider_requests.h"
#include "ui/requests.h"

namespace concert {

/// Shows nothing and does nothing that it is asked for: tests override what they look at.
class IdleRequests : public Requests {
public:
    const MatchLog *log() const override { return nullptr; }
    RunState runState() const override { return RunState::None; }
    MatchProgress progress() const override { return {}; }
    void start(const MatchConfig &) override {}
    void pause() override {}
    void resume() override {}
    void setAfterPhase(AfterPhase) override {}
    AfterPhase afterPhase() const override { return AfterPhase::GoOn; }
    void stop() override {}
    void goOn(const QList<Power> &, PowerUnparked::How, const ModelId &) override {}
    void changeCaps(const SpendingCaps &) override {}
    SpendingCaps caps() const override { return {}; }
    void open(const QString &) override {}
    void findCallTexts(const CallId &) override {}
    void findChances(qsizetype) override {}
    QList<CallText> runningCalls() const override { return {}; }
    QStringList trialModels() const override { return {}; }
    void tryPrompt(const PromptTrial &) override {}
    void stopTrial(int) override {}
    void exportMatch(const QString &, const QString &) override {}
    void compare(const ComparisonPlan &) override {}
    void stopComparison() override {}
    const ComparisonState *comparison() const override { return nullptr; }
};

/// The same of what the settings ask for.
class IdleProviders : public ProviderRequests {
public:
    KeyState keyState(const ProviderProfile &) const override { return {}; }
    void findKey(const ProviderProfile &) override {}
    void keepKey(const ProviderProfile &, const QByteArray &, bool) override {}
    void forgetKey(const ProviderProfile &) override {}
    void fetchModels(const ProviderProfile &) override {}
    void test(const ProviderProfile &, const QString &) override {}
    void cancel() override {}
};

} // namespace concert
