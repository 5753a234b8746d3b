#include "relay/pull.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"
#include "relay/beat.hpp"
#include "relay/log_message.hpp"

namespace bowball::relay {
namespace {

constexpr std::int64_t patience_ms = 10'000;

/// The next rows of the stream, at most as many as are written in one go.
Result<std::vector<journal::Row>> next_rows(nats::Reader& reader, Seq first, Seq last) {
    std::vector<journal::Row> rows;
    auto bytes = std::size_t{0};
    for (auto seq = first; seq <= last && rows.size() < limits::batch_entries && bytes < limits::relay_bytes_at_once; seq = Seq{seq.value() + 1}) {
        const auto message = reader.next(patience_ms);
        if (!message) return message.error();
        if (!*message) return Error{errc::io_failed, "The hub has sent nothing for ten seconds, and there is more to come. Try again: what is in the file is kept."};
        if ((*message)->seq != seq.value()) return Error{errc::io_failed, "The hub sent entry " + std::to_string((*message)->seq) + " in place of " + std::to_string(seq.value()) + "."};
        auto row = decode_row(seq, (*message)->data);
        if (!row) return row.error();
        bytes += row->text.size();
        rows.push_back(std::move(*row));
    }
    return rows;
}

}  // namespace

Result<std::string> newest_epoch(nats::Streams& streams, const Names& names) {
    const auto message = streams.newest(names.live_stream(), names.beat());
    if (!message && message.error().code != errc::not_found) return message.error();
    if (!message) return Error{errc::not_found, "The hub knows no meet \"" + names.meet() + "\": no venue has ever connected under this name."};
    const auto beat = decode_beat(message->data);
    if (!beat) return beat.error();
    return beat->epoch;
}

Result<Pulled> pull(const nats::Terms& hub, const Names& names, std::string epoch, const std::string& file, const std::function<void(Seq)>& progress) {
    auto connection = nats::Connection::open(hub);
    if (!connection) return connection.error();
    auto streams = nats::Streams::of(**connection);
    if (!streams) return streams.error();
    if (epoch.empty()) {
        auto newest = newest_epoch(**streams, names);
        if (!newest) return newest.error();
        epoch = std::move(*newest);
    }
    const auto stream = names.log_stream(epoch);
    const auto ends = (*streams)->ends(stream);
    if (!ends) return ends.error();
    if (!*ends) return Error{errc::not_found, "The hub has no stream " + stream + "."};
    auto copy = journal::Copy::open(file, epoch);
    if (!copy) return copy.error();
    Pulled pulled{epoch, 0, 0, (*copy)->head()};
    const Seq last{(*ends)->last};
    if (pulled.head.seq > last) return Error{errc::wrong_state, file + " has " + std::to_string(pulled.head.seq.value()) + " entries, the stream only " + std::to_string(last.value()) + ": the hub has lost some, and the venue has not sent them again yet."};
    if (pulled.head.seq == last) return pulled;
    const Seq first{pulled.head.seq.value() + 1};
    if (first.value() < (*ends)->first) return Error{errc::not_found, "The hub no longer has what comes before entry " + std::to_string((*ends)->first) + "."};
    auto reader = (*streams)->read(stream, names.log(epoch), first.value());
    if (!reader) return reader.error();
    while (pulled.head.seq < last) {
        const auto rows = next_rows(**reader, Seq{pulled.head.seq.value() + 1}, last);
        if (!rows) return rows.error();
        if (const auto written = (*copy)->append(*rows); !written) return written.error();
        pulled.head = (*copy)->head();
        pulled.fresh += rows->size();
        for (const auto& row : *rows) pulled.redacted += row.text.empty() ? 1 : 0;
        progress(pulled.head.seq);
    }
    return pulled;
}

}  // namespace bowball::relay
