// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/model_id.h"
#include "core/chat/provider_profile.h"
#include "ui/provider_requests.h"

#include <QWidget>

#include <optional>

class QComboBox;

namespace concert {

class KeyMask;
class ProblemLabel;

/// Asks for a model as "provider:name", at another address if one is written behind it. What is
/// wrong with it, and where it goes for the first time, stands underneath.
class ModelEdit : public QWidget {
    Q_OBJECT

public:
    explicit ModelEdit(const QString &accessibleName, QWidget *parent = nullptr);

    /// Says whether there is a key; null: only the environment is looked at.
    void setRequests(ProviderRequests *requests);
    /// The providers a model may name, and those it once could (removed ones are no model names).
    void setProviders(const QList<ProviderProfile> &providers, const QStringList &removed);
    /// Models to choose from besides the built-in one.
    void setSuggestions(const QStringList &models);
    void setModel(const ModelId &model);
    /// Absent: what is written is not valid.
    std::optional<ModelId> model() const;
    QComboBox *field() const { return field_; }
    /// A key that was written behind the model is the provider's from now on, until Concert ends.
    void useKey();

Q_SIGNALS:
    void changed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void check();
    void findKey(const ProviderProfile &profile);
    const ProviderProfile *provider(const ModelId &model) const; ///< null: unknown
    /// The provider at the model's address.
    std::optional<ProviderProfile> profileOf(const ModelId &model) const;
    QString addressNote(const ModelId &model) const;
    void showNotes(const ModelId &model, bool hasKey);
    QString keyNote(const ModelId &model);

    ProviderRequests *requests_ = nullptr;
    QString asked_; ///< the provider whose key was looked for
    QComboBox *field_;
    KeyMask *mask_;
    ProblemLabel *problem_;
    QList<ProviderProfile> providers_;
    QStringList removed_;
};

} // namespace concert
