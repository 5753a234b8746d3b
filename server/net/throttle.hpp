// Who tried wrong passwords or codes too often must wait. Pure: the time is handed in. Bounded: it forgets what is old,
// and never more than the oldest to make room.
#pragma once
#include <map>
#include <string>

#include "core/time.hpp"

namespace bowball::net {

class Throttle {
public:
    static constexpr unsigned free_tries = 5;

    /// Remembers at most `most` of those who tried wrong. The first `free` tries wait for nothing.
    explicit Throttle(std::size_t most, unsigned free = free_tries) : most_(most), free_(free) {}

    [[nodiscard]] bool is_blocked(const std::string& who, HostTime now) const;
    /// One more wrong try: after the free ones each must wait, twice as long every time, a minute at most.
    void note_wrong(const std::string& who, HostTime now);
    void note_right(const std::string& who) { tries_.erase(who); }
    [[nodiscard]] std::size_t size() const { return tries_.size(); }

private:
    struct Tries {
        unsigned count = 0;
        HostTime newest;
        HostTime blocked_until;
    };
    void make_room(HostTime now);

    std::size_t most_;
    unsigned free_;
    std::map<std::string, Tries> tries_;
};

}  // namespace bowball::net
