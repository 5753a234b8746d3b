// JSON of anybody: what is read, written and read again is the same, and nests no deeper than the bound.
#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/parse_json.hpp"
#include "fuzz/decoder.hpp"

namespace bowball::fuzz {
namespace {

std::size_t depth_of(const nlohmann::json& node) {
    std::size_t deepest = 0;
    if (node.is_structured()) {
        for (const auto& part : node) deepest = std::max(deepest, depth_of(part));
        ++deepest;
    }
    return deepest;
}

bool decode(std::string_view bytes) {
    const auto document = formats::parse_json(bytes, limits::inbound_message_bytes);
    demand(document || is_utf8(document.error().text), "a refusal is not UTF-8");
    if (!document) return false;
    demand(bytes.size() <= limits::inbound_message_bytes, "more bytes than allowed");
    demand(depth_of(document->root) <= limits::json_depth, "deeper than allowed");
    const auto written = document->root.dump();
    const auto again = formats::parse_json(written, 4 * limits::inbound_message_bytes);
    demand(again && again->root == document->root, "read again it is another: " + written);
    return true;
}

}  // namespace

extern const Decoder json_decoder{decode, {"docs/schemas/meet_view.json", "docs/schemas/shown_time.json"}};

}  // namespace bowball::fuzz
