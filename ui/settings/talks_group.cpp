// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/talks_group.h"

#include "ui/provider_requests.h"
#include "ui/sentences.h"
#include "ui/settings/model_edit.h"
#include "ui/settings/problem_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr QChar folderSeparator = u';';

QStringList writtenFolders(const QString &text)
{
    QStringList folders;
    for (const QString &part : text.split(folderSeparator, Qt::SkipEmptyParts)) {
        if (const QString folder = part.trimmed(); !folder.isEmpty())
            folders << QDir::cleanPath(QDir::fromNativeSeparators(folder));
    }
    return folders;
}

/// A sentence; empty: these can be used.
QString problemOfFolders(const QStringList &folders)
{
    if (folders.size() > 1 && folders.size() != powerCount)
        return TalksGroup::tr("One folder for all powers, or seven separated by semicolons.");
    for (const QString &folder : folders) {
        if (!QDir::isAbsolutePath(folder) || !QFileInfo(folder).isDir())
            return TalksGroup::tr("%1 is no folder.").arg(QDir::toNativeSeparators(folder));
    }
    return {};
}

} // namespace

TalksGroup::TalksGroup(QWidget *parent) : QGroupBox(tr("Talks and thinking"), parent)
{
    pressOrder_ = new QComboBox(this);
    pressOrder_->setObjectName(u"pressOrder"_s);
    pressOrder_->addItem(tr("All at once, in rounds"), static_cast<int>(PressOrder::Simultaneous));
    pressOrder_->addItem(tr("One after another"), static_cast<int>(PressOrder::Speaking));
    pressOrder_->addItem(tr("Mailbox"), static_cast<int>(PressOrder::Mailbox));
    pressOrder_->addItem(tr("Until all are silent"), static_cast<int>(PressOrder::UntilQuiet));
    pressOrder_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    pressOrder_->setMinimumContentsLength(16);
    pressNote_ = new QLabel(this);
    pressNote_->setWordWrap(true);
    pressNote_->setTextFormat(Qt::PlainText);
    planning_ = new QCheckBox(tr("A p&lan before the orders"), this);
    planning_->setObjectName(u"planning"_s);
    diaries_ = new QCheckBox(tr("Po&wers keep a diary"), this);
    diaries_->setObjectName(u"diaries"_s);
    fused_ = new QCheckBox(tr("Diaries as &parts of other answers (fewer calls)"), this);
    fused_->setObjectName(u"fused"_s);
    commented_ = new QCheckBox(tr("A &narrator comments each phase:"), this);
    commented_->setObjectName(u"commented"_s);
    narrator_ = new ModelEdit(tr("Model of the narrator"), this);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("Press &order:"), pressOrder_);
    form->addRow(pressNote_);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(planning_);
    layout->addWidget(diaries_);
    layout->addWidget(fused_);
    layout->addWidget(commented_);
    layout->addWidget(narrator_);
    layout->addWidget(createPrompts());
    connect(pressOrder_, &QComboBox::currentIndexChanged, this, &TalksGroup::validate);
    for (QCheckBox *box : {planning_, diaries_, fused_, commented_})
        connect(box, &QCheckBox::toggled, this, &TalksGroup::validate);
    connect(narrator_, &ModelEdit::changed, this, &TalksGroup::validate);
}

QWidget *TalksGroup::createPrompts()
{
    auto *row = new QWidget(this);
    short_ = new QCheckBox(tr("S&hort prompts, for models with small contexts"), row);
    short_->setObjectName(u"simplePrompts"_s);
    short_->setToolTip(tr("A third shorter: of each unit the nearest centres and the legal "
                          "orders, and nothing else of what is around it"));
    budget_ = new QSpinBox(row);
    budget_->setObjectName(u"promptTokens"_s);
    budget_->setRange(2000, 1'000'000);
    budget_->setSingleStep(1000);
    budget_->setGroupSeparatorShown(true);
    budget_->setToolTip(tr("Longer ones leave out the oldest diary entries, then the oldest "
                           "messages; never the board or the legal orders"));
    auto *budgetLabel = new QLabel(tr("Lon&gest prompt, in tokens:"), row);
    budgetLabel->setBuddy(budget_);
    auto *budgetLine = new QHBoxLayout;
    budgetLine->addWidget(budgetLabel, 1);
    budgetLine->addWidget(budget_);
    auto *label = new QLabel(tr("&Folder of prompts:"), row);
    prompts_ = new QLineEdit(row);
    prompts_->setObjectName(u"promptFolders"_s);
    prompts_->setPlaceholderText(tr("Concert's own"));
    prompts_->setToolTip(
        tr("For all powers, or seven folders separated by semicolons; what is missing there is "
           "Concert's own"));
    promptsProblem_ = new ProblemLabel(prompts_, row);
    label->setBuddy(prompts_);
    auto *choose = new QPushButton(tr("Choose…"), row);
    auto *line = new QHBoxLayout;
    line->addWidget(prompts_, 1);
    line->addWidget(choose);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(short_);
    layout->addLayout(budgetLine);
    layout->addWidget(label);
    layout->addLayout(line);
    layout->addWidget(promptsProblem_);
    promptRemarks_ = new QLabel(row);
    promptRemarks_->setObjectName(u"promptRemarks"_s);
    promptRemarks_->setTextFormat(Qt::PlainText);
    promptRemarks_->setWordWrap(true);
    promptRemarks_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    promptRemarks_->hide();
    layout->addWidget(promptRemarks_);
    connect(short_, &QCheckBox::toggled, this, &TalksGroup::validate);
    connect(budget_, &QSpinBox::valueChanged, this, &TalksGroup::validate);
    connect(prompts_, &QLineEdit::textChanged, this, &TalksGroup::validate);
    connect(choose, &QPushButton::clicked, this, &TalksGroup::chooseFolder);
    return row;
}

