#include "net/request_reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "core/limits.hpp"
#include "net/message_deflate.hpp"
#include "net/request_target.hpp"

namespace bowball::net {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
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

Result<void> check(const Message& message) {
    // RFC 9112 section 3.2: who it is for decides what it may do.
    if (message.version() >= 11 && message.count(http::field::host) != 1) return Error{errc::bad_input, "A request names its Host, once."};
    if (message[http::field::host].find_first_of(" \t") != beast::string_view::npos) return Error{errc::bad_input, "A Host has no blanks in it."};
    if (!parse_request_target(text(message.target()))) return Error{errc::bad_input, "A request is for a path of this server: /path, or http://host/path."};
    // RFC 9112 sections 6.1 and 6.3: where nobody knows where its body ends, the next request begins in it.
    const auto codings = message.count(http::field::transfer_encoding);
    const auto is_chunked = codings == 1 && beast::iequals(message[http::field::transfer_encoding], "chunked") && message.version() >= 11;
    if (codings > 0 && !is_chunked) return Error{errc::bad_input, "Of all transfer encodings only chunked is understood, from HTTP/1.1 on."};
    return {};
}

}  // namespace

struct RequestReader::Parser : http::request_parser<http::string_body> {};

RequestReader::RequestReader() = default;
RequestReader::~RequestReader() = default;

void RequestReader::begin() {
    parser_ = std::make_unique<Parser>();
    parser_->eager(true);
    parser_->header_limit(limits::http_header_bytes);
    parser_->body_limit(limits::entries_bytes);   // the largest of any path; read() holds the path's own
    body_limit_.reset();
    has_go_ahead_ = false;
}

bool RequestReader::has_begun() const { return parser_->got_some(); }

bool RequestReader::waits_for_go_ahead() {
    if (has_go_ahead_ || !parser_->is_header_done() || parser_->is_done()) return false;
    has_go_ahead_ = true;
    const Message& message = parser_->get();
    return message.version() >= 11 && message.body().empty() && beast::iequals(message[http::field::expect], "100-continue");
}

RequestReader::State RequestReader::read(std::string& bytes, const std::function<std::size_t(const HttpRequest&)>& body_limit) {
    boost::system::error_code failed;
    while (!bytes.empty() && !parser_->is_done() && !failed) bytes.erase(0, parser_->put(boost::asio::buffer(bytes), failed));
    if (failed == http::error::need_more) {
        failed = {};
        // The parser takes nothing of a chunk's head or of what stands behind the last chunk before it is there whole.
        if (bytes.size() > limits::http_header_bytes) return State::head_too_large;
    }
    if (!failed && parser_->is_header_done() && is_too_large(body_limit)) failed = http::error::body_limit;
    if (failed == http::error::header_limit) return State::head_too_large;
    if (failed == http::error::body_limit) return State::body_too_large;
    if (failed) {
        complaint_ = failed.message();
        return State::broken;
    }
    return parser_->is_done() ? State::whole : State::needs_more;
}

/// By what its head says, or by what has come: most paths take far less than the parser would.
bool RequestReader::is_too_large(const std::function<std::size_t(const HttpRequest&)>& body_limit) {
    const auto bytes = std::max<std::uint64_t>(parser_->get().body().size(), parser_->content_length().value_or(0));
    if (bytes <= limits::http_body_bytes) return false;
    if (!body_limit_) body_limit_ = body_limit(head());
    return bytes > *body_limit_;
}

HttpRequest RequestReader::head() const {
    const Message& message = parser_->get();
    HttpRequest request;
    request.method = text(message.method_string());
    request.host = text(message[http::field::host]);
    if (auto target = parse_request_target(text(message.target()))) {
        request.path = std::move(target->path);
        request.query = std::move(target->query);
        if (target->host) request.host = std::move(*target->host);
    }
    request.origin = text(message[http::field::origin]);
    request.cookie = text(message[http::field::cookie]);
    request.content_type = text(message[http::field::content_type]);
    request.if_none_match = text(message[http::field::if_none_match]);
    request.range = text(message[http::field::range]);
    request.accept_encoding = text(message[http::field::accept_encoding]);
    request.authorization = text(message[http::field::authorization]);
    request.last_event_id = text(message["Last-Event-ID"]);
    return request;
}

Result<ReadRequest> RequestReader::take() {
    const Message& message = parser_->get();
    if (const auto good = check(message); !good) return good.error();
    ReadRequest read;
    read.request = head();
    read.keeps_alive = message.keep_alive();
    read.asks_for_websocket = asks_for_websocket(message);
    read.subprotocol = subprotocol_of(message);
    const auto offers_any = message.find(http::field::sec_websocket_protocol) != message.end();
    read.speaks_other_version = offers_any && read.subprotocol != subprotocol;
    read.takes_deflated = offers_deflate(message);
    read.handshake = {read.request.method, read.request.path, message.version(), read.asks_for_websocket, text(message[http::field::sec_websocket_key]), message.count(http::field::sec_websocket_key),
                      text(message[http::field::sec_websocket_version]), offers_any && read.subprotocol.empty()};
    read.request.body = std::move(parser_->get().body());
    return read;
}

}  // namespace bowball::net
