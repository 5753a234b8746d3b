// Frames of views as an edge or a standby has them from a hub, and passes them on.
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "formats/parse_json.hpp"
#include "fuzz/decoder.hpp"

namespace bowball::fuzz {
namespace {

constexpr std::size_t most_bytes = 64 * 1024;

bool decode(std::string_view bytes) {
    const auto view = formats::decode_view_frame(bytes);
    if (!view) return false;
    demand(is_utf8(view->topic) && is_utf8(view->epoch), "a text is not UTF-8");
    const auto data = formats::parse_json(view->data, most_bytes);
    demand(data && data->root.is_object(), "what is passed on is no object: " + printable(view->data));
    const auto written = formats::encode_frame(formats::ViewFrame{view->topic, view->epoch, view->seq, view->sent_us, view->edge_us, view->data});
    const auto again = formats::decode_view_frame(written);
    demand(again.has_value(), "passed on it is refused: " + written);
    const auto same = again->topic == view->topic && again->epoch == view->epoch && again->seq == view->seq && again->sent_us == view->sent_us && again->edge_us == view->edge_us && again->data == view->data;
    demand(same, "passed on it is another: " + written);
    return true;
}

}  // namespace

extern const Decoder view_frame_decoder{decode};

}  // namespace bowball::fuzz