void TalksGroup::load(const MatchConfig &config)
{
    const QSignalBlocker blocker(this);
    loaded_ = config;
    pressOrder_->setCurrentIndex(pressOrder_->findData(static_cast<int>(config.pressOrder)));
    planning_->setChecked(config.planning);
    diaries_->setChecked(config.diaries);
    fused_->setChecked(config.deliberation == Deliberation::Fused);
    commented_->setChecked(config.commentary.has_value());
    narrator_->setModel(config.commentary.value_or(config.models.front()));
    short_->setChecked(config.simplePrompts);
    budget_->setValue(config.promptTokens);
    QStringList folders;
    for (const QString &folder : config.promptFolders)
        folders << QDir::toNativeSeparators(folder);
    prompts_->setText(folders.join(u"; "_s));
    setRounds(config.negotiationRounds);
}

void TalksGroup::store(MatchConfig *config) const
{
    config->pressOrder = static_cast<PressOrder>(pressOrder_->currentData().toInt());
    config->planning = planning_->isChecked();
    config->diaries = diaries_->isChecked();
    config->deliberation = fused_->isChecked() ? Deliberation::Fused : Deliberation::Separate;
    config->commentary.reset();
    if (commented_->isChecked())
        config->commentary = narrator_->model() ? narrator_->model() : loaded_.commentary;
    config->simplePrompts = short_->isChecked();
    config->promptTokens = budget_->value();
    config->promptFolders =
        promptsProblem_->hasProblem() ? loaded_.promptFolders : writtenFolders(prompts_->text());
}

void TalksGroup::useKey()
{
    narrator_->useKey();
}

void TalksGroup::setRequests(ProviderRequests *requests)
{
    requests_ = requests;
    narrator_->setRequests(requests);
    looked_.reset();
    showPromptRemarks();
}

void TalksGroup::setSuggestions(const QStringList &models)
{
    narrator_->setSuggestions(models);
}

void TalksGroup::setProviders(const QList<ProviderProfile> &providers, const QStringList &names)
{
    narrator_->setProviders(providers, names);
}

void TalksGroup::setRounds(int rounds)
{
    rounds_ = rounds;
    validate();
}

bool TalksGroup::isValid() const
{
    return !promptsProblem_->hasProblem() && (!commented_->isChecked() || narrator_->model());
}

void TalksGroup::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder of prompts"), prompts_->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, prompts_,
            [this](const QString &folder) { prompts_->setText(QDir::toNativeSeparators(folder)); });
    dialog->open();
}

/// What of the chosen folders is not used: before a match is started with them.
void TalksGroup::showPromptRemarks()
{
    MatchConfig config = loaded_;
    store(&config);
    if (promptsProblem_->hasProblem())
        config.promptFolders.clear();
    if (config == looked_)
        return;
    looked_ = config;
    QStringList shown;
    if (requests_ != nullptr && !config.promptFolders.isEmpty()) {
        for (const QString &remark : requests_->promptRemarks(config))
            shown << shownSentence(remark);
    }
    promptRemarks_->setText(shown.join(u'\n'));
    promptRemarks_->setVisible(!shown.isEmpty());
}

void TalksGroup::validate()
{
    const bool talks = rounds_ > 0;
    pressOrder_->setEnabled(talks);
    diaries_->setEnabled(talks);
    fused_->setEnabled(talks && diaries_->isChecked());
    narrator_->setVisible(commented_->isChecked());
    promptsProblem_->setProblem(problemOfFolders(writtenFolders(prompts_->text())));
    showPromptRemarks();
    switch (static_cast<PressOrder>(pressOrder_->currentData().toInt())) {
    case PressOrder::Simultaneous:
        pressNote_->setText(tr("In each round everybody knows the rounds before."));
        break;
    case PressOrder::Speaking:
        pressNote_->setText(tr("Everybody knows what was said before their turn: slow."));
        break;
    case PressOrder::Mailbox:
        pressNote_->setText(tr("Who has written writes again, and reads what has come: fast."));
        break;
    case PressOrder::UntilQuiet:
        pressNote_->setText(tr("Who has nothing new to answer is not asked."));
        break;
    }
    Q_EMIT changed();
}

} // namespace concert
