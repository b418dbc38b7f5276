// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/match_session.h"
#include "ui/requests.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <optional>

namespace concert {

/// Prompts that are tried outside of the match. Nothing here writes to a log: what comes back is
/// told by signals and by nothing else.
class PromptTrials : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~PromptTrials() override;

    /// Asks through \a session, which must outlive the trial. \a position is the board of the
    /// call's phase; absent: the answer cannot be judged.
    void start(const PromptTrial &trial, MatchSession *session, const MatchConfig &config,
               const std::optional<Position> &position);
    void stop(int id);
    /// Ends all: the session goes.
    void stopAll();

Q_SIGNALS:
    void progressed(int id, const QString &textSoFar);
    void ended(int id, const concert::TrialAnswer &answer);

private:
    struct Running {
        PromptTrial trial;
        std::optional<Position> position;
        std::optional<ProviderProfile> profile; ///< that knows the prices
        QString model;                          ///< as the provider calls it
        ChatReply *reply = nullptr;
    };
    void fail(int id, const QString &problem);
    void finish(int id);
    void tellProgress();

    std::map<int, Running> running_;
    QTimer progress_;
};

} // namespace concert
