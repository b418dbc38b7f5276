// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/keys/gather_keys.h"
#include "core/match/match.h"
#include "core/record/match_config.h"
#include "core/record/match_folder.h"
#include "core/record/match_log.h"
#include "core/record/match_log_file.h"
#include "core/simulator/simulator.h"

#include <QObject>

#include <memory>
#include <vector>

namespace concert {

class KeyStore;

/// What the built-in model is started with.
SimulatorOptions simulatorOptions(const SimulatorConfig &config, quint64 seed);

/// One match with everything it needs: log, files, providers, seats, the built-in model. Both front
/// ends play their matches through this.
class MatchSession : public QObject {
    Q_OBJECT

public:
    explicit MatchSession(QObject *parent = nullptr);
    ~MatchSession() override;

    /// Starts a match that is written to \a folder; \a keys: those that were found for it
    /// (gatherKeys()); a provider without one gets its variable's. On error a sentence for the
    /// user; nothing has been written then, and the session cannot be used.
    QString start(const MatchConfig &config, const ModelKeys &keys, const QString &folder);

    /// Where a match goes on; see Match::goOn().
    struct Beginning {
        std::vector<MatchEvent> events;  ///< what the folder's file holds
        std::unique_ptr<QLockFile> lock; ///< of the folder
        QString origin;
        std::optional<Phase> from;
    };
    /// Goes on with the match of \a folder; else as start().
    QString goOnWith(Beginning beginning, const MatchConfig &config, const ModelKeys &keys,
                     const QString &folder);
    /// Goes on with this session's own match, which has ended before its game was over.
    QString goOnAgain();

    /// Where keys are looked up that start() did not get, also later (another model, a new key);
    /// null: only in the environment. \a store outlives it.
    void setKeyStore(const KeyStore *store) { store_ = store; }
    /// For a session that plays nothing and only asks.
    void setConfig(const MatchConfig &config) { config_ = config; }
    const MatchConfig &config() const { return config_; }
    /// Asks a model outside of the match, with the providers, limits and the built-in model of this
    /// session. Null: \a problem says why not. The caller owns the reply. \a key: one for this
    /// model from now on; empty: the one that is known.
    ChatReply *ask(const ModelId &model, ChatRequest request, const QByteArray &key,
                   QString *problem);

    /// Says something about the match in its log; only while it runs.
    void note(const QString &sentence);

    MatchLog *log() { return &log_; }
    Match *match() { return match_.get(); }
    QString folder() const { return folder_; }
    /// Somebody is there to decide when a spending cap is reached; to be called before the start.
    void setAttended() { attended_ = true; }
    /// What was chosen for a power (see Match); on error a sentence for the user. \a keys are those
    /// that may be new since the start.
    QString goOn(Power power, PowerUnparked::How how, const ModelId &model, const ModelKeys &keys);
    /// See MatchLogFile.
    bool isTroubled() const { return file_ && file_->isTroubled(); }
    bool saveFiles() { return file_->save(); }
    QString finishFiles() { return file_ ? file_->finish() : QString(); }

Q_SIGNALS:
    void ended();
    /// Something that the user should know and the log does not tell: its files were removed, or
    /// cannot be written though the match has ended.
    void warned(const QString &problem);
    void saved(); ///< what could not be written has been

private:
    struct KnownProvider {
        ProviderProfile profile;
        QByteArray key;
        std::unique_ptr<ChatProvider> provider;
    };

    QString prepare(const MatchConfig &config, const ModelKeys &keys, const QString &folder);
    QString makeMatch();
    void openFile(qsizetype written);
    ChatProvider *providerFor(const ModelId &model, const ModelKeys &keys, QString *problem);

    bool startSimulator(QString *problem);
    std::unique_ptr<Seat> makeSeat(const ModelId &model, QString *problem);

    MatchConfig config_;
    ModelKeys keys_;
    const KeyStore *store_ = nullptr;
    SpendingLedger ledger_;
    bool attended_ = false;
    QString folder_;
    QString unsaved_; // why its files cannot be written
    MatchLog log_;
    std::unique_ptr<QLockFile> lock_; // of the folder, as long as it may be written to
    // Destroyed from the last to the first: the match before what it uses.
    std::unique_ptr<Simulator> simulator_;
    std::vector<KnownProvider> providers_;
    std::unique_ptr<MatchLogFile> file_;
    std::unique_ptr<Match> match_;
};

} // namespace concert
