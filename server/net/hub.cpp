#include "net/hub.hpp"

#include <algorithm>

#include "core/digest.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "net/gzip.hpp"
#include "net/topic.hpp"

namespace bowball::net {
namespace {

constexpr std::string_view current = "current/";
constexpr std::string_view log_topic = "log";

/// The number after "current_race": in the meet's view, without building a tree of it.
std::string current_race_of(const std::string& meet) {
    constexpr std::string_view key = "\"current_race\":";
    const auto at = meet.find(key);
    if (at == std::string::npos) return {};
    auto end = at + key.size();
    while (end < meet.size() && meet[end] >= '0' && meet[end] <= '9') ++end;
    return meet.substr(at + key.size(), end - at - key.size());
}

}  // namespace

Shared Hub::share(const std::string& json, Packet::About about) {
    ++encoded_.packets;
    encoded_.bytes += json.size();
    return Packet::for_all(json, std::move(about));
}

std::string Hub::id_of(Seq seq) const { return epoch_ + ":" + std::to_string(seq.value()); }

Hub::Outgoing Hub::put_on_air(const std::string& topic, const Frame& frame) {
    const auto sent_us = now_us_();
    auto packet = share(formats::encode_frame(formats::ViewFrame{topic, epoch_, frame.seq, sent_us, frame.edge_us, frame.data}), {{}, topic, sent_us});
    on_air_.insert_or_assign(topic, OnAir{frame.audience, frame.seq, frame.edge_us, packet, frame.data.size(), frame.view, {}, nullptr});
    return {topic, frame.audience, std::move(packet)};
}

void Hub::offer(Subscriber& client, const Outgoing& one) {
    if (one.audience == views::Audience::officials && !client.is_official()) return;
    if (std::ranges::any_of(client.wants_.patterns, [&](const std::string& pattern) { return matches(one.topic, pattern); })) client.view(one.packet);
}

void Hub::publish(const std::vector<Frame>& frames, const std::vector<LogFrame>& entries, Seq head) {
    head_ = std::max(head_, head);
    add_to_log(entries);
    std::vector<Outgoing> outgoing;
    for (const auto& frame : frames) {
        if (frame.topic == "meet") turn_current(frame.data);
        outgoing.push_back(put_on_air(frame.topic, frame));
        if (current_prefix_.empty() || !frame.topic.starts_with(current_prefix_)) continue;
        outgoing.push_back(put_on_air(std::string{current} + frame.topic.substr(current_prefix_.size()), frame));
    }
    for (auto at = clients_.begin(); at != clients_.end();) {
        auto* client = *at++;   // flushing it may be the end of it
        for (const auto& one : outgoing) offer(*client, one);
        client->flush();
    }
}

void Hub::add_to_log(const std::vector<LogFrame>& entries) {
    for (const auto& entry : entries) {
        const auto prev = log_.empty() ? log_dropped_ : log_.back().seq;
        log_.push_back({entry.seq, prev, share(formats::encode_frame(formats::EventFrame{epoch_, entry.seq, prev, entry.data}), {id_of(entry.seq)})});
    }
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
    if (at == log_begin_ + log_.size()) return Shared{};
    return log_[at++ - log_begin_].packet;
}

Shared Hub::gap(std::string_view why) { return share(formats::encode_gap(epoch_, log_dropped_, why), {id_of(log_dropped_)}); }

/// Whoever follows the current race gets the other race's views whole when it changes.
void Hub::turn_current(const std::string& meet) {
    const auto race = current_race_of(meet);
    const auto prefix = race.empty() ? std::string{} : "race/" + race + "/";
    if (prefix == current_prefix_) return;
    current_prefix_ = prefix;
    std::erase_if(on_air_, [](const auto& one) { return one.first.starts_with(current); });
    if (prefix.empty()) return;
    std::vector<std::pair<std::string, Frame>> turned;
    for (auto at = on_air_.lower_bound(prefix); at != on_air_.end() && at->first.starts_with(prefix); ++at) {
        const auto& real = at->second;
        const auto json = real.packet->json();
        const auto data = json.substr(json.size() - 1 - real.data_size, real.data_size);
        turned.push_back({std::string{current} + at->first.substr(prefix.size()), {at->first, real.audience, real.seq, real.edge_us, std::string{data}, real.view}});
    }
    for (const auto& [alias, frame] : turned) {
        const auto one = put_on_air(alias, frame);
        for (auto* client : clients_) offer(*client, one);
    }
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
        return {};
    }
    const auto colon = since.find(':');
    const auto seq = parse_number(std::string_view{since}.substr(colon == std::string::npos ? 0 : colon + 1));
    if (colon == std::string::npos || !seq) return Error{errc::bad_input, "since is written as epoch:seq."};
    auto from = Seq{*seq};
    const auto is_other = since.substr(0, colon) != epoch_ || from > head_;
    if (is_other) client.message(gap("this is another journal: load the views anew"));
    else if (from < log_dropped_) client.message(gap("history before this is no longer held: load the views anew"));
    if (is_other || from < log_dropped_) from = log_dropped_;
    const auto next = std::ranges::upper_bound(log_, from, {}, &Logged::seq);
    wants.log_at = log_begin_ + static_cast<std::uint64_t>(next - log_.begin());
    return {};
}

std::optional<Hub::Snapshot> Hub::snapshot(const std::string& topic, bool compressed) {
    const auto found = on_air_.find(topic);
    if (found == on_air_.end()) return std::nullopt;
    auto& on_air = found->second;
    const auto json = on_air.packet->json();
    if (on_air.etag.empty()) {
        const auto data = json.substr(json.size() - 1 - on_air.data_size, on_air.data_size);
        // Weak: with and without gzip, and with another sent_us, it is the same view.
        on_air.etag = "W/\"" + epoch_ + ":" + to_hex(sha256(topic + std::string{data})).substr(0, 16) + "\"";
    }
    if (compressed && !on_air.gzip) on_air.gzip = std::make_shared<const std::string>(gzip(json));
    return Snapshot{on_air.packet, on_air.seq, on_air.etag, on_air.gzip, on_air.audience};
}

std::shared_ptr<const views::View> Hub::view_of(const std::string& topic) const {
    const auto found = on_air_.find(topic);
    return found == on_air_.end() ? nullptr : found->second.view;
}

std::string Hub::log_after(Seq since, std::size_t most) const {
    std::string out = "[";
    const auto first = std::ranges::upper_bound(log_, since, {}, &Logged::seq);
    const auto held = static_cast<std::size_t>(log_.end() - first);
    for (const auto& entry : std::ranges::subrange(first, first + static_cast<std::ptrdiff_t>(std::min(held, most)))) {
        if (out.size() > 1) out += ',';
        out += entry.packet->json();
    }
    return out + "]";
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
