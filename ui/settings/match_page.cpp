// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/match_page.h"

#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/settings/limits_group.h"
#include "ui/settings/model_edit.h"
#include "ui/settings/problem_label.h"
#include "ui/settings/talks_group.h"
#include "ui/window_colors.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// A field and what is said about it, one above the other.
QWidget *withRemark(QWidget *field, QWidget *remark)
{
    auto *both = new QWidget;
    auto *layout = new QVBoxLayout(both);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(field);
    layout->addWidget(remark);
    both->setFocusProxy(field);
    return both;
}

QFormLayout *plainForm(QWidget *parent)
{
    auto *form = new QFormLayout(parent);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

} // namespace

int estimatedCalls(const MatchConfig &config)
{
    // Every power once at the beginning; in each of a year's two movement phases its messages, its
    // orders and what it thinks beside them; and about six for retreats and the winter.
    const bool separate = config.deliberation == Deliberation::Separate;
    int thoughts = config.planning ? 1 : 0;
    if (config.writesDiaries())
        thoughts += separate ? 2 : 0; // before the orders and after them
    else
        thoughts += separate ? 1 : 0; // the look back
    const int years = std::max(0, config.maxYear - 1900);
    const int movement = 2 * powerCount * (config.negotiationRounds + 1 + thoughts);
    int calls = powerCount + years * (movement + 6);
    if (config.writesDiaries())
        calls += std::max(0, years - 1) * powerCount; // older entries made short, each spring
    if (config.commentary)
        calls += years * 3;
    return calls;
}

MatchPage::MatchPage(QWidget *parent) : QWidget(parent)
{
    matchGroup_ = createMatch();
    modelsGroup_ = createModels();
    talks_ = new TalksGroup(this);
    connect(talks_, &TalksGroup::changed, this, &MatchPage::validate);
    limits_ = new LimitsGroup(this);
    connect(limits_, &LimitsGroup::changed, this, &MatchPage::validate);
    auto *right = new QVBoxLayout;
    right->addWidget(matchGroup_);
    right->addWidget(limits_);
    right->addWidget(createSimulator());
    right->addStretch();
    columns_ = new QHBoxLayout;
    auto *left = new QVBoxLayout;
    left->addWidget(modelsGroup_);
    left->addWidget(talks_);
    left->addStretch();
    columns_->addLayout(left, 1);
    columns_->addLayout(right, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns_, 1);
    layout->addWidget(createRunsFolder());
}

QWidget *MatchPage::createModels()
{
    auto *group = new QGroupBox(tr("Models"), this);
    oneForAll_ = new QCheckBox(tr("&One model plays all powers"), group);
    oneForAll_->setObjectName(u"oneForAll"_s);
    all_ = new ModelEdit(tr("Model of all powers"), group);
    all_->field()->setObjectName(u"modelOfAll"_s);
    each_ = new QWidget(group);
    QFormLayout *form = plainForm(each_);
    form->setContentsMargins({});
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    for (const Power power : allPowers) {
        auto *edit = new ModelEdit(tr("Model of %1").arg(powerDisplayName(power)), each_);
        edit->field()->setObjectName(u"modelOf%1"_s.arg(indexOf(power)));
        models_[static_cast<std::size_t>(indexOf(power))] = edit;
        auto *name = new QWidget(each_);
        auto *row = new QHBoxLayout(name);
        row->setContentsMargins({});
        auto *chip = new QLabel(name);
        const int side = fontMetrics().height();
        chip->setPixmap(powerChip(power).pixmap(side, side));
        auto *label = new QLabel(powerDisplayName(power), name);
        label->setBuddy(edit->field());
        row->addWidget(chip);
        row->addWidget(label, 1);
        form->addRow(name, edit);
        connect(edit, &ModelEdit::changed, this, &MatchPage::validate);
    }
    shuffle_ = new QPushButton(tr("Sh&uffle"), each_);
    shuffle_->setObjectName(u"shuffleModels"_s);
    shuffle_->setAutoDefault(false);
    shuffle_->setToolTip(tr("Deal these models to the powers anew, at random"));
    connect(shuffle_, &QPushButton::clicked, this, &MatchPage::shuffleModels);
    form->addRow(QString(), shuffle_);
    auto *hint = new QLabel(tr("Write a model as provider:name, as in openai:NAME or "
                               "ollama:NAME. \"simulator\" is the built-in model: it needs no "
                               "network and costs nothing."),
                            group);
    hint->setWordWrap(true);
    hint->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(group);
    layout->addWidget(oneForAll_);
    layout->addWidget(all_);
    layout->addWidget(each_);
    layout->addWidget(hint);
    layout->addStretch();
    connect(all_, &ModelEdit::changed, this, &MatchPage::validate);
    connect(oneForAll_, &QCheckBox::toggled, this, [this](bool one) {
        if (!loading_ && !one) { // begin with what was there for all
            for (ModelEdit *edit : models_)
                edit->field()->setEditText(all_->field()->currentText());
        }
        validate();
    });
    return group;
}

