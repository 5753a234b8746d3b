#include "net/server.hpp"

#include <sodium.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <future>

#include "formats/frame.hpp"
#include "net/file_limit.hpp"
#include "net/http_connection.hpp"

namespace bowball::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto counts_rhythm = std::chrono::seconds{1};
/// Connections accepted in one go, before anything else is done: ten thousand may come at once.
constexpr int accepts_at_once = 64;
/// After an accept that failed, for want of files say: to try again at once would be all that this thread does.
constexpr auto pause_after_failed_accept = std::chrono::milliseconds{100};
/// Files of the house itself, beside the connections: journal, devices, pages.
constexpr std::size_t own_files = 200;

Shared text_frame(const std::string& json) { return std::make_shared<const std::string>(make_frame(Opcode::text, json)); }

}  // namespace

class Server::Impl {
public:
    Impl(ServerOptions options, const io::Clock& clock, AccountStore accounts, CommandSink commands, std::shared_ptr<spdlog::logger> log)
        : options_(std::move(options)), clock_(clock), log_(std::move(log)),
          places_({options_.connections, options_.connections_per_address, options_.connections_kept_for_officials}), hub_(options_.epoch, [this] { return now_us(); }, options_.log_dropped),
          client_context_{hub_, std::move(commands), [this] { return now_us(); }, clock.speed(), options_.version, log_, [this](errc) { ++refused_; }, options_.write_stall},
          sign_in_(context_, std::move(accounts), log_, [this](const std::string& session, std::uint16_t code) { end_sockets(session, code); }),
          videos_(context_, options_.videos),
          routes_(context_, client_context_, sign_in_, videos_, {options_.web_folder, options_.traces}) {}

    Result<void> start() {
        if (const auto files = raise_file_limit(); files < options_.connections + own_files)
            log_->warn("only {} files may be open at once: so many screens at most. Raise it with LimitNOFILE= or ulimit -n.", files);
        boost::system::error_code failed;
        const tcp::endpoint here{asio::ip::make_address(options_.address, failed), options_.port};
        if (failed) return Error{errc::bad_input, "server.address: \"" + options_.address + "\" is no address."};
        acceptor_.open(here.protocol(), failed);
        if (!failed) acceptor_.set_option(tcp::acceptor::reuse_address{true}, failed);
        if (!failed) acceptor_.bind(here, failed);
        if (!failed) acceptor_.listen(4096, failed);
        if (failed)
            return Error{errc::io_failed, "Port " + std::to_string(options_.port) + " on " + options_.address + " cannot be used: " + failed.message() + ". Stop the other program, or choose another with --port."};
        acceptor_.non_blocking(true, failed);
        port_ = acceptor_.local_endpoint(failed).port();
        accept();
        beat();
        count();
        thread_ = std::thread{[this] { run(); }};
        return {};
    }

    void stop() {
        if (!thread_.joinable()) return;
        asio::post(context_, [this] {
            boost::system::error_code ignored;
            acceptor_.close(ignored);
            accept_pause_.cancel();
            heartbeat_.cancel();
            counting_.cancel();
            std::vector<std::shared_ptr<WebsocketClient>> leaving;
            for (const auto& weak : clients_) {
                if (auto client = weak.lock()) leaving.push_back(std::move(client));
            }
            for (const auto& client : leaving) {
                // Each is told another time to come back: ten thousand at once would be a stampede.
                const auto retry_ms = 500 + static_cast<std::int64_t>(randombytes_uniform(5000));
                client->message(text_frame(formats::encode_bye(retry_ms, "the server restarts")));
                client->close(close_code::restart, "the server restarts");
            }
            // One more turn of the loop lets what was queued leave.
            asio::post(context_, [this, leaving] {
                for (const auto& client : leaving) client->abort();
                work_.reset();
                context_.stop();
            });
        });
        thread_.join();
    }

    void publish(std::vector<Frame> frames, std::vector<LogFrame> entries, Seq head) {
        asio::post(context_, [this, frames = std::move(frames), entries = std::move(entries), head] { hub_.publish(frames, entries, head); });
    }

    std::string issue_code(Actor actor, bool reusable) {
        if (!thread_.joinable()) return sign_in_.sessions().issue_code(std::move(actor), reusable);
        std::promise<std::string> issued;
        asio::post(context_, [&] { issued.set_value(sign_in_.sessions().issue_code(std::move(actor), reusable)); });
        return issued.get_future().get();
    }
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    [[nodiscard]] std::int64_t now_us() const {
        return std::chrono::floor<std::chrono::microseconds>(options_.anchor.to_race(clock_.now()).time_since_epoch()).count();
    }

    /// What one client or one message caused must not end it for all.
    void run() {
        for (;;) {
            try {
                context_.run();
                return;
            } catch (const std::exception& problem) {
                log_->error("net: {}. It goes on.", problem.what());
            }
        }
    }

