// What displays and scripts say on the live feed.
#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "formats/parse_json.hpp"
#include "fuzz/decoder.hpp"
#include "net/topic.hpp"

namespace bowball::fuzz {
namespace {

bool decode(std::string_view bytes) {
    const auto message = formats::parse_client_message(bytes);
    if (!message) {
        demand(is_utf8(message.error().text), "a refusal is not UTF-8");
        return false;
    }
    demand(!message->kind.empty(), "a message of no kind");
    demand(message->topics.size() <= limits::topics_per_client, "more topics than allowed");
    for (const auto& topic : message->topics) {
        if (!net::check_topic(topic, true)) continue;
        demand(topic.size() <= 100 && is_utf8(topic) && net::matches(topic, topic), "a topic that is none: " + printable(topic));
    }
    // What it asked for comes back in frames of ours.
    demand(formats::parse_json(formats::encode_pong(message->t0, 1, 2), limits::inbound_message_bytes * 2).has_value(), "a pong that is no JSON: " + message->t0);
    return true;
}

}  // namespace

extern const Decoder client_message_decoder{decode};

}  // namespace bowball::fuzz
