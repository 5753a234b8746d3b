// Beast stands in this file and nowhere else.
#include "net/http_connection.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "core/limits.hpp"

namespace bowball::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

constexpr const char* subprotocol = "bowball.v1";
/// To send a request, and to take an answer.
constexpr auto patience = std::chrono::seconds{15};

std::string text(beast::string_view view) { return {view.data(), view.size()}; }

/// Requests one after another.
class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
public:
    HttpConnection(tcp::socket socket, std::unique_ptr<Places::Place> place, Routes& routes, OnUpgrade on_upgrade)
        : place_(std::move(place)), stream_(std::move(socket)), routes_(routes), on_upgrade_(std::move(on_upgrade)) {}

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
        request.range = text(message[http::field::range]);
        return request;
    }

    void hand_over(const http::request<http::string_body>& message, HttpRequest request) {
        const auto key = text(message[http::field::sec_websocket_key]);
        const auto version = text(message[http::field::sec_websocket_version]);
        const auto offered = subprotocol_of(message);
        const auto offered_any = message.find(http::field::sec_websocket_protocol) != message.end();
        if (request.path != "/live" || request.method != "GET") return write(refusal({errc::not_found, "The live feed is at /live."}), false);
        if (key.empty() || version != "13" || (offered_any && offered.empty())) return write(refusal({errc::bad_input, "The live feed speaks WebSocket version 13, subprotocol bowball.v1."}), false);
        if (!Routes::is_same_origin(request)) return write(refusal({errc::not_allowed, "The page is of another site."}), false);
        std::string early{static_cast<const char*>(buffer_.data().data()), buffer_.size()};
        stream_.expires_never();
        on_upgrade_({stream_.release_socket(), std::move(place_), std::move(request), key, offered, offered_any && offered != subprotocol, std::move(early)});
    }

    /// Ours if it is offered, else another version of ours; empty if there is neither.
    static std::string subprotocol_of(const http::request<http::string_body>& message) {
        http::token_list offered{message[http::field::sec_websocket_protocol]};
        if (offered.exists(subprotocol)) return subprotocol;
        for (const auto one : offered) {
            if (one.starts_with("bowball.v")) return text(one);
        }
        return {};
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

    std::unique_ptr<Places::Place> place_;
    beast::tcp_stream stream_;
    Routes& routes_;
    OnUpgrade on_upgrade_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    http::response<http::string_body> response_;
};

}  // namespace

void serve_http(tcp::socket socket, std::unique_ptr<Places::Place> place, Routes& routes, OnUpgrade on_upgrade) {
    std::make_shared<HttpConnection>(std::move(socket), std::move(place), routes, std::move(on_upgrade))->read();
}

}  // namespace bowball::net
