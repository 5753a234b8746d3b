// Beast stands in this file and nowhere else: it reads requests and writes answers. A client that asks for a WebSocket
// leaves with its socket for websocket_client.cpp.
#include "net/server.hpp"

#include <sodium.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "core/limits.hpp"
#include "formats/frame.hpp"
#include "net/routes.hpp"

namespace bowball::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

/// To send a request, and to take an answer.
constexpr auto patience = std::chrono::seconds{15};
constexpr auto counts_rhythm = std::chrono::seconds{1};
/// Connections accepted in one go, before anything else is done: ten thousand may come at once.
constexpr int accepts_at_once = 64;

std::string text(beast::string_view view) { return {view.data(), view.size()}; }

}  // namespace

/// One HTTP connection; requests one after another.
class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
public:
    using Upgrade = std::function<void(tcp::socket, HttpRequest, std::string key, bool offers_protocol, std::string early)>;
    HttpConnection(tcp::socket socket, Routes& routes, Upgrade upgrade, std::function<void()> on_end)
        : stream_(std::move(socket)), routes_(routes), upgrade_(std::move(upgrade)), on_end_(std::move(on_end)) {}
    ~HttpConnection() {
        if (on_end_) on_end_();
    }

    void read() {
        parser_.emplace();
        parser_->header_limit(limits::http_header_bytes);
        parser_->body_limit(limits::http_body_bytes);
        stream_.expires_after(patience);
        http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](const boost::system::error_code& failed, std::size_t) { self->on_read(failed); });
    }

private:
    void on_read(const boost::system::error_code& failed) {
        if (failed == http::error::end_of_stream || failed == beast::error::timeout || failed == asio::error::connection_reset) return end();
        if (failed == http::error::body_limit || failed == http::error::header_limit) return write(refusal({errc::too_large, "The request is too large."}), false);
        if (failed) return write(refusal({errc::bad_input, "The request is no HTTP: " + failed.message() + "."}), false);
        const auto& message = parser_->get();
        auto request = to_request(message);
        const auto upgrade = http::token_list{message[http::field::connection]}.exists("upgrade") && beast::iequals(message[http::field::upgrade], "websocket");
        if (upgrade) return hand_over(message, std::move(request));
        const auto keep = message.keep_alive();
        const auto is_head = request.method == "HEAD";
        routes_.answer(request, [self = shared_from_this(), keep, is_head](HttpAnswer answer) {
            if (is_head) answer.body.clear();
            self->write(std::move(answer), keep);
        });
    }

    HttpRequest to_request(const http::request<http::string_body>& message) {
        HttpRequest request;
        request.method = text(message.method_string());
        const auto target = text(message.target());
        const auto question = target.find('?');
        request.path = target.substr(0, question);
        if (question != std::string::npos) request.query = target.substr(question + 1);
        request.body = message.body();
        boost::system::error_code ignored;
        request.address = stream_.socket().remote_endpoint(ignored).address().to_string();
        request.host = text(message[http::field::host]);
        request.origin = text(message[http::field::origin]);
        request.cookie = text(message[http::field::cookie]);
        request.content_type = text(message[http::field::content_type]);
        request.if_none_match = text(message[http::field::if_none_match]);
        return request;
    }

    void hand_over(const http::request<http::string_body>& message, HttpRequest request) {
        const auto key = text(message[http::field::sec_websocket_key]);
        const auto version = text(message[http::field::sec_websocket_version]);
        const auto offers = http::token_list{message[http::field::sec_websocket_protocol]}.exists("bowball.v1");
        const auto offered_any = message.find(http::field::sec_websocket_protocol) != message.end();
        if (request.path != "/live" || request.method != "GET") return write(refusal({errc::not_found, "The live feed is at /live."}), false);
        if (key.empty() || version != "13" || (offered_any && !offers)) return write(refusal({errc::bad_input, "The live feed speaks WebSocket version 13, subprotocol bowball.v1."}), false);
        if (!Routes::is_same_origin(request)) return write(refusal({errc::not_allowed, "The page is of another site."}), false);
        std::string early{static_cast<const char*>(buffer_.data().data()), buffer_.size()};
        stream_.expires_never();
        upgrade_(stream_.release_socket(), std::move(request), key, offers, std::move(early));
    }

    void write(HttpAnswer answer, bool keep) {
        response_ = {};
        response_.version(11);
        response_.result(answer.status);
        response_.keep_alive(keep);
        response_.set(http::field::content_type, answer.content_type);
        response_.set("X-Content-Type-Options", "nosniff");
        response_.set("Referrer-Policy", "no-referrer");
        for (const auto& [name, value] : answer.headers) response_.insert(name, value);
        response_.body() = std::move(answer.body);
        response_.prepare_payload();
        stream_.expires_after(patience);
        http::async_write(stream_, response_, [self = shared_from_this(), keep](const boost::system::error_code& failed, std::size_t) {
            if (failed || !keep) return self->end();
            self->read();
        });
    }

    void end() {
        boost::system::error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    beast::tcp_stream stream_;
    Routes& routes_;
    Upgrade upgrade_;
    std::function<void()> on_end_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    http::response<http::string_body> response_;
};

