// A file as evidence: which part of it an answer brings, and its bytes. Reads the disk and may hang with it, so it is called on a
// thread of its own; knows no thread and no connection.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "net/http.hpp"

namespace bowball::net {

/// Whether a file grows while it is read, as a recording does, or is to stay as it is.
enum class Change : std::uint8_t { may_grow, must_stay };

/// Which file lies at a path: another may come to its place between two pieces.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t number = 0;
    std::uint64_t size = 0;        ///< this and the rest: 0 of a file that may grow
    std::int64_t written_ns = 0;
    std::int64_t changed_ns = 0;   ///< no program sets this one back
    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

/// What somebody asks for. Copied to the thread that reads.
struct WantedPart {
    std::string called;        ///< for people: "video \"finish\""
    std::string file;
    std::string content_type;
    std::string range;         ///< the request's header: with one, a part of at most limits::file_piece_bytes; without, the whole
    Change change = Change::may_grow;
    std::string saved_as = {};   ///< what a browser calls it that keeps it; empty: nothing is said
};

/// What an answer brings of a file, and what is to be read for it after this.
struct FilePart {
    HttpAnswer answer;            ///< without its bytes, or a refusal
    std::string bytes;            ///< at most limits::file_piece_bytes
    std::uint64_t total = 0;      ///< bytes that the answer has in all; more than `bytes` only where the whole file was asked for; 0: refused
    WantedPart wanted;
    FileIdentity identity;
};
[[nodiscard]] FilePart refused(HttpAnswer answer);

/// Absent where there is no plain file.
[[nodiscard]] std::optional<FileIdentity> identity_of(const std::string& file, Change change);

/// Begins an answer. Where the whole is asked for its first piece is read.
[[nodiscard]] FilePart open_part(const WantedPart& wanted);

/// The bytes from `first` on, at most limits::file_piece_bytes and not beyond `total`; empty if they cannot be read, or if the file is
/// not the one that was begun.
[[nodiscard]] std::string read_on(const WantedPart& wanted, const FileIdentity& identity, std::uint64_t first, std::uint64_t total);

}  // namespace bowball::net
