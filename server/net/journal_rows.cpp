#include "net/journal_rows.hpp"

#include "core/text.hpp"
#include "formats/entry.hpp"
#include "formats/json_writer.hpp"

namespace bowball::net {
namespace {

/// Of an answer, however long the journal is.
constexpr std::size_t rows_an_answer = 500;
constexpr std::size_t bytes_an_answer = 512 * 1024;
/// A line longer than this is looked at for samples: rule sets are shorter, the traces of a start are not.
constexpr std::size_t long_line = 8 * 1024;

struct Shown {
    std::string entry;
    bool is_whole = true;
};

/// A trace without its samples: they are most of its bytes, and /api/v1/traces has them.
Shown shown(std::string line) {
    if (line.size() <= long_line) return {std::move(line)};
    auto entry = formats::decode_entry(line);
    auto* trace = entry ? std::get_if<engine::TraceSeen>(&entry->event) : nullptr;
    if (trace == nullptr) return {std::move(line)};
    trace->waveform.samples.clear();
    return {formats::encode_entry(*entry), false};
}

void put(formats::JsonWriter& out, const JournalRow& row, const Shown& line) {
    out.key("seq").value(row.seq.value()).key("hash").value(std::string_view{to_hex(row.hash)});
    out.key("entry").value(std::string_view{line.entry}).key("is_whole").value(line.is_whole);
}

HttpAnswer answer_with(std::string body) { return {200, "application/json", std::move(body), {{"Cache-Control", "private, no-store"}}}; }

HttpAnswer answer_of(const std::string& epoch, const std::vector<JournalRow>& rows) {
    formats::JsonWriter out;
    out.begin_object().key("v").value(std::int64_t{1}).key("epoch").value(std::string_view{epoch}).key("rows").begin_array();
    for (const auto& row : rows) {
        out.begin_object();
        put(out, row, shown(row.entry));
        out.end_object();
    }
    out.end_array().end_object();
    return answer_with(out.take());
}

HttpAnswer answer_of(const std::string& epoch, const JournalRow& row) {
    formats::JsonWriter out;
    out.begin_object().key("v").value(std::int64_t{1}).key("epoch").value(std::string_view{epoch});
    put(out, row, {row.entry});
    out.end_object();
    return answer_with(out.take());
}

Result<Seq> parse_since(const std::string& text, const std::string& epoch) {
    if (text.empty()) return Seq{0};
    const auto colon = text.find(':');
    const auto seq = colon == std::string::npos ? std::nullopt : parse_number(std::string_view{text}.substr(colon + 1));
    if (!seq || *seq > INT64_MAX) return Error{errc::bad_input, "since is written as epoch:seq."};
    if (text.substr(0, colon) != epoch) return Error{errc::not_found, "This is another journal. Load the views anew."};
    return Seq{*seq};
}

}  // namespace

void JournalRows::get(const std::string& rest, const HttpRequest& request, Answer answer) {
    if (!source_) return answer(refusal({errc::not_found, "This server keeps no journal file."}));
    if (rest.empty()) {
        const auto since = parse_since(query_value(request.query, "since"), epoch_);
        if (!since) return answer(refusal(since.error()));
        return shelf_.get([source = source_, epoch = epoch_, since = *since] {
            const auto rows = source(since, rows_an_answer, bytes_an_answer);
            return refused(rows ? answer_of(epoch, *rows) : refusal(rows.error()));
        }, std::move(answer));
    }
    const auto none = refusal({errc::not_found, "There is no entry \"" + printable(rest.substr(1), 60) + "\"."});
    const auto number = parse_number(rest.substr(1));
    if (!number || *number == 0 || *number > INT64_MAX) return answer(none);
    shelf_.get([source = source_, epoch = epoch_, number = *number, none] {
        const auto rows = source(Seq{number - 1}, 1, bytes_an_answer);
        if (!rows) return refused(refusal(rows.error()));
        return refused(rows->empty() ? none : answer_of(epoch, rows->front()));
    }, std::move(answer));
}

}  // namespace bowball::net
