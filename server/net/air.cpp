#include "net/air.hpp"

#include <algorithm>
#include <tuple>

#include "core/digest.hpp"
#include "core/feed_limits.hpp"
#include "core/limits.hpp"
#include "formats/frame.hpp"
#include "net/gzip.hpp"
#include "net/topic.hpp"

namespace bowball::net {
namespace {

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

Shared Air::share(const std::string& json, Packet::About about) {
    ++encoded_.packets;
    encoded_.bytes += json.size();
    return Packet::for_all(json, std::move(about));
}

std::shared_ptr<const Broadcast> Air::put(const Publication& publication) {
    auto out = std::make_shared<Broadcast>();
    out->number = ++broadcasts_;
    head_ = std::max(head_, publication.head);
    out->head = head_;
    out->edge_us = publication.edge_us;
    out->venue = publication.venue;
    put_entries(publication.entries, *out);
    for (const auto& frame : publication.frames) {
        if (frame.topic == "meet") turn_current(frame, *out);
        put_view(frame.topic, frame, *out);
        if (current_prefix_.empty() || !frame.topic.starts_with(current_prefix_)) continue;
        put_alias(frame.topic, frame, *out);
    }
    return out;
}

void Air::put_view(const std::string& topic, const Frame& frame, Broadcast& out) {
    const auto sent_us = now_us_();
    auto packet = share(formats::encode_frame(formats::ViewFrame{topic, epoch_, frame.seq, sent_us, frame.edge_us, frame.data}), {{}, topic, sent_us});
    OnAir next{frame.audience, frame.seq, frame.edge_us, packet, frame.data.size(), frame.seq, false, {}, frame.view, {}, nullptr};
    if (const auto before = on_air_.find(topic); before != on_air_.end()) {
        auto& old = before->second;
        if (old.data() == frame.data) {
            std::tie(next.changed_seq, next.has_changed_again, next.etag) = std::tie(old.changed_seq, old.has_changed_again, old.etag);
            next.stamps = std::move(old.stamps);
            if (next.stamps.size() == limits::stamps_of_a_view) next.stamps.erase(next.stamps.begin());
        } else {
            next.has_changed_again = old.seq >= frame.seq;
        }
    }
    next.stamps.push_back({frame.seq, sent_us});
    on_air_.insert_or_assign(topic, std::move(next));
    out.views.push_back({frame.audience, std::move(packet)});
}

void Air::put_entries(const std::vector<LogFrame>& entries, Broadcast& out) {
    for (const auto& entry : entries) {
        const auto prev = log_.empty() ? log_dropped_ : log_.back().seq;
        const auto id = epoch_ + ":" + std::to_string(entry.seq.value());
        out.entries.push_back({entry.seq, prev, share(formats::encode_frame(formats::EventFrame{epoch_, entry.seq, prev, now_us_(), entry.edge_us, entry.data}), {id})});
        log_.push_back(out.entries.back());
    }
    while (log_.size() > limits::log_ring_entries) {
        log_dropped_ = log_.front().seq;
        log_.pop_front();
    }
}

/// Whoever follows the current race gets the other race's views whole when it changes. What stood there before stays until then, for its
/// numbers may not come again with another content.
void Air::turn_current(const Frame& meet, Broadcast& out) {
    const auto race = current_race_of(meet.data);
    const auto prefix = race.empty() ? std::string{} : "race/" + race + "/";
    if (prefix == current_prefix_) return;
    current_prefix_ = prefix;
    current_since_ = meet.seq;   // and not the head, which is another one at each edge
    out.turns = true;
    std::erase_if(out.views, [](const Broadcast::View& one) { return one.packet->topic().starts_with(current_topics); });
    std::vector<Frame> turned;
    for (auto at = on_air_.lower_bound(prefix); !prefix.empty() && at != on_air_.end() && at->first.starts_with(prefix); ++at) {
        const auto& real = at->second;
        turned.push_back({at->first, real.audience, real.seq, real.edge_us, std::string{real.data()}, real.view});
    }
    std::erase_if(on_air_, [&](const auto& one) {
        if (!one.first.starts_with(current_topics)) return false;
        current_since_ = std::max(current_since_, one.second.seq);
        const auto follows = prefix + one.first.substr(current_topics.size());
        return std::ranges::find(turned, follows, &Frame::topic) == turned.end();
    });
    for (const auto& frame : turned) put_alias(frame.topic, frame, out);
}

/// The same under current/... There it is true only since the race was chosen: its own number may look older than what stood there before.
void Air::put_alias(const std::string& topic, Frame frame, Broadcast& out) {
    frame.seq = std::max(frame.seq, current_since_);
    put_view(std::string{current_topics} + topic.substr(current_prefix_.size()), frame, out);
}

std::optional<Air::Snapshot> Air::snapshot(const std::string& topic, bool compressed) {
    const auto found = on_air_.find(topic);
    if (found == on_air_.end()) return std::nullopt;
    auto& on_air = found->second;
    if (on_air.etag.empty()) {
        // Weak: with and without gzip, and with another sent_us, it is the same view.
        on_air.etag = "W/\"" + epoch_ + ":" + to_hex(sha256(topic + std::string{on_air.data()})).substr(0, 16) + "\"";
    }
    if (compressed && !on_air.gzip) on_air.gzip = std::make_shared<const std::string>(gzip(on_air.packet->json()));
    return Snapshot{on_air.packet, on_air.changed_seq, on_air.has_changed_again, on_air.etag, on_air.gzip, on_air.audience};
}

bool Air::has_sent(const std::string& topic, Seq seq, std::int64_t sent_us) const {
    const auto found = on_air_.find(topic);
    return found != on_air_.end() && std::ranges::find(found->second.stamps, Stamp{seq, sent_us}) != found->second.stamps.end();
}

std::shared_ptr<const views::View> Air::view_of(const std::string& topic) const {
    const auto found = on_air_.find(topic);
    return found == on_air_.end() ? nullptr : found->second.view;
}

}  // namespace bowball::net
