#include "relay/copier.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "io/clock.hpp"
#include "relay/log_message.hpp"
#include "relay/rhythm.hpp"
#include "relay/run_context.hpp"

namespace bowball::relay {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Shorter than who only shows: the copy is what another server stands on.
constexpr std::int64_t listen_for_copy_ms = 50;
constexpr std::chrono::seconds report_rhythm{1};

}  // namespace

void Copier::start() {
    boost::asio::post(context_, [this] { turn(); });
    thread_ = std::thread{[this] { run_context(context_, *terms_.log); }};
}

void Copier::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(context_, [this] {
        close();
        copy_.reset();
        context_.stop();
    });
    thread_.join();
}

void Copier::turn() {
    timer_.expires_after(pause);  // first: what follows may throw
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) turn();
    });
    auto done = rows_ ? Result<void>{} : open();
    if (done) done = read(listen_for_copy_ms);
    if (done) done = look_behind();
    if (!done) fail(done.error());
    report();
    if (!done) return;
    timer_.cancel();
    boost::asio::post(context_, [this] { turn(); });
}

/// Listens to the first server before it asks for its newest word: what comes in between is heard twice, and nothing is missed.
Result<void> Copier::open() {
    auto connection = nats::Connection::open(terms_.hub);
    if (!connection) return connection.error();
    auto streams = nats::Streams::of(**connection);
    if (!streams) return streams.error();
    auto beats = (*connection)->subscribe(terms_.names.beat());
    if (!beats) return beats.error();
    const auto kept = (*streams)->newest(terms_.names.live_stream(), terms_.names.beat());
    if (!kept && kept.error().code != errc::not_found) return kept.error();
    if (!kept) return Error{errc::not_found, "The hub knows no meet \"" + terms_.names.meet() + "\" yet."};
    const auto beat = decode_beat(kept->data);
    if (!beat) return beat.error();
    hear(*beat, std::chrono::floor<milliseconds>(std::chrono::nanoseconds{io::Clock::wall_ns()} - kept->stored.time_since_epoch()));
    if (!copy_ || state_.epoch != state_.beat->epoch) {
        if (const auto begun = begin(state_.beat->epoch); !begun) return begun;
    }
    const auto stream = terms_.names.log_stream(state_.epoch);
    const auto ends = (*streams)->ends(stream);
    if (!ends) return ends.error();
    if (!*ends) return Error{errc::not_found, "The hub has no stream " + stream + " yet."};
    auto rows = (*streams)->read(stream, terms_.names.log(state_.epoch), state_.head.value() + 1);
    if (!rows) return rows.error();
    pending_ = (*ends)->last - std::min((*ends)->last, state_.head.value());
    connection_ = std::move(*connection);
    streams_ = std::move(*streams);
    beats_ = std::move(*beats);
    rows_ = std::move(*rows);
    opened_ = heard_row_ = steady_clock::now();
    state_.is_connected = true;
    state_.trouble.clear();
    is_changed_ = true;
    return {};
}

/// Another journal, or the first: what a copy of it has already is read before it goes on.
Result<void> Copier::begin(const std::string& epoch) {
    copy_.reset();
    auto copy = journal::Copy::open(file_of(epoch), epoch);
    if (!copy) return copy.error();
    auto reader = journal::RowReader::open(file_of(epoch));
    if (!reader) return reader.error();
    terms_.log->info("standby: copies the journal {} from entry {} on", epoch, (*copy)->head().seq.value() + 1);
    state_.epoch = epoch;
    state_.head = {};
    state_.redacted.reset();
    state_.taken.reset();
    state_.broken.clear();
    terms_.on_begin();
    while (state_.head < (*copy)->head().seq) {
        const auto rows = (*reader)->after(state_.head, limits::relay_entries_at_once, limits::relay_bytes_at_once);
        if (!rows) return rows.error();
        note(*rows);
    }
    copy_ = std::move(*copy);
    return {};
}

Result<void> Copier::read(std::int64_t patience_ms) {
    listen();
    // A journal that took over from this one, or a new one: from its begin.
    if (state_.beat->epoch != state_.epoch) return Error{errc::wrong_state, "The first server writes another journal now: " + state_.beat->epoch + "."};
    if (!state_.broken.empty()) return Error{errc::corrupt, state_.broken};
    const auto rows = next_rows(patience_ms);
    if (!rows) return rows.error();
    return keep(*rows);
}

