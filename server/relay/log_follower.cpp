#include "relay/log_follower.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "formats/entry.hpp"
#include "relay/log_message.hpp"
#include "relay/rhythm.hpp"
#include "relay/run_context.hpp"

namespace bowball::relay {
namespace {

using std::chrono::steady_clock;

}  // namespace

void LogFollower::start() {
    boost::asio::post(context_, [this] { turn(); });
    thread_ = std::thread{[this] { run_context(context_, *terms_.log); }};
}

void LogFollower::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(context_, [this] { context_.stop(); });
    thread_.join();
}

void LogFollower::close() {
    reader_.reset();
    streams_.reset();
    connection_.reset();
}

void LogFollower::turn() {
    timer_.expires_after(pause);   // first: what follows may throw
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) turn();
    });
    auto done = reader_ ? Result<void>{} : open();
    if (done) done = read();
    if (is_broken_) {
        close();
        timer_.cancel();
        return terms_.on_break(done.error().text);
    }
    if (!done) {
        close();
        return terms_.on_trouble(done.error().text);
    }
    timer_.cancel();
    boost::asio::post(context_, [this] { turn(); });
}

Result<void> LogFollower::open() {
    auto connection = nats::Connection::open(terms_.hub);
    if (!connection) return connection.error();
    auto streams = nats::Streams::of(**connection);
    if (!streams) return streams.error();
    const auto stream = terms_.names.log_stream(terms_.epoch);
    const auto ends = (*streams)->ends(stream);
    if (!ends) return ends.error();
    if (!*ends) return Error{errc::not_found, "The hub has no stream " + stream + " yet."};
    if (!head_) {
        if (const auto found = find_begin(**streams, **ends); !found) return found;
    }
    auto reader = (*streams)->read(stream, terms_.names.log(terms_.epoch), head_->seq.value() + 1);
    if (!reader) return reader.error();
    if ((*ends)->last <= head_->seq.value()) terms_.on_news({{}, head_->seq, before_, true});
    connection_ = std::move(*connection);
    streams_ = std::move(*streams);
    reader_ = std::move(*reader);
    heard_ = steady_clock::now();
    terms_.on_trouble({});
    return {};
}

/// From the beginning where that is near; else the hash of the entry before is taken as it is, and the chain holds from there on.
Result<void> LogFollower::find_begin(nats::Streams& streams, const nats::StreamEnds& ends) {
    const auto after = ends.last > terms_.most ? ends.last - terms_.most : 0;
    journal::Head begin;
    if (after > 0) {
        const auto message = streams.get(terms_.names.log_stream(terms_.epoch), after);
        if (!message) return message.error();
        const auto row = decode_row(Seq{after}, message->data);
        if (!row) return row.error();
        begin = {row->seq, row->hash};
    }
    before_ = begin.seq;
    head_ = begin;
    return {};
}

Result<void> LogFollower::read() {
    LogNews news;
    auto failed = Result<void>{};
    std::optional<std::uint64_t> pending;
    for (auto patience_ms = listen_ms; failed && news.entries.size() < limits::relay_entries_at_once; patience_ms = 1) {
        const auto message = reader_->next(patience_ms);
        if (!message) failed = message.error();
        if (!message || !*message) break;
        heard_ = steady_clock::now();
        pending = (*message)->pending;
        failed = take(**message, news);
    }
    news.head = head_->seq;
    news.before = before_;
    news.is_up_to_date = pending == std::uint64_t{0};
    // What came before a break, or before the reader was lost, holds: it is not read again.
    if (pending) terms_.on_news(std::move(news));
    if (!failed) return failed;
    return look_behind();
}

Result<void> LogFollower::take(const nats::Message& message, LogNews& news) {
    const auto expected = head_->seq.value() + 1;
    // A hub that lost its end is filled again from there: what was read before is the same as it was.
    if (message.seq < expected) return {};
    if (message.seq > expected) return Error{errc::io_failed, "Entry " + std::to_string(expected) + " did not come from the hub: it is asked for again."};
    const auto row = decode_row(Seq{message.seq}, message.data);
    const auto linked = row ? journal::check_link(*head_, *row) : Result<void>{row.error()};
    if (!linked) {
        is_broken_ = true;
        return linked;
    }
    if (!row->text.empty()) {
        const auto entry = formats::decode_entry(row->text);
        if (!entry) {
            is_broken_ = true;
            return Error{entry.error().code, "Entry " + std::to_string(message.seq) + " cannot be understood: " + entry.error().text + " Is this edge older than the venue's server?"};
        }
        if (formats::is_public(entry->event)) news.entries.push_back({row->seq, formats::encode_public_entry(*entry), formats::edge_us_of(*entry)});
    }
    head_ = journal::Head{row->seq, row->hash};
    return {};
}

/// A subscription may be lost without a word: at the server, which forgets whom it sends to when it dies.
Result<void> LogFollower::look_behind() {
    if (!connection_->is_open()) return Error{errc::io_failed, "The connection to the hub broke."};
    if (steady_clock::now() - heard_ < silence) return {};
    heard_ = steady_clock::now();
    const auto ends = streams_->ends(terms_.names.log_stream(terms_.epoch));
    if (!ends) return ends.error();
    if (!*ends || (*ends)->last > head_->seq.value()) return Error{errc::io_failed, "The hub has more than it sends: it is asked again."};
    return {};
}

}  // namespace bowball::relay
