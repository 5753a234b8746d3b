#include "net/wish.hpp"

#include <algorithm>

namespace bowball::net {

std::shared_ptr<Wish> Wishes::find(bool is_official, std::set<std::string> patterns) {
    if (patterns.empty()) return nullptr;
    auto& known = wishes_[{is_official, patterns}];
    if (auto wish = known.lock()) return wish;
    auto wish = std::make_shared<Wish>();
    wish->is_official = is_official;
    wish->patterns = std::move(patterns);
    known = wish;
    if (wishes_.size() >= clean_at_) {
        std::erase_if(wishes_, [](const auto& one) { return one.second.expired(); });
        clean_at_ = std::max<std::size_t>(64, 2 * wishes_.size());
    }
    return wish;
}

void Wishes::forget_news() {
    for (const auto& [key, weak] : wishes_) {
        if (const auto wish = weak.lock()) wish->forget_news();
    }
}

}  // namespace bowball::net
