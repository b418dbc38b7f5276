// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/provider_check.h"

#include "ui/sentences.h"
#include "ui/settings/problem_label.h"
#include "ui/window_colors.h"

#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QString secondsOf(std::chrono::milliseconds time)
{
    return ProviderCheck::tr("%1 s").arg(
        QLocale().toString(static_cast<double>(time.count()) / 1000.0, 'f', 2));
}

QString structureText(const ProviderReport &report)
{
    switch (report.structure) {
    case ProviderReport::Structure::Kept:
        return report.level <= StructuredLevel::Schema
                   ? ProviderCheck::tr("JSON schema, kept to")
                   : ProviderCheck::tr("JSON schema, kept to if asked for in its second way");
    case ProviderReport::Structure::Ignored:
        return ProviderCheck::tr("JSON schemas are taken but not kept to; Concert asks for JSON in "
                                 "words and checks it itself");
    case ProviderReport::Structure::Refused:
        return ProviderCheck::tr("JSON schemas are refused; Concert asks for JSON in words and "
                                 "checks it itself");
    }
    Q_UNREACHABLE();
}

QString tokensText(qint64 tokens)
{
    return ProviderCheck::tr("%1 tokens").arg(QLocale().toString(tokens));
}

} // namespace

ProviderCheck::ProviderCheck(QWidget *parent)
    : QGroupBox(tr("Models"), parent), model_(new QComboBox(this)),
      fetch_(new QPushButton(tr("&Fetch models"), this)), test_(new QPushButton(tr("&Test"), this)),
      about_(new QLabel(this)), status_(new ProblemLabel(model_, this)), result_(new QWidget(this)),
      results_(new QGridLayout(result_))
{
    model_->setObjectName(u"providerModel"_s);
    model_->setEditable(true);
    model_->setInsertPolicy(QComboBox::NoInsert);
    model_->setAccessibleName(tr("Model to test"));
    model_->setMinimumContentsLength(14);
    model_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    model_->lineEdit()->setPlaceholderText(tr("a model's name"));
    model_->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    model_->completer()->setFilterMode(Qt::MatchContains);
    model_->completer()->setCompletionMode(QCompleter::PopupCompletion);
    fetch_->setObjectName(u"fetchModels"_s);
    fetch_->setAutoDefault(false);
    fetch_->setToolTip(tr("Ask the server which models it has"));
    test_->setObjectName(u"testProvider"_s);
    test_->setAutoDefault(false);
    test_->setToolTip(tr("Send one tiny call to this model"));
    about_->setTextFormat(Qt::PlainText);
    about_->setWordWrap(true);
    about_->setObjectName(u"modelFacts"_s);
    status_->setObjectName(u"providerStatus"_s);
    result_->setObjectName(u"testResult"_s);
    results_->setContentsMargins({});
    results_->setColumnStretch(1, 1);
    results_->setVerticalSpacing(2);

    auto *row = new QHBoxLayout;
    row->addWidget(model_, 1);
    row->addWidget(fetch_);
    row->addWidget(test_);
    // As high as what will come, so that nothing jumps when it does.
    auto *below = new QWidget(this);
    below->setMinimumHeight(fontMetrics().lineSpacing() * 5);
    auto *layout = new QVBoxLayout(below);
    layout->setContentsMargins({});
    layout->addWidget(about_);
    layout->addWidget(status_);
    layout->addWidget(result_);
    layout->addStretch();
    auto *all = new QVBoxLayout(this);
    all->addLayout(row);
    all->addWidget(below);

    connect(fetch_, &QPushButton::clicked, this, &ProviderCheck::fetch);
    connect(test_, &QPushButton::clicked, this, &ProviderCheck::test);
    connect(model_, &QComboBox::editTextChanged, this, [this] {
        if (state_ == State::Idle)
            clearResult();
        describeModel();
        setState(state_, status_->text());
    });
    clearResult();
    describeModel();
    setState(State::Idle);
}

void ProviderCheck::setRequests(ProviderRequests *requests)
{
    requests_ = requests;
    setVisible(requests_ != nullptr);
    if (!requests_)
        return;
    connect(requests_, &ProviderRequests::modelsFetched, this, &ProviderCheck::takeModels);
    connect(requests_, &ProviderRequests::tested, this, &ProviderCheck::takeReport);
    connect(requests_, &ProviderRequests::testGoesOn, this, [this](const QString &reason) {
        if (state_ == State::Testing)
            status_->setNote(reason);
    });
}

void ProviderCheck::setProfile(const ProviderProfile &profile)
{
    const bool isAnother = profile.name != profile_.name || profile.baseUrl != profile_.baseUrl ||
                           profile.dialect != profile_.dialect;
    profile_ = profile;
    if (!isAnother) {
        showButtons(); // it may have become valid
        return;
    }
    if (state_ != State::Idle)
        requests_->cancel();
    infos_.clear();
    clearResult();
    describeModel();
    setState(State::Idle);
}

void ProviderCheck::setModels(const QStringList &models)
{
    const QSignalBlocker blocker(model_);
    model_->clear();
    model_->addItems(models);
    if (models.isEmpty())
        model_->clearEditText();
    describeModel();
    setState(state_);
}

void ProviderCheck::fetch()
{
    if (state_ == State::Fetching) {
        requests_->cancel();
        setState(State::Idle);
        return;
    }
    before_();
    clearResult();
    setState(State::Fetching, tr("Asking %1 for its models…").arg(profile_.baseUrl.host()));
    requests_->fetchModels(profile_);
}

