// A line of the journal: from a file that somebody may have changed, and from a hub.
#include "formats/entry.hpp"

#include "core/text.hpp"
#include "engine/fold.hpp"
#include "formats/parse_json.hpp"
#include "fuzz/decoder.hpp"
#include "journal/journal.hpp"

namespace bowball::fuzz {
namespace {

constexpr std::size_t most_bytes = 256 * 1024;

bool decode(std::string_view bytes) {
    const auto entry = formats::decode_entry(bytes);
    if (!entry) {
        demand(is_utf8(entry.error().text), "a refusal is not UTF-8");
        return false;
    }
    const auto line = formats::encode_entry(*entry);
    demand(line.find('\n') == std::string::npos, "more than one line");
    const auto again = formats::decode_entry(line);
    demand(again.has_value(), "what was written cannot be read: " + line);
    demand(formats::encode_entry(*again) == line, "read again it is another: " + line);
    demand(journal::check_entry(*entry).has_value(), "it could not be kept again");
    demand(formats::parse_json(formats::encode_public_entry(*entry), most_bytes).has_value(), "its public text is no JSON");
    // Nothing throws for what an entry says, in a meet that knows nothing of it either.
    engine::MeetState state;
    engine::fold_in(state, *entry);
    return true;
}

}  // namespace

extern const Decoder entry_decoder{decode, {"tests/races/*.jsonl"}};

}  // namespace bowball::fuzz
