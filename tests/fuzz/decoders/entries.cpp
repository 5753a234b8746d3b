// Lists of entries of anybody's spreadsheet.
#include "core/text.hpp"
#include "formats/entry_list.hpp"
#include "fuzz/decoder.hpp"

namespace bowball::fuzz {
namespace {

void demand_text(const std::string& text) { demand(is_utf8(text), "a text is not UTF-8: " + printable(text)); }

bool decode(std::string_view bytes) {
    static const std::vector<formats::Noc> nocs{{"NED", "Netherlands", "europe"}, {"GER", "Germany", "europe"}, {"NOR", "Norway", "europe"}};
    const auto list = formats::read_entries(bytes, nocs);
    if (!list) {
        demand_text(list.error().text);
        return false;
    }
    demand(list->digest == sha256(bytes), "the digest is of other bytes");
    for (const auto& row : list->rows) {
        demand(row.line > 0 && !row.event.empty(), "a row of no line or no event");
        for (const auto* text : {&row.event_title, &row.code, &row.noc, &row.name, &row.club, &row.category}) demand_text(*text);
        for (const auto& member : row.members) demand_text(member);
        for (const auto year : row.birth_years) demand(year == 0 || (year >= 1900 && year <= 2100), "a year of birth that is none");
    }
    for (const auto* remarks : {&list->problems, &list->warnings}) {
        for (const auto& remark : *remarks) demand_text(remark.text);
    }
    return !list->rows.empty();
}

}  // namespace

extern const Decoder entries_decoder{decode};

}  // namespace bowball::fuzz
