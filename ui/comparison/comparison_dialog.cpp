// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparison_dialog.h"

#include "ui/comparison/comparison_progress.h"
#include "ui/comparison/comparison_setup.h"
#include "ui/settings/settings.h"
#include "ui/window_icons.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QUrl>

namespace concert {

using namespace Qt::StringLiterals;

ComparisonDialog::ComparisonDialog(Requests *requests, Settings *settings, QWidget *parent)
    : QDialog(parent), requests_(requests), settings_(settings)
{
    setObjectName(u"comparisonDialog"_s);
    setWindowTitle(tr("Compare schedules"));
    setup_ = new ComparisonSetup(this);
    progress_ = new ComparisonProgress(this);
    pages_ = new QStackedWidget(this);
    pages_->addWidget(setup_);
    pages_->addWidget(progress_);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(pages_, 1);
    layout->addWidget(createButtons());
    connect(requests_, &Requests::comparisonChanged, this, &ComparisonDialog::showState);
    connect(settings_, &Settings::matchConfigChanged, this,
            [this] { setup_->setMatch(settings_->matchConfig()); });
    connect(setup_, &ComparisonSetup::changed, this,
            [this] { startButton_->setEnabled(setup_->isValid()); });
    connect(progress_, &ComparisonProgress::matchChosen, requests_, &Requests::open);
    setup_->setMatch(settings_->matchConfig());
    resize(fontMetrics().height() * 68, fontMetrics().height() * 48);
    if (const QScreen *here = screen())
        resize(size().boundedTo(here->availableSize() * 0.9));
    if (requests_->comparison() != nullptr)
        showState();
    else
        showSetup();
}

QWidget *ComparisonDialog::createButtons()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    const auto add = [&](const QString &text, const QString &name) {
        auto *button = new QPushButton(text, row);
        button->setObjectName(name);
        button->setAutoDefault(false);
        layout->addWidget(button);
        return button;
    };
    settingsButton_ = add(tr("&Match settings…"), u"comparisonSettings"_s);
    folderButton_ = add(tr("Open the &folder"), u"comparisonFolder"_s);
    againButton_ = add(tr("&New comparison…"), u"comparisonAgain"_s);
    layout->addStretch();
    startButton_ = add(tr("&Start the comparison"), u"comparisonStart"_s);
    startButton_->setIcon(drawnIcon(WindowIcon::Start));
    startButton_->setDefault(true);
    stopButton_ = add(tr("S&top"), u"comparisonStop"_s);
    stopButton_->setIcon(drawnIcon(WindowIcon::Stop));
    stopButton_->setToolTip(tr("End it now; what was played is reported"));
    closeButton_ = add(tr("&Close"), u"comparisonClose"_s);
    connect(settingsButton_, &QPushButton::clicked, this, &ComparisonDialog::settingsRequested);
    connect(folderButton_, &QPushButton::clicked, this, [this] {
        if (const ComparisonState *state = requests_->comparison())
            QDesktopServices::openUrl(QUrl::fromLocalFile(state->folder));
    });
    connect(againButton_, &QPushButton::clicked, this, &ComparisonDialog::showSetup);
    connect(startButton_, &QPushButton::clicked, this, &ComparisonDialog::start);
    connect(stopButton_, &QPushButton::clicked, requests_, &Requests::stopComparison);
    connect(closeButton_, &QPushButton::clicked, this, &QWidget::close);
    return row;
}

bool ComparisonDialog::isRunning() const
{
    const ComparisonState *state = requests_->comparison();
    return state != nullptr && !state->ended;
}

void ComparisonDialog::showState()
{
    const ComparisonState *state = requests_->comparison();
    if (state == nullptr)
        return;
    // Somebody who sets up the next one looks at the last one's end later.
    if (pages_->currentWidget() == setup_ && state->ended && isVisible())
        return;
    pages_->setCurrentWidget(progress_);
    progress_->show(*state);
    closeButton_->setToolTip(isRunning() ? tr("The comparison goes on") : QString());
    for (QPushButton *button : {settingsButton_, startButton_})
        button->hide();
    folderButton_->show();
    againButton_->setVisible(!isRunning());
    stopButton_->setVisible(isRunning());
}

void ComparisonDialog::showSetup()
{
    pages_->setCurrentWidget(setup_);
    for (QPushButton *button : {folderButton_, againButton_, stopButton_})
        button->hide();
    settingsButton_->show();
    startButton_->show();
    startButton_->setEnabled(setup_->isValid());
    startButton_->setFocus();
}

void ComparisonDialog::start()
{
    requests_->compare(setup_->plan());
}

} // namespace concert