void ProviderCheck::test()
{
    if (state_ == State::Testing) {
        requests_->cancel();
        setState(State::Idle);
        return;
    }
    before_();
    clearResult();
    setState(State::Testing, tr("Waiting for an answer of %1…").arg(profile_.baseUrl.host()));
    requests_->test(profile_, model_->currentText().trimmed());
}

void ProviderCheck::setState(State state, const QString &status)
{
    state_ = state;
    showButtons();
    if (status_->hasProblem() && state == State::Idle)
        return;
    const bool saysNothing = status.isEmpty() && state == State::Idle && result_->isHidden();
    status_->setNote(saysNothing ? tr("Test sends one tiny call. It shows how fast the model "
                                      "answers, and whether it keeps to JSON schemas.")
                                 : status);
}

void ProviderCheck::showButtons()
{
    const bool canAsk = profile_.problem().isEmpty();
    fetch_->setText(state_ == State::Fetching ? tr("Cancel") : tr("&Fetch models"));
    test_->setText(state_ == State::Testing ? tr("Cancel") : tr("&Test"));
    const bool hasModel = !model_->currentText().trimmed().isEmpty();
    fetch_->setEnabled(canAsk && state_ != State::Testing);
    test_->setEnabled(state_ == State::Testing || (canAsk && hasModel && state_ == State::Idle));
}

void ProviderCheck::takeModels(const QList<ModelInfo> &models, const QString &problem)
{
    if (state_ != State::Fetching)
        return;
    setState(State::Idle);
    if (!problem.isEmpty()) {
        status_->setProblem(shownSentence(problem));
        return;
    }
    infos_ = models;
    QStringList names;
    for (const ModelInfo &info : models)
        names << info.id;
    names.sort(Qt::CaseInsensitive);
    names.removeDuplicates();
    const QString chosen = model_->currentText().trimmed();
    setModels(names);
    if (!chosen.isEmpty())
        model_->setEditText(chosen);
    status_->setNote(names.isEmpty() ? tr("The server has no models.")
                                     : tr("%n models. They can be chosen on the page Match, too.",
                                          nullptr, static_cast<int>(names.size())));
    Q_EMIT modelsFetched(names);
}

void ProviderCheck::takeReport(const ProviderReport &report)
{
    if (state_ != State::Testing)
        return;
    setState(State::Idle);
    if (!report.problem.isEmpty()) {
        status_->setProblem(shownSentence(report.problem));
        showBelow();
        return;
    }
    status_->setNote({});
    addResult(tr("✓ It works:"), tr("first words after %1, the whole answer after %2")
                                     .arg(secondsOf(report.firstToken), secondsOf(report.total)));
    addResult(tr("Structure:"), structureText(report));
    addResult(tr("Context:"), report.contextTokens ? tokensText(*report.contextTokens)
                                                   : tr("the server does not say"));
    if (!report.remark.isEmpty())
        addResult(tr("Note:"), report.remark);
    result_->show();
    showBelow();
    if (const ModelInfo *told = info(); told && told->inputPrice && told->outputPrice)
        Q_EMIT priceFound(
            {told->id, *told->inputPrice, told->cachedInputPrice, *told->outputPrice});
}

/// What came of it may be below what a small window shows.
void ProviderCheck::showBelow()
{
    for (QWidget *parent = parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(parent))
            QTimer::singleShot(0, this, [this, area] {
                area->ensureWidgetVisible(status_->isVisible() ? status_ : result_);
            });
    }
}

const ModelInfo *ProviderCheck::info() const
{
    const QString name = model_->currentText().trimmed();
    const auto found = std::find_if(infos_.begin(), infos_.end(),
                                    [&name](const ModelInfo &info) { return info.id == name; });
    return found == infos_.end() ? nullptr : &*found;
}

void ProviderCheck::clearResult()
{
    qDeleteAll(result_->findChildren<QLabel *>(QString(), Qt::FindDirectChildrenOnly));
    result_->hide();
    status_->setNote({});
}

void ProviderCheck::addResult(const QString &name, const QString &value)
{
    auto *label = new QLabel(value, result_);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const int row = results_->rowCount();
    results_->addWidget(new QLabel(name, result_), row, 0, Qt::AlignTop);
    results_->addWidget(label, row, 1);
}

void ProviderCheck::describeModel()
{
    const ModelInfo *found = info();
    QStringList facts;
    if (found != nullptr) {
        if (!found->name.isEmpty() && found->name != found->id)
            facts << found->name;
        if (found->contextTokens)
            facts << tr("context %1").arg(tokensText(*found->contextTokens));
        if (found->outputTokens)
            facts << tr("answers up to %1").arg(tokensText(*found->outputTokens));
        if (found->structuredOutput)
            facts << (*found->structuredOutput ? tr("takes JSON schemas") : tr("no JSON schemas"));
        if (found->inputPrice && found->outputPrice)
            facts << tr("$%1 in, $%2 out for a million tokens")
                         .arg(QLocale().toString(*found->inputPrice),
                              QLocale().toString(*found->outputPrice));
    }
    QPalette colors = QApplication::palette();
    colors.setColor(QPalette::WindowText, faintTextColor(colors));
    about_->setPalette(colors);
    about_->setText(facts.join(u" · "_s));
    about_->setVisible(!facts.isEmpty());
}

} // namespace concert
