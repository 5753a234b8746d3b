// The durable log of entries. Whoever holds a Journal may write; there is one, on the race loop.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/digest.hpp"
#include "core/result.hpp"
#include "engine/event.hpp"

namespace bowball::journal {

/// The end of the log.
struct Head {
    Seq seq;           ///< of the newest entry; 0 for none
    Digest hash;       ///< of the newest row; all zero for none
};

class Journal {
public:
    virtual ~Journal() = default;
    /// Writes all entries in one transaction, durable when it returns. All or nothing. Entries continue head().seq
    /// without gaps. Fails with errc::io_failed; may then be called again with the same entries.
    [[nodiscard]] virtual Result<void> append(std::span<const engine::Entry> entries) = 0;
    [[nodiscard]] virtual Head head() const = 0;
    /// Calls `visit` for each entry from `first` on, in order. A row that cannot be read stops the walk with errc::corrupt.
    [[nodiscard]] virtual Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const = 0;
    /// Names this journal: a new one for each new file, and after a takeover. Part of every frame.
    [[nodiscard]] virtual const std::string& epoch() const = 0;
};

/// Keeps entries in memory: for tests and for `bowball demo --no-store`.
[[nodiscard]] std::unique_ptr<Journal> make_memory_journal();

/// Opens or makes a journal file. SQLite, WAL, synchronous FULL, one connection for all writes and checkpoints.
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
    Head head;
    std::optional<Seq> first_bad;   ///< absent: the whole chain holds
    std::string why;
};
/// Recomputes the hash chain of a journal file. Fails with errc::io_failed if it cannot be read at all.
[[nodiscard]] Result<Verification> verify_sqlite_journal(const std::string& path);

}  // namespace bowball::journal
