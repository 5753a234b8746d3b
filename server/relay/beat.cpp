#include "relay/beat.hpp"

#include "formats/archive.hpp"
#include "formats/node.hpp"
#include "formats/parse_json.hpp"

namespace bowball::relay {
namespace {

constexpr std::size_t most_bytes = 4096;
constexpr std::int32_t fastest = 1000;
constexpr std::ptrdiff_t most_superseded = 50;   ///< the newest: servers of before are not started again by chance

}  // namespace

bool is_epoch(std::string_view name) { return !name.empty() && name.size() <= 40 && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos; }

template <class A>
void fields(A& a, Beat& b) {
    a("epoch", b.epoch);
    a("seq", b.seq);
    a("sent_us", b.sent_us);
    a("speed", b.speed);
    a("version", b.version);
    a("superseded", b.superseded);
    a("yield_after_s", b.yield_after_s);
}

std::string encode_beat(const Beat& beat) {
    formats::JsonWriter out;
    auto copy = beat;
    if (std::ssize(copy.superseded) > most_superseded) copy.superseded.erase(copy.superseded.begin(), copy.superseded.end() - most_superseded);
    formats::WriteArchive{out, formats::microseconds}.put(copy);
    return out.take();
}

Result<Beat> decode_beat(std::string_view text) {
    const auto document = formats::parse_json(text, most_bytes);
    if (!document) return document.error();
    auto beat = formats::read_struct<Beat>(formats::JsonNode{document->root, ""}, formats::ReadRules{formats::microseconds, false, false, 100, 200});
    if (!beat) return beat.error();
    if (!is_epoch(beat->epoch)) return Error{errc::bad_input, "The beat names no epoch."};
    if (beat->speed < 1 || beat->speed > fastest || beat->sent_us < 0) return Error{errc::bad_input, "The beat says a time or a speed that cannot be."};
    return beat;
}

}  // namespace bowball::relay
