// What a client follows. Clients that follow the same share one wish: a new frame is compared with the patterns of a page once, not
// again for each screen that shows it. One net thread's own.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "net/packet.hpp"

namespace bowball::net {

struct Wish {
    bool is_official = false;
    std::set<std::string> patterns;
    /// What is new for it of the broadcasts after `news_after` up to `news_until`, as the hub counts them.
    std::uint64_t news_after = 0;
    std::uint64_t news_until = 0;
    std::vector<Shared> news;
    void forget_news() {
        news_after = news_until = 0;
        news = {};
    }
};

class Wishes {
public:
    /// The one that is shared; null where there are no patterns.
    [[nodiscard]] std::shared_ptr<Wish> find(bool is_official, std::set<std::string> patterns);
    void forget_news();
    [[nodiscard]] std::size_t size() const { return wishes_.size(); }

private:
    std::map<std::pair<bool, std::set<std::string>>, std::weak_ptr<Wish>> wishes_;
    std::size_t clean_at_ = 64;   ///< when so many are listed, those that nobody has any more are dropped
};

}  // namespace bowball::net
