# SPDX-License-Identifier: GPL-3.0-or-later
"""Hand-made part of the board: which Natural Earth admin-1 unit belongs to
which Diplomacy province, hand cuts, strait fills, sea lines, seed points.
All coordinates are (lon, lat) degrees.  Nothing here is traced from another board."""

# ---------------------------------------------------------------- land: whole countries
COUNTRY = {
 'ALB':'ALB','AUT':'VIE','BEL':'BEL','BGR':'BUL','BIH':'TRI','BLR':'MOS','CHE':'SWI','LIE':'SWI',
 'CZE':'BOH','DEU':'MUN','DNK':'DEN','DZA':'NAF','ESP':'SPA','AND':'SPA','GIB':'SPA','EST':'LVN',
 'FIN':'FIN','ALD':'FIN','FRA':'PAR','MCO':'MAR','GBR':'LON','GEO':'ARM','ARM':'ARM','AZE':'ARM',
 'GRC':'GRE','HRV':'TRI','HUN':'BUD','IRL':'-','ISL':'-','ITA':'VEN','SMR':'VEN','VAT':'ROM',
 'LTU':'LVN','LUX':'RUH','LVA':'LVN','MAR':'NAF','MDA':'RUM','MKD':'SER','MNE':'TRI','KOS':'SER',
 'NLD':'HOL','NOR':'NWY','POL':'WAR','PRT':'POR','ROU':'RUM','RUS':'MOS','SRB':'SER','SVK':'BUD',
 'SVN':'TRI','SWE':'SWE','SYR':'SYR','LBN':'SYR','ISR':'SYR','JOR':'SYR','PSX':'SYR','IRQ':'SYR',
 'TUN':'TUN','TUR':'ANK','UKR':'UKR','IRN':'-','CYP':'-','CYN':'-','ESB':'-','WSB':'-',
 'MLT':'-','LBY':'-','EGY':'-','KAZ':'MOS','KAB':'-','SAU':'SYR','KWT':'SYR','ARE':'SYR','OMN':'SYR','QAT':'SYR',
  'BHR':'SYR','TKM':'-','UZB':'-',
 'FRO':'-','IMN':None,'GGY':None,'JEY':None,'GRL':None,
}
# ---------------------------------------------------------------- land: units that differ from the country default
def _t(s): return [x.strip() for x in s.split(';') if x.strip()]
UNITS = {
 'AUT':{'TYR':_t("Tirol;Vorarlberg;Salzburg;Oberösterreich;Kärnten")},
 'CZE':{'VIE':_t("Jihomoravský;Zlínský")},
 'SVK':{'VIE':_t("Bratislavský;Trnavský;Trenciansky;Žilinský")},
 'HUN':{'VIE':_t("Gyor-Moson-Sopron;Sopron;Vas;Szombathely;Gyôr")},
 'DEU':{'KIE':_t("Niedersachsen;Bremen;Hamburg;Schleswig-Holstein"),
        'RUH':_t("Nordrhein-Westfalen;Rheinland-Pfalz;Saarland"),
        'BER':_t("Mecklenburg-Vorpommern;Brandenburg;Berlin;Sachsen-Anhalt")},
 'POL':{'BER':_t("Lubusz;West Pomeranian"),'PRU':_t("Pomeranian;Kuyavian-Pomeranian;Warmian-Masurian"),
        'SIL':_t("Lower Silesian;Opole;Silesian;Greater Poland"),
        'GAL':_t("Lesser Poland;Subcarpathian")},
 'RUS':{'PRU':['Kaliningrad'],
        'STP':_t(
            "City of St. Petersburg;Leningrad;Novgorod;Pskov;Vologda;Karelia;Murmansk;Arkhangel'sk;"
            "Nenets;Komi;Yamal-Nenets;Khanty-Mansiy;Perm';Sverdlovsk;Tyumen';Krasnoyarsk;"
            "Sakha (Yakutia)"),
        'SEV':_t(
            "Crimea;Sevastopol;Rostov;Krasnodar;Adygey;Stavropol';Karachay-Cherkess;Kabardin-Balkar;"
            "North Ossetia;Ingush;Chechnya;Dagestan;Kalmyk;Astrakhan';Volgograd;Voronezh;Saratov")},
 'LTU':{'PRU':['Klaipedos']},
 'BLR':{'WAR':_t("Brest;Grodno")},
 'UKR':{'GAL':_t("L'viv;Ternopil';Ivano-Frankivs'k;Chernivtsi"),'BUD':['Transcarpathia'],
        'SEV':_t("Odessa;Mykolayiv;Kherson;Zaporizhzhya;Donets'k;Luhans'k;Dnipropetrovs'k")},
 'ROU':{'BUD':_t(
            "Alba;Arad;Bihor;Bistrita-Nasaud;Brasov;Caras-Severin;Cluj;Covasna;Harghita;Hunedoara;"
            "Maramures;Mures;Salaj;Satu Mare;Sibiu;Timis")},
 'SRB':{'BUD':_t(
            "Južno-Backi;Južno-Banatski;Severno-Backi;Severno-Banatski;Srednje-Banatski;Sremski;"
            "Zapadno-Backi")},
 'GRC':{'BUL':["Anatoliki Makedonia kai Thraki"],'-':['Kriti','Notio Aigaio'],'SMY':['Voreio Aigaio']},
 'TUR':{'CON':_t(
            "Edirne;Kirklareli;Tekirdag;Istanbul;Kocaeli;Yalova;Sakarya;Bursa;Bilecik;Balikesir;"
            "Çanakkale;Düzce"),
        'SMY':_t(
            "Izmir;Manisa;Aydin;Mugla;Denizli;Usak;Kütahya;Afyonkarahisar;Burdur;Isparta;Antalya;Konya;"
            "Karaman;Mersin;Adana;Nigde;Aksaray;Osmaniye;K. Maras;Gaziantep;Kilis;Sanliurfa;Adiyaman;"
            "Malatya;Diyarbakir;Elazig;Mardin;Batman"),
        'ARM':_t(
            "Trabzon;Rize;Artvin;Ardahan;Kars;Iğdir;Agri;Erzurum;Bayburt;Gümüshane;Erzincan;Tunceli;"
            "Bingöl;Mus;Bitlis;Van;Hakkari;Siirt;Sirnak"),
        'SYR':['Hatay']},
 'FRA':{'BEL':['Nord'],
        'PIC':_t("Pas-de-Calais;Somme;Aisne;Oise"),
        'BRE':_t(
            "Finistère;Côtes-d'Armor;Morbihan;Ille-et-Vilaine;Loire-Atlantique;Manche;Calvados;Orne;"
            "Mayenne;Seine-Maritime;Eure;Maine-et-Loire"),
        'GAS':_t(
            "Vendée;Deux-Sèvres;Vienne;Charente-Maritime;Charente;Gironde;Dordogne;Landes;"
            "Lot-et-Garonne;Gers;Pyrénées-Atlantiques;Hautes-Pyrénées;Haute-Garonne;Ariège;"
            "Tarn-et-Garonne;Lot;Corrèze;Haute-Vienne;Creuse;Cantal;Tarn;Aveyron"),
        'MAR':_t(
            "Pyrénées-Orientales;Aude;Hérault;Gard;Bouches-du-Rhône;Var;Alpes-Maritimes;Vaucluse;"
            "Alpes-de-Haute-Provence;Hautes-Alpes;Drôme;Ardèche;Lozère;Isère;Savoie;Haute-Savoie"),
        'BUR':_t(
            "Ardennes;Marne;Aube;Haute-Marne;Meuse;Meurthe-et-Moselle;Vosges;Haute-Saône;"
            "Territoire de Belfort;Doubs;Jura;Côte-d'Or;Saône-et-Loire;Yonne;Nièvre;Ain;Rhône;Loire;"
            "Allier;Puy-de-Dôme;Haute-Loire"),
        'MUN':_t("Bas-Rhin;Haute-Rhin"),'RUH':['Moselle'],
        '-':_t("Corse-du-Sud;Haute-Corse")},
 'ITA':{'TYR':_t("Bozen;Trento"),
        'PIE':_t(
            "Turin;Cuneo;Asti;Alessandria;Vercelli;Biella;Novara;Verbano-Cusio-Ossola;Aoste;Imperia;"
            "Savona;Genova;La Spezia;Varese;Como;Lecco;Sondrio;Bergamo;Milano;Monza e Brianza;Lodi;"
            "Pavia;Cremona;Piacenza;Parma"),
        'TUS':_t("Massa-Carrara;Lucca;Pistoia;Prato;Firenze;Arezzo;Siena;Grosseto;Livorno;Pisa"),
        'ROM':_t("Viterbo;Roma;Rieti;Latina;Frosinone;Terni;Perugia"),
        'APU':_t(
            "Teramo;Pescara;Chieti;L'Aquila;Campobasso;Isernia;Foggia;Barletta-Andria Trani;Bari;"
            "Brindisi;Lecce;Taranto;Matera"),
        'NAP':_t(
            "Caserta;Napoli;Avellino;Benevento;Salerno;Potenza;Cosenza;Catanzaro;Crotene;Vibo Valentia;"
            "Reggio Calabria;Messina;Palermo;Trapani;Agrigento;Caltanissetta;Enna;Catania;Ragusa;"
            "Siracusa"),
        '-':_t("Cagliari;Carbonia-Iglesias;Medio Campidano;Nuoro;Ogliastra;Olbia-Tempio;Oristrano;Sassari")},
 'ESP':{'-':['Baleares'],'NAF':['Ceuta','Melilla'],None:['Las Palmas','Santa Cruz de Tenerife']},
 'PRT':{None:['Azores','Madeira']},
 'NOR':{None:['Svalbard']},
 'GBR':{'CLY':_t(
            "Highland;Argyll and Bute;Eilean Siar;Stirling;Glasgow;Inverclyde;Renfrewshire;"
            "East Renfrewshire;North Ayshire;East Ayrshire;North Lanarkshire;South Lanarkshire;"
            "East Dunbartonshire;West Dunbartonshire"),
        'EDI':_t(
            "Aberdeen;Aberdeenshire;Angus;Moray;Dundee;Fife;Perthshire and Kinross;Clackmannanshire;"
            "Falkirk;West Lothian;Edinburgh;Midlothian;East Lothian;Scottish Borders;Orkney;"
            "Shetland Islands;Northumberland;Durham;Sunderland;South Tyneside;North Tyneside;Gateshead;"
            "Newcastle upon Tyne"),
        'LVP':_t(
            "Dumfries and Galloway;South Ayrshire;Cumbria;Lancashire;Blackpool;Blackburn with Darwen;"
            "Bolton;Bury;Cheshire East;Cheshire West and Chester;Halton;Knowsley;Liverpool;Manchester;"
            "Merseyside;Oldham;Rochdale;Salford;Sefton;Stockport;Tameside;Trafford;Warrington;Wigan"),
        'YOR':_t(
            "North Yorkshire;York;Leeds;Bradford;Calderdale;Kirklees;Wakefield;Barnsley;Sheffield;"
            "Rotherham;Doncaster;East Riding of Yorkshire;Kingston upon Hull;North Lincolnshire;"
            "North East Lincolnshire;Lincolnshire;Nottinghamshire;Nottingham;Derbyshire;Derby;"
            "Darlington;Hartlepool;Middlesbrough;Redcar and Cleveland;Stockton-on-Tees;Leicestershire;"
            "Leicester;Rutland"),
        'WAL':_t(
            "Anglesey;Blaenau Gwent;Bridgend;Caerphilly;Cardiff;Carmarthenshire;Ceredigion;Conwy;"
            "Denbighshire;Flintshire;Gwynedd;Merthyr Tydfil;Monmouthshire;Neath Port Talbot;Newport;"
            "Pembrokeshire;Powys;Rhondda, Cynon, Taff;Swansea;Torfaen;Vale of Glamorgan;Wrexham;"
            "Shropshire;Telford and Wrekin;Herefordshire;Staffordshire;Stoke-on-Trent;Worcestershire;"
            "Gloucestershire;South Gloucestershire;Bristol;North Somerset;Bath and North East Somerset;"
            "Somerset;Devon;Plymouth;Torbay;Cornwall;Birmingham;Dudley;Sandwell;Walsall;Wolverhampton;"
            "Solihull;Isles of Scilly"),
        '-':_t(
            "Antrim;Ards;Armagh;Ballymena;Ballymoney;Banbridge;Belfast;Carrickfergus;Castlereagh;"
            "Coleraine;Craigavon;Derry;Down;Dungannon;Fermanagh;Larne;Limavady;Lisburn;Magherafelt;"
            "Mid Ulster;Moyle;Newry and Mourne;Newtownabbey;North Down;Omagh;Strabane")},
}
# ---------------------------------------------------------------- hand cuts: repaint a part of land
# (only_from, to, polygon)  - the polygon is intersected with pixels now owned by only_from ('*' = any land)
PATCHES = [
 # Austrian Silesia / Zywiec belong to Galicia in 1901: makes BOH-GAL touch, keeps SIL off VIE
 ('SIL','GAL',[(18.30,49.40),(18.45,49.98),(18.75,50.10),(19.10,50.10),(19.30,50.05),(19.60,49.90),(19.6,49.2),
  (18.7,49.3)]),
 # Highland: west to Clyde, east (Caithness, Sutherland, Inverness) to Edinburgh
 ('CLY','EDI',[(-4.50,58.9),(-4.55,58.30),(-4.75,57.95),(-4.75,57.45),(-4.35,57.1),(-4.1,56.85),(-3.0,56.9),
  (-2.5,57.6),(-2.6,58.9)]),
 ('CLY','EDI',[(-4.05,56.35),(-3.6,56.35),(-3.6,55.95),(-3.95,55.95),(-4.1,56.1)]),
 ('EDI','CLY',[(-5.0,56.3),(-3.95,56.25),(-3.85,56.75),(-4.15,57.15),(-5,57.1)]),
 # Val Camonica to Piedmont: a visible PIE-TYR border
 ('VEN','PIE',[(9.9,45.75),(10.15,45.85),(10.45,45.80),(10.75,46.0),(10.75,46.6),(9.9,46.6)]),
 # Budjak goes with Rumania
 ('SEV','RUM',[(28.0,45.0),(30.2,45.2),(30.65,46.05),(30.2,46.5),(29.9,46.9),(28.5,46.6)]),
]
# ---------------------------------------------------------------- water inside a land province (hit-tests as that province, drawn as strait)
FILLS = [
 ('CON',[(26.0,40.0),(26.1,40.45),(26.6,40.8),(27.3,41.05),(28.5,41.1),(28.95,41.32),(29.18,41.32),(29.3,41.1),
  (30.1,40.8),(29.5,40.3),(28.0,40.2),(27.2,40.25),(26.6,40.05),(26.15,39.9)]),
 ('DEN',[(9.6,55.85),(10.3,55.85),(10.9,56.05),(11.7,56.15),(12.25,56.25),(12.75,56.12),(12.95,55.75),(12.95,55.45),
  (12.6,55.2),(12.3,54.85),(11.9,54.50),(10.6,54.72),(10.0,54.85),(9.4,54.80),(9.0,55.3)]),
]
# ---------------------------------------------------------------- sea lines
SEA_LINES = {
 'NAO-NWG n':[(-18.5,65.8),(-19.5,68.0),(-23,72),(-30,78)],
 'NAO-NWG s':[(-14.8,64.7),(-11.5,62.3),(-8.2,60.2),(-6.3,58.9),(-5.2,57.9),(-4.8,57.6)],
 'NWG-NTH':[(-3.2,58.45),(-2.6,59.2),(-1.2,60.5),(1.5,61.7),(4.0,62.2),(6.5,62.2)],
 'NWG-BAR':[(25.0,70.6),(25.4,71.4),(27.0,74.0),(30,80)],
 'NTH-SKA':[(7.4,58.4),(7.2,57.8),(7.8,57.2),(9.2,56.9)],
 'NTH-HEL':[(8.7,55.75),(7.9,55.6),(6.6,54.9),(5.5,54.2),(5.0,53.5),(5.4,53.0)],
 'NTH-ENG':[(0.9,51.3),(1.5,51.25),(2.3,51.25),(3.0,51.0)],
 'ENG-IRI':[(-5.2,50.2),(-6.0,50.0),(-7.0,49.6),(-8.5,49.2)],
 'ENG-MAO':[(-4.0,48.4),(-5.2,48.4),(-6.8,48.6),(-8.5,49.2)],
 'IRI-MAO':[(-8.5,49.2),(-9.3,50.4),(-9.3,52.0)],
 'NAO-MAO':[(-9.5,52.1),(-12,51.6),(-17,50.3),(-24,48.0),(-40,42)],
 'NAO-IRI':[(-6.0,54.3),(-5.55,54.62),(-5.1,54.78),(-4.7,55.0)],
 'MAO-WES':[(-5.0,36.8),(-4.95,36.3),(-4.85,35.7),(-4.75,35.0)],
 'LYO-WES':[(-0.5,38.9),(0.6,38.9),(3.0,39.9),(5.5,40.5),(7.5,40.5),(9.0,40.2)],
 'LYO-TYS n':[(9.3,42.6),(9.5,43.05),(10.1,43.1),(10.6,43.05),(11.2,43.2)],
 'LYO-TYS m':[(9.1,41.6),(9.2,41.3),(9.25,41.0)],
 'WES-TYS':[(9.1,39.4),(9.4,38.7),(9.8,37.9),(9.9,37.2),(9.8,36.9)],
 'TYS-ION':[(10.7,36.85),(11.3,37.1),(12.0,37.6),(12.9,37.9)],
 'TYS-ION messina':[(15.4,38.1),(15.65,38.2),(15.9,38.2)],
 'ADR-ION':[(18.1,40.2),(18.6,40.1),(19.2,40.25),(19.9,40.4)],
 'ION-AEG':[(22.6,36.9),(23.0,36.3),(23.4,35.8),(23.8,35.3)],
 'ION-EAS':[(24.6,35.2),(24.3,34.2),(23.5,32.5),(23.3,30)],
 'AEG-EAS':[(25.9,35.1),(26.5,35.4),(27.4,35.9),(27.9,36.4),(28.6,37.0)],
 'BAL-BOT':[(18.0,59.7),(18.9,59.75),(20.4,59.35),(22.0,59.1),(22.7,58.95),(23.3,59.02),(24.5,59.1)],
}
SEA_SEEDS = {
 'NAO':(-16,57),'NWG':(0,66),'BAR':(37,72),'NTH':(3,56.5),'SKA':(10.5,57.9),'HEL':(7.3,54.2),'ENG':(-2,50),
 'IRI':(-4.9,53.6),'MAO':(-14,43),'WES':(3,37.8),'LYO':(5.5,42),'TYS':(12,40),'ADR':(15.5,43),'ION':(18,37),
 'AEG':(25,38.7),'EAS':(30,34.5),'BAL':(18.5,56.3),'BOT':(19.5,62),'BLA':(34,43.3),
}
SEA_EXTRA = [('BLA',(36.5,46.0)),('BAR',(38,65.8)),('BAL',(23.5,57.8)),('IRI',(-6.0,51.5)),('NTH',(-1,57))]
NO_ISLAND = [(-4.5,54.2)]  # the Isle of Man would stand in the Irish Sea
MIN_ISLAND = 26  # square board units; smaller islands vanish

