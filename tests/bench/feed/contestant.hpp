// A server in the comparison: how it is started, how screens speak to it, how a message is given to it.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/feed/audience.hpp"
#include "bench/feed/child.hpp"

namespace bowball::bench::feed {

enum class Kind : std::uint8_t { bare, bare_gathered, bowball, ws, lws, nats, edge };
[[nodiscard]] const char* to_string(Kind kind);

struct Entrant {
    Kind kind{};
    bool tls = false;
    bool deflates = false;
    bool operator==(const Entrant&) const = default;
};

/// What all of them need, in one folder: messages, certificate, logs.
struct Ground {
    std::string folder;
    std::string messages;         ///< file, one a line
    std::string certificate;
    std::string key;
    std::size_t mean_bytes = 0;   ///< of a message
};
[[nodiscard]] Ground prepare_ground(const std::string& folder);

class Contestant {
public:
    virtual ~Contestant() = default;
    Contestant(const Contestant&) = delete;
    Contestant& operator=(const Contestant&) = delete;

    virtual void publish(std::size_t count);
    /// Instants at which batches were published, in order, as far as they are known.
    virtual void take_stamps(std::vector<std::int64_t>& into);
    [[nodiscard]] Child& process() { return *process_; }
    [[nodiscard]] const Manner& manner() const { return manner_; }
    [[nodiscard]] bool knows_officials() const { return !official_.empty(); }
    /// What lets one official in, once.
    [[nodiscard]] Pass new_pass() const;

protected:
    Contestant(std::unique_ptr<Child> process, Manner manner, std::string official = {}) : process_(std::move(process)), manner_(std::move(manner)), official_(std::move(official)) {}
    friend std::unique_ptr<Contestant> start(const Entrant& entrant, const Ground& ground, SSL_CTX* tls);

private:
    std::unique_ptr<Child> process_;
    Manner manner_;
    std::string official_;   ///< cookie, as a header; empty where there are none
};

/// Where a program is; empty: nowhere. Debian's users do not look into /usr/sbin, we do.
[[nodiscard]] std::string path_of(const std::string& program);
/// The last thing that an entrant complained about.
[[nodiscard]] std::string complaint_of(const Entrant& entrant, const Ground& ground);

/// Null where it is not installed, or did not come up.
[[nodiscard]] std::unique_ptr<Contestant> start(const Entrant& entrant, const Ground& ground, SSL_CTX* tls);
/// Why an entrant cannot be measured at all; empty: it can.
[[nodiscard]] std::string what_is_missing(const Entrant& entrant);

/// `bowball edge`, which follows a venue that publishes the same messages to a hub of its own.
[[nodiscard]] std::unique_ptr<Contestant> start_edge(const Entrant& entrant, const Ground& ground, SSL_CTX* tls);
/// How screens speak to a server of ours; ports of its two doors.
[[nodiscard]] Manner manner_of_ours(const Entrant& entrant, std::uint16_t port, std::uint16_t tls_port, SSL_CTX* tls);

/// NATS is given its messages over TCP, by us.
[[nodiscard]] std::unique_ptr<Contestant> start_nats(const Entrant& entrant, const Ground& ground, SSL_CTX* tls);

}  // namespace bowball::bench::feed
