#include "cases/case_note.hpp"

#include "core/case_limits.hpp"
#include "formats/json_writer.hpp"
#include "formats/parse_json.hpp"

namespace bowball::cases {
namespace {

using formats::JsonWriter;
using nlohmann::json;

constexpr std::int64_t format = 1;

void put_files(JsonWriter& out, const std::vector<CaseNote::File>& files) {
    out.key("files").begin_array();
    for (const auto& file : files) {
        out.begin_object().key("name").value(std::string_view{file.name}).key("bytes").value(file.bytes);
        out.key("sha256").value(std::string_view{to_hex(file.sha256)}).end_object();
    }
    out.end_array();
}

void put_frames(JsonWriter& out, const std::vector<CaseNote::Frame>& frames) {
    out.key("frames").begin_array();
    for (const auto& frame : frames) {
        out.begin_object().key("name").value(std::string_view{frame.name}).key("called").value(std::string_view{frame.called});
        out.key("says").value(std::string_view{frame.says}).end_object();
    }
    out.end_array();
}

/// Throws where it is no digest, as the library does where a value is of another kind.
Digest digest_in(const json& from, const char* name) { return parse_digest(from.at(name).get<std::string>()).value(); }

CaseNote read(const json& root) {
    CaseNote note;
    note.version = root.at("version").get<std::string>();
    note.meet = root.at("meet").get<std::string>();
    note.race = RaceId{root.at("race").get<std::uint32_t>()};
    note.run = RunNumber{root.at("run").get<std::uint16_t>()};
    note.epoch = root.at("epoch").get<std::string>();
    note.entry = Seq{root.at("entry").get<std::uint64_t>()};
    note.hash = digest_in(root, "hash");
    note.judged_at = Seq{root.at("judged_at").get<std::uint64_t>()};
    note.made_us = root.at("made_us").get<std::int64_t>();
    note.verdict = root.at("verdict").get<std::vector<std::string>>();
    note.referee = root.at("referee").dump();
    for (const auto& one : root.at("files")) note.files.push_back({one.at("name").get<std::string>(), one.at("bytes").get<std::uint64_t>(), digest_in(one, "sha256")});
    for (const auto& one : root.at("frames")) note.frames.push_back({one.at("name").get<std::string>(), one.at("called").get<std::string>(), one.at("says").get<std::string>()});
    return note;
}

}  // namespace

std::string encode_case_note(const CaseNote& note) {
    JsonWriter out;
    out.begin_object().key("v").value(format).key("version").value(std::string_view{note.version}).key("meet").value(std::string_view{note.meet});
    out.key("race").value(std::uint64_t{note.race.value()}).key("run").value(std::uint64_t{note.run.value()});
    out.key("epoch").value(std::string_view{note.epoch}).key("entry").value(note.entry.value()).key("hash").value(std::string_view{to_hex(note.hash)});
    out.key("judged_at").value(note.judged_at.value()).key("made_us").value(note.made_us);
    out.key("verdict").begin_array();
    for (const auto& line : note.verdict) out.value(std::string_view{line});
    out.end_array();
    put_files(out, note.files);
    put_frames(out, note.frames);
    out.key("referee").raw(note.referee).end_object();
    return out.take() + "\n";
}

Result<CaseNote> decode_case_note(std::string_view text) {
    const auto parsed = formats::parse_json(text, limits::case_note_bytes);
    if (!parsed) return parsed.error();
    try {
        if (parsed->root.at("v").get<std::int64_t>() != format) return Error{errc::bad_input, "The note of this case is of a newer kind. Open it with a newer program."};
        return read(parsed->root);
    } catch (const std::exception& problem) {
        return Error{errc::bad_input, std::string{"The note of this case is incomplete: "} + problem.what()};
    }
}

}  // namespace bowball::cases
