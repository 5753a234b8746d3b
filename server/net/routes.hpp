// What each path answers. Plain requests in, plain answers out; orders, long polls, traces and videos answer later.
#pragma once
#include <boost/asio/io_context.hpp>
#include <string>

#include "net/doors.hpp"
#include "net/entry_desk.hpp"
#include "net/evidence.hpp"
#include "net/feed_client.hpp"
#include "net/feed_tokens.hpp"
#include "net/host_names.hpp"
#include "net/http.hpp"
#include "net/packed.hpp"
#include "net/pages.hpp"
#include "net/pull_feed.hpp"
#include "net/request_rate.hpp"
#include "net/session_desk.hpp"
#include "net/setup_desk.hpp"
#include "net/sign_in.hpp"
#include "net/snapshots.hpp"
#include "net/standby_desk.hpp"
#include "net/ticket_desk.hpp"
#include "net/what_if.hpp"

namespace bowball::net {

/// Where server-sent events are.
inline constexpr const char* events_path = "/api/v1/events";

class Routes {
public:
    /// What the routes reach for; outlives them.
    struct Rooms {
        ClientContext& clients;
        Air& air;
        SignIn& sign_in;
        Snapshots& snapshots;
        Evidence& evidence;
        WhatIfs& what_ifs;
        EntryDesk& entries;
        SetupDesk& setup;
        StandbyDesk& standby;
        FeedAccess& feed_access;
        const PullFeed& feeds;
        SessionDesk& sessions;
        TicketDesk& tickets;
        const HostNames& host_names;
        std::function<DoorsView()> doors;
        bool counts_requests = true;   ///< of each network; at an edge caches bring everybody from a few
        std::function<std::string()> metrics;
        std::function<std::string(const std::string&)> sign;   ///< a text that ends with a line feed, as a signed note; empty: nothing is signed
        std::function<std::string()> root_certificate;   ///< PEM; empty: there is none of ours
        std::function<std::optional<std::int64_t>()> venue_age_us;   ///< of an edge; nothing at the venue
    };
    Routes(boost::asio::io_context& context, Rooms rooms, const std::string& web_folder);

    void answer(const HttpRequest& request, Answer answer);

    /// Why a request for events cannot be taken: no topics, none that this visitor may see, or a ticket that is worth nothing. Else nothing.
    [[nodiscard]] std::optional<HttpAnswer> refuse_events(const HttpRequest& request, const Result<Admission>& admission) const;
    /// As whom a request for the feed is let in, or why its ticket is worth nothing. Uses the ticket up.
    [[nodiscard]] Result<Admission> admit(const HttpRequest& request);
    /// Why a request for a name that is not this server's is not answered; else nothing.
    [[nodiscard]] std::optional<HttpAnswer> refuse_host(const HttpRequest& request);
    /// Why this role may not give the order, or this session not now; else nothing. What is refused is in the log.
    [[nodiscard]] std::optional<Error> refuse_order(const Actor& actor, const std::string& session, const std::string& address, const engine::Command& command);
    /// How many bytes the body of a request may have: a list of entries is longer than any order.
    [[nodiscard]] std::size_t body_limit(const HttpRequest& request) const;
    /// Why a longer one is refused. Neither looks at the body.
    [[nodiscard]] Error refuse_body(const HttpRequest& request) const;
    [[nodiscard]] ClientContext& clients() { return rooms_.clients; }

    /// Whether a page of this server sent it: requests of other sites are refused (pages of other origins, forged forms).
    [[nodiscard]] static bool is_same_origin(const HttpRequest& request);

private:
    void get(const HttpRequest& request, Answer answer);
    void get_signed(const HttpRequest& request, Answer answer);
    void post(const HttpRequest& request, Answer answer);
    [[nodiscard]] std::optional<Error> refuse_often(const HttpRequest& request);
    [[nodiscard]] std::optional<Error> refuse_resting(const HttpRequest& request);
    /// Says in the log that a page of another site came, with the cookie of somebody who is signed in here.
    void note_other_site(const HttpRequest& request);
    void note_refused(const HttpRequest& request, const HttpAnswer& made);
    [[nodiscard]] HttpAnswer get_me(const HttpRequest& request) const;
    [[nodiscard]] HttpAnswer get_feed(const HttpRequest& request);
    [[nodiscard]] HttpAnswer get_metrics(const HttpRequest& request) const;
    [[nodiscard]] HttpAnswer get_root_certificate() const;
    [[nodiscard]] HttpAnswer get_health() const;
    void command(const HttpRequest& request, Answer answer);

    boost::asio::io_context& context_;
    Rooms rooms_;
    Pages pages_;
    Packed packed_;
    RequestRate requests_{{limits::requests_per_second, limits::requests_at_once, limits::counted_senders}};
    RequestRate posts_{{limits::posts_per_second, limits::posts_at_once, limits::counted_senders}};
};

}  // namespace bowball::net
