// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_dialog.h"

#include "ui/settings/appearance_page.h"
#include "ui/settings/match_page.h"
#include "ui/settings/provider_page.h"
#include "ui/settings/settings.h"
#include "ui/window_colors.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Pages may be higher than a small screen.
QWidget *scrollable(QWidget *page)
{
    auto *area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    return area;
}

} // namespace

SettingsDialog::SettingsDialog(Settings *settings, ProviderRequests *requests, QWidget *parent)
    : QDialog(parent), settings_(settings), match_(new MatchPage(this)),
      providers_(new ProviderPage(this)), appearance_(new AppearancePage(this)),
      tabs_(new QTabWidget(this)), estimate_(new QLabel(this)), problem_(new QLabel(this)),
      buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Settings"));
    tabs_->addTab(scrollable(match_), tr("Match"));
    tabs_->addTab(providers_, tr("Pro&viders")); // scrolls what is beside its list
    tabs_->addTab(scrollable(appearance_), tr("Appeara&nce"));
    tabs_->setDocumentMode(true);
    estimate_->setTextFormat(Qt::PlainText);
    problem_->setTextFormat(Qt::PlainText);
    problem_->setWordWrap(true);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, problemColor(colors));
    problem_->setPalette(colors);
    start_ = buttons_->addButton(tr("Start"), QDialogButtonBox::ActionRole);
    start_->setObjectName(u"startButton"_s);
    start_->hide();

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(tabs_, 1);
    layout->addWidget(problem_);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(estimate_, 1);
    bottom->addWidget(buttons_);
    layout->addLayout(bottom);

    providers_->setRequests(requests);
    providers_->load(settings_->providers(), settings_->fetchedModels());
    match_->setRequests(requests);
    match_->setFetchedModels(settings_->fetchedModels());
    match_->load(settings_->matchConfig(), settings_->runsFolder());
    appearance_->load(*settings_);
    connect(providers_, &ProviderPage::changed, match_,
            [this] { match_->setProviders(providers_->providers()); });
    connect(providers_, &ProviderPage::changed, this, &SettingsDialog::validate);
    connect(providers_, &ProviderPage::modelsChanged, match_,
            [this] { match_->setFetchedModels(providers_->models()); });
    connect(match_, &MatchPage::changed, this, &SettingsDialog::validate);
    connect(buttons_, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    connect(start_, &QPushButton::clicked, this, &SettingsDialog::start);
    validate();
    resize(QSize(fontMetrics().averageCharWidth() * 132, fontMetrics().height() * 44)
               .boundedTo(screen()->availableSize() * 0.9));
}

void SettingsDialog::showPage(Page page)
{
    tabs_->setCurrentIndex(static_cast<int>(page));
}

void SettingsDialog::showMatchPage()
{
    showPage(Page::Match);
    setWindowTitle(tr("New match"));
    // Beside Start, OK would leave open whether it starts.
    QPushButton *save = buttons_->button(QDialogButtonBox::Ok);
    save->setText(tr("Sa&ve for next time"));
    save->setIcon({});
    save->setToolTip(tr("Keeps these settings and starts nothing"));
    start_->show();
    start_->setDefault(true);
    start_->setFocus();
}

void SettingsDialog::validate()
{
    estimate_->setText(match_->estimate());
    QString problem;
    if (!providers_->isValid())
        problem = tr("On the page Providers something is to be corrected.");
    else if (!match_->isValid())
        problem = tr("On the page Match something is to be corrected.");
    problem_->setText(problem);
    problem_->setVisible(!problem.isEmpty());
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
    start_->setEnabled(problem.isEmpty());
}

void SettingsDialog::accept()
{
    if (!match_->isValid() || !providers_->isValid())
        return;
    providers_->commitKey();
    match_->useKeys();
    settings_->setProviders(providers_->providers());
    settings_->setFetchedModels(providers_->models());
    settings_->setMatchConfig(match_->config());
    settings_->setRunsFolder(match_->runsFolder());
    appearance_->save(settings_);
    QDialog::accept();
}

void SettingsDialog::start()
{
    accept();
    Q_EMIT startRequested(settings_->matchConfig());
}

} // namespace concert
