// What comes from a hub: rows of a journal, beats, and names that go there.
#include "core/text.hpp"
#include "fuzz/decoder.hpp"
#include "formats/entry.hpp"
#include "nats/version.hpp"
#include "relay/beat.hpp"
#include "relay/log_message.hpp"
#include "relay/names.hpp"
#include "relay/takeover.hpp"

namespace bowball::fuzz {
namespace {

bool check_row(std::string_view bytes) {
    const auto row = relay::decode_row(Seq{7}, bytes);
    if (!row) return false;
    demand(to_lower(relay::encode_row(*row)) == to_lower(bytes), "a row that is sent on otherwise");
    const auto is_open = relay::is_open(*row);
    demand(!is_open || formats::decode_entry(row->text).has_value(), "an open row that cannot be read");
    if (const auto found = relay::takeover_of(*row)) demand(relay::is_epoch(found->from) && relay::is_epoch(found->to), "a takeover of no journal");
    // Whether it follows: only where its hash is that of its text.
    const journal::Head before{Seq{6}, sha256("before")};
    const auto holds = row->text.empty() || row->hash == sha256(before.hash, row->text);
    demand(journal::check_link(before, *row).has_value() == holds, holds ? "a row that follows is refused" : "a row is taken whose hash is wrong");
    return true;
}

bool check_beat(std::string_view bytes) {
    const auto beat = relay::decode_beat(bytes);
    if (!beat) {
        demand(is_utf8(beat.error().text), "a refusal is not UTF-8");
        return false;
    }
    demand(relay::is_epoch(beat->epoch) && beat->speed >= 1 && beat->sent_us >= 0, "a beat that cannot be");
    if (beat->superseded.size() > 50) return true;   // the newest of them are told
    const auto again = relay::decode_beat(relay::encode_beat(*beat));
    demand(again && relay::encode_beat(*again) == relay::encode_beat(*beat), "told on it is another");
    return true;
}

void check_names(std::string_view bytes) {
    const auto names = relay::Names::of("a_meet");
    const auto subject = names->view(bytes.substr(0, 200));
    demand(subject.starts_with("bowball.a_meet.live.view."), "a subject of another meet");
    demand(subject.find_first_of(" *>\t\r\n") == std::string::npos && is_utf8(subject), "a subject that NATS does not take: " + printable(subject));
    const auto meet = relay::Names::of(std::string{bytes});
    if (meet) demand(meet->live() == "bowball." + std::string{bytes} + ".live.>" && bytes.size() <= 40 && bytes.find('.') == std::string_view::npos, "a meet of two tokens");
    demand(!(nats::is_before(bytes, 2, 10, 0) && !nats::is_before(bytes, 3, 0, 0)), "a version older than 2.10 and not than 3");
}

bool decode(std::string_view bytes) {
    check_names(bytes);
    const auto is_row = check_row(bytes);
    return check_beat(bytes) || is_row;
}

std::vector<std::string> seeds() {
    const journal::Head before{Seq{6}, sha256("before")};
    const engine::Entry entry{Seq{7}, RaceTime{1h}, WallTime{1h}, {{"Anna", Role::admin}, relay::takeover_id("AB12", "CD34"), "the disk is gone"}, engine::ServerStarted{}};
    const auto row = relay::row_after(before, entry);
    relay::Beat beat{"AB12CD34EF56", Seq{398}, 1'784'883'600'000'000, 10, "0.1.0", {"ZZ11", "YY22"}, 10};
    return {relay::encode_row(row), relay::encode_row({Seq{7}, "", row.hash}), relay::encode_beat(beat), to_hex(sha256("x")) + " {}"};
}

}  // namespace

extern const Decoder relay_message_decoder{decode, {}, seeds, 8192};

}  // namespace bowball::fuzz
