#include "net/throttle.hpp"

#include <algorithm>

namespace bowball::net {
namespace {

constexpr Duration longest_block = 60s;
/// A person who tried wrong in the morning begins anew after lunch.
constexpr Duration remembered = 1h;

}  // namespace

bool Throttle::is_blocked(const std::string& who, HostTime now) const {
    const auto found = tries_.find(who);
    return found != tries_.end() && now < found->second.blocked_until;
}

void Throttle::note_wrong(const std::string& who, HostTime now) {
    if (!tries_.contains(who)) make_room(now);
    auto& tries = tries_[who];
    tries.newest = now;
    if (++tries.count <= free_) return;
    tries.blocked_until = now + std::min<Duration>(1s * (1 << std::min(tries.count - free_, 6U)), longest_block);
}

/// Room for one more: the expired go, and if there are none, the one whose newest try is the oldest.
void Throttle::make_room(HostTime now) {
    if (tries_.size() < most_) return;
    std::erase_if(tries_, [&](const auto& one) { return now - one.second.newest > remembered; });
    if (tries_.size() < most_) return;
    tries_.erase(std::ranges::min_element(tries_, {}, [](const auto& one) { return std::max(one.second.newest, one.second.blocked_until); }));
}

}  // namespace bowball::net
