#include "net/log_pages.hpp"

#include <algorithm>
#include <ranges>

#include "core/limits.hpp"
#include "net/gzip.hpp"

namespace bowball::net {

bool LogPages::may_make_one() {
    std::erase_if(alive_, [](const auto& one) { return one.expired(); });
    return alive_.size() < limits::log_pages_alive;
}

std::shared_ptr<const std::string> LogPages::make(std::string json) {
    auto page = std::make_shared<const std::string>(std::move(json));
    alive_.push_back(page);
    return page;
}

std::optional<LogPages::Page> LogPages::find(const std::deque<Broadcast::Entry>& ring, Seq since, bool compressed, TokenBucket::Instant now) {
    const auto begin = std::ranges::upper_bound(ring, since, {}, &Broadcast::Entry::seq);
    const auto count = std::min<std::ptrdiff_t>(ring.end() - begin, limits::log_page_entries);
    const auto name = [&](Seq first, Seq last) { return "W/\"" + epoch_ + ":log:" + std::to_string(first.value()) + "-" + std::to_string(last.value()) + "\""; };
    if (count == 0) return Page{std::make_shared<const std::string>("[]"), nullptr, name(since, since), false, true};
    const auto entries = std::ranges::subrange(begin, begin + count);
    const auto first = entries.front().seq;
    const auto last = entries.back().seq;
    auto known = std::ranges::find_if(kept_, [&](const Kept& one) { return one.first == first && one.last == last; });
    if (known == kept_.end()) {
        if (!may_make_one()) return std::nullopt;
        std::string json = "[";
        for (const auto& entry : entries) json.append(json.size() > 1 ? "," : "").append(entry.packet->json());
        if (kept_.size() >= limits::log_pages) kept_.pop_front();
        kept_.push_back({first, last, {make(json + "]"), nullptr, name(first, last), static_cast<std::size_t>(count) == limits::log_page_entries, false}});
    } else {
        std::rotate(known, known + 1, kept_.end());
    }
    auto& page = kept_.back().page;
    if (compressed && !page.gzip && page.json->size() >= least_gzip_bytes && packing_.take(now)) page.gzip = std::make_shared<const std::string>(gzip(*page.json));
    return page;
}

}  // namespace bowball::net
