// Beast stands in this file and nowhere else: it parses requests; what is read and written is the wire's.
#include "net/http_connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/string_body.hpp>

#include "core/limits.hpp"
#include "net/feed_client.hpp"
#include "net/handshake.hpp"
#include "net/message_deflate.hpp"

namespace bowball::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Parser = http::request_parser<http::string_body>;
using Message = http::request<http::string_body>;

constexpr const char* subprotocol = "bowball.v1";

std::string text(beast::string_view view) { return {view.data(), view.size()}; }

/// Ours if it is offered, else another version of ours; empty if there is neither.
std::string subprotocol_of(const Message& message) {
    http::token_list offered{message[http::field::sec_websocket_protocol]};
    if (offered.exists(subprotocol)) return subprotocol;
    for (const auto one : offered) {
        if (one.starts_with("bowball.v")) return text(one);
    }
    return {};
}

/// In any of its lines.
bool offers_deflate(const Message& message) {
    const auto [first, last] = message.equal_range(http::field::sec_websocket_extensions);
    return std::any_of(first, last, [](const auto& field) { return takes_offer_of_deflate(text(field.value())); });
}

bool asks_for_websocket(const Message& message) {
    return http::token_list{message[http::field::connection]}.exists("upgrade") && beast::iequals(message[http::field::upgrade], "websocket");
}

std::string head_of(const HttpAnswer& answer, bool keep) {
    auto head = "HTTP/1.1 " + std::to_string(answer.status) + " " + text(http::obsolete_reason(http::int_to_status(answer.status))) + "\r\n";
    const auto has_body = answer.status != 304 && answer.status != 204;
    const auto length = answer.rest ? answer.rest->total : answer.bytes().size();
    if (has_body) head += "Content-Type: " + answer.content_type + "\r\nContent-Length: " + std::to_string(length) + "\r\n";
    head += "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n";
    for (const auto& [name, value] : answer.headers) head += name + ": " + value + "\r\n";
    const auto upgrades = std::ranges::any_of(answer.headers, [](const auto& one) { return one.first == "Upgrade"; });
    return head + "Connection: " + (keep ? "keep-alive" : "close") + (upgrades ? ", upgrade" : "") + "\r\n\r\n";
}

/// Requests one after another. A read is always outstanding, so that it is noticed who hangs up.
class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
public:
    HttpConnection(std::unique_ptr<Wire> wire, std::unique_ptr<Places::Place> place, Routes& routes, const Doors& doors)
        : place_(std::move(place)), wire_(std::move(wire)), routes_(routes), doors_(doors), timer_(wire_->executor()) {}

    void begin() {
        parser_.emplace();
        parser_->eager(true);
        parser_->header_limit(limits::http_header_bytes);
        parser_->body_limit(limits::entries_bytes);   // the largest of any path; take_in() holds the path's own
        body_limit_.reset();
        is_answering_ = false;
        is_head_ = false;
        asked_to_wait_ = false;
        end_after(bounds().http_request_within, Cut::slow_request);
        take_in();
    }

