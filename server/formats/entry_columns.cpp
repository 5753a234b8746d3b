#include "formats/entry_columns.hpp"

#include <algorithm>
#include <cctype>

#include "core/limits.hpp"
#include "core/text.hpp"

namespace bowball::formats {
namespace {

/// U+00C0 to U+00FF without their accents; a blank for what is no letter.
constexpr std::string_view plain_latin = "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";

struct Names {
    EntryColumn column;
    std::vector<std::string_view> names;
};

/// English, German, French, Italian, Spanish, Portuguese, Dutch; what exports of regatta programs use. As plain_header writes them.
const std::vector<Names>& all_names() {
    static const std::vector<Names> names{
        {EntryColumn::event, {"event", "eventcode", "eventid", "eventno", "eventnumber", "race", "raceclass", "class", "boatclass", "boattype", "discipline", "bewerb", "wettkampf", "wettbewerb", "rennen", "rennnummer", "rennnr", "bootsklasse", "bootsgattung", "epreuve", "course", "categoriebateau", "gara", "specialita", "prueba", "evento", "modalidad", "prova", "nummer", "veld", "startveld"}},
        {EntryColumn::event_title, {"eventname", "eventtitle", "eventdescription", "racename", "racetitle", "description", "bezeichnung", "rennbezeichnung", "rennname", "bewerbsname", "nomepreuve", "libelle", "nomegara", "nombreprueba", "nomeprova"}},
        {EntryColumn::crew, {"crewid", "crewnumber", "crewno", "entryid", "entrynumber", "entryno", "id", "meldungsid", "meldungid", "meldenummer", "mannschaftsid"}},
        {EntryColumn::code, {"code", "crewcode", "boatcode", "boat", "abbreviation", "abbr", "shortname", "short", "crewabbreviation", "kurz", "kurzname", "kurzel", "kuerzel", "boot", "bootscode", "bateau", "sigle", "sigla", "barca", "bote", "barco"}},
        {EntryColumn::noc, {"noc", "noccode", "nation", "country", "countrycode", "federation", "federationcode", "nat", "ioc", "ioccode", "land", "landercode", "staat", "nationalitat", "pays", "nationalite", "nazione", "paese", "pais", "nacion", "landcode"}},
        {EntryColumn::club, {"club", "clubname", "team", "teamname", "school", "university", "organisation", "organization", "association", "verein", "vereinsname", "renngemeinschaft", "association", "nomclub", "societa", "squadra", "circolo", "asociacion", "clube", "vereniging"}},
        {EntryColumn::club_code, {"clubcode", "clubabbreviation", "clubabbr", "clubid", "teamcode", "vereinskurzel", "vereinscode", "vereinskuerzel", "codeclub", "codicesocieta", "codigoclub"}},
        {EntryColumn::name, {"name", "crew", "crewname", "boatname", "displayname", "mannschaft", "mannschaftsname", "bootsname", "equipage", "nomequipage", "nom", "equipaggio", "nome", "tripulacion", "nombre", "tripulacao", "ploeg", "ploegnaam"}},
        {EntryColumn::bow, {"bow", "bownumber", "bowno", "bownr", "bib", "bibnumber", "startnumber", "startno", "number", "no", "nr", "startnummer", "startnr", "bugnummer", "bugnr", "dossard", "numero", "ndossard", "numerodepart", "ndedepart", "pettorale", "dorsal", "rugnummer", "boegnummer", "boeg"}},
        {EntryColumn::seed, {"seed", "seeding", "seedingrank", "ranking", "rank", "seedrank", "setzung", "setzplatz", "setzliste", "gesetzt", "rangliste", "teteserie", "tetedeserie", "classement", "testadiserie", "cabezadeserie", "plaatsing"}},
        {EntryColumn::members, {"members", "crewmembers", "athletes", "rowers", "crewlist", "lineup", "names", "ruderer", "sportler", "mitglieder", "aufstellung", "besatzung", "rameurs", "athletes", "atleti", "componenti", "remeros", "atletas", "integrantes", "roeiers"}},
        {EntryColumn::cox, {"cox", "coxswain", "coxname", "steuermann", "steuerfrau", "steuerleute", "steuerperson", "steuerr", "stm", "stf", "barreur", "barreuse", "timoniere", "timonel", "timoneiro", "stuur", "stuurman"}},
        {EntryColumn::birth_years, {"birthyears", "yearsofbirth", "yobs", "jahrgange", "jahrgaenge", "anneesdenaissance", "annidinascita"}},
        {EntryColumn::category, {"category", "masterscategory", "mastercategory", "agecategory", "agegroup", "altersklasse", "mastersklasse", "categorie", "categoria", "leeftijdscategorie"}},
        {EntryColumn::handicap, {"handicap", "handicapseconds", "handicaps", "handicaptime", "zeitvorgabe", "vorgabe"}},
        {EntryColumn::status, {"status", "entrystatus", "state", "scratched", "meldestatus", "statut", "stato", "estado"}},
    };
    return names;
}

constexpr std::string_view seat_words[] = {"", "seat", "s", "position", "pos", "rower", "athlete", "member", "person", "name", "platz", "ruderer", "sportler", "rameur", "athletes", "siege", "atleta", "rematore", "posto", "remero", "roeier"};
constexpr std::string_view year_words[] = {"yob", "birthyear", "yearofbirth", "born", "dob", "jahrgang", "jg", "geburtsjahr", "anneenaissance", "annonascita", "seatyob", "rudererjahrgang"};

/// "seat3", "3", "3ruderer": the number, if one of the words is all that stands beside it.
std::optional<std::uint32_t> numbered(std::string_view header, const auto& words) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto from = std::ranges::find_if(header, is_digit) - header.begin();
    auto to = from;
    while (to < std::ssize(header) && is_digit(header[static_cast<std::size_t>(to)])) ++to;
    if (from == to || (from > 0 && to < std::ssize(header))) return std::nullopt;
    const auto word = from > 0 ? header.substr(0, static_cast<std::size_t>(from)) : header.substr(static_cast<std::size_t>(to));
    const auto number = parse_number(header.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
    if (!number || *number == 0 || *number > limits::crew_members) return std::nullopt;
    return std::ranges::find(words, word) != std::end(words) ? std::optional{static_cast<std::uint32_t>(*number)} : std::nullopt;
}

std::optional<EntryColumn> column_of(std::string_view header) {
    for (const auto& [column, names] : all_names()) {
        if (std::ranges::find(names, header) != names.end()) return column;
    }
    return std::nullopt;
}

}  // namespace

std::string plain_header(std::string_view header) {
    std::string plain;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto byte = static_cast<unsigned char>(header[i]);
        if (std::isalnum(byte) != 0 && byte < 0x80) plain += static_cast<char>(std::tolower(byte));
        if (byte != 0xC3 || i + 1 == header.size()) continue;
        const auto letter = plain_latin[static_cast<unsigned char>(header[++i]) & 0x3F];
        if (letter != ' ') plain += letter;
    }
    return plain;
}

