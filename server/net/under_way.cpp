#include "net/under_way.hpp"

#include <algorithm>

#include "core/feed_limits.hpp"
#include "net/topic.hpp"

namespace bowball::net {

void UnderWay::add(std::uint64_t number, const Broadcast* broadcast) {
    const auto broadcast_number = broadcast != nullptr ? broadcast->number : 0;
    if (notes_.size() < limits::broadcasts_told) notes_.push_back({number, broadcast_number});
    else notes_.back() = {number, std::max(notes_.back().broadcast, broadcast_number)};
    if (broadcast == nullptr) return;
    if (broadcast->turns) forget_current();
    for (std::size_t i = 0; i < broadcast->views.size(); ++i) {
        const auto& view = broadcast->views[i];
        const Place place{number, i};
        const auto [known, is_first] = by_topic_.try_emplace(view.packet->topic(), place);
        if (!is_first) views_.erase(std::exchange(known->second, place));
        views_.emplace(place, view);
    }
}

/// They were of another race.
void UnderWay::forget_current() {
    const auto first = by_topic_.lower_bound(std::string{current_topics});
    auto last = first;
    for (; last != by_topic_.end() && last->first.starts_with(current_topics); ++last) views_.erase(last->second);
    by_topic_.erase(first, last);
}

void UnderWay::finish(std::uint64_t number, const std::function<void(std::uint64_t)>& tell) {
    if (notes_.empty() || notes_.front().number > number) return;
    while (!notes_.empty() && notes_.front().number <= number) {
        const auto broadcast = notes_.front().broadcast;
        notes_.pop_front();
        if (broadcast != 0 && tell) tell(broadcast);
    }
    for (auto at = views_.begin(); at != views_.end() && at->first.first <= number; at = views_.erase(at)) by_topic_.erase(at->second.packet->topic());
}

}  // namespace bowball::net
