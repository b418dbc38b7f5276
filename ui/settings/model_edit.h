// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/model_id.h"
#include "core/chat/provider_profile.h"

#include <QWidget>

#include <optional>

class QComboBox;

namespace concert {

class ProblemLabel;

/// Asks for a model as "provider:name". What is wrong with it stands underneath.
class ModelEdit : public QWidget {
    Q_OBJECT

public:
    explicit ModelEdit(const QString &accessibleName, QWidget *parent = nullptr);

    /// The providers a model may name, and those it once could (removed ones are no model names).
    void setProviders(const QList<ProviderProfile> &providers, const QStringList &removed);
    /// Models to choose from besides the built-in one.
    void setSuggestions(const QStringList &models);
    void setModel(const ModelId &model);
    /// Absent: what is written is not valid.
    std::optional<ModelId> model() const;
    QComboBox *field() const { return field_; }

Q_SIGNALS:
    void changed();

private:
    void check();
    QString keyNote(const ModelId &model) const;

    QComboBox *field_;
    ProblemLabel *problem_;
    QList<ProviderProfile> providers_;
    QStringList removed_;
};

} // namespace concert