/// So that nobody chooses who plays whom. What comes of it can be seen, and is what is played.
void MatchPage::shuffleModels()
{
    QStringList texts;
    for (const ModelEdit *edit : models_)
        texts << edit->field()->currentText();
    const QStringList before = texts;
    const bool allAlike = texts.count(texts.first()) == texts.size();
    while (!allAlike && texts == before)
        std::shuffle(texts.begin(), texts.end(), *QRandomGenerator::global());
    for (std::size_t i = 0; i < models_.size(); ++i)
        models_[i]->field()->setEditText(texts[static_cast<qsizetype>(i)]);
}

QWidget *MatchPage::createMatch()
{
    auto *group = new QGroupBox(tr("Match"), this);
    QFormLayout *form = plainForm(group);
    rounds_ = new QSpinBox(group);
    rounds_->setObjectName(u"rounds"_s);
    rounds_->setRange(0, maxNegotiationRounds);
    rounds_->setSpecialValueText(tr("none: no messages"));
    lastYear_ = new QSpinBox(group);
    lastYear_->setRange(1901, 2100);
    schedule_ = new QComboBox(group);
    schedule_->addItem(tr("Pipelined"), static_cast<int>(Schedule::Pipelined));
    schedule_->addItem(tr("Staged"), static_cast<int>(Schedule::Staged));
    schedule_->addItem(tr("Blocking"), static_cast<int>(Schedule::Blocking));
    schedule_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    schedule_->setMinimumContentsLength(16);
    scheduleNote_ = new QLabel(group);
    scheduleNote_->setWordWrap(true);
    scheduleNote_->setTextFormat(Qt::PlainText);
    seed_ = new QLineEdit(group);
    seed_->setObjectName(u"seed"_s);
    seed_->setMaxLength(20);
    seedProblem_ = new ProblemLabel(seed_, group);
    maxTokens_ = new QSpinBox(group);
    maxTokens_->setRange(64, 1'000'000);
    maxTokens_->setSingleStep(256);
    maxTokens_->setGroupSeparatorShown(true);
    maxTokens_->setSuffix(tr(" tokens"));
    form->addRow(tr("Message &rounds:"), rounds_);
    form->addRow(tr("Last &year:"), lastYear_);
    form->addRow(tr("S&chedule:"), withRemark(schedule_, scheduleNote_));
    form->addRow(tr("S&eed:"), withRemark(seed_, seedProblem_));
    form->addRow(tr("&Longest answer:"), maxTokens_);
    for (QSpinBox *box : {rounds_, lastYear_, maxTokens_})
        connect(box, &QSpinBox::valueChanged, this, &MatchPage::validate);
    connect(schedule_, &QComboBox::currentIndexChanged, this, &MatchPage::validate);
    connect(seed_, &QLineEdit::textChanged, this, &MatchPage::validate);
    return group;
}

