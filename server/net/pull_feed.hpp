// The door to the feeds that are polled. What they say is made elsewhere; here it is asked for and shared.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "net/broadcast.hpp"

namespace bowball::net {

struct PulledDocument {
    std::string content_type;
    std::shared_ptr<const std::string> body;
    std::string etag;
    std::int64_t begins_in_us = 0;   ///< more than 0: there is no document. The instant that was asked for is before anything known, and will not be after so long
};

/// Both are called on the net thread.
struct PullFeed {
    /// What has just gone on the air; `now_us`: race time.
    std::function<void(const std::vector<Frame>& frames, std::int64_t now_us)> take;
    /// `name`: "board.json"; `parameter`: of the address.
    std::function<Result<PulledDocument>(std::string_view name, const std::function<std::string(std::string_view)>& parameter, std::int64_t now_us)> find;
};

}  // namespace bowball::net
