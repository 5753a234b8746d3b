// Follows the live feed of a Bowball server, and prints what it says:   follow 127.0.0.1 8080 'race/*/results' log
//
//   g++ -std=c++20 -O2 bowball.cpp -o follow      (Debian 12: libboost1.81-dev nlohmann-json3-dev)
//
// Change view(), entry() and gap() to what you need. Fields of the frames: docs/schemas. License: Apache-2.0.
#include <algorithm>
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <deque>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using namespace boost::asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using json = nlohmann::ordered_json;   // what is printed keeps the order of the server
using std::chrono::milliseconds;
using Socket = websocket::stream<beast::tcp_stream>;

constexpr milliseconds first_wait = 500ms, longest_wait = 30s, probe_rhythm = 4s, handshake_limit = 15s;
constexpr std::size_t probes_kept = 8;

std::int64_t local_us() { return std::chrono::steady_clock::now().time_since_epoch() / 1us; }

class Feed {
public:
    Feed(std::string host, std::string port, std::vector<std::string> topics) : host_(std::move(host)), port_(std::move(port)), topics_(std::move(topics)) {}

    /// The whole state of a topic: replaces what there was.
    void view(const json& frame) { std::cout << "view " << frame.at("topic").get<std::string>() << " " << frame.at("seq") << " " << frame.at("data") << std::endl; }
    /// The next entry of the log, from the oldest that is held; none is missed, none comes twice.
    void entry(const json& frame) { std::cout << "entry " << frame.at("seq") << " " << frame.at("data").at("kind").get<std::string>() << std::endl; }
    /// Except here: entries up to `first` are not held, or this is another journal.
    void gap(const json& frame) { std::cout << "gap " << frame.at("first") << " " << frame.at("text").get<std::string>() << std::endl; }
    void heartbeat(const json& frame) { std::cout << "clock " << now_us().value_or(0) << " " << frame.at("sent_us") << std::endl; }
    void status(const std::string& text) { std::cerr << text << std::endl; }

    /// What the venue's clock says. The probe with the shortest trip is believed: it is wrong by half of that at most.
    std::optional<std::int64_t> now_us() const {
        if (probes_.empty()) return std::nullopt;
        const auto& best = *std::ranges::min_element(probes_, {}, &Probe::trip);
        return static_cast<std::int64_t>(best.offset) + local_us() * speed_;
    }

    asio::awaitable<void> follow() {
        asio::steady_timer timer{co_await asio::this_coro::executor};
        for (int attempt = 0;; ++attempt) {
            planned_.reset();
            const auto why = co_await connection();
            if (why == 4003 || why == 4009 || why == 4010) co_return status("ended: " + std::to_string(why));  // coming back would not help
            if (why != 0) attempt = 0;  // it had been greeted
            // Full jitter: ten thousand screens that lost one server must not come back in one second.
            const auto ceiling = std::min<milliseconds>(longest_wait, first_wait * (1 << std::min(attempt, 16)));
            const auto wait = planned_.value_or(milliseconds{std::uniform_int_distribution<long>{100, ceiling.count()}(chance_)});
            status("lost (" + std::to_string(why) + "), again in " + std::to_string(wait.count()) + " ms");
            timer.expires_after(wait);
            co_await timer.async_wait(asio::use_awaitable);
        }
    }

private:
    struct Probe { double trip; double offset; };

    /// One connection, to its end. The close code; 1 if it broke or fell silent; 0 if there was none.
    asio::awaitable<int> connection() {
        Socket socket{co_await asio::this_coro::executor};
        greeted_ = false;
        try {
            asio::ip::tcp::resolver resolver{socket.get_executor()};
            const auto addresses = co_await resolver.async_resolve(host_, port_, asio::use_awaitable);
            socket.next_layer().expires_after(handshake_limit);
            co_await socket.next_layer().async_connect(addresses, asio::use_awaitable);
            socket.next_layer().expires_never();
            expect_something_within(handshake_limit, socket);
            const auto with_subprotocol = [](websocket::request_type& request) { request.set(beast::http::field::sec_websocket_protocol, "bowball.v1"); };
            socket.set_option(websocket::stream_base::decorator(with_subprotocol));
            const auto host = host_ + ":" + port_;
            co_await socket.async_handshake(host, "/live", asio::use_awaitable);
            const auto hello = co_await read(socket);
            greet(hello, socket);
            const json subscribe{{"v", 1}, {"kind", "subscribe"}, {"topics", topics_}, {"since", position_}};
            co_await write(socket, subscribe);
            auto both = hear(socket) && probe(socket);  // one of them throws in the end, and that ends the other
            co_await std::move(both);
        } catch (const json::exception& problem) {
            status(std::string{"not understood: "} + problem.what());
        } catch (const std::exception& problem) {
            if (!greeted_) status(problem.what());
        }
        if (!greeted_) co_return 0;
        co_return socket.reason().code == websocket::close_code::none ? 1 : int{socket.reason().code};
    }

