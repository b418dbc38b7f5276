// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

// ---- The settings, each declared once ----
const Settings::Setting<Theme> themeSetting{"appearance/theme", Theme::System,
                                            &Settings::themeChanged};
const Settings::Setting<Language> languageSetting{"appearance/language", Language::System,
                                                  &Settings::languageChanged};
const Settings::Setting<bool> animationSetting{"appearance/animation", true,
                                               &Settings::animationChanged};
const Settings::Setting<double> readingSpeedSetting{"appearance/reading_speed", 1.0,
                                                    &Settings::readingSpeedChanged};
const Settings::Setting<QString> runsFolderSetting{
    "match/runs_folder", {}, &Settings::runsFolderChanged};
const Settings::Setting<QStringList> recentMatchesSetting{
    "match/recent", {}, &Settings::recentMatchesChanged};
const Settings::Setting<QJsonObject> matchConfigSetting{
    "match/config", {}, &Settings::matchConfigChanged};
const Settings::Setting<QJsonArray> providersSetting{"providers", {}, &Settings::providersChanged};

const Settings::Setting<QStringList> fetchedModelsSetting{
    "fetched_models", {}, &Settings::fetchedModelsChanged};

constexpr qsizetype mostRecentMatches = 10;

// ---- Values as the file has them: words and JSON, so that people can read and mend it ----
template <typename T>
struct EnumWords;
template <>
struct EnumWords<Theme> {
    static constexpr std::array words{"system", "light", "dark"};
};
template <>
struct EnumWords<Language> {
    static constexpr std::array words{"system", "en", "de"};
};

template <typename T>
QVariant toFile(const T &value)
{
    if constexpr (std::is_enum_v<T>)
        return QString::fromLatin1(EnumWords<T>::words[static_cast<std::size_t>(value)]);
    else if constexpr (std::is_same_v<T, QJsonObject> || std::is_same_v<T, QJsonArray>)
        return QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact));
    else
        return QVariant::fromValue(value);
}

template <typename T>
T fromFile(const QVariant &stored, const T &fallback)
{
    if constexpr (std::is_enum_v<T>) {
        const auto &words = EnumWords<T>::words;
        const auto found = std::find(words.begin(), words.end(), stored.toString().toUtf8());
        return found == words.end() ? fallback : static_cast<T>(found - words.begin());
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        return QJsonDocument::fromJson(stored.toString().toUtf8()).object();
    } else if constexpr (std::is_same_v<T, QJsonArray>) {
        return QJsonDocument::fromJson(stored.toString().toUtf8()).array();
    } else {
        return stored.canConvert<T>() ? stored.value<T>() : fallback;
    }
}

} // namespace

Settings::Settings(const QString &iniFile, QObject *parent)
    : QObject(parent), file_(iniFile, QSettings::IniFormat)
{
    connect(this, &Settings::providersChanged, this, &Settings::matchConfigChanged);
}

template <typename T>
T Settings::read(const Setting<T> &setting) const
{
    const QString key = QString::fromLatin1(setting.key);
    return file_.contains(key) ? fromFile(file_.value(key), setting.fallback) : setting.fallback;
}

template <typename T>
void Settings::write(const Setting<T> &setting, const T &value)
{
    if (read(setting) == value)
        return;
    file_.setValue(QString::fromLatin1(setting.key), toFile(value));
    file_.sync(); // a small file; a crash later must not lose it
    Q_EMIT(this->*setting.changed)();
    Q_EMIT changed();
    if (file_.status() != QSettings::NoError) {
        Q_EMIT failed(tr("The settings could not be written to %1.")
                          .arg(QDir::toNativeSeparators(file_.fileName())));
    }
}

Theme Settings::theme() const
{
    return read(themeSetting);
}

void Settings::setTheme(Theme theme)
{
    write(themeSetting, theme);
}

Language Settings::language() const
{
    return read(languageSetting);
}

void Settings::setLanguage(Language language)
{
    write(languageSetting, language);
}

bool Settings::animation() const
{
    return read(animationSetting);
}

void Settings::setAnimation(bool on)
{
    write(animationSetting, on);
}

double Settings::readingSpeed() const
{
    const double speed = read(readingSpeedSetting);
    return std::isfinite(speed) ? std::clamp(speed, slowestReading, fastestReading)
                                : readingSpeedSetting.fallback;
}

void Settings::setReadingSpeed(double speed)
{
    write(readingSpeedSetting, speed);
}

QString Settings::runsFolder() const
{
    const QString folder = read(runsFolderSetting);
    if (!folder.isEmpty())
        return folder;
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) % u"/Concert"_s;
}

void Settings::setRunsFolder(const QString &folder)
{
    write(runsFolderSetting, folder);
}

QStringList Settings::recentMatches() const
{
    return read(recentMatchesSetting);
}

void Settings::addRecentMatch(const QString &folder)
{
    QStringList matches = recentMatches();
    const QString path = QDir::cleanPath(folder);
    matches.removeAll(path);
    matches.prepend(path);
    write(recentMatchesSetting, matches.mid(0, mostRecentMatches));
}

void Settings::clearRecentMatches()
{
    write(recentMatchesSetting, {});
}

QList<ProviderProfile> Settings::providers() const
{
    const QJsonArray stored = read(providersSetting);
    const QList<ProviderProfile> builtIn = builtInProviders();
    if (stored.isEmpty())
        return builtIn;
    QList<ProviderProfile> profiles{builtIn.first()};
    for (const QJsonValue &json : stored) {
        const ProviderProfile profile = ProviderProfile::fromJson(json.toObject());
        if (profile.problem().isEmpty() && !profile.isBuiltIn())
            profiles << profile;
    }
    return profiles;
}

void Settings::setProviders(const QList<ProviderProfile> &providers)
{
    QJsonArray json;
    for (const ProviderProfile &profile : providers)
        json << profile.toJson();
    if (providers != this->providers())
        write(providersSetting, json);
}

QStringList Settings::fetchedModels() const
{
    return read(fetchedModelsSetting);
}

void Settings::setFetchedModels(const QStringList &models)
{
    write(fetchedModelsSetting, models);
}

MatchConfig Settings::matchConfig() const
{
    const QJsonObject json = read(matchConfigSetting);
    MatchConfig config = json.isEmpty() ? MatchConfig::demo() : MatchConfig::fromJson(json);
    config.providers = providers();
    return config;
}

void Settings::setMatchConfig(const MatchConfig &config)
{
    write(matchConfigSetting, config.toJson());
}

} // namespace concert
