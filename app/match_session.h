// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/match/match.h"
#include "core/record/match_config.h"
#include "core/record/match_log.h"
#include "core/record/match_log_file.h"
#include "core/simulator/simulator.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <vector>

namespace concert {

/// Keys that were given on the command line, by ModelId::toString(). In memory only.
using ModelKeys = QHash<QString, QByteArray>;

/// What the built-in model is started with.
SimulatorOptions simulatorOptions(const SimulatorConfig &config, quint64 seed);

/// One match with everything it needs: log, files, providers, seats, the built-in model. Both front
/// ends play their matches through this.
class MatchSession : public QObject {
    Q_OBJECT

public:
    explicit MatchSession(QObject *parent = nullptr);
    ~MatchSession() override;

    /// Starts a match that is written to \a folder. On error a sentence for the user; nothing has
    /// been written then, and the session cannot be used.
    QString start(const MatchConfig &config, const ModelKeys &keys, const QString &folder);

    MatchLog *log() { return &log_; }
    Match *match() { return match_.get(); }
    QString folder() const { return folder_; }
    int requestsSent() const;
    /// Somebody is there to decide when a spending cap is reached; to be called before the start.
    void setAttended() { attended_ = true; }
    /// What was chosen for a power (see Match); on error a sentence for the user. A key that has
    /// changed is taken from where it was.
    QString goOn(Power power, PowerUnparked::How how, const ModelId &model);
    /// See MatchLogFile.
    bool isTroubled() const { return file_ && file_->isTroubled(); }
    QString finishFiles() { return file_->finish(); }

Q_SIGNALS:
    void ended();
    /// Something that the user should know though the match goes on (the disk is full).
    void warned(const QString &problem);

private:
    ChatProvider *providerFor(const ModelId &model, const ModelKeys &keys, QString *problem);

    bool startSimulator(QString *problem);
    std::unique_ptr<Seat> makeSeat(const ModelId &model, QString *problem);

    MatchConfig config_;
    ModelKeys keys_;
    SpendingLedger ledger_;
    bool attended_ = false;
    QString folder_;
    MatchLog log_;
    // Destroyed from the last to the first: the match before what it uses.
    std::unique_ptr<Simulator> simulator_;
    std::vector<std::pair<QString, std::unique_ptr<ChatProvider>>> providers_;
    std::unique_ptr<MatchLogFile> file_;
    std::unique_ptr<Match> match_;
};

} // namespace concert
