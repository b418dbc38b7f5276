// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/provider_form.h"

#include "ui/settings/key_field.h"
#include "ui/settings/price_table.h"
#include "ui/settings/problem_label.h"
#include "ui/settings/provider_check.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr std::array<std::chrono::milliseconds ChatTimeouts::*, 5> timeoutMembers{
    &ChatTimeouts::connect, &ChatTimeouts::firstByte, &ChatTimeouts::idle, &ChatTimeouts::progress,
    &ChatTimeouts::total};

constexpr int longestTimeout = 24 * 60 * 60; // seconds

QLayout *fieldAbove(QWidget *field, QWidget *below)
{
    auto *layout = new QVBoxLayout;
    layout->setSpacing(2);
    layout->addWidget(field);
    layout->addWidget(below);
    return layout;
}

QFormLayout *formIn(QWidget *parent)
{
    auto *form = new QFormLayout(parent);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    return form;
}

void addLabelled(QFormLayout *form, const QString &text, QWidget *field, QLayout *row)
{
    auto *label = new QLabel(text, field->parentWidget());
    label->setBuddy(field);
    form->addRow(label, row);
}

/// A profile without fault but for what the caller puts in: its problem is that field's.
ProviderProfile flawlessProfile()
{
    ProviderProfile profile;
    profile.name = u"name"_s;
    profile.baseUrl = QUrl(u"https://example.org/v1"_s);
    return profile;
}

} // namespace

ProviderForm::ProviderForm(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    check_ = new ProviderCheck(this);
    layout->addWidget(createServer());
    layout->addWidget(createKey());
    layout->addWidget(check_);
    layout->addWidget(createMore());
    layout->addStretch();
    check_->setBeforeAsking([this] { commitKey(); });
    connect(check_, &ProviderCheck::modelsFetched, this, &ProviderForm::modelsFetched);
    connect(check_, &ProviderCheck::priceFound, prices_, &PriceTable::suggest);
}

QWidget *ProviderForm::createServer()
{
    auto *group = new QGroupBox(tr("Server"), this);
    QFormLayout *form = formIn(group);
    displayName_ = new QLineEdit(group);
    address_ = new QLineEdit(group);
    address_->setObjectName(u"providerAddress"_s);
    address_->setPlaceholderText(u"https://HOST/v1"_s);
    addressProblem_ = new ProblemLabel(address_, group);
    plainHost_ = new QCheckBox(group);
    plainHost_->setObjectName(u"providerPlainHost"_s);
    dialect_ = new QComboBox(group);
    dialect_->setObjectName(u"providerDialect"_s);
    dialect_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    dialect_->setMinimumContentsLength(24);
    dialect_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    dialect_->addItem(tr("OpenAI Chat (most servers)"), static_cast<int>(DialectName::OpenAiChat));
    dialect_->addItem(tr("OpenAI Responses"), static_cast<int>(DialectName::OpenAiResponses));
    dialect_->addItem(tr("Anthropic Messages"), static_cast<int>(DialectName::Anthropic));
    dialect_->addItem(tr("Gemini"), static_cast<int>(DialectName::Gemini));
    dialect_->addItem(tr("Ollama's own"), static_cast<int>(DialectName::Ollama));
    name_ = new QLineEdit(group);
    name_->setObjectName(u"providerName"_s);
    name_->setToolTip(tr("Stands before the model, as in openai:NAME"));
    nameProblem_ = new ProblemLabel(name_, group);

    auto *address = new QVBoxLayout;
    address->setSpacing(2);
    address->addWidget(address_);
    address->addWidget(addressProblem_);
    address->addWidget(plainHost_);
    form->addRow(tr("Name s&hown:"), displayName_);
    addLabelled(form, tr("A&ddress:"), address_, address);
    form->addRow(tr("S&peaks:"), dialect_);
    addLabelled(form, tr("Short na&me:"), name_, fieldAbove(name_, nameProblem_));
    for (QLineEdit *edit : {name_, displayName_, address_})
        connect(edit, &QLineEdit::textChanged, this, &ProviderForm::validate);
    connect(address_, &QLineEdit::textEdited, this, &ProviderForm::dropForeignVariable);
    connect(dialect_, &QComboBox::currentIndexChanged, this, &ProviderForm::validate);
    connect(plainHost_, &QCheckBox::toggled, this, &ProviderForm::validate);
    return group;
}

QWidget *ProviderForm::createKey()
{
    auto *group = new QGroupBox(tr("Key"), this);
    QFormLayout *form = formIn(group);
    key_ = new KeyField(group);
    keyVariable_ = new QLineEdit(group);
    keyVariable_->setObjectName(u"providerKeyVariable"_s);
    keyVariable_->setPlaceholderText(tr("none"));
    variableProblem_ = new ProblemLabel(keyVariable_, group);
    form->addRow(key_);
    addLabelled(form, tr("Or &variable:"), keyVariable_,
                fieldAbove(keyVariable_, variableProblem_));
    connect(keyVariable_, &QLineEdit::textChanged, this, &ProviderForm::validate);
    return group;
}

