// Makes what the net shows of videos out of the configuration: the clock's mapping behind each.
#pragma once
#include "formats/config.hpp"
#include "net/videos.hpp"

namespace bowball {

/// Fails with errc::bad_input where frames and instants of a video contradict each other; the text names it. The files need not
/// be there: a recorder may begin later.
[[nodiscard]] Result<std::vector<net::Video>> videos_of(const std::vector<formats::VideoConfig>& configured);

}  // namespace bowball
