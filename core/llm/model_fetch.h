// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/model_list.h"

#include <QNetworkReply>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

class QNetworkAccessManager;

namespace concert {

/// Asks a server which models it has: page by page, and of Ollama each model. One attempt; the user
/// stands beside it and can try again. Deleting it ends the request.
class ModelFetch : public QObject {
    Q_OBJECT

public:
    /// \a key stays in memory.
    ModelFetch(const ProviderProfile &profile, const QByteArray &key, QObject *parent = nullptr);
    ~ModelFetch() override;

    void start();
    void setPatience(std::chrono::milliseconds patience) { timer_.setInterval(patience); }

Q_SIGNALS:
    /// Exactly once, never from within start(). \a problem: a sentence; empty: these are all (or as
    /// many as we take).
    void finished(const QList<concert::ModelInfo> &models, const QString &problem);

private:
    void askForPage(const QString &next);
    void askForDetail();
    void send(const HttpPost &request, void (ModelFetch::*then)(const QByteArray &));
    void receive(void (ModelFetch::*then)(const QByteArray &));
    void takePage(const QByteArray &body);
    void takeDetail(const QByteArray &body);
    void finish(const QString &problem);

    ProviderProfile profile_;
    QByteArray key_;
    std::unique_ptr<QNetworkAccessManager> manager_;
    QNetworkReply *reply_ = nullptr;
    QTimer timer_; ///< for all of it
    QList<ModelInfo> models_;
    qsizetype detailed_ = 0;
    int pages_ = 0;
    bool finished_ = false;
};

} // namespace concert
