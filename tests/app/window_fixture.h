// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window_requests.h"
#include "ui/main_window.h"
#include "ui/settings/settings.h"

#include <QAction>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>

#include <memory>

namespace concert {

/// The real window over real matches, with settings and matches in a folder of its own.
class WindowFixture {
protected:
    static constexpr int deadline = 120'000;

    /// From init(): what it demands holds for one test function (Qt 6.4).
    void openWindow()
    {
        using namespace Qt::StringLiterals;
        // The offscreen platform's own remarks are not ours.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)."_s));
        folder_ = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_->path());
        settings_ = std::make_unique<Settings>(folder_->filePath(u"concert.ini"_s));
        settings_->setRunsFolder(folder_->filePath(u"runs"_s));
        requests_ = std::make_unique<WindowRequests>(settings_.get());
        window_ = std::make_unique<MainWindow>(requests_.get(), settings_.get());
        window_->resize(1280, 800);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    }

    void closeWindow()
    {
        window_.reset();
        requests_.reset();
        settings_.reset();
    }

    MatchConfig quick(double scale, int maxYear = 1901) const
    {
        MatchConfig config = settings_->matchConfig();
        config.simulator.scale = scale;
        config.maxYear = maxYear;
        config.negotiationRounds = 1;
        return config;
    }

    QAction *action(const char *name) const
    {
        return window_->findChild<QAction *>(QLatin1String(name));
    }

    /// Clicks the toolbar's button, as a user does.
    void click(const char *name)
    {
        const auto bars = window_->findChildren<QToolBar *>();
        for (QToolBar *bar : bars) {
            if (QWidget *button = bar->widgetForAction(action(name))) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL("the toolbar has no such button");
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<WindowRequests> requests_;
    std::unique_ptr<MainWindow> window_;
};

} // namespace concert