# no-data corner of the projection (board pixels): x0,y0,x1,y1,province
OFFMAP=[(1350,0,1600,420,'STP')]

# ---------------------------------------------------------------- names, supply centres (city lon,lat), split coasts (a point on each shore)
CENTRES={
 'ANK':(32.9,39.9),'BEL':(4.35,50.85),'BER':(13.4,52.5),'BRE':(-4.3,48.4),'BUD':(19.05,47.5),'BUL':(23.5,42.65),
  'CON':(28.8,41.15),
 'DEN':(12.2,55.6),'EDI':(-3.2,55.93),'GRE':(23.6,38.1),'HOL':(4.9,52.35),'KIE':(10.0,54.2),'LON':(-0.3,51.5),
  'LVP':(-2.8,53.45),
 'MAR':(5.4,43.5),'MOS':(37.6,55.75),'MUN':(11.6,48.15),'NAP':(14.5,40.95),'NWY':(10.6,60.1),'PAR':(2.35,48.85),
  'POR':(-9.0,38.8),
 'ROM':(12.5,41.95),'RUM':(26.1,44.5),'SER':(20.6,44.5),'SEV':(33.9,45.0),'SMY':(27.4,38.4),'SPA':(-3.7,40.4),
  'STP':(30.8,59.8),
 'SWE':(17.6,59.5),'TRI':(14.2,45.4),'TUN':(9.9,36.6),'VEN':(12.1,45.5),'VIE':(16.2,48.3),'WAR':(21.0,52.2)}
