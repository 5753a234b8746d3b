#include "net/server.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <future>

#include "core/text.hpp"
#include "formats/frame.hpp"
#include "io/loose_worker.hpp"
#include "io/memory_reserve.hpp"
#include "net/air.hpp"
#include "net/entrance.hpp"
#include "net/file_limit.hpp"
#include "net/metrics.hpp"
#include "net/reception.hpp"
#include "net/returns.hpp"
#include "net/shards.hpp"
#include "net/ticket_desk.hpp"
#include "net/trouble.hpp"

namespace bowball::net {
namespace {

namespace asio = boost::asio;

constexpr auto counts_rhythm = std::chrono::seconds{1};

ServerOptions within_file_limit(ServerOptions options, spdlog::logger& log) {
    io::keep_memory_back(io::memory_kept_back);
    const auto files = raise_file_limit();
    const auto places = places_within(files, {options.connections, options.connections_kept_for_officials});
    if (places.connections + places.kept < options.connections + options.connections_kept_for_officials)
        log.warn("only {} files may be open at once: {} connections at most. Raise it with LimitNOFILE= or ulimit -n.", files, places.connections + places.kept);
    options.connections = places.connections;
    options.connections_kept_for_officials = places.kept;
    return options;
}

}  // namespace

class Server::Impl {
public:
    Impl(ServerOptions options, const io::Clock& clock, AccountStore accounts, CommandSink commands, std::shared_ptr<spdlog::logger> log)
        : options_(within_file_limit(std::move(options), *log)), clock_(clock), log_(std::move(log)),
          places_({options_.connections, options_.connections_per_address, options_.connections_kept_for_officials}), board_places_({options_.boards, options_.boards_per_address, 0}),
          token_places_({options_.boards_with_token, options_.boards_per_token, 0}),
          returns_(options_.edge ? options_.edge->newcomers_per_second : limits::returns_per_second), air_(options_.epoch, [this] { return now_us(); }, options_.log_dropped),
          shards_(terms_of(options_, clock, std::move(commands), log_), options_.threads),
          host_names_(options_.names, options_.checks_names), sign_in_(context_, accounts, log_, [this](const std::string& session, std::uint16_t code) { end_session(session, code); }, sign_in_terms()),
          sessions_(sign_in_, [this](const std::string& session, std::uint16_t code) { end_session(session, code); }, log_),
          snapshots_(context_, {air_, clients_.tally, sign_in_, options_.edge.has_value(), options_.bounds.long_poll_longest}),
          evidence_(context_, sign_in_, std::move(options_.evidence), options_.epoch), what_ifs_(context_, sign_in_, options_.what_ifs),
          entries_(context_, sign_in_, clients_, options_.entry_planner, options_.nocs), setup_(context_, sign_in_, accounts, options_.setup, log_),
          standby_(context_, sign_in_, options_.standby, log_), feed_access_(FeedTokenStore{options_.feed_tokens_file}),
          routes_(context_, {clients_, air_, sign_in_, snapshots_, evidence_, what_ifs_, entries_, setup_, standby_, feed_access_, options_.feeds, sessions_, tickets_, host_names_, [this] { return doors_view(); }, !options_.edge || standby_.is_standby(), [this] { return metrics(); }, options_.sign, [this] { return entrance_.root_certificate(); }, [this] { return venue_age_us(); }}, options_.web_folder) {
        clients_.refuse_order = [this](const Visitor& visitor, const std::string& address, const engine::Command& command) { return routes_.refuse_order(visitor.actor, visitor.session, address, command); };
        sign_in_.sessions() = std::move(options_.sessions);
        sign_in_.restore_sessions();
    }

    Result<void> start() {
        if (const auto opened = entrance_.open(options_.address, options_.port); !opened) return opened.error();
        const auto& tls = options_.tls;
        if (const auto secured = tls ? entrance_.open_tls(options_.address, tls->port, tls->files) : Result<void>{}; !secured) log_->error("{}", secured.error().text);
        if (!options_.feed_tokens_file.empty()) take_tokens(FeedAccess::look_at(feed_access_.store(), feed_access_.stamp()));
        count();
        shards_.start();
        return {};
    }

    ~Impl() { stop(); }

    void stop() {
        if (!shards_.main().is_running()) return;
        asio::post(context_, [this] {
            entrance_.close();
            counting_.cancel();
            private_files_.reset();
            // Threads say goodbye each for itself: what they ask is a value.
            const auto crowd = shards_.report().clients + snapshots_.waiting();
            const auto retry_ms = [returns = returns_, crowd] { return returns.wait_ms(crowd, std::chrono::steady_clock::now()); };
            snapshots_.send_all_away(retry_ms);
            shards_.end(retry_ms);
        });
        shards_.join();
    }

