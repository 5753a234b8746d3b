#include "net/hub.hpp"

#include <algorithm>
#include <utility>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "net/topic.hpp"

namespace bowball::net {
namespace {

constexpr std::string_view log_topic = "log";

}  // namespace

void Hub::take(const Broadcast& broadcast) {
    keep(broadcast);
    send_off(&broadcast);
}

void Hub::beat(Shared heartbeat) {
    heartbeat_ = std::move(heartbeat);
    newest_beat_ = newest_ + 1;
    send_off(nullptr);
}

void Hub::send_off(const Broadcast* broadcast) {
    under_way_.add(++newest_, broadcast);
    serve(rows_[officials], rows_[officials].size());
    serve(rows_[boards], rows_[boards].size());
    settle();
}

bool Hub::go_on(std::size_t most) {
    serve(rows_[everybody], most);
    settle();
    return !under_way_.is_empty();
}

/// Those whose turn it is, at most so many, unless they have the newest. Flushing a client may be the end of it, or throw: the next one's turn
/// comes all the same.
void Hub::serve(Turns& row, std::size_t most) {
    for (; most > 0; --most) {
        auto* client = row.first();
        if (client == nullptr || client->wants_.served == newest_) return;
        row.move_to_end(*client);
        offer(*client);
        client->flush();
    }
}

/// Queues what it has not got; flushing is the caller's, and so is its place at the end of the row.
void Hub::offer(Subscriber& client) {
    auto& wants = client.wants_;
    const auto had = std::exchange(wants.served, newest_);
    if (had == newest_) return;
    if (wants.wish) {
        for (const auto& packet : news_for(wants.wish, had)) client.view(packet);
    }
    if (had < newest_beat_) client.heartbeat(heartbeat_);
}

/// Forgets what everybody was offered.
void Hub::settle() {
    if (under_way_.is_empty()) return;
    const auto* longest_ago = rows_[everybody].first();
    under_way_.finish(longest_ago != nullptr ? longest_ago->wants_.served : newest_, on_offered_);
    if (under_way_.is_empty()) wishes_.forget_news();
}

const std::vector<Shared>& Hub::news_for(const std::shared_ptr<Wish>& wish, std::uint64_t after) {
    if (wish.use_count() == 1) {
        find_news(*wish, after, news_);
        return news_;
    }
    if (wish->news_after != after || wish->news_until != newest_) {
        find_news(*wish, after, wish->news);
        wish->news_after = after;
        wish->news_until = newest_;
    }
    return wish->news;
}

void Hub::find_news(const Wish& wish, std::uint64_t after, std::vector<Shared>& news) {
    news.clear();
    under_way_.each_after(after, [&](const Broadcast::View& view) {
        if (!is_open_to(view, wish.is_official)) return;
        if (std::ranges::any_of(wish.patterns, [&](const std::string& pattern) { return matches(view.packet->topic(), pattern); })) news.push_back(view.packet);
    });
}

bool Hub::matches(const std::string& topic, const std::string& pattern) {
    ++compared_;
    return net::matches(topic, pattern);
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

Hub::Class Hub::class_of(const Subscriber& client) { return client.is_official() ? officials : client.is_board() ? boards : everybody; }

void Hub::join(Subscriber& client) {
    client.wants_.is_there = true;
    client.wants_.served = newest_;   // what is under way it gets as the current view
    rows_[class_of(client)].add(client);
}

void Hub::leave(Subscriber& client) {
    if (client.wants_.is_there) rows_[class_of(client)].remove(client);
    client.wants_ = {};
}

Result<void> Hub::check_pattern(const Subscriber& client, const std::set<std::string>& patterns, const std::string& pattern) const {
    if (const auto open = check_topic(pattern, client.is_official()); !open) return open.error();
    if (patterns.size() >= limits::topics_per_client && !patterns.contains(pattern))
        return Error{errc::too_many, "At most " + std::to_string(limits::topics_per_client) + " topics at once."};
    return {};
}

std::vector<Hub::Refused> Hub::subscribe(Subscriber& client, const std::vector<std::string>& asked) {
    auto& wants = client.wants_;
    if (!wants.is_there) return {};  // it has left meanwhile
    // First what is under way, by what it followed before: an older view must not come after the one that is shown now.
    rows_[class_of(client)].move_to_end(client);
    offer(client);
    std::vector<Refused> refused;
    auto patterns = wants.wish ? wants.wish->patterns : std::set<std::string>{};
    std::set<std::string_view> shown;
    for (const auto& pattern : asked) {
        // Each once: to show one looks at all that is on the air.
        if (pattern == log_topic || !shown.insert(pattern).second) continue;
        if (const auto good = check_pattern(client, patterns, pattern); !good) {
            refused.push_back({pattern, good.error()});
            continue;
        }
        patterns.insert(pattern);
        show(client, pattern);
    }
    wants.wish = wishes_.find(client.is_official(), std::move(patterns));
    return refused;
}

/// Queues what is on the air. Only what begins like the pattern is looked at.
void Hub::show(Subscriber& client, const std::string& pattern) {
    const auto fixed = std::string_view{pattern}.substr(0, pattern.find('*'));
    for (auto at = on_air_.lower_bound(std::string{fixed}); at != on_air_.end() && at->first.starts_with(fixed); ++at) {
        if (fixed.size() == pattern.size() && at->first != pattern) return;
        if (is_open_to(at->second, client.is_official()) && matches(at->first, pattern)) client.view(at->second.packet);
    }
}

void Hub::unsubscribe(Subscriber& client, const std::vector<std::string>& patterns) {
    auto& wants = client.wants_;
    auto left = wants.wish ? wants.wish->patterns : std::set<std::string>{};
    for (const auto& pattern : patterns) {
        left.erase(pattern);
        if (pattern == log_topic) wants.log_at.reset();
    }
    wants.wish = wishes_.find(client.is_official(), std::move(left));
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
    log_waiting += other.log_waiting;
    return *this;
}

Hub::Counts Hub::counts() const {
    Counts counts;
    counts.officials = static_cast<std::uint32_t>(rows_[officials].size());
    counts.boards = static_cast<std::uint32_t>(rows_[boards].size());
    counts.viewers = static_cast<std::uint32_t>(rows_[boards].size() + rows_[everybody].size());
    for (const auto& row : rows_) {
        for (const auto* client = row.first(); client != nullptr; client = Turns::next(*client)) {
            if (client->transport() == Transport::events) ++counts.event_streams;
            if (const auto& at = client->wants_.log_at) counts.log_waiting += log_begin_ + log_.size() - *at;
        }
    }
    return counts;
}

}  // namespace bowball::net
