// Who may poll the feeds without signing in: named tokens that end by themselves, in one small file that `bowball token`
// writes. Only their hashes are kept.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::net {

struct FeedToken {
    std::string name;
    std::string hash;               ///< SHA-256 of the token, 64 hexadecimal digits
    std::string use = "feeds";      ///< or "metrics"
    std::int64_t expires_us = 0;    ///< wall time
};

class FeedTokenStore {
public:
    /// `file`: feed_tokens.json of the data folder, mode 0600.
    explicit FeedTokenStore(std::string file) : file_(std::move(file)) {}

    /// An absent file is an empty list. Fails with errc::corrupt.
    [[nodiscard]] Result<std::vector<FeedToken>> all() const;
    /// Makes a token and returns it: this is the only time that anybody sees it. One of the same name is replaced.
    /// Fails with errc::bad_input, errc::too_many or errc::io_failed.
    [[nodiscard]] Result<std::string> make(const std::string& name, const std::string& use, std::int64_t expires_us) const;
    /// Fails with errc::not_found.
    [[nodiscard]] Result<void> remove(const std::string& name) const;
    [[nodiscard]] std::string stamp() const;

private:
    [[nodiscard]] Result<void> write(const std::vector<FeedToken>& tokens) const;
    std::string file_;
};

/// The tokens as the net thread knows them.
class FeedAccess {
public:
    explicit FeedAccess(FeedTokenStore store) : store_(std::move(store)) {}

    /// The file, looked at.
    struct Look {
        std::string stamp;
        std::optional<Result<std::vector<FeedToken>>> tokens;   ///< absent: it is the file that was known
    };
    /// Once a second, on a thread that may wait for a disk, with the stamp() that is known.
    [[nodiscard]] static Look look_at(const FeedTokenStore& store, const std::string& known);
    /// What was found. Fails as FeedTokenStore::all; the old ones stay then.
    [[nodiscard]] Result<void> take(const Look& look);
    /// Both at once: reads the file if it is another one.
    [[nodiscard]] Result<void> look_around() { return take(look_at(store_, stamp_)); }
    [[nodiscard]] const std::string& stamp() const { return stamp_; }
    [[nodiscard]] const FeedTokenStore& store() const { return store_; }
    /// The token's name, if it is one for this use. Fails with errc::not_signed_in, and with errc::too_many for more than
    /// limits::feed_polls_per_second.
    [[nodiscard]] Result<std::string> check(const std::string& token, std::string_view use);

    /// The same without counting: for what stays open.
    [[nodiscard]] Result<std::string> name_of(const std::string& token, std::string_view use) const;

    /// Polls of each name so far.
    [[nodiscard]] const std::map<std::string, std::uint64_t>& polls() const { return polls_; }

private:
    FeedTokenStore store_;
    std::string stamp_ = "not looked at yet";
    std::map<std::string, FeedToken> by_hash_;
    std::map<std::string, std::uint64_t> polls_;
    std::map<std::string, std::size_t> this_second_;
    std::int64_t second_ = 0;
};

/// Wall time, microseconds: tokens end on a day of the calendar, whatever the speed of a demo.
[[nodiscard]] std::int64_t wall_now_us();

}  // namespace bowball::net
