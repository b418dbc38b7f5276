// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chosen_places.h"

#include "core/record/write_whole.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QString originOf(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery |
                        QUrl::RemoveFragment);
}

void addPlace(const QString &place, QStringList *places)
{
    static const QStringList builtIn = [] {
        QStringList origins{QString()};
        for (const ProviderProfile &profile : builtInProviders())
            origins << originOf(profile.baseUrl);
        return origins;
    }();
    if (!builtIn.contains(place) && !places->contains(place))
        *places << place;
}

} // namespace

QStringList ChosenPlaces::placesOf(const MatchConfig &config)
{
    QList<ModelId> models(config.models.begin(), config.models.end());
    if (config.commentary)
        models << *config.commentary;
    QStringList places;
    for (const ModelId &model : std::as_const(models)) {
        if (const auto profile = config.effectiveProvider(model))
            addPlace(originOf(profile->baseUrl), &places);
    }
    for (const QString &folder : config.promptFolders)
        addPlace(QDir::cleanPath(QDir::current().absoluteFilePath(folder)), &places);
    return places;
}

QStringList ChosenPlaces::strangeIn(const MatchConfig &config, const MatchConfig &own) const
{
    QStringList known = placesOf(own);
    for (const ProviderProfile &profile : own.providers)
        known << originOf(profile.baseUrl);
    QStringList places = placesOf(config);
    places.removeIf([&](const QString &place) {
        return known.contains(place) || QFileInfo::exists(fileOf(place));
    });
    return places;
}

void ChosenPlaces::remember(const QStringList &places) const
{
    // If it cannot be written the user is asked again, which does no harm.
    for (const QString &place : places) {
        if (QDir().mkpath(folder_) && !QFileInfo::exists(fileOf(place)))
            writeWhole(fileOf(place), place.toUtf8() + '\n');
    }
}

QString ChosenPlaces::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) %
           u"/concert/chosen"_s;
}

/// By a hash: a place holds slashes, and may be longer than a file's name.
QString ChosenPlaces::fileOf(const QString &place) const
{
    const QByteArray hash = QCryptographicHash::hash(place.toUtf8(), QCryptographicHash::Sha256);
    return folder_ % u'/' % QString::fromLatin1(hash.toHex());
}

} // namespace concert
