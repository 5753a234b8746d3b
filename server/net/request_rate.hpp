// How often one sender asks over plain HTTP. Bounded: whoever came longest ago is forgotten first.
#pragma once
#include <map>
#include <string>

#include "net/token_bucket.hpp"

namespace bowball::net {

class RequestRate {
public:
    struct Bounds {
        std::size_t per_second;
        std::size_t at_once;
        std::size_t senders;   ///< remembered
    };
    explicit RequestRate(Bounds bounds) : bounds_(bounds) {}

    /// Whether this request of the sender may be taken.
    [[nodiscard]] bool take(const std::string& sender, TokenBucket::Instant now);
    [[nodiscard]] std::size_t size() const { return senders_.size(); }

private:
    struct Sender {
        TokenBucket bucket;
        TokenBucket::Instant seen;
    };
    void make_room(TokenBucket::Instant now);

    Bounds bounds_;
    std::map<std::string, Sender> senders_;
};

}  // namespace bowball::net
