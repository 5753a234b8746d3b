#include "net/sessions.hpp"

#include <sodium.h>

#include <algorithm>

#include "core/limits.hpp"

namespace bowball::net {
namespace {

std::string hash_of(const std::string& secret) { return to_hex(sha256(secret)); }

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

std::string Sessions::open(Actor actor, HostTime now) {
    std::erase_if(sessions_, [&](const auto& one) { return now - one.second.opened > limits::session_life; });
    if (sessions_.size() >= limits::sessions) {
        sessions_.erase(std::ranges::min_element(sessions_, {}, [](const auto& one) { return one.second.opened; }));
    }
    Digest secret;
    randombytes_buf(secret.bytes.data(), secret.bytes.size());
    auto token = to_hex(secret);
    sessions_[hash_of(token)] = {std::move(actor), now};
    return token;
}

std::optional<Actor> Sessions::find(const std::string& token, HostTime now) const {
    const auto found = sessions_.find(hash_of(token));
    if (found == sessions_.end() || now - found->second.opened > limits::session_life) return std::nullopt;
    return found->second.actor;
}

void Sessions::close(const std::string& token) { sessions_.erase(hash_of(token)); }

std::string Sessions::issue_code(Actor actor, bool reusable) {
    constexpr char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";  // 32 that cannot be mistaken for one another
    std::string code;
    for (int i = 0; i < 12; ++i) {
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