/// What is right as it is, mostly.
QWidget *ProviderForm::createMore()
{
    auto *box = new QWidget(this);
    more_ = new QToolButton(box);
    more_->setObjectName(u"providerMore"_s);
    more_->setText(tr("Limits, time-outs and prices"));
    more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    more_->setAutoRaise(true);
    more_->setCheckable(true);
    moreFields_ = new QWidget(box);
    auto *fields = new QVBoxLayout(moreFields_);
    fields->setContentsMargins({});
    fields->addWidget(createLimits());
    fields->addWidget(createTimeouts());
    prices_ = new PriceTable(moreFields_);
    fields->addWidget(prices_);
    connect(prices_, &PriceTable::edited, this, &ProviderForm::validate);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(more_);
    layout->addWidget(moreFields_);
    const auto open = [this](bool on) {
        more_->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
        moreFields_->setVisible(on);
    };
    connect(more_, &QToolButton::toggled, this, open);
    open(false);
    return box;
}

QWidget *ProviderForm::createLimits()
{
    auto *group = new QGroupBox(tr("Limits"), moreFields_);
    QFormLayout *form = formIn(group);
    structured_ = new QCheckBox(tr("Structured output (&JSON schema)"), group);
    structured_->setObjectName(u"providerStructured"_s);
    schemaFirst_ = new QCheckBox(tr("One schema for all kinds of ans&wers"), group);
    schemaFirst_->setObjectName(u"providerSchemaFirst"_s);
    schemaFirst_->setToolTip(
        tr("For servers that put the schema before the prompt: their prompt cache then knows what "
           "all calls begin with. A model that takes one kind for another is asked again."));
    maxTokensField_ = new QComboBox(group);
    maxTokensField_->setEditable(true);
    maxTokensField_->addItems({u"max_completion_tokens"_s, u"max_tokens"_s});
    fieldProblem_ = new ProblemLabel(maxTokensField_, group);
    concurrent_ = new QSpinBox(group);
    concurrent_->setRange(1, 256);
    form->addRow(tr("Re&quests at once:"), concurrent_);
    addLabelled(form, tr("Answer's &limit field:"), maxTokensField_,
                fieldAbove(maxTokensField_, fieldProblem_));
    form->addRow(structured_);
    form->addRow(schemaFirst_);
    connect(maxTokensField_, &QComboBox::editTextChanged, this, &ProviderForm::validate);
    connect(concurrent_, &QSpinBox::valueChanged, this, &ProviderForm::validate);
    connect(structured_, &QCheckBox::toggled, this, &ProviderForm::validate);
    connect(structured_, &QCheckBox::toggled, schemaFirst_, &QWidget::setEnabled);
    connect(schemaFirst_, &QCheckBox::toggled, this, &ProviderForm::validate);
    return group;
}

QWidget *ProviderForm::createTimeouts()
{
    auto *group = new QGroupBox(tr("How long to wait"), moreFields_);
    QFormLayout *form = formIn(group);
    const QStringList labels{tr("&Connection:"), tr("F&irst sign of an answer:"),
                             tr("&Silence within an answer:"), tr("Answer without te&xt:"),
                             tr("&Whole answer:")};
    for (std::size_t i = 0; i < timeouts_.size(); ++i) {
        timeouts_[i] = new QSpinBox(group);
        timeouts_[i]->setRange(1, longestTimeout);
        timeouts_[i]->setSuffix(tr(" s"));
        timeouts_[i]->setGroupSeparatorShown(true);
        form->addRow(labels[static_cast<qsizetype>(i)], timeouts_[i]);
        connect(timeouts_[i], &QSpinBox::valueChanged, this, &ProviderForm::validate);
    }
    return group;
}

void ProviderForm::setRequests(ProviderRequests *requests)
{
    requests_ = requests;
    if (requests_)
        connect(requests_, &ProviderRequests::hostsChanged, this,
                [this] { showAddress(profile()); });
    key_->setRequests(requests);
    check_->setRequests(requests);
}

void ProviderForm::load(const ProviderProfile &profile, const QStringList &models)
{
    loading_ = true;
    loaded_ = profile;
    name_->setText(profile.name);
    displayName_->setText(profile.displayName);
    address_->setText(profile.baseUrl.toString());
    showPlainHost(profile.baseUrl);
    plainHost_->setChecked(!profile.plainHost.isEmpty() &&
                           profile.plainHost == profile.baseUrl.host());
    dialect_->setCurrentIndex(dialect_->findData(static_cast<int>(profile.dialect)));
    keyVariable_->setText(profile.keyVariable);
    structured_->setChecked(profile.structuredOutput);
    schemaFirst_->setChecked(profile.schemaFirst);
    schemaFirst_->setEnabled(profile.structuredOutput);
    maxTokensField_->setEditText(profile.maxTokensField);
    concurrent_->setValue(profile.maxConcurrent);
    prices_->setPrices(profile.prices);
    for (std::size_t i = 0; i < timeouts_.size(); ++i) {
        const auto time = profile.timeouts.*timeoutMembers[i];
        timeouts_[i]->setValue(
            static_cast<int>(std::chrono::ceil<std::chrono::seconds>(time).count()));
    }
    key_->clear();
    validate();
    check_->setModels(models);
    loading_ = false;
}