    void accept() {
        acceptor_.async_accept([this](const boost::system::error_code& failed, tcp::socket socket) {
            if (failed == asio::error::operation_aborted || !acceptor_.is_open()) return;
            if (failed) return pause(failed);
            accept();  // first: what follows may throw
            welcome(std::move(socket));
            for (int i = 0; i < accepts_at_once; ++i) {
                boost::system::error_code none;
                auto next = acceptor_.accept(none);
                if (none) break;
                welcome(std::move(next));
            }
        });
    }

    void pause(const boost::system::error_code& failed) {
        if (accept_trouble_ != failed.message()) log_->error("nobody more can connect: {}", failed.message());
        accept_trouble_ = failed.message();
        ++refused_;
        accept_pause_.expires_after(pause_after_failed_accept);
        accept_pause_.async_wait([this](const boost::system::error_code& cancelled) {
            if (!cancelled) accept();
        });
    }

    void welcome(tcp::socket socket) {
        boost::system::error_code gone;
        const auto there = socket.remote_endpoint(gone);
        if (gone) return;
        auto place = places_.take(there.address());
        if (!place) return refuse(std::move(socket));
        serve_http(std::move(socket), std::move(place), routes_, [this](Upgrade upgrade) { start_client(std::move(upgrade)); });
    }

    /// Without a place, and before it is known what it wants: into the empty buffer of the socket if it takes it, and closed.
    void refuse(tcp::socket socket) {
        ++refused_;
        boost::system::error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(std::string_view{"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"}), ignored);
    }

    void start_client(Upgrade upgrade) {
        Visitor visitor{sign_in_.who(upgrade.request), {}, query_value(upgrade.request.query, "as") == "board"};
        const auto is_official = visitor.actor.role != Role::viewer;
        if (is_official) visitor.session = sign_in_.session_of(upgrade.request);
        auto handshake = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept_key(upgrade.key) + "\r\n" +
                         (upgrade.subprotocol.empty() ? "" : "Sec-WebSocket-Protocol: " + upgrade.subprotocol + "\r\n") + "\r\n";
        const auto is_full = upgrade.place->is_kept_for_officials() && !is_official;
        auto client = std::make_shared<WebsocketClient>(std::move(upgrade.socket), std::move(upgrade.place), client_context_, std::move(visitor));
        std::erase_if(clients_, [](const std::weak_ptr<WebsocketClient>& one) { return one.expired(); });
        clients_.push_back(client);
        if (upgrade.is_other_version) return client->turn_away(std::move(handshake), close_code::other_version, "this server speaks bowball.v1");
        if (is_full) return client->turn_away(std::move(handshake), close_code::overloaded, "all places are taken; try again later");
        client->start(std::move(handshake), std::move(upgrade.early));
    }

    void end_sockets(const std::string& session, std::uint16_t code) {
        const auto text = code == close_code::forbidden ? "this account has another role now; sign in again" : "the session has ended; sign in again";
        for (const auto& weak : clients_) {
            const auto client = weak.lock();
            if (!client || client->session().empty()) continue;
            if (session.empty() ? !sign_in_.holds(client->session()) : client->session() == session) client->close(code, text);
        }
    }

    void beat() {
        heartbeat_.expires_after(limits::heartbeat);
        heartbeat_.async_wait([this](const boost::system::error_code& cancelled) {
            if (cancelled) return;
            beat();
            const auto frame = text_frame(formats::encode_heartbeat(now_us(), hub_.head()));
            hub_.for_each([&](Subscriber& client) { static_cast<WebsocketClient&>(client).heartbeat(frame); });
        });
    }

    void count() {
        counting_.expires_after(counts_rhythm);
        counting_.async_wait([this](const boost::system::error_code& cancelled) {
            if (cancelled) return;
            count();
            sign_in_.look_around();
            if (options_.on_counts) options_.on_counts(hub_.counts(), refused_);
        });
    }

    ServerOptions options_;
    io::Clock clock_;
    std::shared_ptr<spdlog::logger> log_;
    Places places_;   ///< before the context: connections in its queue give their places back when it goes
    asio::io_context context_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
    Hub hub_;
    ClientContext client_context_;
    SignIn sign_in_;
    Videos videos_;
    Routes routes_;
    tcp::acceptor acceptor_{context_};
    asio::steady_timer accept_pause_{context_};
    std::string accept_trouble_;
    asio::steady_timer heartbeat_{context_};
    asio::steady_timer counting_{context_};
    std::vector<std::weak_ptr<WebsocketClient>> clients_;
    std::uint64_t refused_ = 0;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

Server::Server(ServerOptions options, const io::Clock& clock, AccountStore accounts, CommandSink commands, std::shared_ptr<spdlog::logger> log)
    : impl_(std::make_unique<Impl>(std::move(options), clock, std::move(accounts), std::move(commands), std::move(log))) {}
Server::~Server() { stop(); }
Result<void> Server::start() { return impl_->start(); }
void Server::stop() { impl_->stop(); }
std::uint16_t Server::port() const { return impl_->port(); }
void Server::publish(std::vector<Frame> frames, std::vector<LogFrame> entries, Seq head) { impl_->publish(std::move(frames), std::move(entries), head); }
std::string Server::issue_code(Actor actor, bool reusable) { return impl_->issue_code(std::move(actor), reusable); }

}  // namespace bowball::net
