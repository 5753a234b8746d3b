#include "net/http_connection.hpp"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "core/limits.hpp"
#include "net/feed_client.hpp"
#include "net/http_head.hpp"
#include "net/request_reader.hpp"

namespace bowball::net {
namespace {

namespace asio = boost::asio;

/// Requests one after another. A read is always outstanding, so that it is noticed who hangs up.
class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
public:
    HttpConnection(std::unique_ptr<Wire> wire, std::unique_ptr<Places::Place> place, Routes& routes, const Doors& doors)
        : place_(std::move(place)), wire_(std::move(wire)), routes_(routes), doors_(doors), timer_(wire_->executor()) {}

    void begin() {
        reader_.begin();
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
            const auto is_idle = why == Cut::slow_request && !self->reader_.has_begun();
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
        wire_->read([self = shared_from_this()](const boost::system::error_code& failed, std::string_view bytes) {
            self->is_reading_ = false;
            if (self->has_ended_) return;
            if (failed) return self->on_end_of_requests();
            if (self->is_ending_) return self->read();
            self->waiting_.append(bytes);
            if (!self->is_answering_) return self->take_in();
            if (self->waiting_.size() > limits::http_pipelined_bytes) return self->cut(Cut::flooding, "more requests at once than are read");
            self->read();
        });
    }

    /// The other end sends no more. What it asked for before is still answered, unless it asked to wait.
    void on_end_of_requests() {
        no_more_comes_ = true;
        if (!is_answering_ || asked_to_wait_ || is_ending_) end();
    }

    void take_in() {
        using State = RequestReader::State;
        switch (reader_.read(waiting_, [this](const HttpRequest& head) { return routes_.body_limit(with_origin(head)); })) {
            case State::needs_more: return read_on();
            case State::head_too_large: return refuse({errc::too_large, "The request is too large: its head may have " + std::to_string(limits::http_header_bytes / 1024) + " KiB."});
            case State::body_too_large: return refuse(routes_.refuse_body(with_origin(reader_.head())));
            case State::broken: return refuse({errc::bad_input, "The request is no HTTP: " + reader_.complaint() + "."});
            case State::whole: break;
        }
        is_answering_ = true;
        timer_.cancel();
        take();
    }

    /// Before a body that is too large comes, its head has been refused.
    void read_on() {
        if (reader_.waits_for_go_ahead()) {
            const std::array go_ahead{asio::const_buffer{asio::buffer(go_ahead_)}};
            boost::system::error_code failed;
            // Half of it, or what TLS keeps to send it later, would stand before the answer.
            if (wire_->write_some(go_ahead, failed) != go_ahead_.size()) return end();
        }
        if (no_more_comes_) return end();
        read();
    }

    /// With what the connection knows of who asks.
    [[nodiscard]] HttpRequest with_origin(HttpRequest request) {
        request.address = wire_->address();
        request.is_secure = wire_->is_secure();
        request.asker = weak_from_this();
        return request;
    }

    void refuse(const Error& error) { refuse(refusal(error), error.code); }
    void refuse(HttpAnswer answer, errc code) {
        is_answering_ = true;
        is_last_ = true;
        routes_.clients().tally.refuse(code);
        write(std::move(answer));
    }

    void take() {
        auto taken = reader_.take();
        if (!taken) return refuse(taken.error());
        auto request = with_origin(std::move(taken->request));
        if (!taken->keeps_alive) is_last_ = true;
        if (auto refused = routes_.refuse_host(request)) return refuse(std::move(*refused), errc::bad_input);
        const auto is_for_feed = taken->asks_for_websocket || (request.path == live_path && request.method != "OPTIONS");
        const auto is_for_events = request.path == events_path && request.method == "GET";
        if ((taken->asks_for_websocket || is_for_events) && is_reading_) return refuse({errc::bad_input, "The feed is asked for on a connection of its own."});
        if (is_for_feed) return to_websocket(std::move(*taken), std::move(request));
        if (is_for_events) {
            auto admission = routes_.admit(request);
            if (auto refused = routes_.refuse_events(request, admission)) return write(std::move(*refused));
            return doors_.to_events({std::move(wire_), std::move(place_), std::move(request), std::move(admission)});
        }
        is_head_ = request.method == "HEAD";
        asked_to_wait_ = !query_value(request.query, "wait_ms").empty() && (is_head_ || request.method == "GET");
        // Who waits is kept by its read: when it hangs up, nothing holds it.
        const auto keeps = asked_to_wait_ ? nullptr : shared_from_this();
        read();
        routes_.answer(request, [weak = weak_from_this(), keeps](HttpAnswer answer) {
            if (const auto self = weak.lock()) self->write(std::move(answer));
        });
    }

    void to_websocket(ReadRequest taken, HttpRequest request) {
        if (auto refused = refuse_handshake(taken.handshake)) return refuse(std::move(*refused), errc::bad_input);
        auto admission = routes_.admit(request);
        doors_.to_websocket({std::move(wire_), std::move(place_), std::move(request), std::move(admission)}, {std::move(taken.handshake.key), std::move(taken.subprotocol), taken.speaks_other_version, taken.takes_deflated, std::move(waiting_)});
    }

    void write(HttpAnswer answer) {
        if (has_ended_) return;
        ++routes_.clients().tally.answers[answer.status];
        answer_ = std::move(answer);
        head_ = head_of(answer_, !is_last_);
        left_ = {asio::buffer(head_), asio::const_buffer{}};
        const auto has_body = !is_head_ && may_have_body(answer_.status);
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

    static constexpr std::string_view go_ahead_ = "HTTP/1.1 100 Continue\r\n\r\n";

    std::unique_ptr<Places::Place> place_;
    std::unique_ptr<Wire> wire_;
    Routes& routes_;
    const Doors& doors_;
    asio::steady_timer timer_;
    std::string waiting_;                   ///< read, not yet parsed
    RequestReader reader_;
    HttpAnswer answer_;
    std::string head_;
    std::array<asio::const_buffer, 2> left_;   ///< of head and body
    std::uint64_t to_come_ = 0;                ///< bytes of the body that are not read yet
    bool is_reading_ = false;
    bool is_answering_ = false;
    bool is_last_ = false;
    bool no_more_comes_ = false;               ///< what has come is still answered
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
