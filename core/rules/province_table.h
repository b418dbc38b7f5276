// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/province.h"

#include <array>
#include <string_view>

namespace concert {

/// What the rulebook's map prints in each province, in the order of Province.
struct ProvinceFacts {
    std::string_view abbreviation;
    std::string_view name;
    Terrain terrain;
};

// clang-format off
inline constexpr std::array<ProvinceFacts, provinceCount> provinceTable{{
    {"ADR", "Adriatic Sea", Terrain::Sea},
    {"AEG", "Aegean Sea", Terrain::Sea},
    {"ALB", "Albania", Terrain::Coastal},
    {"ANK", "Ankara", Terrain::Coastal},
    {"APU", "Apulia", Terrain::Coastal},
    {"ARM", "Armenia", Terrain::Coastal},
    {"BAL", "Baltic Sea", Terrain::Sea},
    {"BAR", "Barents Sea", Terrain::Sea},
    {"BEL", "Belgium", Terrain::Coastal},
    {"BER", "Berlin", Terrain::Coastal},
    {"BLA", "Black Sea", Terrain::Sea},
    {"BOH", "Bohemia", Terrain::Inland},
    {"BOT", "Gulf of Bothnia", Terrain::Sea},
    {"BRE", "Brest", Terrain::Coastal},
    {"BUD", "Budapest", Terrain::Inland},
    {"BUL", "Bulgaria", Terrain::Coastal},
    {"BUR", "Burgundy", Terrain::Inland},
    {"CLY", "Clyde", Terrain::Coastal},
    {"CON", "Constantinople", Terrain::Coastal},
    {"DEN", "Denmark", Terrain::Coastal},
    {"EAS", "Eastern Mediterranean", Terrain::Sea},
    {"EDI", "Edinburgh", Terrain::Coastal},
    {"ENG", "English Channel", Terrain::Sea},
    {"FIN", "Finland", Terrain::Coastal},
    {"GAL", "Galicia", Terrain::Inland},
    {"GAS", "Gascony", Terrain::Coastal},
    {"GRE", "Greece", Terrain::Coastal},
    {"HEL", "Helgoland Bight", Terrain::Sea},
    {"HOL", "Holland", Terrain::Coastal},
    {"ION", "Ionian Sea", Terrain::Sea},
    {"IRI", "Irish Sea", Terrain::Sea},
    {"KIE", "Kiel", Terrain::Coastal},
    {"LON", "London", Terrain::Coastal},
    {"LVN", "Livonia", Terrain::Coastal},
    {"LVP", "Liverpool", Terrain::Coastal},
    {"LYO", "Gulf of Lyon", Terrain::Sea},
    {"MAO", "Mid-Atlantic Ocean", Terrain::Sea},
    {"MAR", "Marseilles", Terrain::Coastal},
    {"MOS", "Moscow", Terrain::Inland},
    {"MUN", "Munich", Terrain::Inland},
    {"NAF", "North Africa", Terrain::Coastal},
    {"NAO", "North Atlantic Ocean", Terrain::Sea},
    {"NAP", "Naples", Terrain::Coastal},
    {"NTH", "North Sea", Terrain::Sea},
    {"NWG", "Norwegian Sea", Terrain::Sea},
    {"NWY", "Norway", Terrain::Coastal},
    {"PAR", "Paris", Terrain::Inland},
    {"PIC", "Picardy", Terrain::Coastal},
    {"PIE", "Piedmont", Terrain::Coastal},
    {"POR", "Portugal", Terrain::Coastal},
    {"PRU", "Prussia", Terrain::Coastal},
    {"ROM", "Rome", Terrain::Coastal},
    {"RUH", "Ruhr", Terrain::Inland},
    {"RUM", "Rumania", Terrain::Coastal},
    {"SER", "Serbia", Terrain::Inland},
    {"SEV", "Sevastopol", Terrain::Coastal},
    {"SIL", "Silesia", Terrain::Inland},
    {"SKA", "Skagerrak", Terrain::Sea},
    {"SMY", "Smyrna", Terrain::Coastal},
    {"SPA", "Spain", Terrain::Coastal},
    {"STP", "St Petersburg", Terrain::Coastal},
    {"SWE", "Sweden", Terrain::Coastal},
    {"SYR", "Syria", Terrain::Coastal},
    {"TRI", "Trieste", Terrain::Coastal},
    {"TUN", "Tunis", Terrain::Coastal},
    {"TUS", "Tuscany", Terrain::Coastal},
    {"TYR", "Tyrolia", Terrain::Inland},
    {"TYS", "Tyrrhenian Sea", Terrain::Sea},
    {"UKR", "Ukraine", Terrain::Inland},
    {"VEN", "Venice", Terrain::Coastal},
    {"VIE", "Vienna", Terrain::Inland},
    {"WAL", "Wales", Terrain::Coastal},
    {"WAR", "Warsaw", Terrain::Inland},
    {"WES", "Western Mediterranean", Terrain::Sea},
    {"YOR", "Yorkshire", Terrain::Coastal},
}};
// clang-format on

} // namespace concert
