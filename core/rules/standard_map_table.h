// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"
#include "core/rules/province.h"
#include "core/rules/unit.h"

#include <array>
#include <utility>

/// The borders, centres and first units of the rulebook's map, each border named once.
namespace concert::standard_map_table {

using enum Province;

inline constexpr Location BUL_EC{BUL, Coast::East};
inline constexpr Location BUL_SC{BUL, Coast::South};
inline constexpr Location SPA_NC{SPA, Coast::North};
inline constexpr Location SPA_SC{SPA, Coast::South};
inline constexpr Location STP_NC{STP, Coast::North};
inline constexpr Location STP_SC{STP, Coast::South};

using Border = std::pair<Location, Location>;

// clang-format off
/// Where armies pass.
inline constexpr Border armyBorders[] = {
    {ALB, GRE}, {ALB, SER}, {ALB, TRI}, {ANK, ARM}, {ANK, CON}, {ANK, SMY}, {APU, NAP},
    {APU, ROM}, {APU, VEN}, {ARM, SEV}, {ARM, SMY}, {ARM, SYR}, {BEL, BUR}, {BEL, HOL},
    {BEL, PIC}, {BEL, RUH}, {BER, KIE}, {BER, MUN}, {BER, PRU}, {BER, SIL}, {BOH, GAL},
    {BOH, MUN}, {BOH, SIL}, {BOH, TYR}, {BOH, VIE}, {BRE, GAS}, {BRE, PAR}, {BRE, PIC},
    {BUD, GAL}, {BUD, RUM}, {BUD, SER}, {BUD, TRI}, {BUD, VIE}, {BUL, CON}, {BUL, GRE},
    {BUL, RUM}, {BUL, SER}, {BUR, GAS}, {BUR, MAR}, {BUR, MUN}, {BUR, PAR}, {BUR, PIC},
    {BUR, RUH}, {CLY, EDI}, {CLY, LVP}, {CON, SMY}, {DEN, KIE}, {DEN, SWE}, {EDI, LVP},
    {EDI, YOR}, {FIN, NWY}, {FIN, STP}, {FIN, SWE}, {GAL, RUM}, {GAL, SIL}, {GAL, UKR},
    {GAL, VIE}, {GAL, WAR}, {GAS, MAR}, {GAS, PAR}, {GAS, SPA}, {GRE, SER}, {HOL, KIE},
    {HOL, RUH}, {KIE, MUN}, {KIE, RUH}, {LON, WAL}, {LON, YOR}, {LVN, MOS}, {LVN, PRU},
    {LVN, STP}, {LVN, WAR}, {LVP, WAL}, {LVP, YOR}, {MAR, PIE}, {MAR, SPA}, {MOS, SEV},
    {MOS, STP}, {MOS, UKR}, {MOS, WAR}, {MUN, RUH}, {MUN, SIL}, {MUN, TYR}, {NAF, TUN},
    {NAP, ROM}, {NWY, STP}, {NWY, SWE}, {PAR, PIC}, {PIE, TUS}, {PIE, TYR}, {PIE, VEN},
    {POR, SPA}, {PRU, SIL}, {PRU, WAR}, {ROM, TUS}, {ROM, VEN}, {RUM, SER}, {RUM, SEV},
    {RUM, UKR}, {SER, TRI}, {SEV, UKR}, {SIL, WAR}, {SMY, SYR}, {TRI, TYR}, {TRI, VEN},
    {TRI, VIE}, {TUS, VEN}, {TYR, VEN}, {TYR, VIE}, {UKR, WAR}, {WAL, YOR},
};

/// Where fleets pass; in BUL, SPA and STP they lie at a coast.
inline constexpr Border fleetBorders[] = {
    {ADR, ALB}, {ADR, APU}, {ADR, ION}, {ADR, TRI}, {ADR, VEN}, {AEG, BUL_SC}, {AEG, CON},
    {AEG, EAS}, {AEG, GRE}, {AEG, ION}, {AEG, SMY}, {ALB, GRE}, {ALB, ION}, {ALB, TRI},
    {ANK, ARM}, {ANK, BLA}, {ANK, CON}, {APU, ION}, {APU, NAP}, {APU, VEN}, {ARM, BLA},
    {ARM, SEV}, {BAL, BER}, {BAL, BOT}, {BAL, DEN}, {BAL, KIE}, {BAL, LVN}, {BAL, PRU},
    {BAL, SWE}, {BAR, NWG}, {BAR, NWY}, {BAR, STP_NC}, {BEL, ENG}, {BEL, HOL}, {BEL, NTH},
    {BEL, PIC}, {BER, KIE}, {BER, PRU}, {BLA, BUL_EC}, {BLA, CON}, {BLA, RUM}, {BLA, SEV},
    {BOT, FIN}, {BOT, LVN}, {BOT, STP_SC}, {BOT, SWE}, {BRE, ENG}, {BRE, GAS}, {BRE, MAO},
    {BRE, PIC}, {BUL_EC, CON}, {BUL_EC, RUM}, {BUL_SC, CON}, {BUL_SC, GRE}, {CLY, EDI},
    {CLY, LVP}, {CLY, NAO}, {CLY, NWG}, {CON, SMY}, {DEN, HEL}, {DEN, KIE}, {DEN, NTH},
    {DEN, SKA}, {DEN, SWE}, {EAS, ION}, {EAS, SMY}, {EAS, SYR}, {EDI, NTH}, {EDI, NWG},
    {EDI, YOR}, {ENG, IRI}, {ENG, LON}, {ENG, MAO}, {ENG, NTH}, {ENG, PIC}, {ENG, WAL},
    {FIN, STP_SC}, {FIN, SWE}, {GAS, MAO}, {GAS, SPA_NC}, {GRE, ION}, {HEL, HOL}, {HEL, KIE},
    {HEL, NTH}, {HOL, KIE}, {HOL, NTH}, {ION, NAP}, {ION, TUN}, {ION, TYS}, {IRI, LVP},
    {IRI, MAO}, {IRI, NAO}, {IRI, WAL}, {LON, NTH}, {LON, WAL}, {LON, YOR}, {LVN, PRU},
    {LVN, STP_SC}, {LVP, NAO}, {LVP, WAL}, {LYO, MAR}, {LYO, PIE}, {LYO, SPA_SC}, {LYO, TUS},
    {LYO, TYS}, {LYO, WES}, {MAO, NAF}, {MAO, NAO}, {MAO, POR}, {MAO, SPA_NC}, {MAO, SPA_SC},
    {MAO, WES}, {MAR, PIE}, {MAR, SPA_SC}, {NAF, TUN}, {NAF, WES}, {NAO, NWG}, {NAP, ROM},
    {NAP, TYS}, {NTH, NWG}, {NTH, NWY}, {NTH, SKA}, {NTH, YOR}, {NWG, NWY}, {NWY, SKA},
    {NWY, STP_NC}, {NWY, SWE}, {PIE, TUS}, {POR, SPA_NC}, {POR, SPA_SC}, {ROM, TUS}, {ROM, TYS},
    {RUM, SEV}, {SKA, SWE}, {SMY, SYR}, {SPA_SC, WES}, {TRI, VEN}, {TUN, TYS}, {TUN, WES},
    {TUS, TYS}, {TYS, WES},
};

/// Common borders, whatever can pass them.
inline constexpr std::pair<Province, Province> commonBorders[] = {
    {ADR, ALB}, {ADR, APU}, {ADR, ION}, {ADR, TRI}, {ADR, VEN}, {AEG, BUL}, {AEG, CON},
    {AEG, EAS}, {AEG, GRE}, {AEG, ION}, {AEG, SMY}, {ALB, GRE}, {ALB, ION}, {ALB, SER},
    {ALB, TRI}, {ANK, ARM}, {ANK, BLA}, {ANK, CON}, {ANK, SMY}, {APU, ION}, {APU, NAP},
    {APU, ROM}, {APU, VEN}, {ARM, BLA}, {ARM, SEV}, {ARM, SMY}, {ARM, SYR}, {BAL, BER},
    {BAL, BOT}, {BAL, DEN}, {BAL, KIE}, {BAL, LVN}, {BAL, PRU}, {BAL, SWE}, {BAR, NWG},
    {BAR, NWY}, {BAR, STP}, {BEL, BUR}, {BEL, ENG}, {BEL, HOL}, {BEL, NTH}, {BEL, PIC},
    {BEL, RUH}, {BER, KIE}, {BER, MUN}, {BER, PRU}, {BER, SIL}, {BLA, BUL}, {BLA, CON},
    {BLA, RUM}, {BLA, SEV}, {BOH, GAL}, {BOH, MUN}, {BOH, SIL}, {BOH, TYR}, {BOH, VIE},
    {BOT, FIN}, {BOT, LVN}, {BOT, STP}, {BOT, SWE}, {BRE, ENG}, {BRE, GAS}, {BRE, MAO},
    {BRE, PAR}, {BRE, PIC}, {BUD, GAL}, {BUD, RUM}, {BUD, SER}, {BUD, TRI}, {BUD, VIE},
    {BUL, CON}, {BUL, GRE}, {BUL, RUM}, {BUL, SER}, {BUR, GAS}, {BUR, MAR}, {BUR, MUN},
    {BUR, PAR}, {BUR, PIC}, {BUR, RUH}, {CLY, EDI}, {CLY, LVP}, {CLY, NAO}, {CLY, NWG},
    {CON, SMY}, {DEN, HEL}, {DEN, KIE}, {DEN, NTH}, {DEN, SKA}, {DEN, SWE}, {EAS, ION},
    {EAS, SMY}, {EAS, SYR}, {EDI, LVP}, {EDI, NTH}, {EDI, NWG}, {EDI, YOR}, {ENG, IRI},
    {ENG, LON}, {ENG, MAO}, {ENG, NTH}, {ENG, PIC}, {ENG, WAL}, {FIN, NWY}, {FIN, STP},
    {FIN, SWE}, {GAL, RUM}, {GAL, SIL}, {GAL, UKR}, {GAL, VIE}, {GAL, WAR}, {GAS, MAO},
    {GAS, MAR}, {GAS, PAR}, {GAS, SPA}, {GRE, ION}, {GRE, SER}, {HEL, HOL}, {HEL, KIE},
    {HEL, NTH}, {HOL, KIE}, {HOL, NTH}, {HOL, RUH}, {ION, NAP}, {ION, TUN}, {ION, TYS},
    {IRI, LVP}, {IRI, MAO}, {IRI, NAO}, {IRI, WAL}, {KIE, MUN}, {KIE, RUH}, {LON, NTH},
    {LON, WAL}, {LON, YOR}, {LVN, MOS}, {LVN, PRU}, {LVN, STP}, {LVN, WAR}, {LVP, NAO},
    {LVP, WAL}, {LVP, YOR}, {LYO, MAR}, {LYO, PIE}, {LYO, SPA}, {LYO, TUS}, {LYO, TYS},
    {LYO, WES}, {MAO, NAF}, {MAO, NAO}, {MAO, POR}, {MAO, SPA}, {MAO, WES}, {MAR, PIE},
    {MAR, SPA}, {MOS, SEV}, {MOS, STP}, {MOS, UKR}, {MOS, WAR}, {MUN, RUH}, {MUN, SIL},
    {MUN, TYR}, {NAF, TUN}, {NAF, WES}, {NAO, NWG}, {NAP, ROM}, {NAP, TYS}, {NTH, NWG},
    {NTH, NWY}, {NTH, SKA}, {NTH, YOR}, {NWG, NWY}, {NWY, SKA}, {NWY, STP}, {NWY, SWE},
    {PAR, PIC}, {PIE, TUS}, {PIE, TYR}, {PIE, VEN}, {POR, SPA}, {PRU, SIL}, {PRU, WAR},
    {ROM, TUS}, {ROM, TYS}, {ROM, VEN}, {RUM, SER}, {RUM, SEV}, {RUM, UKR}, {SER, TRI},
    {SEV, UKR}, {SIL, WAR}, {SKA, SWE}, {SMY, SYR}, {SPA, WES}, {TRI, TYR}, {TRI, VEN},
    {TRI, VIE}, {TUN, TYS}, {TUN, WES}, {TUS, TYS}, {TUS, VEN}, {TYR, VEN}, {TYR, VIE},
    {TYS, WES}, {UKR, WAR}, {WAL, YOR},
};

inline constexpr std::pair<Power, Province> homes[] = {
    {Power::Austria, BUD}, {Power::Austria, TRI}, {Power::Austria, VIE},
    {Power::England, EDI}, {Power::England, LON}, {Power::England, LVP},
    {Power::France, BRE}, {Power::France, MAR}, {Power::France, PAR},
    {Power::Germany, BER}, {Power::Germany, KIE}, {Power::Germany, MUN},
    {Power::Italy, NAP}, {Power::Italy, ROM}, {Power::Italy, VEN},
    {Power::Russia, MOS}, {Power::Russia, SEV}, {Power::Russia, STP}, {Power::Russia, WAR},
    {Power::Turkey, ANK}, {Power::Turkey, CON}, {Power::Turkey, SMY},
};

inline constexpr Province neutralCenters[] = {
    BEL, BUL, DEN, GRE, HOL, NWY, POR, RUM, SER, SPA, SWE, TUN
};

inline constexpr Unit firstUnits[] = {
    {Power::Austria, UnitType::Army, BUD}, {Power::Austria, UnitType::Army, VIE}, {Power::Austria, UnitType::Fleet, TRI},
    {Power::England, UnitType::Fleet, EDI}, {Power::England, UnitType::Fleet, LON}, {Power::England, UnitType::Army, LVP},
    {Power::France, UnitType::Fleet, BRE}, {Power::France, UnitType::Army, MAR}, {Power::France, UnitType::Army, PAR},
    {Power::Germany, UnitType::Fleet, KIE}, {Power::Germany, UnitType::Army, BER}, {Power::Germany, UnitType::Army, MUN},
    {Power::Italy, UnitType::Fleet, NAP}, {Power::Italy, UnitType::Army, ROM}, {Power::Italy, UnitType::Army, VEN},
    {Power::Russia, UnitType::Army, WAR}, {Power::Russia, UnitType::Army, MOS}, {Power::Russia, UnitType::Fleet, SEV}, {Power::Russia, UnitType::Fleet, STP_SC},
    {Power::Turkey, UnitType::Fleet, ANK}, {Power::Turkey, UnitType::Army, CON}, {Power::Turkey, UnitType::Army, SMY},
};
// clang-format on

} // namespace concert::standard_map_table
