#include "net/hub.hpp"

#include <algorithm>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "net/topic.hpp"

namespace bowball::net {
namespace {

constexpr std::string_view log_topic = "log";

}  // namespace

void Hub::offer(Subscriber& client, const Broadcast::View& one) {
    if (one.audience == views::Audience::officials && !client.is_official()) return;
    if (std::ranges::any_of(client.wants_.patterns, [&](const std::string& pattern) { return matches(one.packet->topic(), pattern); })) client.view(one.packet);
}

void Hub::take(const Broadcast& broadcast) {
    keep(broadcast);
    for (auto at = clients_.begin(); at != clients_.end();) {
        auto* client = *at++;   // flushing it may be the end of it
        for (const auto& one : broadcast.views) offer(*client, one);
        client->flush();
    }
}

void Hub::keep(const Broadcast& broadcast) {
    head_ = std::max(head_, broadcast.head);
    if (broadcast.turns) std::erase_if(on_air_, [](const auto& one) { return one.first.starts_with(current_topics); });
    for (const auto& one : broadcast.views) on_air_.insert_or_assign(one.packet->topic(), one);
    log_.insert(log_.end(), broadcast.entries.begin(), broadcast.entries.end());
    while (log_.size() > limits::log_ring_entries) {
        log_dropped_ = log_.front().seq;
        log_.pop_front();
        ++log_begin_;
    }
}

Result<Shared> Hub::next_entry(Subscriber& client) {
    if (!client.wants_.log_at) return Shared{};
    auto& at = *client.wants_.log_at;
    if (at < log_begin_) {
        client.wants_.log_at.reset();
        return Error{errc::too_many, "too slow for the log: load the views anew and resume with since"};
    }
    while (at < log_begin_ + log_.size() && log_[at - log_begin_].seq <= client.wants_.log_after) ++at;
    if (at == log_begin_ + log_.size()) return Shared{};
    return log_[at++ - log_begin_].packet;
}

Shared Hub::gap(std::string_view why) const {
    const auto id = epoch_ + ":" + std::to_string(log_dropped_.value());
    return Packet::for_all(formats::encode_gap(epoch_, log_dropped_, why), {id});
}

bool Hub::OrderOfService::operator()(const Subscriber* one, const Subscriber* other) const {
    const auto place = [](const Subscriber* client) { return std::pair{client->is_official() ? 0 : client->is_board() ? 1 : 2, client}; };
    return place(one) < place(other);
}

void Hub::join(Subscriber& client) {
    clients_.insert(&client);
    client.wants_.is_there = true;
}

void Hub::leave(Subscriber& client) {
    if (client.wants_.is_there) clients_.erase(&client);
    client.wants_ = {};
}

std::vector<Hub::Refused> Hub::subscribe(Subscriber& client, const std::vector<std::string>& patterns) {
    if (!client.wants_.is_there) return {};  // it has left meanwhile
    std::vector<Refused> refused;
    for (const auto& pattern : patterns) {
        if (pattern == log_topic) continue;
        if (const auto added = add_pattern(client, pattern); !added) refused.push_back({pattern, added.error()});
    }
    return refused;
}

Result<void> Hub::add_pattern(Subscriber& client, const std::string& pattern) {
    auto& wants = client.wants_;
    if (const auto open = check_topic(pattern, client.is_official()); !open) return open.error();
    if (wants.patterns.size() >= limits::topics_per_client && !wants.patterns.contains(pattern))
        return Error{errc::too_many, "At most " + std::to_string(limits::topics_per_client) + " topics at once."};
    wants.patterns.insert(pattern);
    for (const auto& [topic, on_air] : on_air_) {
        const auto is_open = on_air.audience == views::Audience::everyone || client.is_official();
        if (is_open && matches(topic, pattern)) client.view(on_air.packet);
    }
    return {};
}

void Hub::unsubscribe(Subscriber& client, const std::vector<std::string>& patterns) {
    auto& wants = client.wants_;
    for (const auto& pattern : patterns) {
        wants.patterns.erase(pattern);
        if (pattern == log_topic) wants.log_at.reset();
    }
}

Result<void> Hub::follow_log(Subscriber& client, const std::string& since) {
    if (!client.wants_.is_there) return {};  // it has left meanwhile
    auto& wants = client.wants_;
    if (since.empty()) {
        if (!wants.log_at) wants.log_at = log_begin_ + log_.size();
        wants.log_after = Seq{};
        return {};
    }
    const auto colon = since.find(':');
    const auto seq = parse_number(std::string_view{since}.substr(colon == std::string::npos ? 0 : colon + 1));
    if (colon == std::string::npos || !seq) return Error{errc::bad_input, "since is written as epoch:seq."};
    auto from = Seq{*seq};
    const auto is_other = since.substr(0, colon) != epoch_ || (from > head_ && !may_be_behind_);
    if (is_other) client.message(gap("this is another journal: load the views anew"));
    else if (from < log_dropped_) client.message(gap("history before this is no longer held: load the views anew"));
    if (is_other || from < log_dropped_) from = log_dropped_;
    wants.log_after = from;
    const auto next = std::ranges::upper_bound(log_, from, {}, &Broadcast::Entry::seq);
    wants.log_at = log_begin_ + static_cast<std::uint64_t>(next - log_.begin());
    return {};
}

Hub::Counts& Hub::Counts::operator+=(const Counts& other) {
    viewers += other.viewers;
    officials += other.officials;
    boards += other.boards;
    event_streams += other.event_streams;
    return *this;
}

Hub::Counts Hub::counts() const {
    Counts counts;
    for (const auto* client : clients_) {
        ++(client->is_official() ? counts.officials : counts.viewers);
        if (client->is_board() && !client->is_official()) ++counts.boards;
        if (client->transport() == Transport::events) ++counts.event_streams;
    }
    return counts;
}

}  // namespace bowball::net
