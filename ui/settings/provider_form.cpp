// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/provider_form.h"

#include "ui/settings/problem_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

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
    createFields();
    createTimeouts();
    layout->addStretch();
}

void ProviderForm::createFields()
{
    auto *fields = new QWidget(this);
    auto *form = new QFormLayout(fields);
    form->setContentsMargins({});
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    name_ = new QLineEdit(fields);
    name_->setObjectName(u"providerName"_s);
    nameProblem_ = new ProblemLabel(name_, fields);
    displayName_ = new QLineEdit(fields);
    address_ = new QLineEdit(fields);
    address_->setObjectName(u"providerAddress"_s);
    address_->setPlaceholderText(u"https://HOST/v1"_s);
    addressProblem_ = new ProblemLabel(address_, fields);
    key_ = new QLineEdit(fields);
    key_->setObjectName(u"providerKey"_s);
    key_->setPlaceholderText(tr("empty: no key is sent"));
    keyProblem_ = new ProblemLabel(key_, fields);
    keyState_ = new QLabel(fields);
    keyState_->setObjectName(u"providerKeyState"_s);
    keyState_->setTextFormat(Qt::PlainText);
    keyState_->setWordWrap(true);
    structured_ = new QCheckBox(tr("Structured output (&JSON schema)"), fields);
    maxTokensField_ = new QComboBox(fields);
    maxTokensField_->setEditable(true);
    maxTokensField_->addItems({u"max_completion_tokens"_s, u"max_tokens"_s});
    fieldProblem_ = new ProblemLabel(maxTokensField_, fields);
    concurrent_ = new QSpinBox(fields);
    concurrent_->setRange(1, 256);

    auto *keyRow = new QVBoxLayout;
    keyRow->setSpacing(2);
    for (QWidget *widget : {static_cast<QWidget *>(key_), static_cast<QWidget *>(keyProblem_),
                            static_cast<QWidget *>(keyState_)})
        keyRow->addWidget(widget);
    const auto add = [&](const QString &text, QWidget *field, QLayout *row) {
        auto *label = new QLabel(text, fields);
        label->setBuddy(field);
        form->addRow(label, row);
    };
    add(tr("Short na&me:"), name_, fieldAbove(name_, nameProblem_));
    form->addRow(tr("Name s&hown:"), displayName_);
    add(tr("A&ddress:"), address_, fieldAbove(address_, addressProblem_));
    add(tr("&Key's variable:"), key_, keyRow);
    add(tr("Answer's &limit field:"), maxTokensField_, fieldAbove(maxTokensField_, fieldProblem_));
    form->addRow(tr("Re&quests at once:"), concurrent_);
    form->addRow(structured_);
    layout()->addWidget(fields);

    for (QLineEdit *edit : {name_, displayName_, address_, key_})
        connect(edit, &QLineEdit::textChanged, this, &ProviderForm::validate);
    connect(maxTokensField_, &QComboBox::editTextChanged, this, &ProviderForm::validate);
    connect(concurrent_, &QSpinBox::valueChanged, this, &ProviderForm::validate);
    connect(structured_, &QCheckBox::toggled, this, &ProviderForm::validate);
}

void ProviderForm::createTimeouts()
{
    auto *group = new QGroupBox(tr("How long to wait"), this);
    auto *form = new QFormLayout(group);
    const QStringList labels{tr("&Connection:"), tr("&First sign of an answer:"),
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
    layout()->addWidget(group);
}

void ProviderForm::load(const ProviderProfile &profile)
{
    loading_ = true;
    loaded_ = profile;
    name_->setText(profile.name);
    displayName_->setText(profile.displayName);
    address_->setText(profile.baseUrl.toString());
    key_->setText(profile.keyVariable);
    structured_->setChecked(profile.structuredOutput);
    maxTokensField_->setEditText(profile.maxTokensField);
    concurrent_->setValue(profile.maxConcurrent);
    for (std::size_t i = 0; i < timeouts_.size(); ++i) {
        const auto time = profile.timeouts.*timeoutMembers[i];
        timeouts_[i]->setValue(
            static_cast<int>(std::chrono::ceil<std::chrono::seconds>(time).count()));
    }
    loading_ = false;
    validate();
}

ProviderProfile ProviderForm::profile() const
{
    ProviderProfile profile = loaded_;
    profile.name = name_->text().trimmed();
    profile.displayName = displayName_->text().trimmed();
    profile.baseUrl = QUrl(address_->text().trimmed(), QUrl::StrictMode);
    profile.keyVariable = key_->text().trimmed();
    profile.structuredOutput = structured_->isChecked();
    profile.maxTokensField = maxTokensField_->currentText().trimmed();
    profile.maxConcurrent = concurrent_->value();
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

void ProviderForm::validate()
{
    const ProviderProfile now = profile();
    ProviderProfile probe = flawlessProfile();
    probe.name = now.name;
    nameProblem_->setProblem(nameTaken_ ? tr("There is another provider of this name.")
                                        : probe.problem());
    probe = flawlessProfile();
    probe.baseUrl = now.baseUrl;
    addressProblem_->setProblem(probe.problem());
    probe = flawlessProfile();
    probe.keyVariable = now.keyVariable;
    keyProblem_->setProblem(probe.problem());
    probe = flawlessProfile();
    probe.maxTokensField = now.maxTokensField;
    fieldProblem_->setProblem(probe.problem());
    showKeyState();
    if (!loading_)
        Q_EMIT edited();
}

void ProviderForm::showKeyState()
{
    const QString variable = key_->text().trimmed();
    const bool set = !qEnvironmentVariableIsEmpty(variable.toLatin1().constData());
    keyState_->setVisible(!variable.isEmpty() && !keyProblem_->hasProblem());
    keyState_->setText(set ? tr("✓ set in the environment")
                           : tr("not set in the environment: set it before starting Concert"));
}

} // namespace concert
