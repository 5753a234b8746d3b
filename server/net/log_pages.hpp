// The log as pages for HTTP: each is put together once, and compressed once, for all who ask for the same entries. Main net thread only.
#pragma once
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/feed_limits.hpp"
#include "net/broadcast.hpp"
#include "net/token_bucket.hpp"

namespace bowball::net {

class LogPages {
public:
    struct Page {
        std::shared_ptr<const std::string> json;   ///< an array of event frames
        std::shared_ptr<const std::string> gzip;   ///< null unless asked for, and where it gains nothing
        std::string etag;                          ///< of its numbers: with another sent_us they are the same entries
        bool is_full = false;                      ///< limits::log_page_entries: nothing can come to it any more
        bool is_empty = false;
    };
    explicit LogPages(const std::string& epoch) : epoch_(epoch) {}

    /// What the ring holds after `since`. `compressed`: with its gzip, if it is to be had. Absent where too many pages are on their way.
    [[nodiscard]] std::optional<Page> find(const std::deque<Broadcast::Entry>& ring, Seq since, bool compressed, TokenBucket::Instant now);

private:
    struct Kept {
        Seq first;
        Seq last;
        Page page;
    };
    [[nodiscard]] bool may_make_one();
    [[nodiscard]] std::shared_ptr<const std::string> make(std::string json);

    const std::string& epoch_;
    std::vector<std::weak_ptr<const std::string>> alive_;   ///< whoever holds them
    TokenBucket packing_{limits::log_pages_packed, limits::log_pages_packed};
    std::deque<Kept> kept_;   ///< limits::log_pages of them, the one that was asked for last at the end
};

}  // namespace bowball::net
