#include "net/shards.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <tuple>
#include <utility>

#include "core/feed_limits.hpp"

namespace bowball::net {
namespace {

constexpr std::size_t most_threads = 64;

std::size_t threads_for(std::size_t wanted) {
    const auto cores = std::max(2U, std::thread::hardware_concurrency());
    return std::clamp<std::size_t>(wanted == 0 ? cores - 1 : wanted, 1, most_threads);
}

}  // namespace

Shards::Shards(const Shard::Terms& terms, std::size_t threads)
    : offered_until_(threads_for(threads)), main_(terms, [this](std::uint64_t until, std::int64_t at_us) { note_offered(0, until, at_us); }), crowds_(offered_until_.size() - 1) {
    for (std::size_t i = 0; i < crowds_.size(); ++i) crowds_[i].shard = std::make_unique<Shard>(terms, tell_main(i + 1));
}

Shard::OnOffered Shards::tell_main(std::size_t thread) {
    return [this, thread](std::uint64_t until, std::int64_t at_us) {
        boost::asio::post(main_.context(), [this, thread, until, at_us] { note_offered(thread, until, at_us); });
    };
}

void Shards::note_offered(std::size_t thread, std::uint64_t until, std::int64_t at_us) {
    const auto before = std::exchange(offered_until_[thread], until);
    for (auto& one : under_way_) {
        if (one.broadcast <= before) continue;
        if (one.broadcast > until) break;
        --one.threads_left;
        one.latest_us = std::max(one.latest_us, at_us);
    }
    for (; !under_way_.empty() && under_way_.front().threads_left == 0; under_way_.pop_front()) {
        const auto& done = under_way_.front();
        if (done.edge_us) to_frame_.add(done.latest_us - *done.edge_us);
    }
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

void Shards::give_up(const std::function<std::int64_t()>& retry_ms) {
    for (auto& crowd : crowds_) boost::asio::post(crowd.shard->context(), [shard = crowd.shard.get(), retry_ms] { shard->give_up(retry_ms); });
    main_.give_up(retry_ms);
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
    if (under_way_.size() < limits::broadcasts_told) under_way_.push_back({broadcast->number, offered_until_.size(), 0, broadcast->views.empty() ? std::nullopt : broadcast->edge_us});
    // Whatever becomes of it here, the others get it: what they missed would be a hole in their log.
    const auto pass_on = [&] {
        if (crowds_.empty()) return;
        // Compressed here, after those who take it as it is: the other threads only read.
        for (const auto& one : broadcast->views) std::ignore = one.packet->deflated_websocket();
        for (const auto& one : broadcast->entries) std::ignore = one.packet->deflated_websocket();
        for (auto& crowd : crowds_) boost::asio::post(crowd.shard->context(), [shard = crowd.shard.get(), broadcast] { shard->take(*broadcast); });
    };
    try {
        main_.take(*broadcast);
    } catch (...) {
        pass_on();
        throw;
    }
    pass_on();
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
