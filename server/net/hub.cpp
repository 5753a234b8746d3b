#include "net/hub.hpp"

#include <algorithm>

#include "core/digest.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "net/topic.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {
namespace {

constexpr std::string_view current = "current/";
constexpr std::string_view log_topic = "log";

Shared share(const std::string& json) { return std::make_shared<const std::string>(make_frame(Opcode::text, json)); }

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

Shared Hub::encode(const Frame& frame, std::string_view topic) const {
    return share(formats::encode_frame(formats::ViewFrame{topic, epoch_, frame.seq, now_us_(), frame.edge_us, frame.data}));
}

void Hub::publish(const std::vector<Frame>& frames, const std::vector<LogFrame>& entries, Seq head) {
    head_ = std::max(head_, head);
    add_to_log(entries);
    struct Outgoing {
        const Frame* frame;
        std::string topic;
        Shared bytes;
    };
    std::vector<Outgoing> outgoing;
    for (const auto& frame : frames) {
        if (frame.topic == "meet") turn_current(frame);
        auto bytes = encode(frame, frame.topic);
        on_air_[frame.topic] = {frame, bytes};
        outgoing.push_back({&frame, frame.topic, bytes});
        const auto is_current = !current_prefix_.empty() && frame.topic.starts_with(current_prefix_);
        if (is_current) {
            const auto alias = std::string{current} + frame.topic.substr(current_prefix_.size());
            outgoing.push_back({&frame, alias, encode(frame, alias)});
        }
    }
    for (auto* client : in_order_of_service()) {
        const auto& wants = clients_.at(client);
        for (const auto& one : outgoing) {
            if (one.frame->audience == views::Audience::officials && !client->is_official()) continue;
            if (std::ranges::any_of(wants.patterns, [&](const std::string& pattern) { return matches(one.topic, pattern); })) client->view(one.topic, one.bytes);
        }
        client->flush();
    }
}

void Hub::add_to_log(const std::vector<LogFrame>& entries) {
    for (const auto& entry : entries) {
        const auto prev = log_.empty() ? log_dropped_ : log_.back().seq;
        log_.push_back({entry.seq, prev, share(formats::encode_frame(formats::EventFrame{epoch_, entry.seq, prev, entry.data}))});
    }
    while (log_.size() > limits::log_ring_entries) {
        log_dropped_ = log_.front().seq;
        log_.pop_front();
        ++log_begin_;
    }
}

Result<Shared> Hub::next_entry(Subscriber& client) {
    const auto found = clients_.find(&client);
    if (found == clients_.end() || !found->second.log_at) return Shared{};
    auto& at = *found->second.log_at;
    if (at < log_begin_) {
        found->second.log_at.reset();
        return Error{errc::too_many, "too slow for the log: load the views anew and resume with since"};
    }
    if (at == log_begin_ + log_.size()) return Shared{};
    return log_[at++ - log_begin_].bytes;
}

Shared Hub::gap(std::string_view why) const { return share(formats::encode_gap(epoch_, log_dropped_, why)); }

/// Whoever follows the current race gets the other race's views whole when it changes.
void Hub::turn_current(const Frame& meet) {
    const auto race = current_race_of(meet.data);
    const auto prefix = race.empty() ? std::string{} : "race/" + race + "/";
    if (prefix == current_prefix_) return;
    current_prefix_ = prefix;
    for (const auto& [topic, on_air] : on_air_) {
        if (prefix.empty() || !topic.starts_with(prefix)) continue;
        const auto alias = std::string{current} + topic.substr(prefix.size());
        const auto bytes = encode(on_air.frame, alias);
        for (auto& [client, wants] : clients_) {
            if (on_air.frame.audience == views::Audience::officials && !client->is_official()) continue;
            if (std::ranges::any_of(wants.patterns, [&](const std::string& pattern) { return matches(alias, pattern); })) client->view(alias, bytes);
        }
    }
}

std::vector<Subscriber*> Hub::in_order_of_service() const {
    std::vector<Subscriber*> order;
    order.reserve(clients_.size());
    for (const auto& [client, wants] : clients_) order.push_back(client);
    std::ranges::stable_sort(order, {}, [](const Subscriber* client) { return client->is_official() ? 0 : client->is_board() ? 1 : 2; });
    return order;
}

void Hub::join(Subscriber& client) { clients_[&client]; }
void Hub::leave(Subscriber& client) { clients_.erase(&client); }

Result<void> Hub::subscribe(Subscriber& client, const std::vector<std::string>& patterns) {
    Result<void> answer;
    for (const auto& pattern : patterns) {
        if (pattern == log_topic) continue;
        if (const auto added = add_pattern(client, pattern); !added && answer) answer = added;
    }
    return answer;
}

Result<void> Hub::add_pattern(Subscriber& client, const std::string& pattern) {
    auto& wants = clients_.at(&client);
    if (!is_topic(pattern)) return Error{errc::bad_input, "\"" + printable(pattern, 40) + "\" is no topic. Write race/12/board, race/*/board, current/board or meet."};
    const auto restricted = pattern == "health" || pattern == "redundancy" || pattern == "inputs" || pattern.ends_with("/referee") || pattern.ends_with("/console");
    if (restricted && !client.is_official()) return Error{errc::not_allowed, "Sign in to see " + pattern + "."};
    if (wants.patterns.size() >= limits::topics_per_client && !wants.patterns.contains(pattern))
        return Error{errc::too_many, "At most " + std::to_string(limits::topics_per_client) + " topics at once."};
    wants.patterns.insert(pattern);
    for (const auto& [topic, on_air] : on_air_) queue_current(client, pattern, on_air);
    return {};
}

void Hub::queue_current(Subscriber& client, const std::string& pattern, const OnAir& on_air) {
    if (on_air.frame.audience == views::Audience::officials && !client.is_official()) return;
    const auto& topic = on_air.frame.topic;
    if (matches(topic, pattern)) client.view(topic, on_air.bytes);
    if (current_prefix_.empty() || !topic.starts_with(current_prefix_)) return;
    const auto alias = std::string{current} + topic.substr(current_prefix_.size());
    if (matches(alias, pattern)) client.view(alias, encode(on_air.frame, alias));
}

void Hub::unsubscribe(Subscriber& client, const std::vector<std::string>& patterns) {
    auto& wants = clients_.at(&client);
    for (const auto& pattern : patterns) {
        wants.patterns.erase(pattern);
        if (pattern == log_topic) wants.log_at.reset();
    }
}

Result<void> Hub::follow_log(Subscriber& client, const std::string& since) {
    auto& wants = clients_.at(&client);
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

std::optional<Hub::Snapshot> Hub::snapshot(const std::string& topic) const {
    auto real = topic;
    if (topic.starts_with(current) && !current_prefix_.empty()) real = current_prefix_ + topic.substr(current.size());
    const auto found = on_air_.find(real);
    if (found == on_air_.end()) return std::nullopt;
    const auto& frame = found->second.frame;
    Snapshot snapshot;
    snapshot.json = formats::encode_frame(formats::ViewFrame{topic, epoch_, frame.seq, now_us_(), frame.edge_us, frame.data});
    snapshot.etag = "\"" + epoch_ + ":" + to_hex(sha256(topic + frame.data)).substr(0, 16) + "\"";
    snapshot.audience = frame.audience;
    return snapshot;
}

std::string Hub::log_after(Seq since, std::size_t most) const {
    std::string out = "[";
    auto count = std::size_t{0};
    for (const auto& entry : log_) {
        if (entry.seq <= since || count == most) continue;
        // The frame's header comes off again: two, four or ten bytes before the JSON.
        const auto json = std::string_view{*entry.bytes}.substr(entry.bytes->find('{'));
        out += (count++ == 0 ? "" : ",") + std::string{json};
    }
    return out + "]";
}

Hub::Counts Hub::counts() const {
    Counts counts;
    for (const auto& [client, wants] : clients_) ++(client->is_official() ? counts.officials : counts.viewers);
    return counts;
}

void Hub::for_each(const std::function<void(Subscriber&)>& visit) const {
    for (auto* client : in_order_of_service()) visit(*client);
}

}  // namespace bowball::net
