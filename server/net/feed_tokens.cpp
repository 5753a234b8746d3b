#include "net/feed_tokens.hpp"

#include <sodium.h>

#include <algorithm>

#include "core/digest.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "io/clock.hpp"
#include "net/private_list.hpp"

namespace bowball::formats {

template <class A>
void fields(A& a, net::FeedToken& token) {
    a("name", token.name);
    a("hash", token.hash);
    a("use", token.use);
    a("expires_us", token.expires_us);
}

}  // namespace bowball::formats

namespace bowball::net {
namespace {

/// 160 bits: nobody guesses one, so a fast hash is enough and no try needs to be counted.
constexpr std::size_t token_bytes = 20;

PrivateList<FeedToken> list_in(const std::string& file) { return {file, "tokens"}; }

std::string hash_of(const std::string& token) { return to_hex(sha256(token)); }

std::string random_token() {
    unsigned char secret[token_bytes];
    ::randombytes_buf(secret, sizeof secret);
    std::string token(2 * token_bytes + 1, '\0');
    ::sodium_bin2hex(token.data(), token.size(), secret, sizeof secret);
    token.pop_back();
    return token;
}

}  // namespace

std::int64_t wall_now_us() { return io::Clock::wall_ns() / 1000; }

Result<std::vector<FeedToken>> FeedTokenStore::all() const { return list_in(file_).all(); }

Result<std::string> FeedTokenStore::make(const std::string& name, const std::string& use, std::int64_t expires_us) const {
    if (trim(name).empty() || name.size() > limits::name_bytes || !is_utf8(name)) return Error{errc::bad_input, "A token needs a name: whose it is."};
    if (use != "feeds" && use != "metrics") return Error{errc::bad_input, "A token is for feeds or for metrics."};
    auto tokens = all();
    if (!tokens) return tokens.error();
    std::erase_if(*tokens, [&](const FeedToken& one) { return one.name == name; });
    if (tokens->size() >= limits::feed_tokens) return Error{errc::too_many, "There are " + std::to_string(limits::feed_tokens) + " tokens. Remove some that are not used."};
    auto token = random_token();
    tokens->push_back({name, hash_of(token), use, expires_us});
    if (const auto written = write(*tokens); !written) return written.error();
    return token;
}

Result<void> FeedTokenStore::remove(const std::string& name) const {
    auto tokens = all();
    if (!tokens) return tokens.error();
    if (std::erase_if(*tokens, [&](const FeedToken& one) { return one.name == name; }) == 0) return Error{errc::not_found, "There is no token \"" + name + "\"."};
    return write(*tokens);
}

std::string FeedTokenStore::stamp() const { return list_in(file_).stamp(); }

Result<void> FeedTokenStore::write(const std::vector<FeedToken>& tokens) const { return list_in(file_).write(tokens); }

FeedAccess::Look FeedAccess::look_at(const FeedTokenStore& store, const std::string& known) {
    auto stamp = store.stamp();
    if (stamp == known) return {std::move(stamp), std::nullopt};
    return {std::move(stamp), store.all()};
}

Result<void> FeedAccess::take(const Look& look) {
    if (!look.tokens) return {};
    const auto& tokens = *look.tokens;
    if (tokens || tokens.error().code != errc::io_failed) stamp_ = look.stamp;  // what cannot be read now is tried again
    if (!tokens) return tokens.error();
    by_hash_.clear();
    for (const auto& token : *tokens) by_hash_.emplace(token.hash, token);
    std::erase_if(polls_, [&](const auto& one) { return std::ranges::find(*tokens, one.first, &FeedToken::name) == tokens->end(); });
    return {};
}

Result<std::string> FeedAccess::name_of(const std::string& token, std::string_view use) const {
    const auto found = by_hash_.find(hash_of(token));
    if (found == by_hash_.end() || found->second.use != use) return Error{errc::not_signed_in, "This token is not known. Ask who runs the server for one: bowball token add."};
    if (wall_now_us() >= found->second.expires_us) return Error{errc::not_signed_in, "This token has ended. Ask who runs the server for a new one."};
    return found->second.name;
}

Result<std::string> FeedAccess::check(const std::string& token, std::string_view use) {
    auto name = name_of(token, use);
    if (!name) return name;
    const auto now_us = wall_now_us();
    if (now_us / 1'000'000 != second_) {
        second_ = now_us / 1'000'000;
        this_second_.clear();
    }
    if (++this_second_[*name] > limits::feed_polls_per_second) return Error{errc::too_many, "More than " + std::to_string(limits::feed_polls_per_second) + " polls a second."};
    ++polls_[*name];
    return name;
}

}  // namespace bowball::net
