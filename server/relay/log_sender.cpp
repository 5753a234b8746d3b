#include "relay/log_sender.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "relay/log_message.hpp"
#include "relay/run_context.hpp"
#include "relay/takeover.hpp"

namespace bowball::relay {
namespace {

using io::BootClock;

constexpr std::chrono::milliseconds look_rhythm{25};        ///< at the journal, when nothing was new
constexpr std::chrono::milliseconds first_wait{250};
constexpr std::chrono::milliseconds longest_wait{4'000};
constexpr std::chrono::seconds end_rhythm{1};               ///< at the stream's end, when nothing was appended: so late, at most, is it known who took over

}  // namespace

void LogSender::start() {
    boost::asio::post(context_, [this] { turn(); });
    thread_ = std::thread{[this] { run_context(context_, *terms_.log); }};
}

void LogSender::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(context_, [this] {
        timer_.cancel();
        if (is_in_step_ && state_.fork.empty()) std::ignore = advance();
        context_.stop();
    });
    thread_.join();
}

void LogSender::turn_after(std::chrono::milliseconds pause) {
    timer_.expires_after(pause);
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) turn();
    });
}

void LogSender::turn() {
    const auto before = state_.sent;
    turn_after(longest_wait);  // first: what follows may throw
    const auto done = advance();
    if (!done) fail(done.error());
    report();
    if (!state_.fork.empty()) return timer_.cancel(), void();
    if (!done) return turn_after(wait_);
    wait_ = first_wait;
    turn_after(state_.sent == before ? look_rhythm : std::chrono::milliseconds{0});
}

Result<void> LogSender::advance() {
    if (!rows_) {
        auto opened = journal::RowReader::open(terms_.journal_file);
        if (!opened) return opened.error();
        rows_ = std::move(*opened);
    }
    const auto head = rows_->head();
    if (!head) return head.error();
    state_.head = head->seq;
    if (!connection_) {
        if (const auto connected = connect(); !connected) return connected;
    }
    if (!is_in_step_) {
        if (const auto found = find_end(); !found || !state_.fork.empty()) return found;
    }
    const auto rows = rows_->after(state_.sent, limits::relay_entries_at_once, limits::relay_bytes_at_once);
    if (!rows) return rows.error();
    if (rows->empty()) return look_again();
    const auto asked = BootClock::now();
    std::vector<std::string> messages;
    messages.reserve(rows->size());
    for (const auto& row : *rows) messages.push_back(message_of(row));
    if (const auto appended = streams_->append(terms_.names.log(terms_.epoch), state_.sent.value(), messages); !appended) return appended;
    state_.sent = rows->back().seq;
    state_.confirmed = asked;
    looked_ = BootClock::now();
    return {};
}

Result<void> LogSender::connect() {
    auto opened = nats::Connection::open(terms_.hub);
    if (!opened) return opened.error();
    auto streams = nats::Streams::of(**opened);
    if (!streams) return streams.error();
    connection_ = std::move(*opened);
    streams_ = std::move(*streams);
    state_.is_connected = true;
    state_.server = connection_->url();
    if (const auto version = nats::server_version(state_.server)) state_.version = *version;
    return {};
}

Result<void> LogSender::find_end() {
    const auto stream = terms_.names.log_stream(terms_.epoch);
    if (const auto made = streams_->ensure({terms_.names.live_stream(), {terms_.names.live()}, terms_.replicas, true}); !made) return made;
    if (const auto made = streams_->ensure({stream, {terms_.names.log(terms_.epoch)}, terms_.replicas, false}); !made) return made;
    const auto asked = BootClock::now();
    const auto ends = streams_->ends(stream);
    if (!ends) return ends.error();
    const auto head = rows_->head();
    if (!head) return head.error();
    const Seq last{*ends ? (*ends)->last : 0};
    if (const auto joins = check_join(last, *head); !joins || !state_.fork.empty()) return joins;
    state_.sent = last;
    state_.confirmed = asked;
    ++state_.syncs;
    is_in_step_ = true;
    looked_ = BootClock::now();
    state_.trouble.clear();
    terms_.log->info("relay: the stream {} at {} ends at entry {}, the journal at {}", stream, state_.server, last.value(), head->seq.value());
    return {};
}

