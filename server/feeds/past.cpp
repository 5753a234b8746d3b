#include "feeds/past.hpp"

#include <algorithm>

#include "core/limits.hpp"

namespace bowball::feeds {

void Past::add(const std::string& topic, SharedView view, std::int64_t at_us) {
    if (!begun_us_) begun_us_ = at_us;
    topics_[topic].versions.push_back({at_us, std::move(view)});
    ++held_;
    // Of every topic: a race that is over changes no more, and its last minute would stay.
    for (auto& [name, of_it] : topics_) forget(of_it.versions, at_us);
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
    const auto busiest = std::ranges::max_element(topics_, {}, [](const auto& one) { return one.second.versions.size(); });
    auto& versions = busiest->second.versions;
    const auto dropped = versions.size() / 2;
    versions.erase(versions.begin(), versions.begin() + static_cast<std::ptrdiff_t>(dropped));
    held_ -= dropped;
    busiest->second.is_cut = true;
}

Past::Found Past::find(const std::string& topic, std::int64_t at_us) const {
    const auto found = topics_.find(topic);
    const auto is_known = found != topics_.end();
    if (begun_us_ && at_us < *begun_us_) return {nullptr, is_known, begun_us_};
    if (!is_known) return {};
    const auto& [versions, is_cut] = found->second;
    const auto after = std::ranges::upper_bound(versions, at_us, {}, &Version::at_us);
    if (after != versions.begin()) return {std::prev(after)->view, true};
    if (is_cut) return {nullptr, true, versions.front().at_us};
    return {nullptr, true};
}

}  // namespace bowball::feeds
