// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"

#include <QObject>
#include <QPalette>
#include <QTranslator>

namespace concert {

QPalette lightPalette();
QPalette darkPalette();

/// The program's translations, but for the sentences that go to the log (ui/log_sentences.h): those
/// are translated where they are shown.
class LogTranslator : public QTranslator {
public:
    QString translate(const char *context, const char *source, const char *disambiguation,
                      int n) const override;
};

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
    LogTranslator own_; ///< translations/
    QTranslator qt_;    ///< Qt's own texts: buttons, file dialogs
};

} // namespace concert
