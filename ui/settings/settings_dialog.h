// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QPushButton;
class QTabWidget;

namespace concert {

class AppearancePage;
class MatchPage;
class ProviderPage;
class ProviderRequests;
class Settings;

/// The settings, and with showMatchPage() the way to a new match. Show it with open() or show().
/// Nothing is written before OK or Start; what is invalid says so at its field, and neither can be
/// pressed meanwhile.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    enum class Page { Match, Providers, Appearance };

    /// \a settings and \a requests outlive it. Without requests there are no keys to be entered and
    /// no servers to be asked.
    explicit SettingsDialog(Settings *settings, ProviderRequests *requests = nullptr,
                            QWidget *parent = nullptr);

    void showPage(Page page);
    /// For a new match: the page Match, with Start.
    void showMatchPage();
    void showProviderPage() { showPage(Page::Providers); }

    void accept() override;

Q_SIGNALS:
    /// Start was pressed; the settings are written.
    void startRequested(const MatchConfig &config);

private:
    void validate();
    void start();

    Settings *settings_;
    MatchPage *match_ = nullptr;
    ProviderPage *providers_ = nullptr;
    AppearancePage *appearance_ = nullptr;
    QTabWidget *tabs_ = nullptr;
    QLabel *estimate_ = nullptr; ///< of the match as it is written
    QLabel *problem_ = nullptr;
    QDialogButtonBox *buttons_ = nullptr;
    QPushButton *start_ = nullptr;
};

} // namespace concert
