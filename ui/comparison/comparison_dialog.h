// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/requests.h"

#include <QDialog>

class QPushButton;
class QStackedWidget;

namespace concert {

class ComparisonProgress;
class ComparisonSetup;
class Settings;

/// Compare schedules: what to compare, then how it goes, then what came out. Stops nothing and
/// blocks nothing; closing it leaves a comparison running, and opening it again shows it. Deletes
/// itself when closed.
class ComparisonDialog : public QDialog {
    Q_OBJECT

public:
    /// \a requests and \a settings outlive it.
    ComparisonDialog(Requests *requests, Settings *settings, QWidget *parent = nullptr);

    ComparisonSetup *setup() const { return setup_; }

Q_SIGNALS:
    void settingsRequested(); ///< the match's settings are to be shown

private:
    QWidget *createButtons();
    void showState();
    void showSetup();
    void start();
    bool isRunning() const;

    Requests *requests_;
    Settings *settings_;
    QStackedWidget *pages_ = nullptr;
    ComparisonSetup *setup_ = nullptr;
    ComparisonProgress *progress_ = nullptr;
    QPushButton *settingsButton_ = nullptr;
    QPushButton *folderButton_ = nullptr;
    QPushButton *againButton_ = nullptr;
    QPushButton *startButton_ = nullptr;
    QPushButton *stopButton_ = nullptr;
    QPushButton *closeButton_ = nullptr;
};

} // namespace concert
