#include "screen.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "net/topic.hpp"
#include "server.hpp"

namespace bowball::simulation {
namespace {

/// The text or number behind a key of the envelope; what these hold needs no more.
std::string field(std::string_view message, std::string_view key) {
    const auto at = message.find("\"" + std::string{key} + "\":");
    if (at == std::string_view::npos) return {};
    auto rest = message.substr(at + key.size() + 3);
    if (rest.starts_with('"')) return std::string{rest.substr(1, rest.find('"', 1) - 1)};
    return std::string{rest.substr(0, rest.find_first_of(",}"))};
}

std::uint64_t number_of(std::string_view message, std::string_view key) { return parse_number(field(message, key)).value_or(0); }

/// The object that ends a frame.
std::string data_of(const std::string& message) {
    const auto at = message.find("\"data\":");
    return at == std::string::npos ? std::string{} : message.substr(at + 7, message.size() - at - 8);
}

}  // namespace

Screen::Screen(World& world, std::vector<std::string> topics, net::Transport transport, bool is_official)
    : world_(world), topics_(std::move(topics)), transport_(transport), is_official_(is_official),
      name_((is_official ? "an official's " : "a ") + std::string{transport == net::Transport::events ? "event stream" : "web socket"} + " for " + topics_.front()) {}

bool Screen::follows(std::string_view topic) const {
    return std::ranges::any_of(topics_, [&](const std::string& pattern) { return net::matches(std::string{topic}, pattern); });
}

void Screen::look(Server* server) {
    if (link_ && !link_->is_up) drop();
    if (link_ && world_.chance.next() % 1000 < world_.hazards.cut_screens * 10) {
        ++world_.tally.screens_cut;
        // Half of a message may have come, and what is on the way is gone.
        link_->down.resize(world_.chance.below(link_->down.size() + 1));
        link_->is_up = false;
        if (server != nullptr) server->wake(*link_);
        return drop();
    }
    if (!link_ && server != nullptr && world_.now >= back_at_) connect(*server);
    if (!link_) return;
    link_->room = world_.chance.chance(world_.hazards.slow_screens) ? 1 + world_.chance.below(600) : 1U << 20U;
    if (server != nullptr) server->wake(*link_);
    read_messages();
}

void Screen::settle(Server& server) {
    back_at_ = world_.now;
    for (int i = 0; i < 20; ++i) look(&server);
}

void Screen::connect(Server& server) {
    link_ = std::make_shared<Link>();
    bytes_.clear();
    const auto since = epoch_.empty() ? "none:0" : epoch_ + ":" + std::to_string(log_.empty() ? 0 : log_.back().seq);
    server.welcome(link_, transport_, is_official_, topics_, since);
}

void Screen::drop() {
    read_messages();
    link_.reset();
    back_at_ = world_.now + world_.chance.between(200ms, 6s);
}

void Screen::read_messages() {
    bytes_ += std::exchange(link_->down, {});
    for (;;) {
        const auto message = transport_ == net::Transport::events ? next_event() : next_message();
        if (!message) return;
        take(*message);
    }
}

/// Of unmasked frames (RFC 6455 section 5.2). What is no text is empty.
std::optional<std::string> Screen::next_message() {
    if (bytes_.size() < 2) return std::nullopt;
    auto size = static_cast<std::size_t>(bytes_[1]);
    std::size_t begin = 2;
    if (size >= 126) {
        const auto count = size == 126 ? 2U : 8U;
        begin += count;
        if (bytes_.size() < begin) return std::nullopt;
        size = 0;
        for (auto i = begin - count; i < begin; ++i) size = size << 8U | static_cast<unsigned char>(bytes_[i]);
    }
    if (bytes_.size() < begin + size) return std::nullopt;
    auto text = (bytes_[0] & 15) == 1 ? bytes_.substr(begin, size) : std::string{};
    bytes_.erase(0, begin + size);
    return text;
}

std::optional<std::string> Screen::next_event() {
    const auto end = bytes_.find("\n\n");
    if (end == std::string::npos) return std::nullopt;
    const auto at = bytes_.find("data: ");
    auto text = at < end ? bytes_.substr(at + 6, bytes_.find('\n', at) - at - 6) : std::string{};
    bytes_.erase(0, end + 2);
    return text;
}

void Screen::take(const std::string& message) {
    if (message.empty()) return;
    ++world_.tally.screen_frames;
    const auto kind = field(message, "kind");
    if (kind == "hello") {
        if (auto epoch = field(message, "epoch"); epoch != epoch_) begin_epoch(std::move(epoch));
    } else if (kind == "view") {
        if (field(message, "epoch") != epoch_) return complain("a view of another epoch without a hello");
        const auto topic = field(message, "topic");
        auto& newest = view_seqs_[topic];
        const auto seq = number_of(message, "seq");
        if (seq < newest) complain("the view of " + topic + " went back from " + std::to_string(newest) + " to " + std::to_string(seq));
        newest = seq;
        views_[topic] = data_of(message);
        if (!follows(topic)) complain("it was shown " + topic + ", which it does not follow");
    } else if (kind == "event") {
        take_event(message);
    } else if (kind == "error") {
        complain("error: " + message);
    }
}

void Screen::take_event(const std::string& message) {
    ++world_.tally.log_entries;
    const auto seq = number_of(message, "seq");
    const auto last = log_.empty() ? 0 : log_.back().seq;
    if (field(message, "epoch") != epoch_) complain("an entry of another epoch without a hello");
    if (seq <= last) return complain("entry " + std::to_string(seq) + " came after entry " + std::to_string(last));
    if (number_of(message, "prev") != last) complain("entry " + std::to_string(seq) + " follows " + field(message, "prev") + ", and the newest that came was " + std::to_string(last));
    log_.push_back({seq, data_of(message)});
}

/// Numbers are given again: all that was shown is worth nothing.
void Screen::begin_epoch(std::string epoch) {
    epoch_ = std::move(epoch);
    views_.clear();
    view_seqs_.clear();
    log_.clear();
}

void Screen::complain(const std::string& what) { world_.must_not_be(name_ + ": " + what); }

}  // namespace bowball::simulation
