#include "net/clients.hpp"

#include <algorithm>
#include <tuple>

#include "net/websocket_frame.hpp"

namespace bowball::net {
namespace {

/// Names count within one sign-in.
std::string key_of(const Visitor& visitor) { return visitor.session + " " + visitor.client; }

}  // namespace

std::string Clients::name_of(const HttpRequest& request) {
    auto name = query_value(request.query, "client");
    const auto is_plain = std::ranges::all_of(name, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; });
    // A short one might be guessed, and somebody else's screen be closed with it.
    return is_plain && name.size() >= 16 && name.size() <= 64 ? name : std::string{};
}

void Clients::add(const std::shared_ptr<FeedClient>& client) {
    if (clients_.size() >= clean_at_) {
        std::erase_if(clients_, [](const auto& one) { return one.expired(); });
        std::erase_if(by_name_, [](const auto& one) { return one.second.expired(); });
        clean_at_ = std::max<std::size_t>(64, 2 * clients_.size());
    }
    clients_.push_back(client);
    const auto& visitor = client->visitor();
    if (visitor.client.empty()) return;
    replace(visitor);
    by_name_[key_of(visitor)] = client;
}

void Clients::replace(const Visitor& visitor) {
    const auto found = by_name_.find(key_of(visitor));
    if (found == by_name_.end()) return;
    if (const auto before = found->second.lock()) before->cut(Cut::replaced, close_code::replaced, "the same client came anew");
    by_name_.erase(found);
}

std::vector<std::shared_ptr<FeedClient>> Clients::all() {
    std::vector<std::shared_ptr<FeedClient>> there;
    there.reserve(clients_.size());
    for (const auto& weak : clients_) {
        if (auto client = weak.lock()) there.push_back(std::move(client));
    }
    return there;
}

std::size_t Clients::size() { return all().size(); }

std::size_t Clients::blocked() {
    return static_cast<std::size_t>(std::ranges::count_if(all(), [](const auto& client) { return client->is_blocked(); }));
}

Clients::Depth& Clients::Depth::operator+=(const Depth& other) {
    officials += other.officials;
    boards += other.boards;
    everybody += other.everybody;
    return *this;
}

Clients::Depth Clients::depth() {
    Depth depth;
    for (const auto& client : all()) (client->is_official() ? depth.officials : client->is_board() ? depth.boards : depth.everybody) += client->depth();
    return depth;
}

void Clients::describe_displays(views::Attendance& into) {
    for (const auto& client : all()) {
        if (auto display = client->display()) into.displays.push_back(std::move(*display));
    }
    std::ranges::sort(into.displays, {}, [](const auto& one) { return std::tuple{one.state == "shown", one.name, one.address, one.reported_us}; });
    if (into.displays.size() <= limits::displays_listed) return;
    into.displays_more = into.displays.size() - limits::displays_listed;
    into.displays.resize(limits::displays_listed);
}

void Clients::end_session(const std::string& session, std::uint16_t code, const std::function<bool(const std::string&)>& holds) {
    const auto text = code == close_code::forbidden ? "this account has another role now; sign in again" : "the session has ended; sign in again";
    for (const auto& client : all()) {
        const auto& own = client->visitor().session;
        if (own.empty()) continue;
        if (session.empty() ? !holds(own) : own == session) client->cut(Cut::session_ended, code, text);
    }
}

void Clients::send_all_away(const std::function<std::int64_t()>& retry_ms, std::string_view reason) {
    for (const auto& client : all()) client->send_away(retry_ms(), reason);
}

void Clients::abort_all() {
    for (const auto& client : all()) client->abort();
}

}  // namespace bowball::net
