#include "net/outbox.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "core/feed_limits.hpp"
#include "core/limits.hpp"

namespace bowball::net {
namespace {

/// Messages in one gathered write: with two pieces each, what the kernel takes at once.
constexpr std::size_t messages_per_write = 32;
constexpr std::string_view before_event = "data: ";

}  // namespace

void Outbox::message(Shared packet) {
    answer_bytes_ += size_of(*packet);
    answers_.push_back(std::move(packet));
}

bool Outbox::is_overfull(std::size_t most_bytes) const { return answers_.size() > limits::answers_waiting || answer_bytes_ > most_bytes; }

std::size_t Outbox::size_of(const Packet& packet) const {
    if (packet.is_bare() || transport_ == Transport::websocket) return frame_of(packet).size();
    return before_event.size() + packet.event().size();
}

/// Takes what waits into one gathered write: answers first, then views, then the log.
void Outbox::gather(const std::function<Shared()>& next) {
    if (pong_) in_flight_.push_back(std::exchange(pong_, nullptr));
    const auto room = [this] { return messages_per_write - in_flight_.size(); };
    const auto answers = static_cast<std::ptrdiff_t>(std::min(answers_.size(), room()));
    for (auto at = answers_.begin(); at != answers_.begin() + answers; ++at) answer_bytes_ -= size_of(**at);
    std::move(answers_.begin(), answers_.begin() + answers, std::back_inserter(in_flight_));
    answers_.erase(answers_.begin(), answers_.begin() + answers);
    for (auto views = std::min(views_.size(), room()); views > 0; --views) in_flight_.push_back(views_.take());
    // Only as much of the log as goes out at once is held here; the rest stays in the hub's ring, where all share it.
    while (room() > 0) {
        auto entry = next();
        if (!entry) return;
        in_flight_.push_back(std::move(entry));
    }
}

std::size_t Outbox::write_in_flight(Wire& wire, boost::system::error_code& failed) const {
    std::array<boost::asio::const_buffer, 2 * messages_per_write> pieces;
    auto count = std::size_t{0};
    auto skip = sent_;
    const auto add = [&](std::string_view bytes) {
        const auto skipped = std::min(skip, bytes.size());
        skip -= skipped;
        if (skipped < bytes.size()) pieces[count++] = boost::asio::buffer(bytes.substr(skipped));
    };
    for (const auto& packet : in_flight_) {
        const auto as_event = transport_ == Transport::events && !packet->is_bare();
        if (as_event) add(before_event);
        add(as_event ? packet->event() : frame_of(*packet));
    }
    return wire.write_some({pieces.data(), count}, failed);
}

void Outbox::note_sent(std::size_t count) {
    sent_bytes_ += count;
    count += sent_;
    auto whole = std::size_t{0};
    while (whole < in_flight_.size() && count >= size_of(*in_flight_[whole])) count -= size_of(*in_flight_[whole++]);
    in_flight_.erase(in_flight_.begin(), in_flight_.begin() + static_cast<std::ptrdiff_t>(whole));
    sent_ = count;
    unsent_since_.reset();
}

Outbox::Done Outbox::write(Wire& wire, const std::function<Shared()>& next) {
    for (auto left = limits::writes_in_one_go;; --left) {
        if (in_flight_.empty()) gather(next);
        if (in_flight_.empty()) return Done::all;
        if (left == 0) return Done::more;
        boost::system::error_code failed;
        const auto count = write_in_flight(wire, failed);
        if (failed == boost::asio::error::would_block || failed == boost::asio::error::try_again) {
            if (!unsent_since_) unsent_since_ = std::chrono::steady_clock::now();
            return Done::blocked;
        }
        if (failed) {
            failure_ = failed;
            return Done::failed;
        }
        note_sent(count);
    }
}

}  // namespace bowball::net