private:
    [[nodiscard]] const Bounds& bounds() const { return routes_.clients().bounds; }

    /// The whole of what is to come has this long. Who has asked for nothing yet, or has his answer, only leaves.
    void end_after(Duration patience, std::optional<Cut> why = {}) {
        timer_.expires_after(patience);
        timer_.async_wait([weak = weak_from_this(), why](const boost::system::error_code& cancelled) {
            const auto self = weak.lock();
            if (!self || cancelled) return;
            const auto is_idle = why == Cut::slow_request && !self->parser_->got_some();
            if (why && !is_idle) return self->cut(*why, "http took too long");
            self->end();
        });
    }

    void cut(Cut why, std::string_view reason) {
        if (wire_) note_cut(routes_.clients(), why, "http", wire_->address(), reason);
        end();
    }

    void read() {
        if (is_reading_ || !wire_) return;
        is_reading_ = true;
        wire_->read_some(asio::buffer(piece_), [self = shared_from_this()](const boost::system::error_code& failed, std::size_t count) {
            self->is_reading_ = false;
            if (self->has_ended_) return;
            if (failed) return self->on_end_of_requests();
            if (self->is_ending_) return self->read();
            self->waiting_.append(self->piece_.data(), count);
            if (!self->is_answering_) return self->take_in();
            if (self->waiting_.size() > limits::http_pipelined_bytes) return self->cut(Cut::flooding, "more requests at once than are read");
            self->read();
        });
    }

    /// The other end sends no more. What it asked for before is still answered, unless it asked to wait.
    void on_end_of_requests() {
        is_last_ = true;
        if (!is_answering_ || asked_to_wait_ || is_ending_) end();
    }

    void take_in() {
        boost::system::error_code failed;
        while (!waiting_.empty() && !parser_->is_done()) {
            const auto used = parser_->put(asio::buffer(waiting_), failed);
            waiting_.erase(0, used);
            if (failed == http::error::need_more) {
                failed = {};
                break;
            }
            if (failed) break;
        }
        if (!failed && parser_->is_header_done() && is_too_large()) failed = http::error::body_limit;
        if (failed == http::error::header_limit) return refuse({errc::too_large, "The request is too large: its head may have " + std::to_string(limits::http_header_bytes / 1024) + " KiB."});
        if (failed == http::error::body_limit) return refuse(routes_.refuse_body(head_of_request()));
        if (failed) return refuse({errc::bad_input, "The request is no HTTP: " + failed.message() + "."});
        if (!parser_->is_done()) return read();
        is_answering_ = true;
        timer_.cancel();
        take();
    }

    /// By what its head says, or by what has come: most paths take far less than the parser would.
    bool is_too_large() {
        const auto bytes = std::max<std::uint64_t>(parser_->get().body().size(), parser_->content_length().value_or(0));
        if (bytes <= limits::http_body_bytes) return false;
        if (!body_limit_) body_limit_ = routes_.body_limit(head_of_request());
        return bytes > *body_limit_;
    }

    void refuse(const Error& error) { refuse(refusal(error), error.code); }
    void refuse(HttpAnswer answer, errc code) {
        is_answering_ = true;
        is_last_ = true;
        routes_.clients().tally.refuse(code);
        write(std::move(answer));
    }

    void take() {
        const auto& message = parser_->get();
        auto request = head_of_request();
        request.body = std::move(parser_->get().body());
        // RFC 9112 section 3.2: who it is for decides what it may do.
        if (message.version() >= 11 && message.count(http::field::host) != 1) return refuse({errc::bad_input, "A request names its Host, once."});
        // RFC 9112 sections 6.1 and 6.3: where nobody knows where its body ends, the next request begins in it.
        const auto codings = message.count(http::field::transfer_encoding);
        const auto is_chunked = codings == 1 && beast::iequals(message[http::field::transfer_encoding], "chunked") && message.version() >= 11;
        if (codings > 0 && !is_chunked) return refuse({errc::bad_input, "Of all transfer encodings only chunked is understood, from HTTP/1.1 on."});
        if (auto refused = routes_.refuse_host(request)) return refuse(std::move(*refused), errc::bad_input);
        const auto is_for_feed = asks_for_websocket(message) || request.path == live_path;
        const auto leaves = asks_for_websocket(message) || request.path == "/api/v1/events";
        if (leaves && is_reading_) return refuse({errc::bad_input, "The feed is asked for on a connection of its own."});
        if (is_for_feed) return to_websocket(message, std::move(request));
        if (request.path == "/api/v1/events" && request.method == "GET") {
            if (auto refused = routes_.refuse_events(request)) return write(std::move(*refused));
            return doors_.to_events({std::move(wire_), std::move(place_), std::move(request)});
        }
        if (!message.keep_alive()) is_last_ = true;
        is_head_ = request.method == "HEAD";
        asked_to_wait_ = !query_value(request.query, "wait_ms").empty() && request.method == "GET";
        // Who waits is kept by its read: when it hangs up, nothing holds it.
        const auto keeps = asked_to_wait_ ? nullptr : shared_from_this();
        read();
        routes_.answer(request, [weak = weak_from_this(), keeps](HttpAnswer answer) {
            if (const auto self = weak.lock()) self->write(std::move(answer));
        });
    }

    /// The request without its body.
    HttpRequest head_of_request() {
        const Message& message = parser_->get();
        HttpRequest request;
        request.method = text(message.method_string());
        const auto target = text(message.target());
        const auto question = target.find('?');
        request.path = target.substr(0, question);
        if (question != std::string::npos) request.query = target.substr(question + 1);
        request.address = wire_->address();
        request.host = text(message[http::field::host]);
        request.origin = text(message[http::field::origin]);
        request.cookie = text(message[http::field::cookie]);
        request.content_type = text(message[http::field::content_type]);
        request.if_none_match = text(message[http::field::if_none_match]);
        request.range = text(message[http::field::range]);
        request.accept_encoding = text(message[http::field::accept_encoding]);
        request.authorization = text(message[http::field::authorization]);
        request.last_event_id = text(message["Last-Event-ID"]);
        request.is_secure = wire_->is_secure();
        request.asker = weak_from_this();
        return request;
    }

    void to_websocket(const Message& message, HttpRequest request) {
        const auto offered = subprotocol_of(message);
        const auto offered_any = message.find(http::field::sec_websocket_protocol) != message.end();
        Handshake asked{request.method, request.path, message.version(), asks_for_websocket(message), text(message[http::field::sec_websocket_key]), message.count(http::field::sec_websocket_key), text(message[http::field::sec_websocket_version]), offered_any && offered.empty()};
        if (auto refused = refuse_handshake(asked)) return refuse(std::move(*refused), errc::bad_input);
        // A page of another site follows as the public does, whoever is signed in here: graphics are played from folders and hosts of their own.
        if (!Routes::is_same_origin(request)) {
            if (!request.cookie.empty()) routes_.note_other_site(request);
            request.cookie.clear();
        }
        doors_.to_websocket({std::move(wire_), std::move(place_), std::move(request)}, {std::move(asked.key), offered, offered_any && offered != subprotocol, offers_deflate(message), std::move(waiting_)});
    }

    void write(HttpAnswer answer) {
        if (has_ended_) return;
        ++routes_.clients().tally.answers[answer.status];
        answer_ = std::move(answer);
        head_ = head_of(answer_, !is_last_);
        left_ = {asio::buffer(head_), asio::const_buffer{}};
        const auto has_body = !is_head_ && answer_.status != 304 && answer_.status != 204;
        if (has_body) left_[1] = asio::buffer(answer_.bytes());
        to_come_ = has_body && answer_.rest ? answer_.rest->total - answer_.bytes().size() : 0;
        end_after(bounds().http_answer_within, Cut::stalled);
        go_on();
    }

    void go_on() {
        while (left_[0].size() + left_[1].size() > 0) {
            boost::system::error_code failed;
            auto count = wire_->write_some(left_, failed);
            if (failed == asio::error::would_block || failed == asio::error::try_again) {
                return wire_->wait_until_writable([self = shared_from_this()](const boost::system::error_code& broken) {
                    if (self->has_ended_) return;
                    if (broken) return self->end();
                    self->go_on();
                });
            }
            if (failed) return end();
            for (auto& piece : left_) {
                const auto of_it = std::min(count, piece.size());
                piece += of_it;
                count -= of_it;
            }
        }
        if (to_come_ > 0) return ask_for_more();
        answer_ = {};
        if (is_last_) return linger();
        if (waiting_.empty()) return begin();
        // Not from here: a hundred requests in one piece would be a hundred calls deep.
        asio::post(wire_->executor(), [self = shared_from_this()] { self->begin(); });
    }

    /// Who takes nothing of a piece for long is not waited for, as with any answer.
    void ask_for_more() {
        timer_.cancel();
        answer_.shared.reset();
        answer_.rest->next([self = shared_from_this()](SharedBody piece) { self->go_on_with(std::move(piece)); });
    }

    void go_on_with(SharedBody piece) {
        if (has_ended_) return;
        // The length was promised: that it broke can only be said by an early end.
        if (piece.bytes.empty() || piece.bytes.size() > to_come_) return end();
        to_come_ -= piece.bytes.size();
        answer_.shared = std::move(piece);
        left_ = {asio::buffer(answer_.bytes()), asio::const_buffer{}};
        end_after(bounds().http_answer_within, Cut::stalled);
        go_on();
    }

    /// A socket that is closed with bytes unread takes back what was said: read on for a moment.
    void linger() {
        is_ending_ = true;
        wire_->end_sending();
        end_after(bounds().linger_for);
        read();
    }

    void end() {
        if (has_ended_) return;
        has_ended_ = true;
        timer_.cancel();
        if (wire_) wire_->close();
        place_.reset();
        answer_ = {};
    }

    std::unique_ptr<Places::Place> place_;
    std::unique_ptr<Wire> wire_;
    Routes& routes_;
    const Doors& doors_;
    asio::steady_timer timer_;
    std::array<char, 4096> piece_{};
    std::string waiting_;                   ///< read, not yet parsed
    std::optional<Parser> parser_;
    std::optional<std::size_t> body_limit_;   ///< of the request that comes; asked for once, when its body is long
    HttpAnswer answer_;
    std::string head_;
    std::array<asio::const_buffer, 2> left_;   ///< of head and body
    std::uint64_t to_come_ = 0;                ///< bytes of the body that are not read yet
    bool is_reading_ = false;
    bool is_answering_ = false;
    bool is_last_ = false;
    bool is_head_ = false;
    bool asked_to_wait_ = false;
    bool is_ending_ = false;
    bool has_ended_ = false;
};

}  // namespace

void serve_http(std::unique_ptr<Wire> wire, std::unique_ptr<Places::Place> place, Routes& routes, const Doors& doors) {
    std::make_shared<HttpConnection>(std::move(wire), std::move(place), routes, doors)->begin();
}

}  // namespace bowball::net