QWidget *MatchPage::createSimulator()
{
    simulator_ = new QGroupBox(tr("Speed of the built-in model"), this);
    QFormLayout *form = plainForm(simulator_);
    latency_ = new QComboBox(simulator_);
    latency_->addItem(tr("Token by token"));
    latency_->addItem(tr("Random (log-normal)"));
    latency_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    latency_->setMinimumContentsLength(18);
    median_ = new QDoubleSpinBox(simulator_);
    median_->setRange(0, 600'000);
    median_->setDecimals(0);
    median_->setSingleStep(50);
    median_->setSuffix(tr(" ms"));
    sigma_ = new QDoubleSpinBox(simulator_);
    sigma_->setRange(0, 5);
    sigma_->setSingleStep(0.1);
    scale_ = new QDoubleSpinBox(simulator_);
    scale_->setRange(0, 1000);
    scale_->setSingleStep(0.25);
    scale_->setPrefix(u"× "_s);
    scale_->setToolTip(tr("Multiplies every wait; 0 answers at once"));
    form->addRow(tr("Answer&s come:"), latency_);
    form->addRow(tr("&Median:"), median_);
    form->addRow(tr("S&pread (sigma):"), sigma_);
    form->addRow(tr("&Duration:"), scale_);
    connect(latency_, &QComboBox::currentIndexChanged, this, &MatchPage::validate);
    for (QDoubleSpinBox *box : {median_, sigma_, scale_})
        connect(box, &QDoubleSpinBox::valueChanged, this, &MatchPage::validate);
    return simulator_;
}

QWidget *MatchPage::createRunsFolder()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    auto *label = new QLabel(tr("Matches are &kept in:"), row);
    folder_ = new QLineEdit(row);
    folder_->setObjectName(u"runsFolder"_s);
    folderProblem_ = new ProblemLabel(folder_, row);
    label->setBuddy(folder_);
    auto *choose = new QPushButton(tr("C&hoose…"), row);
    layout->addWidget(label, 0, Qt::AlignTop);
    layout->addWidget(withRemark(folder_, folderProblem_), 1);
    layout->addWidget(choose, 0, Qt::AlignTop);
    connect(folder_, &QLineEdit::textChanged, this, &MatchPage::validate);
    connect(choose, &QPushButton::clicked, this, &MatchPage::chooseFolder);
    return row;
}

QSize MatchPage::minimumSizeHint() const
{
    const QMargins margins = layout()->contentsMargins();
    const int column =
        std::max({modelsGroup_->minimumSizeHint().width(), matchGroup_->minimumSizeHint().width(),
                  talks_->minimumSizeHint().width(), limits_->minimumSizeHint().width(),
                  simulator_->minimumSizeHint().width()});
    return {column + margins.left() + margins.right(), QWidget::minimumSizeHint().height()};
}

void MatchPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= 2 * minimumSizeHint().width();
    columns_->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void MatchPage::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Where matches are kept"), folder_->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, folder_,
            [this](const QString &folder) { folder_->setText(QDir::toNativeSeparators(folder)); });
    dialog->open();
}

void MatchPage::load(const MatchConfig &config, const QString &runsFolder)
{
    loading_ = true;
    loaded_ = config;
    suggestModels();
    talks_->load(config);
    limits_->load(config);
    all_->setModel(config.models.front());
    for (std::size_t i = 0; i < models_.size(); ++i)
        models_[i]->setModel(config.models[i]);
    oneForAll_->setChecked(std::all_of(config.models.begin(), config.models.end(),
                                       [&](const ModelId &m) { return m == config.models[0]; }));
    rounds_->setValue(config.negotiationRounds);
    lastYear_->setValue(config.maxYear);
    schedule_->setCurrentIndex(schedule_->findData(static_cast<int>(config.schedule)));
    seed_->setText(QString::number(config.seed));
    maxTokens_->setValue(config.maxTokens);
    latency_->setCurrentIndex(config.simulator.logNormal ? 1 : 0);
    median_->setValue(config.simulator.medianMs);
    sigma_->setValue(config.simulator.sigma);
    scale_->setValue(config.simulator.scale);
    folder_->setText(QDir::toNativeSeparators(runsFolder));
    loading_ = false;
    setProviders(config.providers);
}

void MatchPage::setRequests(ProviderRequests *requests)
{
    all_->setRequests(requests);
    for (ModelEdit *edit : models_)
        edit->setRequests(requests);
    talks_->setRequests(requests);
}

void MatchPage::useKeys()
{
    for (ModelEdit *edit : usedEdits())
        edit->useKey();
    talks_->useKey();
}

void MatchPage::setFetchedModels(const QStringList &models)
{
    fetched_ = models;
    suggestModels();
}

/// Those of the last match, those that servers have, and how others begin.
void MatchPage::suggestModels()
{
    QStringList suggestions;
    for (const ModelId &model : loaded_.models)
        suggestions << model.toString();
    suggestions << fetched_;
    for (const ProviderProfile &profile : loaded_.providers) {
        if (!profile.isBuiltIn())
            suggestions << profile.name + u':';
    }
    all_->setSuggestions(suggestions);
    for (ModelEdit *edit : models_)
        edit->setSuggestions(suggestions);
    talks_->setSuggestions(suggestions);
}

