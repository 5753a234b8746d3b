// Tables of the sports as files: lane orders, masters, nations, progressions, records, penalties, swimming's times. Each reader reads all of them.
#include "core/text.hpp"
#include "formats/lane_order_file.hpp"
#include "formats/masters_file.hpp"
#include "formats/noc_file.hpp"
#include "formats/progression_file.hpp"
#include "formats/record_file.hpp"
#include "formats/swimming_file.hpp"
#include "fuzz/decoder.hpp"
#include "rules/progression.hpp"

namespace bowball::fuzz {
namespace {

template <class T>
bool read(const Result<T>& found) {
    if (found) return true;
    demand(found.error().text.starts_with("fuzz.toml:"), "a refusal that names no place: " + printable(found.error().text));
    demand(is_utf8(found.error().text), "a refusal is not UTF-8: " + printable(found.error().text));
    return false;
}

bool decode(std::string_view bytes) {
    const std::string file = "fuzz.toml";
    auto accepted = false;
    const auto orders = formats::read_lane_orders(bytes, file);
    if (read(orders)) {
        for (const auto& order : *orders) demand(formats::check(order).has_value(), "an order that cannot be followed");
        accepted = true;
    }
    const auto progression = formats::read_progression(bytes, file);
    if (read(progression)) {
        demand(rules::check(*progression).has_value(), "a progression that cannot be followed");
        accepted = true;
    }
    accepted = read(formats::read_masters(bytes, file)) || accepted;
    accepted = read(formats::read_nocs(bytes, file)) || accepted;
    accepted = read(formats::read_records(bytes, file)) || accepted;
    accepted = read(formats::read_penalties(bytes, file)) || accepted;
    accepted = read(formats::read_swimming(bytes, file)) || accepted;
    return accepted;
}

}  // namespace

extern const Decoder tables_decoder{decode, {"config/nocs.toml", "config/rules/lanes/*.toml", "config/rules/masters/*.toml", "config/rules/penalties/*.toml", "config/rules/progression/*.toml",
                                            "config/rules/records/*.toml", "config/rules/swimming/*.toml"}, nullptr, 48 * 1024, 1'500};

}  // namespace bowball::fuzz
