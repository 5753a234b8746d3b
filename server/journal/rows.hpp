// The rows of a journal as they stand in the file, bytes and hashes: for whoever passes them on, or keeps a copy.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "journal/journal.hpp"

namespace bowball::journal {

/// One row. An empty text: the entry is known by its hash alone.
struct Row {
    Seq seq;
    std::string text;   ///< canonical line
    Digest hash;
};

/// Reads a journal file beside whoever writes it: a connection of its own, read only, that never checkpoints.
class RowReader {
public:
    /// Fails with errc::io_failed or errc::corrupt.
    [[nodiscard]] static Result<std::unique_ptr<RowReader>> open(const std::string& file);
    virtual ~RowReader() = default;
    /// Rows after `seq`, in order and without a gap, at most so many, and no more once they have so many bytes. Fails with
    /// errc::corrupt where one is missing.
    [[nodiscard]] virtual Result<std::vector<Row>> after(Seq seq, std::size_t most, std::size_t bytes) = 0;
    /// The newest row; seq 0 where there is none.
    [[nodiscard]] virtual Result<Head> head() = 0;
    /// Fails with errc::not_found.
    [[nodiscard]] virtual Result<Digest> hash_of(Seq seq) = 0;
    /// As it was when the file was opened.
    [[nodiscard]] virtual const std::string& epoch() const = 0;
};

/// A journal file that is written from rows that came from elsewhere.
class Copy {
public:
    /// Makes the file, or goes on with it. Fails with errc::already_exists where it is of another epoch, with errc::io_failed or
    /// errc::corrupt.
    [[nodiscard]] static Result<std::unique_ptr<Copy>> open(const std::string& file, const std::string& epoch);
    virtual ~Copy() = default;
    [[nodiscard]] virtual Head head() const = 0;
    /// Writes them in one transaction, all or none. Fails with errc::corrupt where they do not follow, or where the chain of
    /// hashes does not hold.
    [[nodiscard]] virtual Result<void> append(const std::vector<Row>& rows) = 0;
};

/// Whether a row follows `head` by its number and by its hash. Fails with errc::corrupt.
[[nodiscard]] Result<void> check_link(const Head& head, const Row& row);

}  // namespace bowball::journal
