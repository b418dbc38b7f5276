// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/province_text.h"

#include <QCoreApplication>

#include <array>

namespace concert {

namespace {

constexpr const char *provinceContext = "concert::Province";

// For the translators, who find here what provinceName() says; a test compares them.
constexpr std::array<const char *, provinceCount> englishNames{
    QT_TRANSLATE_NOOP("concert::Province", "Adriatic Sea"),
    QT_TRANSLATE_NOOP("concert::Province", "Aegean Sea"),
    QT_TRANSLATE_NOOP("concert::Province", "Albania"),
    QT_TRANSLATE_NOOP("concert::Province", "Ankara"),
    QT_TRANSLATE_NOOP("concert::Province", "Apulia"),
    QT_TRANSLATE_NOOP("concert::Province", "Armenia"),
    QT_TRANSLATE_NOOP("concert::Province", "Baltic Sea"),
    QT_TRANSLATE_NOOP("concert::Province", "Barents Sea"),
    QT_TRANSLATE_NOOP("concert::Province", "Belgium"),
    QT_TRANSLATE_NOOP("concert::Province", "Berlin"),
    QT_TRANSLATE_NOOP("concert::Province", "Black Sea"),
    QT_TRANSLATE_NOOP("concert::Province", "Bohemia"),
    QT_TRANSLATE_NOOP("concert::Province", "Gulf of Bothnia"),
    QT_TRANSLATE_NOOP("concert::Province", "Brest"),
    QT_TRANSLATE_NOOP("concert::Province", "Budapest"),
    QT_TRANSLATE_NOOP("concert::Province", "Bulgaria"),
    QT_TRANSLATE_NOOP("concert::Province", "Burgundy"),
    QT_TRANSLATE_NOOP("concert::Province", "Clyde"),
    QT_TRANSLATE_NOOP("concert::Province", "Constantinople"),
    QT_TRANSLATE_NOOP("concert::Province", "Denmark"),
    QT_TRANSLATE_NOOP("concert::Province", "Eastern Mediterranean"),
    QT_TRANSLATE_NOOP("concert::Province", "Edinburgh"),
    QT_TRANSLATE_NOOP("concert::Province", "English Channel"),
    QT_TRANSLATE_NOOP("concert::Province", "Finland"),
    QT_TRANSLATE_NOOP("concert::Province", "Galicia"),
    QT_TRANSLATE_NOOP("concert::Province", "Gascony"),
    QT_TRANSLATE_NOOP("concert::Province", "Greece"),
    QT_TRANSLATE_NOOP("concert::Province", "Helgoland Bight"),
    QT_TRANSLATE_NOOP("concert::Province", "Holland"),
    QT_TRANSLATE_NOOP("concert::Province", "Ionian Sea"),
    QT_TRANSLATE_NOOP("concert::Province", "Irish Sea"),
    QT_TRANSLATE_NOOP("concert::Province", "Kiel"),
    QT_TRANSLATE_NOOP("concert::Province", "London"),
    QT_TRANSLATE_NOOP("concert::Province", "Livonia"),
    QT_TRANSLATE_NOOP("concert::Province", "Liverpool"),
    QT_TRANSLATE_NOOP("concert::Province", "Gulf of Lyon"),
    QT_TRANSLATE_NOOP("concert::Province", "Mid-Atlantic Ocean"),
    QT_TRANSLATE_NOOP("concert::Province", "Marseilles"),
    QT_TRANSLATE_NOOP("concert::Province", "Moscow"),
    QT_TRANSLATE_NOOP("concert::Province", "Munich"),
    QT_TRANSLATE_NOOP("concert::Province", "North Africa"),
    QT_TRANSLATE_NOOP("concert::Province", "North Atlantic Ocean"),
    QT_TRANSLATE_NOOP("concert::Province", "Naples"),
    QT_TRANSLATE_NOOP("concert::Province", "North Sea"),
    QT_TRANSLATE_NOOP("concert::Province", "Norwegian Sea"),
    QT_TRANSLATE_NOOP("concert::Province", "Norway"),
    QT_TRANSLATE_NOOP("concert::Province", "Paris"),
    QT_TRANSLATE_NOOP("concert::Province", "Picardy"),
    QT_TRANSLATE_NOOP("concert::Province", "Piedmont"),
    QT_TRANSLATE_NOOP("concert::Province", "Portugal"),
    QT_TRANSLATE_NOOP("concert::Province", "Prussia"),
    QT_TRANSLATE_NOOP("concert::Province", "Rome"),
    QT_TRANSLATE_NOOP("concert::Province", "Ruhr"),
    QT_TRANSLATE_NOOP("concert::Province", "Rumania"),
    QT_TRANSLATE_NOOP("concert::Province", "Serbia"),
    QT_TRANSLATE_NOOP("concert::Province", "Sevastopol"),
    QT_TRANSLATE_NOOP("concert::Province", "Silesia"),
    QT_TRANSLATE_NOOP("concert::Province", "Skagerrak"),
    QT_TRANSLATE_NOOP("concert::Province", "Smyrna"),
    QT_TRANSLATE_NOOP("concert::Province", "Spain"),
    QT_TRANSLATE_NOOP("concert::Province", "St Petersburg"),
    QT_TRANSLATE_NOOP("concert::Province", "Sweden"),
    QT_TRANSLATE_NOOP("concert::Province", "Syria"),
    QT_TRANSLATE_NOOP("concert::Province", "Trieste"),
    QT_TRANSLATE_NOOP("concert::Province", "Tunis"),
    QT_TRANSLATE_NOOP("concert::Province", "Tuscany"),
    QT_TRANSLATE_NOOP("concert::Province", "Tyrolia"),
    QT_TRANSLATE_NOOP("concert::Province", "Tyrrhenian Sea"),
    QT_TRANSLATE_NOOP("concert::Province", "Ukraine"),
    QT_TRANSLATE_NOOP("concert::Province", "Venice"),
    QT_TRANSLATE_NOOP("concert::Province", "Vienna"),
    QT_TRANSLATE_NOOP("concert::Province", "Wales"),
    QT_TRANSLATE_NOOP("concert::Province", "Warsaw"),
    QT_TRANSLATE_NOOP("concert::Province", "Western Mediterranean"),
    QT_TRANSLATE_NOOP("concert::Province", "Yorkshire"),
};

} // namespace

QString provinceDisplayName(Province province)
{
    return QCoreApplication::translate(provinceContext,
                                       englishNames[static_cast<std::size_t>(indexOf(province))]);
}

} // namespace concert