/// The newest message must be the journal's row of that number, by its hash: then all before it are too.
Result<void> LogSender::check_join(Seq last, const journal::Head& head) {
    if (last.value() == 0) return {};
    const auto stream = terms_.names.log_stream(terms_.epoch);
    const auto advice = " Nothing more is appended. Two servers write under one name, or this journal was put back from an older copy: find out which, then give the relay another meet's name.";
    const auto message = streams_->get(stream, last.value());
    if (!message) return message.error();
    const auto theirs = decode_row(last, message->data);
    if (last <= head.seq) {
        const auto ours = rows_->hash_of(last);
        if (!ours) return ours.error();
        if (theirs && theirs->hash == *ours) return {};
    }
    const auto takeover = theirs ? describe_takeover(last, *theirs) : Result<std::string>{std::string{}};
    if (!takeover) return takeover.error();
    state_.superseded = *takeover;
    if (!takeover->empty()) state_.fork = *takeover;
    else if (last > head.seq) state_.fork = "The stream " + stream + " has " + std::to_string(last.value()) + " entries, this journal only " + std::to_string(head.seq.value()) + "." + advice;
    else state_.fork = "Entry " + std::to_string(last.value()) + " of the stream " + stream + " is not that of this journal." + advice;
    return {};
}

/// Who took this meet over, where the row says so and follows this journal's own: a standby appended it behind what it had. Else nothing.
Result<std::string> LogSender::describe_takeover(Seq seq, const journal::Row& row) {
    const auto takeover = takeover_of(row);
    if (!takeover || takeover->from != terms_.epoch) return std::string{};
    const Seq before{seq.value() - 1};
    const auto ours = before.value() == 0 ? Result<Digest>{Digest{}} : rows_->hash_of(before);
    if (!ours && ours.error().code != errc::not_found) return ours.error();
    if (!ours || sha256(*ours, row.text) != row.hash) return std::string{};
    return describe(*takeover, seq);
}

/// A hub that came back without its newest messages is found out even if nothing is appended.
Result<void> LogSender::look_again() {
    if (!connection_->is_open()) return Error{errc::io_failed, "The connection to the hub broke."};
    if (BootClock::now() - looked_ < end_rhythm) return {};
    looked_ = BootClock::now();
    const auto asked = looked_;
    const auto ends = streams_->ends(terms_.names.log_stream(terms_.epoch));
    if (!ends) return ends.error();
    const auto last = *ends ? (*ends)->last : 0;
    if (last != state_.sent.value()) return Error{errc::wrong_state, "The stream ends at entry " + std::to_string(last) + " and not at " + std::to_string(state_.sent.value()) + "."};
    state_.confirmed = asked;
    return {};
}

std::string LogSender::message_of(journal::Row row) {
    if (!terms_.is_whole && !is_open(row)) row.text.clear();
    auto message = encode_row(row);
    // Headers come on top.
    if (message.size() + 512 <= connection_->largest_message()) return message;
    ++state_.too_large;
    row.text.clear();
    return encode_row(row);
}

/// Whatever is on the way is forgotten with the connection. If it arrives all the same, it is what would be sent again, or it is
/// refused: each message names the one that it must follow.
void LogSender::fail(const Error& error) {
    if (state_.trouble != error.text) terms_.log->warn("relay: {} It goes on by itself.", error.text);
    if (error.code == errc::wrong_state) ++state_.refusals;
    state_.trouble = error.text;
    state_.is_connected = false;
    is_in_step_ = false;
    streams_.reset();
    connection_.reset();
    wait_ = std::clamp(2 * wait_, first_wait, longest_wait);
}

void LogSender::report() {
    if (!state_.fork.empty() && reported_.fork.empty()) terms_.log->error("relay: {}", state_.fork);
    if (state_ == reported_) return;
    reported_ = state_;
    terms_.on_state(state_);
}

}  // namespace bowball::relay