void MatchPage::setProviders(const QList<ProviderProfile> &providers)
{
    loaded_.providers = providers;
    for (const QList<ProviderProfile> &profiles : {providers, builtInProviders()}) {
        for (const ProviderProfile &profile : profiles) {
            if (!providerNames_.contains(profile.name))
                providerNames_ << profile.name;
        }
    }
    loading_ = true;
    all_->setProviders(providers, providerNames_);
    talks_->setProviders(providers, providerNames_);
    for (ModelEdit *edit : models_)
        edit->setProviders(providers, providerNames_);
    loading_ = false;
    validate();
}

QList<ModelEdit *> MatchPage::usedEdits() const
{
    if (oneForAll_->isChecked())
        return {all_};
    return {models_.begin(), models_.end()};
}

bool MatchPage::isValid() const
{
    const QList<ModelEdit *> edits = usedEdits();
    return std::all_of(edits.begin(), edits.end(),
                       [](const ModelEdit *edit) { return edit->model().has_value(); }) &&
           talks_->isValid() && limits_->isValid() && !seedProblem_->hasProblem() &&
           !folderProblem_->hasProblem();
}

MatchConfig MatchPage::config() const
{
    MatchConfig config = loaded_;
    for (std::size_t i = 0; i < models_.size(); ++i) {
        const ModelEdit *edit = oneForAll_->isChecked() ? all_ : models_[i];
        config.models[i] = edit->model().value_or(loaded_.models[i]);
    }
    config.negotiationRounds = rounds_->value();
    config.maxYear = lastYear_->value();
    config.schedule = static_cast<Schedule>(schedule_->currentData().toInt());
    config.seed = seed_->text().trimmed().toULongLong();
    config.maxTokens = maxTokens_->value();
    talks_->store(&config);
    limits_->store(&config);
    config.simulator.logNormal = latency_->currentIndex() == 1;
    config.simulator.medianMs = median_->value();
    config.simulator.sigma = sigma_->value();
    config.simulator.scale = scale_->value();
    return config;
}

QString MatchPage::estimate() const
{
    return tr("About %n call(s) of models", nullptr, estimatedCalls(config()));
}

QString MatchPage::runsFolder() const
{
    return QDir::fromNativeSeparators(folder_->text().trimmed());
}

void MatchPage::validate()
{
    if (loading_)
        return;
    all_->setVisible(oneForAll_->isChecked());
    each_->setVisible(!oneForAll_->isChecked());
    // A key behind a model stays where it was written: it is hidden, and would get lost.
    shuffle_->setEnabled(std::none_of(models_.begin(), models_.end(), [](const ModelEdit *edit) {
        return edit->field()->currentText().contains(u'#');
    }));
    bool ok = false;
    seed_->text().trimmed().toULongLong(&ok);
    seedProblem_->setProblem(ok ? QString() : tr("A whole number from 0 to 18446744073709551615."));
    const bool folderFine = QDir::isAbsolutePath(runsFolder());
    folderProblem_->setProblem(
        folderFine ? QString()
                   : tr("A folder's full path, as in %1.")
                         .arg(QDir::toNativeSeparators(QDir::homePath() % u"/Concert"_s)));
    switch (static_cast<Schedule>(schedule_->currentData().toInt())) {
    case Schedule::Pipelined:
        scheduleNote_->setText(
            tr("Everybody goes on as soon as what they need is there: fastest."));
        break;
    case Schedule::Staged:
        scheduleNote_->setText(
            tr("All at once, but after each stage everybody waits for the slowest."));
        break;
    case Schedule::Blocking:
        scheduleNote_->setText(tr("Speakers one after another: slowest, to compare with."));
        break;
    }
    const QSignalBlocker blocker(talks_); // it would ask to be looked at again
    talks_->setRounds(rounds_->value());
    const MatchConfig now = config();
    limits_->setUnpriced(now.unpricedModels());
    simulator_->setEnabled(now.usesSimulator());
    median_->setEnabled(now.simulator.logNormal);
    sigma_->setEnabled(now.simulator.logNormal);
    Q_EMIT changed();
}

} // namespace concert