ProviderProfile ProviderForm::profile() const
{
    ProviderProfile profile = loaded_;
    profile.name = name_->text().trimmed();
    profile.displayName = displayName_->text().trimmed();
    profile.baseUrl = QUrl(address_->text().trimmed(), QUrl::StrictMode);
    const bool isPlain = isPlainNearby(profile.baseUrl) && plainHost_->isChecked();
    profile.plainHost = isPlain ? profile.baseUrl.host() : QString();
    profile.dialect = static_cast<DialectName>(dialect_->currentData().toInt());
    profile.keyVariable = keyVariable_->text().trimmed();
    profile.structuredOutput = structured_->isChecked();
    profile.schemaFirst = schemaFirst_->isChecked();
    profile.maxTokensField = maxTokensField_->currentText().trimmed();
    profile.maxConcurrent = concurrent_->value();
    profile.prices = prices_->prices();
    for (std::size_t i = 0; i < timeouts_.size(); ++i)
        profile.timeouts.*timeoutMembers[i] = std::chrono::seconds(timeouts_[i]->value());
    return profile;
}

void ProviderForm::setNameTaken(bool taken)
{
    nameTaken_ = taken;
    const bool loading = std::exchange(loading_, true); // no news from this
    validate();
    loading_ = loading;
}

void ProviderForm::commitKey()
{
    key_->commit();
}

void ProviderForm::focusAddress()
{
    address_->setFocus();
    address_->selectAll();
}

/// Asked for only where it matters, and again for another host.
void ProviderForm::showPlainHost(const QUrl &url)
{
    const bool matters = isPlainNearby(url);
    const QString text = tr("Speak to %1 &unencrypted").arg(url.host().replace(u'&', u"&&"_s));
    if (plainHost_->text() != text) {
        const bool loading = std::exchange(loading_, true);
        plainHost_->setChecked(false);
        loading_ = loading;
    }
    plainHost_->setText(text);
    plainHost_->setVisible(matters);
}

/// There is always a line, so that nothing jumps: what is wrong, or who will hear.
void ProviderForm::showAddress(const ProviderProfile &now)
{
    const QUrl &url = now.baseUrl;
    if (const QString problem = addressProblem(url, now.plainHost); !problem.isEmpty())
        addressProblem_->setProblem(problem);
    else if (requests_ && requests_->isNewHost(url))
        addressProblem_->setNotice(firstUseText(url));
    else if (isLoopback(url))
        addressProblem_->setNote(tr("On this machine."));
    else
        addressProblem_->setNote((url.scheme() == u"https" ? tr("Goes to %1, encrypted.")
                                                           : tr("Goes to %1, unencrypted."))
                                     .arg(url.host()));
}

/// A preset's variable holds the key of the preset's own server: another one does not get it just
/// because its address was written over that one's.
void ProviderForm::dropForeignVariable()
{
    const QString variable = keyVariable_->text().trimmed();
    const QString host = QUrl(address_->text().trimmed()).host();
    const QList<ProviderProfile> presets = builtInProviders();
    const auto isOf = [&](const ProviderProfile &preset) { return preset.keyVariable == variable; };
    const auto isThere = [&](const ProviderProfile &preset) {
        return isOf(preset) && preset.baseUrl.host() == host;
    };
    if (!variable.isEmpty() && std::any_of(presets.begin(), presets.end(), isOf) &&
        std::none_of(presets.begin(), presets.end(), isThere))
        keyVariable_->clear();
}

void ProviderForm::validate()
{
    showPlainHost(QUrl(address_->text().trimmed(), QUrl::StrictMode));
    const ProviderProfile now = profile();
    ProviderProfile probe = flawlessProfile();
    probe.name = now.name;
    nameProblem_->setProblem(nameTaken_ ? tr("There is another provider of this name.")
                                        : probe.problem());
    showAddress(now);
    probe = flawlessProfile();
    probe.keyVariable = now.keyVariable;
    variableProblem_->setProblem(probe.problem());
    probe = flawlessProfile();
    probe.maxTokensField = now.maxTokensField;
    fieldProblem_->setProblem(probe.problem());
    if (fieldProblem_->hasProblem() || prices_->hasProblem())
        more_->setChecked(true);
    maxTokensField_->setEnabled(now.dialect == DialectName::OpenAiChat);
    key_->setProfile(now);
    check_->setProfile(now);
    if (!loading_)
        Q_EMIT edited();
}

} // namespace concert
