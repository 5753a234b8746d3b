#include "net/shards.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <tuple>

namespace bowball::net {
namespace {

constexpr std::size_t most_threads = 64;

std::size_t threads_for(std::size_t wanted) {
    const auto cores = std::max(2U, std::thread::hardware_concurrency());
    return std::clamp<std::size_t>(wanted == 0 ? cores - 1 : wanted, 1, most_threads);
}

}  // namespace

Shards::Shards(const Shard::Terms& terms, std::size_t threads)
    : main_(terms, [this](const std::shared_ptr<const Broadcast>& broadcast, std::int64_t at_us) { note_offered(broadcast, at_us); }), crowds_(threads_for(threads) - 1) {
    for (auto& crowd : crowds_) crowd.shard = std::make_unique<Shard>(terms, tell_main());
}

Shard::OnOffered Shards::tell_main() {
    return [this](const std::shared_ptr<const Broadcast>& broadcast, std::int64_t at_us) {
        boost::asio::post(main_.context(), [this, broadcast, at_us] { note_offered(broadcast, at_us); });
    };
}

void Shards::note_offered(const std::shared_ptr<const Broadcast>& broadcast, std::int64_t at_us) {
    const auto found = under_way_.find(broadcast);
    if (found == under_way_.end()) return;
    auto& [threads_left, latest_us] = found->second;
    latest_us = std::max(latest_us, at_us);
    if (--threads_left > 0) return;
    if (broadcast->edge_us && !broadcast->views.empty()) to_frame_.add(latest_us - *broadcast->edge_us);
    under_way_.erase(found);
}

Shards::~Shards() {
    for (auto& crowd : crowds_) crowd.shard->drop_all();
    main_.drop_all();
}

void Shards::start() {
    for (auto& crowd : crowds_) crowd.shard->start();
    main_.start();
}

void Shards::end(const std::function<std::int64_t()>& retry_ms) {
    for (auto& crowd : crowds_) crowd.shard->end(retry_ms);
    main_.end(retry_ms);
}

void Shards::join() {
    main_.join();
    for (auto& crowd : crowds_) crowd.shard->join();
}

boost::asio::io_context& Shards::next_home() { return crowds_.empty() ? main_.context() : crowds_[next_home_++ % crowds_.size()].shard->context(); }

Shard& Shards::shard_of(const Visitor& visitor, Wire& wire) {
    if (visitor.board_place || visitor.actor.role != Role::viewer) return main_;
    const auto home = std::ranges::find_if(crowds_, [&](const Crowd& crowd) { return wire.home() == crowd.shard->context().get_executor(); });
    return home == crowds_.end() ? main_ : *home->shard;
}

void Shards::let_in(Guest guest, Visitor visitor, Begin begin) {
    auto& shard = shard_of(visitor, *guest.wire);
    if (!visitor.client.empty()) {
        for (auto& crowd : crowds_) {
            if (crowd.shard.get() != &shard) boost::asio::post(crowd.shard->context(), [elsewhere = crowd.shard.get(), visitor] { elsewhere->clients().replace(visitor); });
        }
        if (&shard != &main_) main_.clients().replace(visitor);
    }
    if (&shard == &main_) return begin(shard, std::move(guest), std::move(visitor));
    auto& wire = *guest.wire;
    // A std::function holds only what can be copied.
    wire.go_home([&shard, held = std::make_shared<Guest>(std::move(guest)), visitor = std::move(visitor), begin = std::move(begin)] { begin(shard, std::move(*held), visitor); });
}

void Shards::take(const std::shared_ptr<const Broadcast>& broadcast) {
    under_way_[broadcast] = {1 + crowds_.size(), 0};
    main_.take(broadcast);
    if (crowds_.empty()) return;
    // Compressed here, after those who take it as it is: the other threads only read.
    for (const auto& one : broadcast->views) std::ignore = one.packet->deflated_websocket();
    for (const auto& one : broadcast->entries) std::ignore = one.packet->deflated_websocket();
    for (auto& crowd : crowds_) boost::asio::post(crowd.shard->context(), [shard = crowd.shard.get(), broadcast] { shard->take(broadcast); });
}

ShardReport Shards::report() {
    auto all = main_.report();
    for (const auto& crowd : crowds_) all += crowd.told;
    return all;
}

void Shards::ask_for_reports() {
    for (auto& crowd : crowds_) {
        boost::asio::post(crowd.shard->context(), [this, &crowd] {
            boost::asio::post(main_.context(), [&crowd, told = crowd.shard->report()] { crowd.told = told; });
        });
    }
}

}  // namespace bowball::net
