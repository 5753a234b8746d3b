#include "views/photo_picture.hpp"

#include <algorithm>

namespace bowball::views {

std::optional<std::string> project_picture_file(const engine::MeetState& state, const Digest& sha256) {
    for (const auto& [id, race] : state.races) {
        const auto found = std::ranges::find(race.pictures, sha256, [](const engine::PhotoPicture& one) { return one.picture.digest; });
        if (found != race.pictures.end()) return found->document;
    }
    return std::nullopt;
}

std::string url_of_picture(const Digest& sha256) { return "/api/v1/pictures/" + to_hex(sha256); }

}  // namespace bowball::views