    void publish(Publication publication) {
        asio::post(context_, [this, publication = std::move(publication)] {
            if (publication.venue) {
                options_.anchor = publication.venue->anchor;
                venue_said_us_ = publication.venue->said_us;
            }
            const auto broadcast = air_.put(publication);
            shards_.take(broadcast);
            if (options_.feeds.take) options_.feeds.take(publication.frames, now_us());
            if (publication.edge_us && publication.committed_us) to_commit_.add(*publication.committed_us - *publication.edge_us);
            snapshots_.look(*broadcast);
        });
    }

    void give_up() {
        asio::post(context_, [this] {
            const auto crowd = shards_.report().clients;
            shards_.give_up([returns = returns_, crowd] { return returns.wait_ms(crowd, std::chrono::steady_clock::now()); });
        });
    }

    std::string issue_code(Actor actor, bool reusable) {
        if (!shards_.main().is_running()) return sign_in_.sessions().issue_code(std::move(actor), reusable);
        std::promise<std::string> issued;
        asio::post(context_, [&] { issued.set_value(sign_in_.sessions().issue_code(std::move(actor), reusable)); });
        return issued.get_future().get();
    }
    [[nodiscard]] Sessions take_sessions() { return std::move(sign_in_.sessions()); }
    [[nodiscard]] std::uint16_t port() const { return entrance_.port(); }
    [[nodiscard]] std::uint16_t tls_port() const { return entrance_.tls_port(); }

private:
    static Shard::Terms terms_of(const ServerOptions& options, const io::Clock& clock, CommandSink commands, const std::shared_ptr<spdlog::logger>& log) {
        const auto is_edge = options.edge.has_value();
        return {options.epoch, options.log_dropped, std::move(commands), clock, options.anchor, is_edge ? limits::edge_heartbeat : limits::heartbeat, options.version, options.standby.look ? "standby" : is_edge ? "edge" : "leading", options.others, log, options.bounds, is_edge};
    }

    static std::optional<TokenBucket> newcomers_of(const ServerOptions& options) {
        if (!options.edge) return std::nullopt;
        return TokenBucket{options.edge->newcomers_per_second, options.edge->newcomers_at_once};
    }

    [[nodiscard]] SignIn::Terms sign_in_terms() {
        auto terms = options_.sign_in;
        terms.tls_port = [this] { return entrance_.tls_port(); };
        return terms;
    }

    [[nodiscard]] DoorsView doors_view() const {
        const auto& root = entrance_.root_certificate();
        return {entrance_.port(), entrance_.tls_port(), options_.sign_in.needs_tls, root.empty() ? std::string{} : fingerprint_of(root), options_.names};
    }

    /// Since the venue was heard; nothing at the venue itself.
    [[nodiscard]] std::optional<std::int64_t> venue_age_us() const {
        if (!options_.edge) return std::nullopt;
        return std::max<std::int64_t>(0, now_us() - venue_said_us_) / clock_.speed();
    }

    [[nodiscard]] std::int64_t now_us() const {
        return std::chrono::floor<std::chrono::microseconds>(options_.anchor.to_race(clock_.now()).time_since_epoch()).count();
    }

    void end_session(const std::string& session, std::uint16_t code) {
        shards_.main().clients().end_session(session, code, [this](const std::string& key) { return sign_in_.holds(key); });
    }

    std::string metrics() {
        const auto view = air_.view_of("health");
        const auto* health = view ? std::get_if<views::HealthView>(view.get()) : nullptr;
        const auto all = shards_.report();
        return metrics_text({.tally = all.tally, .air = air_, .counts = all.counts, .places_taken = places_.taken(), .long_polls_waiting = snapshots_.waiting(), .feed_polls = feed_access_.polls(), .health = health,
                             .now_us = now_us(), .version = options_.version, .clients_blocked = all.blocked, .depth = all.depth, .broadcasts_under_way = shards_.under_way(), .impulse_to_commit = to_commit_,
                             .impulse_to_frame = shards_.to_frame(), .venue_age_us = venue_age_us()});
    }

