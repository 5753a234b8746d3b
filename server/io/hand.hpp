// A thread that does one piece of work after another for somebody who waits for it, but not for ever: a disk may hang. Who ends it does not
// wait at all (see LooseThread). Nothing is called back: the owner asks.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "io/loose_thread.hpp"

namespace bowball::io {

class Hand {
public:
    /// Fails with std::system_error where the system gives no thread or no socket.
    Hand();
    ~Hand();
    Hand(const Hand&) = delete;
    Hand& operator=(const Hand&) = delete;

    using Ticket = std::uint64_t;
    /// Returns at once. `work` owns, by shared pointers and copies, all that it touches. Where this throws (no memory), nothing was given.
    Ticket give(std::function<void()> work);
    /// Whether that piece of work is done, or is within `wait`. What it wrote may be read then.
    [[nodiscard]] bool is_done(Ticket ticket, std::chrono::milliseconds wait = std::chrono::milliseconds{0});

private:
    [[nodiscard]] bool listen(std::chrono::milliseconds wait);

    Descriptor ear_;   ///< a byte for each piece of work that is done
    std::shared_ptr<LooseThread> thread_;
    Ticket given_ = 0;
    Ticket done_ = 0;
};

}  // namespace bowball::io