Result<std::vector<journal::Row>> Copier::next_rows(std::int64_t patience_ms) {
    std::vector<journal::Row> rows;
    auto bytes = std::size_t{0};
    for (; rows.size() < limits::relay_entries_at_once && bytes < limits::relay_bytes_at_once; patience_ms = 1) {
        const auto message = rows_->next(patience_ms);
        if (!message) return message.error();
        if (!*message) break;
        heard_row_ = steady_clock::now();
        const auto expected = state_.head.value() + rows.size() + 1;
        // A hub that lost its end is filled again from there: what was read before is the same as it was.
        if ((*message)->seq < expected) continue;
        if ((*message)->seq > expected) return Error{errc::io_failed, "Entry " + std::to_string(expected) + " did not come from the hub: it is asked for again."};
        auto row = decode_row(Seq{expected}, (*message)->data);
        if (!row) return row.error();
        pending_ = (*message)->pending;
        state_.newest_came = io::Clock{}.now();
        bytes += row->text.size();
        rows.push_back(std::move(*row));
        if (pending_ == 0) break;   // the newest: it waits for nobody
    }
    return rows;
}

Result<void> Copier::keep(const std::vector<journal::Row>& rows) {
    if (rows.empty()) return {};
    if (const auto kept = copy_->append(rows); !kept) {
        if (kept.error().code == errc::corrupt) state_.broken = kept.error().text;
        return kept;
    }
    note(rows);
    return {};
}

void Copier::note(const std::vector<journal::Row>& rows) {
    for (const auto& row : rows) {
        if (row.text.empty()) state_.redacted = row.seq;
        state_.taken = takeover_of(row);
        // The one that this journal began with says nothing of its end.
        if (state_.taken && state_.taken->from != state_.epoch) state_.taken.reset();
        state_.head = row.seq;
    }
    is_changed_ = true;
    terms_.on_rows(rows);
}

void Copier::listen() {
    for (;;) {
        const auto message = beats_->next(1);
        if (!message || !*message) return;   // where the reader is lost the other one is too
        const auto beat = decode_beat((*message)->data);
        if (beat) hear(*beat, milliseconds{0});
    }
}

/// One of a server that was taken over from, and does not know it yet, counts for nothing.
void Copier::hear(const Beat& beat, milliseconds age) {
    if (state_.beat && beat.is_superseded_by(*state_.beat)) return;
    const auto heard = steady_clock::now() - std::max(age, milliseconds{0});
    if (state_.beat && state_.beat->epoch == beat.epoch && heard < heard_beat_) return;
    state_.beat = beat;
    heard_beat_ = heard;
    is_changed_ = true;
}

/// A subscription may be lost without a word: at the server, which forgets whom it sends to when it dies.
Result<void> Copier::look_behind() {
    if (!connection_->is_open()) return Error{errc::io_failed, "The connection to the hub broke."};
    if (steady_clock::now() - heard_row_ < silence) return {};
    heard_row_ = steady_clock::now();
    const auto ends = streams_->ends(terms_.names.log_stream(state_.epoch));
    if (!ends) return ends.error();
    if (!*ends || (*ends)->last > state_.head.value()) return Error{errc::io_failed, "The hub has more than it sends: it is asked again."};
    return {};
}

void Copier::close() {
    rows_.reset();
    beats_.reset();
    streams_.reset();
    connection_.reset();
    state_.is_connected = false;
}

void Copier::fail(const Error& error) {
    close();
    is_changed_ = true;
    if (state_.trouble == error.text) return;
    terms_.log->warn("standby: {}{}", error.text, state_.broken.empty() ? " It goes on by itself." : " Nothing more is copied.");
    state_.trouble = error.text;
}

void Copier::report() {
    const auto now = steady_clock::now();
    if (!is_changed_ && now - reported_ < report_rhythm) return;
    is_changed_ = false;
    reported_ = now;
    const auto known = state_.head.value() + pending_;
    const auto said = state_.beat && state_.beat->epoch == state_.epoch ? state_.beat->seq.value() : 0;
    state_.behind = std::max(known, said) - state_.head.value();
    state_.beat_age_ms = state_.beat ? std::chrono::floor<milliseconds>(now - heard_beat_).count() : 0;
    state_.silence_ms = state_.is_connected ? std::chrono::floor<milliseconds>(now - std::max(heard_beat_, opened_)).count() : 0;
    terms_.on_state(state_);
}

}  // namespace bowball::relay
