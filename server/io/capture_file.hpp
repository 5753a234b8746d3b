// Recordings of what a device sent: .cap files. Text, one piece a line, so that a person can read a bug report.
//
//   bowball-cap 1 <device> <driver> <link> <wall clock, us>
//   <ns since the recording began> <direction> <bytes>
//
// direction: '<' received, '>' sent, '=' a file received (its name with blanks as \x20, a blank, its content), '#' the beginning of a file
// (its name, size, SHA-256 and first bytes, with blanks between), '*' a note. Bytes that are not
// printable ASCII, and the backslash, stand as \xNN. A last line that was cut off by a crash is left out.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/file_head.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::io {

struct CaptureHeader {
    std::string device;
    std::string driver;
    std::string link;
    WallTime wall;
};

struct CapturePiece {
    Duration since_start{};
    char direction = '<';
    std::string bytes;
    friend bool operator==(const CapturePiece&, const CapturePiece&) = default;
};

struct CaptureFile {
    CaptureHeader header;
    std::vector<CapturePiece> pieces;
};

/// With the line feed.
[[nodiscard]] std::string encode_header(const CaptureHeader& header);
[[nodiscard]] std::string encode_piece(const CapturePiece& piece);

/// A file's name as one word, and back.
[[nodiscard]] std::string encode_name(std::string_view name);
[[nodiscard]] std::string decode_name(std::string_view word);

/// The bytes of a piece that holds the beginning of a file.
[[nodiscard]] std::string encode_head(std::string_view name, const FileHead& file);
struct NamedHead {
    std::string name;
    FileHead file;   ///< its bytes are those that were decoded
};
/// Absent where they are no such piece.
[[nodiscard]] std::optional<NamedHead> decode_head(std::string_view bytes);

/// Fails with errc::bad_input if it is no recording; the text names the line.
[[nodiscard]] Result<CaptureFile> decode_capture(std::string_view text);
/// Reads a file. Fails with errc::io_failed too.
[[nodiscard]] Result<CaptureFile> read_capture(const std::string& path);

}  // namespace bowball::io