    /// Not here: the disk may hang, and everybody with it.
    void look_at_private_files() {
        if (!private_files_) private_files_ = std::make_unique<io::LooseWorker>(context_);
        sign_in_.look_around(*private_files_);
        if (options_.feed_tokens_file.empty() || is_looking_at_tokens_) return;
        const auto look = std::make_shared<FeedAccess::Look>(FeedAccess::Look{feed_access_.stamp(), std::nullopt});
        private_files_->ask([look, store = feed_access_.store()] { *look = FeedAccess::look_at(store, look->stamp); },
                            [this, look] {
                                is_looking_at_tokens_ = false;
                                take_tokens(*look);
                            });
        is_looking_at_tokens_ = true;
    }

    void take_tokens(const FeedAccess::Look& look) {
        const auto looked = feed_access_.take(look);
        if (looked) tokens_trouble_.is_over();
        else if (tokens_trouble_.is_news(looked.error().text)) log_->error("feed tokens: {}", looked.error().text);
    }

    void count() {
        counting_.expires_after(counts_rhythm);
        counting_.async_wait([this](const boost::system::error_code& cancelled) {
            if (cancelled) return;
            count();
            look_at_memory();
            look_at_private_files();
            shards_.ask_for_reports();
            tell_counts();
        });
    }

    /// Places go by it as well (places.cpp).
    void look_at_memory() {
        const auto was_short = std::exchange(memory_is_short_, io::is_memory_short());
        if (!memory_is_short_) return;
        if (!was_short) log_->error("The system gives no more memory. What is under way goes on with what was kept back; only officials are let in. Look what else runs on this computer.");
        if (io::keep_memory_back_again()) log_->info("there is memory again: everybody is let in");
    }

    void tell_counts() {
        if (!options_.on_counts) return;
        const auto all = shards_.report();
        views::Attendance attendance{all.counts.viewers, all.counts.officials, all.tally.all_refused(), {}, 0};
        shards_.main().clients().describe_displays(attendance);
        options_.on_counts(all.counts, std::move(attendance));
    }

    ServerOptions options_;
    io::Clock clock_;
    std::shared_ptr<spdlog::logger> log_;
    Places places_;   ///< before the contexts: connections in their queues give their places back when they go
    Places board_places_;
    Places token_places_;
    Returns returns_;
    Air air_;
    Shards shards_;
    ClientContext& clients_ = shards_.main().client_context();   ///< of officials and boards, and of what HTTP counts
    asio::io_context& context_ = shards_.main().context();
    std::int64_t venue_said_us_ = 0;   ///< at an edge
    Histogram to_commit_;   ///< from an impulse's edge
    HostNames host_names_;
    SignIn sign_in_;
    SessionDesk sessions_;
    TicketDesk tickets_{sign_in_};
    Snapshots snapshots_;
    Evidence evidence_;
    WhatIfs what_ifs_;
    EntryDesk entries_;
    SetupDesk setup_;
    StandbyDesk standby_;
    FeedAccess feed_access_;
    std::unique_ptr<io::LooseWorker> private_files_;   ///< none before the first look
    bool is_looking_at_tokens_ = false;
    Trouble tokens_trouble_;
    Routes routes_;
    Reception reception_{{shards_, feed_access_, places_, board_places_, token_places_, returns_}};
    Doors doors_{[this](Guest guest, WebsocketUpgrade upgrade) { reception_.start_websocket(std::move(guest), std::move(upgrade)); }, [this](Guest guest) { reception_.start_events(std::move(guest)); }};
    Entrance entrance_{{context_, [this]() -> asio::io_context& { return shards_.next_home(); }, places_, returns_, clients_.tally, routes_, doors_, options_.bounds, newcomers_of(options_), log_}};
    asio::steady_timer counting_{context_};
    bool memory_is_short_ = false;   ///< said so already
};

Server::Server(ServerOptions options, const io::Clock& clock, AccountStore accounts, CommandSink commands, std::shared_ptr<spdlog::logger> log)
    : impl_(std::make_unique<Impl>(std::move(options), clock, std::move(accounts), std::move(commands), std::move(log))) {}
Server::~Server() = default;
Result<void> Server::start() { return impl_->start(); }
void Server::stop() { impl_->stop(); }
std::uint16_t Server::port() const { return impl_->port(); }
std::uint16_t Server::tls_port() const { return impl_->tls_port(); }
void Server::publish(Publication publication) { impl_->publish(std::move(publication)); }
void Server::give_up() { impl_->give_up(); }
std::string Server::issue_code(Actor actor, bool reusable) { return impl_->issue_code(std::move(actor), reusable); }
Sessions Server::take_sessions() { return impl_->take_sessions(); }

}  // namespace bowball::net
