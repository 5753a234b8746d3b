// Bodies of HTTP that many ask for: each is compressed once for all of them. Main net thread only.
#pragma once
#include <deque>
#include <memory>
#include <string>

#include "core/feed_limits.hpp"
#include "net/token_bucket.hpp"

namespace bowball::net {

class Packed {
public:
    /// The gzip of `body`, whose bytes never change; null where it gains nothing, and where too much was compressed in this second.
    [[nodiscard]] std::shared_ptr<const std::string> of(const std::shared_ptr<const std::string>& body, TokenBucket::Instant now);

private:
    struct Kept {
        std::weak_ptr<const std::string> body;   ///< keeps no document alive that nobody polls
        std::shared_ptr<const std::string> gzip;
    };
    TokenBucket packing_{limits::feeds_packed, limits::feeds_packed};
    std::deque<Kept> kept_;   ///< limits::feeds_packed of them, the newest at the end
};

}  // namespace bowball::net
