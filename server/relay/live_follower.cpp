#include "relay/live_follower.hpp"

#include <boost/asio/post.hpp>

#include "io/clock.hpp"
#include "relay/rhythm.hpp"
#include "relay/run_context.hpp"

namespace bowball::relay {
namespace {

constexpr std::int64_t kept_ms = 4'000;   ///< for the next of what was kept
constexpr std::size_t frames_at_once = 64;

}  // namespace

void LiveFollower::start() {
    boost::asio::post(context_, [this] { turn(); });
    thread_ = std::thread{[this] { run_context(context_, *log_); }};
}

void LiveFollower::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(context_, [this] { context_.stop(); });
    thread_.join();
}

void LiveFollower::tell_all_again() {
    boost::asio::post(context_, [this] { close(); });
}

void LiveFollower::close() {
    reader_.reset();
    connection_.reset();
}

/// Short, so that a post finds its way in between.
void LiveFollower::turn() {
    timer_.expires_after(pause);   // first: what follows may throw
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) turn();
    });
    auto done = connection_ ? Result<void>{} : open();
    if (done) done = listen();
    if (!done) {
        close();
        return on_trouble_(done.error().text);
    }
    timer_.cancel();
    boost::asio::post(context_, [this] { turn(); });
}

/// Listens first, then asks for what was kept: what comes in between is told behind it, and nothing is missed.
Result<void> LiveFollower::open() {
    auto connection = nats::Connection::open(hub_);
    if (!connection) return connection.error();
    auto reader = (*connection)->subscribe(names_.live());
    if (!reader) return reader.error();
    auto streams = nats::Streams::of(**connection);
    if (!streams) return streams.error();
    if (const auto told = tell_what_was_kept(**streams); !told) return told;
    connection_ = std::move(*connection);
    reader_ = std::move(*reader);
    on_trouble_({});
    return {};
}

Result<void> LiveFollower::tell_what_was_kept(nats::Streams& streams) {
    const auto ends = streams.ends(names_.live_stream());
    if (!ends) return ends.error();
    if (!*ends || (*ends)->last == 0) return Error{errc::not_found, "The hub knows no meet \"" + names_.meet() + "\" yet."};
    auto reader = streams.read_newest(names_.live_stream(), names_.live());
    if (!reader) return reader.error();
    LiveNews news;
    for (;;) {
        const auto message = (*reader)->next(kept_ms);
        if (!message) return message.error();
        if (!*message) return Error{errc::io_failed, "The hub does not tell what it has kept."};
        take(**message, news);
        if ((*message)->subject == names_.beat()) {
            const auto age = std::chrono::nanoseconds{io::Clock::wall_ns()} - (*message)->stored.time_since_epoch();
            news.age = std::max(std::chrono::microseconds{0}, std::chrono::floor<std::chrono::microseconds>(age));
        }
        if ((*message)->pending == 0) break;
    }
    news.is_all = true;
    on_news_(std::move(news));
    return {};
}

Result<void> LiveFollower::listen() {
    LiveNews news;
    auto failed = Result<void>{};
    // What has come already goes along; nothing waits for more.
    for (auto patience_ms = listen_ms; news.views.size() < frames_at_once; patience_ms = 0) {
        const auto message = reader_->next(patience_ms);
        if (!message) failed = message.error();
        if (!message || !*message) break;
        take(**message, news);
    }
    if (!is_nothing(news)) on_news_(std::move(news));
    if (!failed) return failed;
    if (!connection_->is_open()) return Error{errc::io_failed, "The connection to the hub broke."};
    return {};
}

void LiveFollower::take(const nats::Message& message, LiveNews& news) const {
    if (message.subject == names_.beat()) {
        auto beat = decode_beat(message.data);
        if (!beat) return ++news.not_understood, void();
        news.beat = std::move(*beat);
        news.age.reset();
        return;
    }
    auto view = formats::decode_view_frame(message.data);
    if (view) news.views.push_back(std::move(*view));
    else ++news.not_understood;
}

}  // namespace bowball::relay
