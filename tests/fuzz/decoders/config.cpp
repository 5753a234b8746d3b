// The configuration file.
#include "formats/config.hpp"

#include "core/text.hpp"
#include "fuzz/decoder.hpp"
#include "io/link_spec.hpp"

namespace bowball::fuzz {
namespace {

bool decode(std::string_view bytes) {
    const auto config = formats::read_config(bytes, "fuzz.toml");
    if (!config) {
        demand(config.error().text.starts_with("fuzz.toml:"), "a refusal that names no place: " + printable(config.error().text));
        demand(is_utf8(config.error().text), "a refusal is not UTF-8: " + printable(config.error().text));
        return false;
    }
    for (const auto& device : config->devices) {
        demand(!device.name.empty() && is_utf8(device.name), "a device without a name");
        if (!device.link.empty()) std::ignore = io::parse_link(device.link);
    }
    for (const auto& video : config->videos) demand(video.rate_frames > 0 && video.rate_seconds > 0 && !video.sightings.empty(), "a video of no rate or no begin");
    return true;
}

}  // namespace

extern const Decoder config_decoder{decode, {"config/bowball.toml", "config/venues/*.toml"}};

}  // namespace bowball::fuzz
