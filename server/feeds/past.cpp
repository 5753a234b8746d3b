#include "feeds/past.hpp"

#include <algorithm>

#include "core/limits.hpp"

namespace bowball::feeds {

void Past::add(const std::string& topic, SharedView view, std::int64_t at_us) {
    auto& versions = topics_[topic];
    versions.push_back({at_us, std::move(view)});
    ++held_;
    // Of every topic: a race that is over changes no more, and its last minute would stay.
    for (auto& [name, of_it] : topics_) forget(of_it, at_us);
    if (held_ > limits::feed_versions) make_room();
}

/// The oldest must go when the one after it was on the air at the earliest instant that can be asked for.
void Past::forget(Versions& versions, std::int64_t now_us) {
    while (versions.size() > 1 && versions[1].at_us <= now_us - keep_us_) {
        versions.pop_front();
        --held_;
    }
}

/// Halves what the topic with the most versions holds: it is the one that changes all the time.
void Past::make_room() {
    const auto busiest = std::ranges::max_element(topics_, {}, [](const auto& one) { return one.second.size(); });
    auto& versions = busiest->second;
    const auto dropped = versions.size() / 2;
    versions.erase(versions.begin(), versions.begin() + static_cast<std::ptrdiff_t>(dropped));
    held_ -= dropped;
}

SharedView Past::find(const std::string& topic, std::int64_t at_us) const {
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return nullptr;
    const auto& versions = found->second;
    const auto after = std::ranges::upper_bound(versions, at_us, {}, &Version::at_us);
    return after == versions.begin() ? versions.front().view : std::prev(after)->view;
}

}  // namespace bowball::feeds
