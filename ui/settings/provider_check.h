// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_profile.h"
#include "ui/provider_requests.h"

#include <QGroupBox>

#include <functional>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace concert {

class ProblemLabel;

/// A provider's models: fetched from its server, and one of them tried. What came of it stands
/// underneath.
class ProviderCheck : public QGroupBox {
    Q_OBJECT

public:
    explicit ProviderCheck(QWidget *parent = nullptr);

    /// null: nothing can be asked. \a requests outlives it.
    void setRequests(ProviderRequests *requests);
    /// Another provider, or an edited one: what was found out does not hold for it.
    void setProfile(const ProviderProfile &profile);
    /// To choose from until they are fetched again.
    void setModels(const QStringList &models);
    /// Called before a server is asked: the key that was just typed in is to be used.
    void setBeforeAsking(const std::function<void()> &before) { before_ = before; }

Q_SIGNALS:
    void modelsFetched(const QStringList &models);
    /// The server told what the tested model costs.
    void priceFound(const ModelPrice &price);

private:
    enum class State { Idle, Fetching, Testing };
    void fetch();
    void test();
    void setState(State state, const QString &status = {});
    void showButtons();
    void takeModels(const QList<ModelInfo> &models, const QString &problem);
    void takeReport(const ProviderReport &report);
    void clearResult();
    void showBelow();
    void addResult(const QString &name, const QString &value);
    void describeModel();
    const ModelInfo *info() const; ///< of the chosen model; null: the server said nothing

    ProviderRequests *requests_ = nullptr;
    std::function<void()> before_;
    ProviderProfile profile_;
    State state_ = State::Idle;
    QList<ModelInfo> infos_;
    QComboBox *model_;
    QPushButton *fetch_;
    QPushButton *test_;
    QLabel *about_;        ///< the chosen model, as its server describes it
    ProblemLabel *status_; ///< what is going on, or went wrong
    QWidget *result_;
    QGridLayout *results_;
};

} // namespace concert
