#include "cases/case_file.hpp"

#include <algorithm>
#include <filesystem>

#include "core/case_limits.hpp"
#include "core/note_pieces.hpp"
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "formats/toml_file.hpp"
#include "journal/backup.hpp"
#include "journal/checkpoint.hpp"
#include "journal/signed_note.hpp"
#include "cases/archive_writer.hpp"
#include "cases/case_papers.hpp"

namespace bowball::cases {
namespace {

namespace fs = std::filesystem;

Error no_folder(const std::string& path, const std::error_code& why) { return {errc::io_failed, path + " cannot be made: " + why.message() + ". Check that disk."}; }

/// Removed with all that is in it when the archive is made, or was not.
class Workshop {
public:
    explicit Workshop(fs::path path) : path_(std::move(path)) {}
    ~Workshop() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    /// Empty, and its owner's only: names of persons are in it.
    [[nodiscard]] Result<void> open() const {
        std::error_code failed;
        fs::remove_all(path_, failed);
        fs::create_directories(path_, failed);
        if (!failed) fs::permissions(path_.parent_path(), fs::perms::owner_all, failed);
        if (failed) return no_folder(path_.string(), failed);
        return {};
    }
    [[nodiscard]] std::string in(const std::string& name) const { return (path_ / name).string(); }

private:
    fs::path path_;
};

/// The venue's key, as it is announced.
Result<std::string> key_text_of(const CaseTerms& terms) { return formats::read_text_file(terms.data_dir + "/" + case_key_file); }

/// What the key signed up to the end of the copy, and that end itself. Left out is what vouches for nothing: a note that is damaged or of a key before.
/// One of a later entry would say that the copy was cut off.
Result<std::string> checkpoints_of(const CaseTerms& terms, const StartCase& start, const journal::VerifierKey& key) {
    const auto file = journal::checkpoints_of(terms.data_dir + "/" + case_journal_file);
    std::string kept;
    std::error_code unknown;
    if (fs::exists(file, unknown)) {
        const auto text = formats::read_text_file(file);
        if (!text) return text.error();
        for (const auto& piece : pieces_of(*text)) {
            const auto body = journal::open_note(piece.note, key);
            const auto checkpoint = body ? journal::parse_checkpoint(*body) : Result<journal::Checkpoint>{body.error()};
            if (checkpoint && checkpoint->head.seq <= start.head.seq) kept += piece.note + "\n";
        }
    }
    return kept + terms.sign(journal::to_text({journal::origin_of(start.epoch), start.head, terms.at})) + "\n";
}

std::string two_digits(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// A picture that cannot go along is named, and why: the case goes on without it.
Result<void> add_frames(ArchiveWriter& archive, const std::vector<CaseFrame>& frames, std::vector<CaseNote::Frame>& named) {
    for (const auto& frame : frames) {
        CaseNote::Frame one{"", frame.called, frame.says};
        if (!frame.path.empty()) {
            one.name = case_frames_prefix + two_digits(named.size() + 1) + "-" + frame.name;
            if (const auto added = archive.add_file(one.name, frame.path); !added) return added;
            if (frame.sha256 && archive.files().back().sha256 != *frame.sha256) return Error{errc::io_failed, frame.path + " was changed meanwhile. Try again."};
        }
        named.push_back(std::move(one));
    }
    return {};
}

Result<void> add_papers(ArchiveWriter& archive, const std::string& key) {
    if (const auto added = archive.add("VERIFY.md", case_instructions()); !added) return added;
    if (const auto added = archive.add("verify.py", case_verifier()); !added) return added;
    return archive.add(case_key_file, key);
}

CaseNote note_of(const CaseTerms& terms, const StartCase& start) {
    CaseNote note;
    note.version = terms.version;
    note.meet = start.meet;
    note.race = terms.race;
    note.run = terms.run;
    note.epoch = start.epoch;
    note.entry = start.head.seq;
    note.hash = start.head.hash;
    note.judged_at = start.judged_at;
    note.made_us = to_us(terms.at);
    note.verdict = start.verdict;
    note.referee = formats::encode_view(start.view);
    return note;
}

Result<void> fill(ArchiveWriter& archive, const CaseTerms& terms, const StartCase& start, const std::string& copy) {
    auto note = note_of(terms, start);
    const auto key_text = key_text_of(terms);
    if (!key_text) return key_text.error();
    const auto key = journal::VerifierKey::parse(std::string{trim(*key_text)});
    if (!key) return key.error();
    if (const auto added = add_papers(archive, *key_text); !added) return added;
    if (const auto added = archive.add_file(case_journal_file, copy); !added) return added;
    const auto checkpoints = checkpoints_of(terms, start, *key);
    if (!checkpoints) return checkpoints.error();
    if (const auto added = archive.add(case_checkpoints_file, *checkpoints); !added) return added;
    const auto frames = terms.frames ? terms.frames(start) : std::vector<CaseFrame>{};
    if (const auto added = add_frames(archive, frames, note.frames); !added) return added;
    note.files = archive.files();
    if (const auto added = archive.add(case_note_file, terms.sign(encode_case_note(note))); !added) return added;
    return archive.finish();
}

/// Oldest first, by when they were written.
void keep_newest(const fs::path& folder) {
    std::vector<std::pair<fs::file_time_type, fs::path>> cases;
    std::error_code ignored;
    for (fs::directory_iterator at{folder, ignored}, end; !ignored && at != end; at.increment(ignored)) {
        std::error_code unknown;
        if (at->path().extension() == ".tar") cases.emplace_back(at->last_write_time(unknown), at->path());
    }
    std::ranges::sort(cases);
    for (std::size_t i = 0; i + limits::cases_kept < cases.size(); ++i) fs::remove(cases[i].second, ignored);
}

/// No other's: one that somebody is being sent stays as it is.
std::string name_of(const CaseTerms& terms, const StartCase& start) {
    return "case-race-" + std::to_string(terms.race.value()) + "-start-" + std::to_string(terms.run.value()) + "-entry-" + std::to_string(start.head.seq.value()) + "-" + std::to_string(to_us(terms.at)) + ".tar";
}

}  // namespace

Result<std::string> make_case(const CaseTerms& terms) {
    const auto folder = fs::path{terms.data_dir} / "cases";
    const Workshop workshop{folder / "making"};
    if (const auto opened = workshop.open(); !opened) return opened.error();
    const auto copy = workshop.in(case_journal_file);
    if (const auto copied = journal::back_up(terms.data_dir + "/" + case_journal_file, copy); !copied) return copied.error();
    const auto journal = journal::open_sqlite_journal_to_read(copy);
    if (!journal) return journal.error();
    const auto start = judge_start(**journal, terms.race, terms.run);
    if (!start) return start.error();
    const auto made = workshop.in("case.tar");
    ArchiveWriter archive{made, terms.at};
    if (const auto filled = fill(archive, terms, *start, copy); !filled) return filled.error();
    auto path = (folder / name_of(terms, *start)).string();
    std::error_code failed;
    fs::rename(made, path, failed);
    if (failed) return no_folder(path, failed);
    keep_newest(folder);
    return path;
}

}  // namespace bowball::cases
