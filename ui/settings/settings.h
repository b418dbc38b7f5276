// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"

#include <QObject>
#include <QSettings>

namespace concert {

enum class Theme { System, Light, Dark };
enum class Language { System, English, German };

/// What the user prefers, kept in one ini file. Holds no key, ever: those are in the system's
/// keychain, in memory, or in the environment variable that a provider names. Where the window was
/// is its own affair, and what was run stands in the match's record.
class Settings : public QObject {
    Q_OBJECT

public:
    /// A setting is declared once, below: its key, its default, and the signal of its change.
    template <typename T>
    struct Setting {
        const char *key;
        T fallback;
        void (Settings::*changed)();
    };

    /// Reads and writes \a iniFile; what cannot be read there has its default.
    explicit Settings(const QString &iniFile, QObject *parent = nullptr);

    Theme theme() const;
    Language language() const;
    bool animation() const;
    double readingSpeed() const;       ///< 1 is a comfortable pace; 0.25 to 4
    QString runsFolder() const;        ///< where new matches get their folders
    QStringList recentMatches() const; ///< folders, newest first
    /// The built-in model first; it cannot be removed.
    QList<ProviderProfile> providers() const;
    /// What providers' servers said they have, as "provider:name".
    QStringList fetchedModels() const;
    /// Of the next match, with all providers().
    MatchConfig matchConfig() const;

    void setTheme(Theme theme);
    void setLanguage(Language language);
    void setAnimation(bool on);
    void setReadingSpeed(double speed);
    void setRunsFolder(const QString &folder);
    void addRecentMatch(const QString &folder);
    void clearRecentMatches();
    void setProviders(const QList<ProviderProfile> &providers);
    void setFetchedModels(const QStringList &models);
    void setMatchConfig(const MatchConfig &config);

    static constexpr double slowestReading = 0.25;
    static constexpr double fastestReading = 4.0;

Q_SIGNALS:
    void changed(); ///< with each of the following
    void themeChanged();
    void languageChanged();
    void animationChanged();
    void readingSpeedChanged();
    void runsFolderChanged();
    void recentMatchesChanged();
    void providersChanged();
    void fetchedModelsChanged();
    void matchConfigChanged(); ///< also when its providers change
    /// The file could not be written; a sentence with its name. The values hold until the program
    /// ends.
    void failed(const QString &problem);

private:
    template <typename T>
    T read(const Setting<T> &setting) const;
    template <typename T>
    void write(const Setting<T> &setting, const T &value);

    QSettings file_;
};

} // namespace concert
