// A meet's programme as a file.
#include "formats/programme.hpp"

#include "core/text.hpp"
#include "engine/decide.hpp"
#include "engine/fold.hpp"
#include "fuzz/decoder.hpp"

namespace bowball::fuzz {
namespace {

bool decode(std::string_view bytes) {
    const auto orders = formats::read_programme(bytes, "fuzz.toml", WallTime{1'784'883'600'000'000us});
    if (!orders) {
        demand(is_utf8(orders.error().text), "a refusal is not UTF-8: " + printable(orders.error().text));
        demand(orders.error().text.starts_with("fuzz.toml:"), "a refusal that names no place: " + printable(orders.error().text));
        return false;
    }
    engine::MeetState state;
    auto seq = Seq{0};
    for (const auto& command : *orders) {
        const engine::Order order{command, {{"configuration", Role::admin}, {}, {}}, RaceTime{}};
        const auto events = engine::decide(state, order);
        if (!events) continue;
        for (const auto& event : *events) {
            seq = Seq{seq.value() + 1};
            engine::fold_in(state, {seq, RaceTime{}, WallTime{}, order.origin, event});
        }
    }
    demand(state.quarantine.empty(), "what was decided could not be folded: " + (state.quarantine.empty() ? "" : state.quarantine.back().why));
    return true;
}

}  // namespace

extern const Decoder programme_decoder{decode, {"config/demo/*.toml"}, nullptr, 32 * 1024};

}  // namespace bowball::fuzz
