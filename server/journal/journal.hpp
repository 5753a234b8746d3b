// The durable log of entries. Whoever holds a Journal may write; there is one, on the race loop.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "core/digest.hpp"
#include "core/result.hpp"
#include "engine/event.hpp"

namespace bowball::journal {

/// The end of the log.
struct Head {
    Seq seq;           ///< of the newest entry; 0 for none
    Digest hash;       ///< of the newest row; all zero for none
};

/// What is wrong with a row.
struct Flaw {
    Seq seq;
    std::string why;        ///< a sentence for a person
    bool is_lost = false;   ///< it is missing or cannot be read: the fold goes on without it
    bool is_redacted = false;   ///< it is blank and known by its hash alone
    bool is_unknown = false;    ///< the chain holds over it, and it is in words that this version does not know
};

/// What could not be written, for a file of its own.
using EntriesToSpill = std::shared_ptr<const std::vector<engine::Entry>>;

class Journal {
public:
    virtual ~Journal() = default;
    /// Writes all entries in one transaction, durable when it returns. All or nothing. Entries continue head().seq
    /// without gaps. Fails with errc::io_failed; may then be called again with the same entries.
    [[nodiscard]] virtual Result<void> append(std::span<const engine::Entry> entries) = 0;
    /// Whether an append that failed is still under way, because its disk has not answered: the next one tells what became of it.
    [[nodiscard]] virtual bool is_under_way() const { return false; }
    [[nodiscard]] virtual Head head() const = 0;
    /// Calls `visit` for each entry from `first` on, in order. A row that cannot be read stops the walk with errc::corrupt.
    [[nodiscard]] virtual Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const = 0;
    /// As read() from the first entry on, but goes on over what is wrong and says it: a bad row must not keep a server from
    /// starting. Checks the chain of hashes on the way.
    [[nodiscard]] virtual Result<void> walk(const std::function<void(engine::Entry&&)>& visit, const std::function<void(Flaw&&)>& flaw) const {
        std::ignore = flaw;
        return read(Seq{1}, visit);
    }
    /// Names this journal: a new one for each new file, after a takeover, and when entries were lost that had been seen.
    /// Part of every frame.
    [[nodiscard]] virtual const std::string& epoch() const = 0;

    /// True: entries wait that could not be written, and people see what follows from them. False: all are written again.
    /// Kept beside the journal: a server that dies in between begins a new epoch when it starts, for it gives the numbers
    /// of the lost entries to others.
    virtual void note_unrecorded(bool waiting) { std::ignore = waiting; }
    /// Writes entries that cannot go into the journal into a file of their own, beside it or else in the folder for
    /// temporary files: one canonical line each. Returns the file's path; fails with errc::io_failed. They are shared, for a disk may hang
    /// over them, and memory be full of them: nobody copies them.
    [[nodiscard]] virtual Result<std::string> spill(const EntriesToSpill& entries) const {
        if (auto beside = spill_beside(*entries)) return beside;
        return spill_elsewhere(*entries);
    }
    /// The same, on the journal's own disk only.
    [[nodiscard]] virtual Result<std::string> spill_beside(std::span<const engine::Entry> entries) const {
        std::ignore = entries;
        return Error{errc::io_failed, "This journal keeps nothing."};
    }
    /// The same, in the folder for temporary files only: where the journal's own disk hangs.
    [[nodiscard]] virtual Result<std::string> spill_elsewhere(std::span<const engine::Entry> entries) const { return spill_beside(entries); }
    /// What was amiss when it was opened, for whoever starts the server; empty if nothing was.
    [[nodiscard]] virtual std::string trouble_at_opening() const { return {}; }
};

/// Whether an entry could be read back if it were written. Fails with errc::too_large or errc::bad_input.
[[nodiscard]] Result<void> check_entry(const engine::Entry& entry);

/// Keeps entries in memory: for tests and for `bowball demo --no-store`.
[[nodiscard]] std::unique_ptr<Journal> make_memory_journal();

/// Opens or makes a journal file. SQLite, WAL, synchronous EXTRA, one connection for all writes and checkpoints.
/// Fails with errc::io_failed (cannot open, locked by another server) or errc::corrupt.
struct SqliteOptions {
    bool synchronous_off = false;  ///< benchmarks only: shows what durability costs
};
[[nodiscard]] Result<std::unique_ptr<Journal>> open_sqlite_journal(const std::string& path, SqliteOptions options = {});

/// A journal file opened by a second process: read only, never checkpoints.
[[nodiscard]] Result<std::unique_ptr<const Journal>> open_sqlite_journal_to_read(const std::string& path);

/// What `bowball verify` says.
struct Verification {
    std::uint64_t entries = 0;
    std::uint64_t redacted = 0;     ///< of these, blank and known by their hash alone: a copy of the public stream has such
    bool is_public_copy = false;    ///< the file says of itself that it is one
    std::uint64_t unknown = 0;      ///< of these, in words that this version does not know
    Seq first_unknown;
    std::uint64_t agreed = 0;       ///< of the expected ends
    Head head;
    std::optional<Seq> first_bad;   ///< absent: the whole chain holds
    std::string why;
};
/// Recomputes the hash chain of a journal file. `expected`: ends that it had once, as the server said when it stopped, or
/// signed; without one nobody can tell that newer rows were cut off. `may_be_blank`: rows may be known by their hash alone though the file does not
/// say that it is a copy of the public stream. Blank rows at the end hold only under an expected end. Fails with errc::io_failed if it cannot be
/// read at all.
[[nodiscard]] Result<Verification> verify_sqlite_journal(const std::string& path, std::vector<Head> expected = {}, bool may_be_blank = false);

}  // namespace bowball::journal
