// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/call_text_store.h"
#include "app/match_session.h"
#include "core/record/match_log_reader.h"
#include "ui/requests.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>

namespace concert {

class Settings;

/// Carries out what the window asks for: matches that run (MatchSession) and matches that are read
/// from their files, finished or still being written by another process.
class WindowRequests : public Requests {
    Q_OBJECT

public:
    /// \a settings must outlive it.
    explicit WindowRequests(Settings *settings, QObject *parent = nullptr);
    ~WindowRequests() override;

    const MatchLog *log() const override;
    RunState runState() const override;
    MatchProgress progress() const override;
    void start(const MatchConfig &config) override;
    void pause() override;
    void resume() override;
    void stop() override;
    void goOn(const QList<Power> &powers, PowerUnparked::How how, const ModelId &model) override;
    void changeCaps(const SpendingCaps &caps) override;
    SpendingCaps caps() const override;
    void open(const QString &path) override;
    void findCallTexts(const CallId &call) override;
    void exportTimings(const QString &path) override;

private:
    /// A match that is read from its file, and followed while it grows.
    struct OpenedMatch {
        explicit OpenedMatch(const QString &path) : reader(path) {}
        MatchLogReader reader;
        MatchLog log;
    };

    void readMore();
    void showOpened();
    void keepCallTexts(const QString &folder);
    QString newFolder() const;

    Settings *settings_;
    std::unique_ptr<MatchSession> session_;
    std::unique_ptr<OpenedMatch> opened_;
    std::unique_ptr<OpenedMatch> opening_; // not complete yet; what is shown stays
    std::unique_ptr<CallTextStore> texts_; // of the match that is shown
    QTimer readTimer_;
    QElapsedTimer stillFor_; // since the opened match last grew
    bool saidStill_ = false;
    QTimer progressTimer_;
};

} // namespace concert
