#include "net/turns.hpp"

namespace bowball::net {

void Turns::add(Subscriber& client) {
    client.wants_.before = last_;
    client.wants_.after = nullptr;
    (last_ != nullptr ? last_->wants_.after : first_) = &client;
    last_ = &client;
    ++size_;
}

void Turns::remove(Subscriber& client) {
    const auto [before, after] = std::pair{client.wants_.before, client.wants_.after};
    (before != nullptr ? before->wants_.after : first_) = after;
    (after != nullptr ? after->wants_.before : last_) = before;
    client.wants_.before = client.wants_.after = nullptr;
    --size_;
}

void Turns::move_to_end(Subscriber& client) {
    if (&client == last_) return;
    remove(client);
    add(client);
}

}  // namespace bowball::net