    /// Silence means that the link is gone, whatever the socket believes: then a read fails.
    static void expect_something_within(milliseconds silence, Socket& socket) {
        socket.set_option(websocket::stream_base::timeout{handshake_limit, silence, false});
    }

    void greet(const json& hello, Socket& socket) {
        greeted_ = true;
        expect_something_within(hello.at("heartbeat_ms").get<int>() * 5ms / 2, socket);
        const auto epoch = hello.at("epoch").get<std::string>();
        if (epoch != epoch_ || hello.at("speed") != speed_) probes_.clear();
        epoch_ = epoch;
        speed_ = hello.at("speed");
        if (position_.empty()) position_ = epoch + ":0";
        auto elsewhere = std::string{hello.value("role", "") == "superseded" ? ": another server leads this meet now" : ""};
        for (const auto& other : hello.value("others", json::array())) elsewhere += elsewhere.empty() ? "" : " " + other.get<std::string>();
        status("connected to " + hello.at("product").get<std::string>() + " " + hello.at("version").get<std::string>() + elsewhere);
    }

    asio::awaitable<void> hear(Socket& socket) {
        for (;;) {
            const auto frame = co_await read(socket);
            const auto heard_us = local_us();
            const auto kind = frame.at("kind").get<std::string>();
            if (kind == "view") view(frame);
            if (kind == "event" || kind == "gap") position_ = frame.at("epoch").get<std::string>() + ":" + frame.at(kind == "gap" ? "first" : "seq").dump();
            if (kind == "event") entry(frame);
            if (kind == "gap") gap(frame);  // the views come anew by themselves, for they were subscribed to in the same breath
            if (kind == "heartbeat") heartbeat(frame);
            if (kind == "pong") note_probe(frame, heard_us);
            if (kind == "bye") planned_ = milliseconds{frame.at("retry_ms").get<int>()};
            if (kind == "error") status(frame.at("text"));
        }
    }

    asio::awaitable<void> probe(Socket& socket) {
        asio::steady_timer timer{socket.get_executor()};
        for (;;) {
            const json ping{{"v", 1}, {"kind", "ping"}, {"t0", local_us()}};
            co_await write(socket, ping);
            timer.expires_after(probe_rhythm);
            co_await timer.async_wait(asio::use_awaitable);
        }
    }

    void note_probe(const json& pong, std::int64_t t3) {
        const double t0 = pong.at("t0"), t1 = pong.at("t1_us"), t2 = pong.at("t2_us"), speed = speed_;  // a demo's clock runs faster
        probes_.push_back({t3 - t0 - (t2 - t1) / speed, (t1 + t2) / 2 - (t0 + t3) / 2 * speed});
        if (probes_.size() > probes_kept) probes_.pop_front();
    }

    static asio::awaitable<json> read(Socket& socket) {
        beast::flat_buffer buffer;
        co_await socket.async_read(buffer, asio::use_awaitable);
        const auto text = beast::buffers_to_string(buffer.data());
        co_return json::parse(text);
    }
    static asio::awaitable<void> write(Socket& socket, const json& message) {
        const auto text = message.dump();
        const auto bytes = asio::buffer(text);
        co_await socket.async_write(bytes, asio::use_awaitable);
    }

    std::string host_, port_;
    std::vector<std::string> topics_;
    std::string position_;                  ///< of the log: the last entry that came, epoch:seq
    std::string epoch_;
    std::int64_t speed_ = 1;
    std::deque<Probe> probes_;
    std::optional<milliseconds> planned_;   ///< how long to stay away, if the server said so
    bool greeted_ = false;
    std::minstd_rand chance_{std::random_device{}()};
};

int main(int count, char** words) {
    if (count < 4) return std::cerr << "follow HOST PORT TOPIC...\n", 2;
    asio::io_context context{1};
    Feed feed{words[1], words[2], {words + 3, words + count}};
    asio::co_spawn(context, feed.follow(), asio::detached);
    context.run();
}
