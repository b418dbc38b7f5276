// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/model_edit.h"

#include "ui/settings/key_mask.h"
#include "ui/settings/problem_label.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

ModelEdit::ModelEdit(const QString &accessibleName, QWidget *parent)
    : QWidget(parent), field_(new QComboBox(this)), mask_(nullptr),
      problem_(new ProblemLabel(field_, this))
{
    field_->setEditable(true);
    mask_ = new KeyMask(field_->lineEdit());
    field_->setInsertPolicy(QComboBox::NoInsert);
    field_->setAccessibleName(accessibleName);
    field_->setMinimumContentsLength(16);
    field_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    field_->lineEdit()->setPlaceholderText(tr("provider:model"));
    field_->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    setFocusProxy(field_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(field_);
    layout->addWidget(problem_);
    connect(field_, &QComboBox::editTextChanged, this, &ModelEdit::check);
}

void ModelEdit::setProviders(const QList<ProviderProfile> &providers, const QStringList &removed)
{
    providers_ = providers;
    removed_ = removed;
    check();
}

void ModelEdit::setSuggestions(const QStringList &models)
{
    const QString text = field_->currentText();
    const QSignalBlocker blocker(field_);
    field_->clear();
    field_->addItem(simulatorProviderName);
    QStringList others = models;
    others.removeAll(simulatorProviderName);
    others.removeDuplicates();
    field_->addItems(others);
    field_->setEditText(text);
}

void ModelEdit::setModel(const ModelId &model)
{
    field_->setEditText(model.toString());
    field_->lineEdit()->setCursorPosition(0);
}

std::optional<ModelId> ModelEdit::model() const
{
    QStringList names;
    for (const ProviderProfile &profile : providers_)
        names << profile.name;
    const ParsedModelId parsed = parseModelId(field_->currentText(), names);
    return problem_->hasProblem() ? std::nullopt : parsed.model;
}

void ModelEdit::check()
{
    QStringList names;
    for (const ProviderProfile &profile : providers_)
        names << profile.name;
    const QString text = field_->currentText().trimmed();
    const QString prefix = text.section(u':', 0, 0).toLower();
    const ParsedModelId parsed = parseModelId(text, names);
    if (!parsed.key.isEmpty() && !requests_) {
        problem_->setProblem(tr("A key does not belong here: it would be stored. Set it in the "
                                "environment variable that the provider names."));
    } else if (removed_.contains(prefix) && !names.contains(prefix)) {
        problem_->setProblem(
            tr("There is no provider \"%1\". Add it on the page Providers.").arg(prefix));
    } else if (!parsed.model) {
        problem_->setProblem(parsed.problem);
    } else if (!names.contains(parsed.model->provider)) {
        problem_->setProblem(tr("Write it as provider:model, as in simulator or %1:NAME.")
                                 .arg(names.value(1, u"openai"_s)));
    } else if (const QString wrong = addressNote(*parsed.model); !wrong.isEmpty()) {
        problem_->setProblem(wrong);
    } else {
        showNotes(*parsed.model, !parsed.key.isEmpty());
    }
    Q_EMIT changed();
}

void ModelEdit::useKey()
{
    const auto wanted = model();
    const auto profile = wanted ? profileOf(*wanted) : std::nullopt;
    if (!requests_ || !profile || mask_->key().isEmpty())
        return;
    requests_->keepKey(*profile, mask_->key().toUtf8(), false);
    mask_->takeOut();
}

std::optional<ProviderProfile> ModelEdit::profileOf(const ModelId &model) const
{
    const ProviderProfile *own = provider(model);
    if (own == nullptr)
        return std::nullopt;
    return model.baseUrl.isEmpty() ? *own : own->at(model.baseUrl);
}

const ProviderProfile *ModelEdit::provider(const ModelId &model) const
{
    const auto found =
        std::find_if(providers_.begin(), providers_.end(), [&](const ProviderProfile &profile) {
            return profile.name == model.provider;
        });
    return found == providers_.end() ? nullptr : &*found;
}

QString ModelEdit::addressNote(const ModelId &model) const
{
    const ProviderProfile *profile = provider(model);
    return model.baseUrl.isEmpty() || profile == nullptr
               ? QString()
               : addressProblem(model.baseUrl, profile->plainHost);
}

/// Where it goes for the first time, and whether there is a key for that.
void ModelEdit::showNotes(const ModelId &model, bool hasKey)
{
    const auto profile = profileOf(model);
    const QString key = hasKey ? tr("The key stays in memory until Concert ends.") : keyNote(model);
    if (!requests_ || !profile || !requests_->isNewHost(profile->baseUrl)) {
        problem_->setNote(key);
        return;
    }
    QStringList said{firstUseText(profile->baseUrl)};
    if (!key.isEmpty())
        said << key;
    problem_->setNotice(said.join(u' '));
}

QString ModelEdit::keyNote(const ModelId &model)
{
    const ProviderProfile *profile = provider(model);
    if (profile == nullptr || profile->keyVariable.isEmpty() || !model.baseUrl.isEmpty())
        return {};
    if (!requests_)
        return qEnvironmentVariableIsEmpty(profile->keyVariable.toLatin1().constData())
                   ? tr("%1 is not set in the environment.").arg(profile->keyVariable)
                   : QString();
    findKey(*profile);
    const KeyState state = requests_->keyState(*profile);
    return state.source == KeySource::None && !state.asking
               ? tr("There is no key for %1 yet: enter it on the page Providers.")
                     .arg(profile->displayName)
               : QString();
}

/// Once for each provider: the keychain may ask its user for a password.
void ModelEdit::findKey(const ProviderProfile &profile)
{
    if (!isVisible() || asked_ == profile.name)
        return;
    asked_ = profile.name;
    requests_->findKey(profile);
}

void ModelEdit::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (requests_)
        check();
}

void ModelEdit::setRequests(ProviderRequests *requests)
{
    requests_ = requests;
    if (!requests_)
        return;
    connect(requests_, &ProviderRequests::keysChanged, this, &ModelEdit::check);
    connect(requests_, &ProviderRequests::hostsChanged, this, &ModelEdit::check);
    check();
}

} // namespace concert