class Server::Impl {
public:
    Impl(ServerOptions options, const io::Clock& clock, AccountStore accounts, CommandSink commands, std::shared_ptr<spdlog::logger> log)
        : options_(std::move(options)), clock_(clock), log_(std::move(log)), hub_(options_.epoch, [this] { return now_us(); }),
          client_context_{hub_, std::move(commands), [this] { return now_us(); }, clock.speed(), options_.version, log_, [this](errc) { ++refused_; }},
          routes_(context_, client_context_, std::move(accounts), options_.web_folder, [this] { return clock_.now(); }) {}

    Result<void> start() {
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
        thread_ = std::thread{[this] { context_.run(); }};
        return {};
    }

    void stop() {
        if (!thread_.joinable()) return;
        asio::post(context_, [this] {
            boost::system::error_code ignored;
            acceptor_.close(ignored);
            heartbeat_.cancel();
            counting_.cancel();
            std::vector<std::shared_ptr<WebsocketClient>> leaving;
            for (const auto& weak : clients_) {
                if (auto client = weak.lock()) leaving.push_back(std::move(client));
            }
            for (const auto& client : leaving) {
                // Each is told another time to come back: ten thousand at once would be a stampede.
                const auto retry_ms = 500 + static_cast<std::int64_t>(randombytes_uniform(5000));
                client->message(std::make_shared<const std::string>(make_frame(Opcode::text, formats::encode_bye(retry_ms, "the server restarts"))));
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

    std::string issue_code(Actor actor, bool reusable) { return routes_.sessions().issue_code(std::move(actor), reusable); }
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    [[nodiscard]] std::int64_t now_us() const {
        return std::chrono::floor<std::chrono::microseconds>(options_.anchor.to_race(clock_.now()).time_since_epoch()).count();
    }

    void accept() {
        acceptor_.async_accept([this](const boost::system::error_code& failed, tcp::socket socket) {
            if (failed == asio::error::operation_aborted) return;
            if (!failed) welcome(std::move(socket));
            for (int i = 0; i < accepts_at_once && !failed; ++i) {
                boost::system::error_code none;
                auto next = acceptor_.accept(none);
                if (none) break;
                welcome(std::move(next));
            }
            if (acceptor_.is_open()) accept();
        });
    }

    void welcome(tcp::socket socket) {
        if (connections_ >= limits::connections + limits::connections_kept_for_officials) {
            ++refused_;
            return;  // closes it
        }
        ++connections_;
        const auto upgrade = [this](tcp::socket upgraded, const HttpRequest& request, const std::string& key, bool offers, std::string early) {
            start_client(std::move(upgraded), request, key, offers, std::move(early));
        };
        std::make_shared<HttpConnection>(std::move(socket), routes_, upgrade, [this] { --connections_; })->read();
    }

    void start_client(tcp::socket socket, const HttpRequest& request, const std::string& key, bool offers, std::string early) {
        const auto actor = routes_.who(request);
        const auto official = actor.role != Role::viewer;
        const auto counts = hub_.counts();
        const auto full = counts.viewers + counts.officials >= limits::connections - (official ? 0 : limits::connections_kept_for_officials);
        auto handshake = full ? std::string{"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"}
                              : "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept_key(key) + "\r\n" +
                                    (offers ? "Sec-WebSocket-Protocol: bowball.v1\r\n" : "") + "\r\n";
        boost::system::error_code failed;
        asio::write(socket, asio::buffer(handshake), failed);  // into an empty socket buffer: never waits
        if (failed || full) return;
        const auto is_board = query_value(request.query, "as") == "board";
        auto client = std::make_shared<WebsocketClient>(std::move(socket), client_context_, actor, is_board);
        std::erase_if(clients_, [](const std::weak_ptr<WebsocketClient>& one) { return one.expired(); });
        clients_.push_back(client);
        client->start(std::move(early));
    }

    void beat() {
        heartbeat_.expires_after(limits::heartbeat);
        heartbeat_.async_wait([this](const boost::system::error_code& cancelled) {
            if (cancelled) return;
            const auto frame = std::make_shared<const std::string>(make_frame(Opcode::text, formats::encode_heartbeat(now_us(), hub_.head())));
            hub_.for_each([&](Subscriber& client) { static_cast<WebsocketClient&>(client).heartbeat(frame); });
            beat();
        });
    }

    void count() {
        counting_.expires_after(counts_rhythm);
        counting_.async_wait([this](const boost::system::error_code& cancelled) {
            if (cancelled) return;
            if (options_.on_counts) options_.on_counts(hub_.counts());
            count();
        });
    }

    ServerOptions options_;
    io::Clock clock_;
    std::shared_ptr<spdlog::logger> log_;
    asio::io_context context_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
    Hub hub_;
    ClientContext client_context_;
    Routes routes_;
    tcp::acceptor acceptor_{context_};
    asio::steady_timer heartbeat_{context_};
    asio::steady_timer counting_{context_};
    std::vector<std::weak_ptr<WebsocketClient>> clients_;
    std::size_t connections_ = 0;
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
