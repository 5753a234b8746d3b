// The codes of National Olympic Committees (config/nocs.toml) with the flag file of each, which is named by ISO 3166-1. Where the two
// differ is what this table is for. TPE competes under a flag of its own that is in no free collection known here, AIN and EOR under
// none of a country: they have the code alone.
const africa = 'ALG DZ|ANG AO|BEN BJ|BOT BW|BUR BF|BDI BI|CMR CM|CPV CV|CAF CF|CHA TD|COM KM|CGO CG|COD CD|CIV CI|DJI DJ|EGY EG|GEQ GQ|ERI ER|SWZ SZ|ETH ET|GAB GA|GAM GM|GHA GH|GUI GN|GBS GW|KEN KE|LES LS|LBR LR|LBA LY|MAD MG|MAW MW|MLI ML|MTN MR|MRI MU|MAR MA|MOZ MZ|NAM NA|NIG NE|NGR NG|RWA RW|STP ST|SEN SN|SEY SC|SLE SL|SOM SO|RSA ZA|SSD SS|SUD SD|TAN TZ|TOG TG|TUN TN|UGA UG|ZAM ZM|ZIM ZW';
const america = 'ANT AG|ARG AR|ARU AW|BAH BS|BAR BB|BIZ BZ|BER BM|BOL BO|BRA BR|IVB VG|CAN CA|CAY KY|CHI CL|COL CO|CRC CR|CUB CU|DMA DM|DOM DO|ECU EC|ESA SV|GRN GD|GUA GT|GUY GY|HAI HT|HON HN|JAM JM|MEX MX|NCA NI|PAN PA|PAR PY|PER PE|PUR PR|SKN KN|LCA LC|VIN VC|SUR SR|TTO TT|USA US|URU UY|VEN VE|ISV VI';
const asia = 'AFG AF|BRN BH|BAN BD|BHU BT|BRU BN|CAM KH|CHN CN|HKG HK|IND IN|INA ID|IRI IR|IRQ IQ|JPN JP|JOR JO|KAZ KZ|KUW KW|KGZ KG|LAO LA|LBN LB|MAS MY|MDV MV|MGL MN|MYA MM|NEP NP|PRK KP|OMA OM|PAK PK|PLE PS|PHI PH|QAT QA|KSA SA|SGP SG|KOR KR|SRI LK|SYR SY|TJK TJ|THA TH|TLS TL|TKM TM|UAE AE|UZB UZ|VIE VN|YEM YE';
const europe = 'ALB AL|AND AD|ARM AM|AUT AT|AZE AZ|BLR BY|BEL BE|BIH BA|BUL BG|CRO HR|CYP CY|CZE CZ|DEN DK|EST EE|FIN FI|FRA FR|GEO GE|GER DE|GBR GB|GRE GR|HUN HU|ISL IS|IRL IE|ISR IL|ITA IT|KOS XK|LAT LV|LIE LI|LTU LT|LUX LU|MLT MT|MDA MD|MON MC|MNE ME|NED NL|MKD MK|NOR NO|POL PL|POR PT|ROU RO|RUS RU|SMR SM|SRB RS|SVK SK|SLO SI|ESP ES|SWE SE|SUI CH|TUR TR|UKR UA';
const oceania = 'ASA AS|AUS AU|COK CK|FIJ FJ|GUM GU|KIR KI|MHL MH|FSM FM|NRU NR|NZL NZ|PLW PW|PNG PG|SAM WS|SOL SB|TGA TO|TUV TV|VAN VU';

/** NOC -> name of the flag's file, without its ending. */
export const flag_files = new Map([africa, america, asia, europe, oceania].flatMap((part) => part.split('|').map((pair) => pair.split(' '))));

/** Codes of the IOC's list that have no flag here. */
export const without_flag = ['TPE', 'AIN', 'EOR'];
