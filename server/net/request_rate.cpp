#include "net/request_rate.hpp"

namespace bowball::net {

bool RequestRate::take(const std::string& sender, TokenBucket::Instant now) {
    auto found = senders_.find(sender);
    if (found == senders_.end()) {
        make_room(now);
        found = senders_.emplace(sender, Sender{TokenBucket{bounds_.per_second, bounds_.at_once}, now}).first;
    }
    found->second.seen = now;
    return found->second.bucket.take(now);
}

/// Whose bucket is full again is as good as new. Where all are in use the one that asked longest ago goes: it would get a full bucket, and no more.
void RequestRate::make_room(TokenBucket::Instant now) {
    if (senders_.size() < bounds_.senders) return;
    const auto full_again = std::chrono::seconds{bounds_.at_once / bounds_.per_second + 1};
    std::erase_if(senders_, [&](const auto& one) { return now - one.second.seen > full_again; });
    if (senders_.size() < bounds_.senders) return;
    senders_.erase(std::min_element(senders_.begin(), senders_.end(), [](const auto& one, const auto& other) { return one.second.seen < other.second.seen; }));
}

}  // namespace bowball::net
