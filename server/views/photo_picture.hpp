// A photo-finish picture as it is asked for: by the digest of its file, which no other file has.
#pragma once
#include <optional>
#include <string>

#include "engine/state.hpp"

namespace bowball::views {

/// The file's name, without the folder, of the picture with this digest. Absent where no reading rests on such a picture.
[[nodiscard]] std::optional<std::string> project_picture_file(const engine::MeetState& state, const Digest& sha256);

/// Where it can be got: "/api/v1/pictures/9f86d0...".
[[nodiscard]] std::string url_of_picture(const Digest& sha256);

}  // namespace bowball::views
