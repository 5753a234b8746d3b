#include "net/packed.hpp"

#include <algorithm>

#include "net/gzip.hpp"

namespace bowball::net {

std::shared_ptr<const std::string> Packed::of(const std::shared_ptr<const std::string>& body, TokenBucket::Instant now) {
    if (body->size() < least_gzip_bytes) return nullptr;
    // By owner and not by address: the bytes of another may come to lie where those of one that is gone lay.
    const auto known = std::ranges::find_if(kept_, [&](const Kept& one) { return !one.body.owner_before(body) && !body.owner_before(one.body); });
    if (known != kept_.end()) return known->gzip;
    if (!packing_.take(now)) return nullptr;
    if (kept_.size() >= limits::feeds_packed) kept_.pop_front();
    return kept_.emplace_back(Kept{body, std::make_shared<const std::string>(gzip(*body))}).gzip;
}

}  // namespace bowball::net
