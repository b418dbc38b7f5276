// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_report.h"
#include "core/llm/chat_provider.h"
#include "core/llm/model_fetch.h"

#include <QObject>

namespace concert {

/// Finds out whether a model can play, and how: one tiny call, and beside it what the server says
/// about the model. A server that takes a schema and ignores it is asked once more in its second
/// way, where it has one. What was found counts for the calls that follow. Deleting it ends all.
class ProviderTest : public QObject {
    Q_OBJECT

public:
    /// \a key stays in memory. \a knowledge: what is known so far is not believed, and replaced.
    ProviderTest(const ProviderProfile &profile, const QByteArray &key, const QString &model,
                 const std::shared_ptr<ServerKnowledge> &knowledge, QObject *parent = nullptr);
    ~ProviderTest() override;

    void start();

Q_SIGNALS:
    /// It takes longer; a sentence says why.
    void goesOn(const QString &reason);
    /// Exactly once, never from within start().
    void finished(const concert::ProviderReport &report);

private:
    void probe();
    void takeAnswer();
    bool takeStructure();
    void takeModels(const QList<ModelInfo> &models);
    void finishIfComplete();

    QString model_;
    ChatRequest request_;
    std::shared_ptr<ServerKnowledge> knowledge_;
    ChatProvider provider_; ///< knows nothing at first
    ModelFetch models_;
    ChatReply *reply_ = nullptr;
    ProviderReport report_;
    bool ignored_ = false; ///< a schema was taken and not kept to
    bool answered_ = false;
    bool listed_ = false;
    bool finished_ = false;
};

} // namespace concert
