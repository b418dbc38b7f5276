// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_report.h"
#include "core/llm/chat_provider.h"
#include "core/llm/model_fetch.h"

#include <QObject>

namespace concert {

/// Finds out whether a model can play, and how: one tiny call, and beside it what the server says
/// about the model. Deleting it ends both.
class ProviderTest : public QObject {
    Q_OBJECT

public:
    /// \a key stays in memory.
    ProviderTest(const ProviderProfile &profile, const QByteArray &key, const QString &model,
                 QObject *parent = nullptr);
    ~ProviderTest() override;

    void start();

Q_SIGNALS:
    /// It takes longer; a sentence says why.
    void goesOn(const QString &reason);
    /// Exactly once, never from within start().
    void finished(const concert::ProviderReport &report);

private:
    void takeAnswer();
    void takeModels(const QList<ModelInfo> &models);
    void finishIfComplete();

    QString model_;
    QString word_; ///< that the answer must hold
    ChatProvider provider_;
    ModelFetch models_;
    ChatReply *reply_ = nullptr;
    ProviderReport report_;
    bool answered_ = false;
    bool listed_ = false;
    bool finished_ = false;
};

} // namespace concert
