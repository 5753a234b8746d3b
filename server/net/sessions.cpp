#include "net/sessions.hpp"

#include <sodium.h>

#include <algorithm>
#include <tuple>

#include "core/limits.hpp"

namespace bowball::net {
namespace {

std::string hash_of(const std::string& secret) { return to_hex(sha256(secret)); }

std::string id_of(const std::string& key) { return key.substr(0, key.size() / 2); }

/// As it was meant: capitals, without dashes and blanks.
std::string normalised(const std::string& code) {
    std::string plain;
    for (const auto character : code) {
        if (character == '-' || character == ' ') continue;
        plain += character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A') : character;
    }
    return plain;
}

}  // namespace

std::string Sessions::open(Opening opening, HostTime now) {
    std::erase_if(sessions_, [&](const auto& one) { return now - one.second.opened > limits::session_life; });
    if (sessions_.size() >= limits::sessions) {
        sessions_.erase(std::ranges::min_element(sessions_, {}, [](const auto& one) { return one.second.opened; }));
    }
    Digest secret;
    randombytes_buf(secret.bytes.data(), secret.bytes.size());
    auto token = to_hex(secret);
    const auto is_by_code = opening.password.empty();
    sessions_[hash_of(token)] = {std::move(opening.actor), now, is_by_code, is_by_code ? std::string{} : hash_of(opening.password), std::move(opening.address), opening.is_secure, now, now};
    ++changes_;
    return token;
}

std::string Sessions::key_of(const std::string& token) { return hash_of(token); }

bool Sessions::holds(const std::string& key, HostTime now) const {
    const auto found = sessions_.find(key);
    return found != sessions_.end() && now - found->second.opened <= limits::session_life;
}

std::optional<Actor> Sessions::find(const std::string& token, HostTime now) const {
    const auto key = hash_of(token);
    if (!holds(key, now)) return std::nullopt;
    return sessions_.at(key).actor;
}

bool Sessions::is_by_code(const std::string& token) const {
    const auto found = sessions_.find(hash_of(token));
    return found != sessions_.end() && found->second.by_code;
}

void Sessions::close(const std::string& token) { changes_ += sessions_.erase(hash_of(token)); }

void Sessions::note_used(const std::string& key, HostTime now) {
    if (const auto found = sessions_.find(key); found != sessions_.end()) found->second.used = now;
}

void Sessions::note_proved(const std::string& key, HostTime now) {
    ++changes_;
    if (const auto found = sessions_.find(key); found != sessions_.end()) found->second.used = found->second.proved = now;
}

const Sessions::Session* Sessions::locked_by_password(const std::string& key, HostTime now) const {
    if (!holds(key, now)) return nullptr;
    const auto& session = sessions_.at(key);
    return session.by_code ? nullptr : &session;
}

std::optional<Duration> Sessions::idle_for(const std::string& key, HostTime now) const {
    const auto* session = locked_by_password(key, now);
    return session == nullptr ? std::nullopt : std::optional<Duration>{now - session->used};
}

std::optional<Duration> Sessions::proved_for(const std::string& key, HostTime now) const {
    const auto* session = locked_by_password(key, now);
    return session == nullptr ? std::nullopt : std::optional<Duration>{now - session->proved};
}

std::vector<Sessions::Described> Sessions::described(const std::string& name, HostTime now) const {
    std::vector<Described> all;
    for (const auto& [key, session] : sessions_) {
        if (!holds(key, now) || (!name.empty() && session.actor.name != name)) continue;
        all.push_back({id_of(key), session.actor, session.address, session.is_secure, now - session.opened, now - session.used});
    }
    std::ranges::sort(all, {}, [](const Described& one) { return std::tie(one.age, one.id); });
    return all;
}

std::string Sessions::close_by_id(const std::string& id, const std::string& name) {
    const auto found = std::ranges::find_if(sessions_, [&](const auto& one) { return id_of(one.first) == id && (name.empty() || one.second.actor.name == name); });
    if (found == sessions_.end()) return {};
    auto key = found->first;
    sessions_.erase(found);
    ++changes_;
    return key;
}

void Sessions::close_others(const std::string& name, const std::string& token, HostTime now) {
    const auto own = hash_of(token);
    std::erase_if(sessions_, [&](const auto& one) { return one.second.actor.name == name && one.first != own; });
    if (const auto found = sessions_.find(own); found != sessions_.end()) found->second.password.clear();
    note_proved(own, now);
}

std::vector<std::string> Sessions::keep_to(const std::vector<Account>& accounts) {
    std::vector<std::string> changed;
    for (auto at = sessions_.begin(); at != sessions_.end();) {
        auto& session = at->second;
        const auto account = std::ranges::find(accounts, session.actor.name, &Account::name);
        const auto is_known = account != accounts.end();
        const auto password = is_known ? hash_of(account->hash) : std::string{};
        const auto has_other_password = is_known && !session.password.empty() && password != session.password;
        if (is_known && (session.by_code || session.password.empty())) ++changes_;
        if (is_known) session.by_code = false;
        if (is_known) session.password = password;
        const auto has_other_role = is_known && !account->disabled && account->role != session.actor.role;
        if (has_other_role) changed.push_back(at->first);
        const auto ends = is_known ? account->disabled || has_other_role || has_other_password : !session.by_code;
        if (ends) ++changes_;
        at = ends ? sessions_.erase(at) : std::next(at);
    }
    return changed;
}

std::vector<KeptSession> Sessions::kept() const {
    std::vector<KeptSession> all;
    const auto ns = [](HostTime at) { return at.time_since_epoch().count(); };
    for (const auto& [key, one] : sessions_)
        all.push_back({{}, key, one.actor.name, one.actor.role, one.by_code, one.password, one.address, one.is_secure, ns(one.opened), ns(one.used), ns(one.proved)});
    return all;
}

std::size_t Sessions::restore(const std::vector<KeptSession>& kept, HostTime now) {
    std::size_t count = 0;
    const auto at = [](std::int64_t ns) { return HostTime{Duration{ns}}; };
    for (const auto& one : kept) {
        const auto is_of_the_past = one.opened_ns <= now.time_since_epoch().count();
        if (!is_of_the_past || now - at(one.opened_ns) > limits::session_life || sessions_.size() >= limits::sessions) continue;
        count += sessions_.try_emplace(one.key, Session{{one.name, one.role}, at(one.opened_ns), one.by_code, one.password, one.address, one.is_secure, at(one.used_ns), at(one.proved_ns)}).second ? 1 : 0;
    }
    return count;
}

std::string Sessions::issue_code(Actor actor, bool reusable) {
    constexpr char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";  // 32 that cannot be mistaken for one another
    std::string code;
    for (int i = 0; i < 28; ++i) {
        if (i > 0 && i % 4 == 0) code += '-';
        code += alphabet[randombytes_uniform(32)];
    }
    codes_[hash_of(normalised(code))] = {std::move(actor), reusable};
    return code;
}

std::optional<Actor> Sessions::redeem(const std::string& code) {
    const auto found = codes_.find(hash_of(normalised(code)));
    if (found == codes_.end()) return std::nullopt;
    auto actor = found->second.actor;
    if (!found->second.reusable) codes_.erase(found);
    return actor;
}

}  // namespace bowball::net
