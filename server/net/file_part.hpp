// The file of a video: which part of it an answer brings, and its bytes. Reads the disk and may hang with it, so it is called on a
// thread of its own; knows no thread and no connection.
#pragma once
#include <cstdint>
#include <string>

#include "net/http.hpp"

namespace bowball::net {

/// What an answer brings of a file, and what is to be read for it after this.
struct VideoPart {
    HttpAnswer answer;            ///< without its bytes, or a refusal
    std::string bytes;            ///< at most limits::video_piece_bytes
    std::uint64_t total = 0;      ///< bytes that the answer has in all; more than `bytes` only where the whole file was asked for
    std::uint64_t identity = 0;   ///< of the file: another may have come to its place
};

/// Begins an answer. `range` is the request's header: with one, a part of at most limits::video_piece_bytes; without, the whole,
/// of which the first piece is read.
[[nodiscard]] VideoPart open_video(const std::string& name, const std::string& file, const std::string& range);

/// The bytes from `first` on, at most limits::video_piece_bytes and not beyond `total`; empty if they cannot be read, or if the file is
/// not the one that was begun.
[[nodiscard]] std::string read_on(const std::string& file, std::uint64_t first, std::uint64_t total, std::uint64_t identity);

}  // namespace bowball::net