std::optional<EntryColumns> entry_columns(const std::vector<std::string>& headers) {
    EntryColumns found;
    std::vector<std::string> plain;
    for (const auto& header : headers) plain.push_back(plain_header(header));
    // "Bow" is a seat where another seat is named, else the number on it.
    const auto has_stroke = std::ranges::find(plain, "stroke") != plain.end() || std::ranges::find(plain, "schlag") != plain.end();
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const auto& header = plain[i];
        if (header.empty()) continue;
        const auto keep = [&](bool is_new) {
            if (!is_new) found.unused.push_back(headers[i]);
        };
        if (header == "stroke" || header == "schlag" || header == "strokeseat") keep(found.seats.emplace(stroke_seat, i).second);
        else if ((header == "bow" && has_stroke) || header == "bowseat" || header == "bug") keep(found.seats.emplace(1, i).second);
        else if (const auto seat = numbered(header, seat_words)) keep(found.seats.emplace(*seat, i).second);
        else if (const auto year = numbered(header, year_words)) keep(found.birth_years.emplace(*year, i).second);
        else if (const auto column = column_of(header)) keep(found.single.emplace(*column, i).second);
        else found.unused.push_back(headers[i]);
    }
    const auto has = [&](EntryColumn column) { return found.single.contains(column); };
    const auto enters = has(EntryColumn::code) || has(EntryColumn::noc) || has(EntryColumn::club) || has(EntryColumn::club_code) || has(EntryColumn::name);
    return has(EntryColumn::event) && enters ? std::optional{found} : std::nullopt;
}

std::string known_columns() {
    return "event, event name, code, NOC, club, club code, name, bow number, seed, members, seat 1, seat 2 ..., cox, status; of masters category, year of birth 1 ..., handicap; crew number";
}

}  // namespace bowball::formats
