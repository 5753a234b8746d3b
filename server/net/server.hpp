// The net threads. The main one accepts, answers HTTP, puts frames together and serves officials and boards; the public is spread
// over the others, if there are any. Publishing is a post from any thread.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/anchor.hpp"
#include "core/feed_limits.hpp"
#include "core/limits.hpp"
#include "io/clock.hpp"
#include "net/accounts.hpp"
#include "net/bounds.hpp"
#include "net/certificates.hpp"
#include "net/entry_desk.hpp"
#include "net/evidence.hpp"
#include "net/feed_client.hpp"
#include "net/pull_feed.hpp"
#include "net/sessions.hpp"
#include "net/setup_desk.hpp"
#include "net/sign_in.hpp"
#include "net/standby_desk.hpp"
#include "net/what_if.hpp"

namespace bowball::net {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;              ///< 0: any free one
    /// TLS on a port of its own; absent: none.
    struct Tls {
        std::uint16_t port = 8443;          ///< 0: any free one
        CertificateFiles files;
    };
    std::optional<Tls> tls;
    std::string web_folder;
    std::string version;
    std::string epoch;
    Seq log_dropped;                        ///< newest public entry of the journal that is not published to the log any more
    Anchor anchor;
    EvidenceSources evidence;
    std::function<std::string(const std::string&)> sign;   ///< a text that ends with a line feed, as a signed note; empty: nothing is signed
    /// How many watch, and how many messages could not be understood or done so far. On the main net thread, once a second; what it
    /// says of the others is up to a second old.
    std::function<void(Hub::Counts, views::Attendance)> on_counts;
    WhatIfSource what_ifs;                  ///< may be empty: then nobody can ask
    EntryPlanner entry_planner;             ///< may be empty: then no lists of entries are taken
    std::vector<formats::Noc> nocs;         ///< what codes of lists are compared with; empty: they are not
    std::vector<std::string> others;        ///< addresses of pages to try when this server is gone
    Sessions sessions;                      ///< of the server whose place this one takes: nobody has to sign in again
    StandbySource standby;                  ///< absent functions: this server is none
    SetupSource setup;                      ///< absent functions: there is nothing to set up
    SignIn::Terms sign_in;                  ///< `tls_port` is the server's own to say
    std::vector<std::string> names;         ///< that a request may name this server by, beside localhost and addresses in figures
    bool checks_names = false;              ///< others are refused with 421
    PullFeed feeds;                         ///< absent functions: there are none
    std::string feed_tokens_file;           ///< empty: nobody has one
    std::size_t threads = 0;                ///< net threads; 0: one for each core but that of the capture thread, at least one
    std::size_t connections = limits::connections;
    std::size_t connections_per_address = limits::connections_per_address;
    std::size_t connections_kept_for_officials = limits::connections_kept_for_officials;
    /// An edge: no race inside; what it serves came from a hub, and may be late.
    struct Edge {
        std::size_t newcomers_per_second = limits::newcomers_per_second;   ///< connections that are let in; the others hear when to come back
        std::size_t newcomers_at_once = limits::newcomers_at_once;
    };
    std::optional<Edge> edge;               ///< absent: the venue itself
    std::size_t boards = limits::boards;    ///< without a token, that are served before the public
    std::size_t boards_per_address = limits::boards_per_address;
    std::size_t boards_with_token = limits::boards_with_token;   ///< the same of all tokens together, and of each
    std::size_t boards_per_token = limits::boards_per_token;
    Bounds bounds;
};

class Server {
public:
    Server(ServerOptions options, const io::Clock& clock, AccountStore accounts, CommandSink commands, std::shared_ptr<spdlog::logger> log);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds and runs. Fails with errc::io_failed when the port is taken; the text says what to do. Without its TLS port it goes
    /// on, and says so in the log.
    [[nodiscard]] Result<void> start();
    /// Says goodbye to every client, each with its own time to come back, and ends the threads.
    void stop();
    [[nodiscard]] std::uint16_t port() const;
    /// 0 where there is no TLS.
    [[nodiscard]] std::uint16_t tls_port() const;

    // From any thread:
    void publish(Publication publication);
    /// Another server leads from now on: clients are sent away once, and hear it when they are back.
    void give_up();
    /// A code for `actor` that signs in. Waits for the main net thread if it runs: never call it from there.
    [[nodiscard]] std::string issue_code(Actor actor, bool reusable);
    /// Who is signed in; after stop().
    [[nodiscard]] Sessions take_sessions();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace bowball::net
