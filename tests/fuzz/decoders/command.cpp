// Orders of pages and scripts, and what a meet makes of them: an order that is read is decided and folded, whatever it says.
#include "formats/command.hpp"

#include <fstream>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "engine/decide.hpp"
#include "engine/fold.hpp"
#include "engine/invariants.hpp"
#include "folders.hpp"
#include "formats/entry.hpp"
#include "fuzz/decoder.hpp"

namespace bowball::fuzz {
namespace {

struct Meet {
    engine::MeetState state;
    engine::Entry last;
};

/// A race that is under way: the first entries of a golden one.
const Meet& a_meet() {
    static const auto meet = [] {
        Meet begun;
        std::ifstream file{tests_folder() + "/races/two_readers.jsonl"};
        std::string line;
        for (auto count = 0; count < 60 && std::getline(file, line); ++count) {
            begun.last = formats::decode_entry(line).value();
            engine::fold_in(begun.state, begun.last);
        }
        demand(!begun.state.races.empty(), "the golden race is no race");
        return begun;
    }();
    return meet;
}

void carry_out(const formats::ParsedCommand& parsed) {
    const auto& meet = a_meet();
    const engine::Order order{parsed.command, {{"Anna", Role::admin}, parsed.id, parsed.reason}, meet.last.at + 1s, "chance"};
    const auto events = engine::decide(meet.state, order);
    if (!events) return demand(is_utf8(events.error().text), "a refusal is not UTF-8: " + printable(events.error().text));
    auto state = meet.state;
    auto seq = meet.last.seq;
    for (const auto& event : *events) {
        seq = Seq{seq.value() + 1};
        const engine::Entry entry{seq, order.at, meet.last.wall, order.origin, event};
        const auto line = formats::encode_entry(entry);
        const auto again = formats::decode_entry(line);
        demand(again.has_value(), "what was decided could not be read back: " + (again ? "" : again.error().text) + " " + line);
        demand(formats::encode_entry(*again) == line, "read back it is another: " + line);
        engine::fold_in(state, entry);
    }
    demand(state.quarantine.size() == meet.state.quarantine.size(), "what was decided could not be folded: " + (state.quarantine.empty() ? "" : state.quarantine.back().why));
    for (const auto& [id, race] : state.races) demand(engine::broken_invariant(race).empty(), engine::broken_invariant(race));
}

bool decode(std::string_view bytes) {
    const auto parsed = formats::parse_command(bytes);
    if (!parsed) {
        demand(is_utf8(parsed.error().text), "a refusal is not UTF-8: " + printable(parsed.error().text));
        return false;
    }
    demand(formats::check_id(parsed->id).has_value(), "an id that is none");
    demand(is_utf8(parsed->id) && is_utf8(parsed->reason), "a text is not UTF-8");
    demand(parsed->reason.size() <= limits::reason_bytes, "a long reason");
    demand(!formats::name_of(parsed->command).empty(), "an order that nobody may send as text");
    carry_out(*parsed);
    return true;
}

}  // namespace

extern const Decoder command_decoder{decode};

}  // namespace bowball::fuzz
