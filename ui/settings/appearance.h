// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"

#include <QObject>
#include <QPalette>
#include <QTranslator>

namespace concert {

QPalette lightPalette();
QPalette darkPalette();

/// Gives the application its style, palette and language: the language once, when it is made (that
/// is before any window), the theme whenever the setting changes.
class Appearance : public QObject {
    Q_OBJECT

public:
    /// \a settings outlives it.
    explicit Appearance(const Settings *settings, QObject *parent = nullptr);

private:
    void applyTheme();
    void installTranslators();

    const Settings *settings_;
    bool systemIsDark_;
    QTranslator own_; ///< translations/
    QTranslator qt_;  ///< Qt's own texts: buttons, file dialogs
};

} // namespace concert
