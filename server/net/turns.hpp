// The clients of one class, in the order in which their turn comes: who was served longest ago stands first. Pure.
//
// Whoever is served goes to the end. So those who have not got the newest stand together in front, a round may stop and go on anywhere, and
// nobody is passed over or served twice, whoever comes and goes meanwhile. The row runs through the clients themselves: each step takes as
// long for one as for ten thousand, and allocates nothing.
#pragma once
#include <cstddef>

#include "net/subscriber.hpp"

namespace bowball::net {

class Turns {
public:
    /// Behind all others.
    void add(Subscriber& client);
    void remove(Subscriber& client);
    void move_to_end(Subscriber& client);
    /// Whose turn it is; null: nobody is there.
    [[nodiscard]] Subscriber* first() const { return first_; }
    [[nodiscard]] static Subscriber* next(const Subscriber& client) { return client.wants_.after; }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    Subscriber* first_ = nullptr;
    Subscriber* last_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace bowball::net
