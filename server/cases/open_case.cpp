#include "cases/open_case.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/case_limits.hpp"
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "formats/parse_json.hpp"
#include "formats/tar.hpp"
#include "journal/checkpoint_file.hpp"
#include "cases/start_case.hpp"

namespace bowball::cases {
namespace {

namespace fs = std::filesystem;
using Files = std::vector<formats::TarFile>;

const formats::TarFile* file_in(const Files& files, std::string_view name) {
    const auto found = std::ranges::find(files, name, &formats::TarFile::name);
    return found == files.end() ? nullptr : &*found;
}

/// A folder of one's own among the temporary files, gone with all that is in it.
class Table {
public:
    Table() {
        std::error_code failed;
        auto name = (fs::temp_directory_path(failed) / "bowball-case-XXXXXX").string();
        if (!failed && ::mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~Table() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    /// Where the file lies now. Fails with errc::io_failed.
    [[nodiscard]] Result<std::string> lay(const std::string& name, std::string_view bytes) const {
        const auto path = path_ + "/" + name;
        std::ofstream out{path, std::ios::binary};
        out << bytes;
        out.close();
        if (path_.empty() || !out) return Error{errc::io_failed, "The journal of the case cannot be laid among the temporary files. Make room there, or name another folder: TMPDIR."};
        return path;
    }

private:
    std::string path_;
};

/// One case that is being opened.
class Opening {
public:
    explicit Opening(Files files) : files_(std::move(files)) {}

    /// With the key that its signatures are checked with.
    Result<void> read_note(std::string_view announced) {
        if (const auto chosen = choose_key(announced); !chosen) return chosen;
        const auto* note = file_in(files_, case_note_file);
        if (note == nullptr) return Error{errc::bad_input, "The archive has no case.note: it is no case of a start."};
        const auto text = journal::open_note(std::string{note->bytes}, key_);
        if (!text) return Error{text.error().code, "case.note: " + text.error().text};
        auto read = decode_case_note(*text);
        if (!read) return Error{read.error().code, "case.note: " + read.error().text};
        found_.note = std::move(*read);
        return {};
    }

    void compare_files() {
        for (const auto& signed_file : found_.note.files) {
            const auto* file = file_in(files_, signed_file.name);
            if (file == nullptr) differs(printable(signed_file.name) + " is missing from the archive.");
            else if (file->bytes.size() != signed_file.bytes || sha256(file->bytes) != signed_file.sha256) differs(signed_file.name + " is not the file that was signed: its SHA-256 is another.");
        }
        for (const auto& file : files_) {
            const auto is_known = file.name == case_note_file || std::ranges::find(found_.note.files, file.name, &CaseNote::File::name) != found_.note.files.end();
            if (!is_known) differs(file.name + " was put in: nobody signed it.");
        }
    }

    Result<void> judge_again() {
        const auto* bytes = file_in(files_, case_journal_file);
        if (bytes == nullptr) return {};   // that was said
        const Table table;
        const auto path = table.lay(case_journal_file, bytes->bytes);
        if (!path) return path.error();
        if (!verify(*path)) return {};
        const auto journal = journal::open_sqlite_journal_to_read(*path);
        const auto start = journal ? judge_start(**journal, found_.note.race, found_.note.run) : Result<StartCase>{journal.error()};
        if (!start) differs(std::string{case_journal_file} + ": the start cannot be judged: " + start.error().text);
        else compare(*start);
        return {};
    }

    [[nodiscard]] OpenedCase finish() { return std::move(found_); }

private:
    void differs(std::string what) { found_.differences.push_back(std::move(what)); }

    Result<void> choose_key(std::string_view announced) {
        const auto* own = file_in(files_, case_key_file);
        found_.key_is_its_own = announced.empty();
        if (announced.empty() && own == nullptr) return Error{errc::bad_input, "The archive has no signing.pub. Give the key as the venue announced it: --key."};
        found_.key = trim(announced.empty() ? own->bytes : announced);
        auto key = journal::VerifierKey::parse(found_.key);
        if (!key) return Error{key.error().code, (announced.empty() ? std::string{case_key_file} : std::string{"--key"}) + ": " + key.error().text};
        key_ = std::move(*key);
        return {};
    }

    /// Ends of the journal that were signed. A note that the key did not sign was put there by somebody else.
    std::vector<journal::Head> signed_ends() {
        const std::string called{case_checkpoints_file};
        const auto* file = file_in(files_, case_checkpoints_file);
        const auto notes = journal::read_checkpoints(file == nullptr ? std::string_view{} : file->bytes, key_);
        for (const auto& note : notes.damaged) differs(called + ", checkpoint " + std::to_string(note.number) + ": " + note.why);
        std::vector<journal::Head> ends;
        for (const auto& checkpoint : notes.good) ends.push_back(checkpoint.head);
        if (std::ranges::find(ends, found_.note.entry, &journal::Head::seq) == ends.end()) differs(called + ": none stands at entry " + std::to_string(found_.note.entry.value()) + ", where the journal ended.");
        return ends;
    }

    /// True: the chain holds up to where the note says that it ended.
    bool verify(const std::string& path) {
        auto ends = signed_ends();
        ends.push_back({found_.note.entry, found_.note.hash});
        const auto checked = journal::verify_sqlite_journal(path, std::move(ends));
        if (!checked) return differs(std::string{case_journal_file} + ": " + checked.error().text), false;
        if (checked->first_bad) return differs(std::string{case_journal_file} + ", entry " + std::to_string(checked->first_bad->value()) + ": " + checked->why + "."), false;
        if (checked->head.seq != found_.note.entry) return differs(std::string{case_journal_file} + " goes on to entry " + std::to_string(checked->head.seq.value()) + "; the case was made at entry " + std::to_string(found_.note.entry.value()) + "."), false;
        found_.entries = checked->entries;
        found_.checkpoints = checked->agreed - 1;   // the note's own word is none
        return true;
    }

    void compare(const StartCase& start) {
        const auto& note = found_.note;
        found_.verdict = start.verdict;
        if (start.epoch != note.epoch) differs("The journal is " + printable(start.epoch) + "; the case was made of " + printable(note.epoch) + ".");
        if (start.meet != note.meet) differs("The meet is called " + printable(start.meet) + " in the journal, " + printable(note.meet) + " in the note.");
        if (start.judged_at != note.judged_at) differs("The run ends at entry " + std::to_string(start.judged_at.value()) + " of the journal, and the note says " + std::to_string(note.judged_at.value()) + ".");
        if (start.verdict != note.verdict) differs("The verdict differs: the note says another than what follows from the journal.");
        compare_views(formats::encode_view(start.view));
    }

    void compare_views(const std::string& judged) {
        const auto ours = formats::parse_json(judged, limits::case_note_bytes);
        const auto theirs = formats::parse_json(found_.note.referee, limits::case_note_bytes);
        if (!ours || !theirs) return differs("The judgement in the note cannot be compared.");
        constexpr std::size_t most = 20;
        std::size_t said = 0;
        for (const auto& step : nlohmann::json::diff(theirs->root, ours->root)) {
            if (++said > most) return differs("And more of the judgement differs.");
            differs("The judgement differs at " + step.at("path").get<std::string>() + ": " + (step.contains("value") ? "the journal gives " + step.at("value").dump() : "it is not in what the journal gives") + ".");
        }
    }

    Files files_;
    journal::VerifierKey key_;
    OpenedCase found_;
};

}  // namespace

Result<OpenedCase> open_case(std::string_view archive, std::string_view key) {
    auto files = formats::read_tar(archive);
    if (!files) return files.error();
    Opening opening{std::move(*files)};
    if (const auto read = opening.read_note(key); !read) return read.error();
    opening.compare_files();
    if (const auto judged = opening.judge_again(); !judged) return judged.error();
    return opening.finish();
}

}  // namespace bowball::cases