COASTS={'SPA/NC':(-4.5,43.4),'SPA/SC':(-0.2,38.9),'BUL/EC':(27.9,42.9),'BUL/SC':(25.2,41.0),'STP/NC':(38.0,65.5),
  'STP/SC':(29.0,60.0)}
NAMES={  # full names
 'ADR':'Adriatic Sea','AEG':'Aegean Sea','ALB':'Albania','ANK':'Ankara','APU':'Apulia','ARM':'Armenia',
  'BAL':'Baltic Sea','BAR':'Barents Sea','BEL':'Belgium','BER':'Berlin','BLA':'Black Sea','BOH':'Bohemia',
  'BRE':'Brest','BUD':'Budapest','BUL':'Bulgaria','BUR':'Burgundy','CLY':'Clyde','CON':'Constantinople',
  'DEN':'Denmark','EAS':'Eastern Mediterranean','EDI':'Edinburgh','ENG':'English Channel','FIN':'Finland',
  'GAL':'Galicia','GAS':'Gascony','GRE':'Greece','LYO':'Gulf of Lyon','BOT':'Gulf of Bothnia',
  'HEL':'Helgoland Bight','HOL':'Holland','ION':'Ionian Sea','IRI':'Irish Sea','KIE':'Kiel','LVP':'Liverpool',
  'LVN':'Livonia','LON':'London','MAR':'Marseilles','MAO':'Mid-Atlantic Ocean','MOS':'Moscow','MUN':'Munich',
  'NAP':'Naples','NAO':'North Atlantic Ocean','NAF':'North Africa','NTH':'North Sea','NWY':'Norway',
  'NWG':'Norwegian Sea','PAR':'Paris','PIC':'Picardy','PIE':'Piedmont','POR':'Portugal','PRU':'Prussia',
  'ROM':'Rome','RUH':'Ruhr','RUM':'Rumania','SER':'Serbia','SEV':'Sevastopol','SIL':'Silesia','SKA':'Skagerrak',
  'SMY':'Smyrna','SPA':'Spain','STP':'St Petersburg','SWE':'Sweden','SYR':'Syria','TRI':'Trieste','TUN':'Tunis',
  'TUS':'Tuscany','TYR':'Tyrolia','TYS':'Tyrrhenian Sea','UKR':'Ukraine','VEN':'Venice','VIE':'Vienna',
  'WAL':'Wales','WAR':'Warsaw','WES':'Western Mediterranean','YOR':'Yorkshire'}
ANCHOR_HINT={'DEN':(760,396),'MUN':(725,655),'SKA':(770,335),'TYR':(745,745),'NAP':(868,1010),'TUN':(690,1158),
  'AEG':(1140,1050),'CON':(1222,985),'MAO':(165,690),'NAO':(270,330),'NWG':(590,160),'BAR':(1040,46),
  'NAF':(330,1130),'ION':(960,1130),'EAS':(1270,1120),'STP':(1330,190),'MOS':(1330,380),'SYR':(1470,1040),
}
