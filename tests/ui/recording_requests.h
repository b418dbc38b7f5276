// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/idle_requests.h"

namespace concert {

using namespace Qt::StringLiterals;

/// Stands for app's Session: writes down what it is asked for and shows the log it is given.
class RecordingRequests : public IdleRequests {
public:
    const MatchLog *log() const override { return shown; }
    RunState runState() const override { return state; }
    MatchProgress progress() const override { return now; }

    void start(const MatchConfig &config) override
    {
        calls << u"start"_s;
        started = config;
    }
    void pause() override { calls << u"pause"_s; }
    void resume() override { calls << u"resume"_s; }
    void stop() override { calls << u"stop"_s; }
    void goOn(const QList<Power> &powers, PowerUnparked::How how, const ModelId &model) override
    {
        calls << u"go on %1 %2 %3"_s.arg(powers.size())
                     .arg(static_cast<int>(how))
                     .arg(model.toString());
    }
    void changeCaps(const SpendingCaps &to) override { capsNow = to; }
    SpendingCaps caps() const override { return capsNow; }
    void findCallTexts(const CallId &call) override { Q_EMIT callTextsFound(call, {}); }
    void open(const QString &path) override { calls << u"open "_s + path; }
    void exportMatch(const QString &form, const QString &path) override
    {
        calls << u"export %1 %2"_s.arg(form, path);
    }

    SpendingCaps capsNow;
    void show(MatchLog *log, RunState with)
    {
        shown = log;
        Q_EMIT matchChanged();
        setState(with);
    }
    void setState(RunState with)
    {
        state = with;
        Q_EMIT runStateChanged();
    }

    QStringList calls;
    MatchConfig started;
    MatchLog *shown = nullptr;
    RunState state = RunState::None;
    MatchProgress now;
};

} // namespace concert
