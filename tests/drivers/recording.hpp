// Our own recordings (tests/devices) as tests feed them: the stream in one, the files one by one.
#pragma once
#include <gtest/gtest.h>

#include "collector.hpp"
#include "folders.hpp"
#include "io/capture_file.hpp"

namespace bowball::capture {

inline io::CaptureFile recording_of(std::string_view driver) {
    const auto read = io::read_capture(tests_folder() + "/devices/" + std::string{driver} + ".cap");
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().text) << ": every driver has a recording, see tests/devices/make.py";
    return read ? *read : io::CaptureFile{};
}

/// All that was received, in one.
inline std::string stream_of(const io::CaptureFile& recording) {
    std::string bytes;
    for (const auto& piece : recording.pieces) {
        if (piece.direction == '<') bytes += piece.bytes;
    }
    return bytes;
}

/// A file of a watched folder, or the beginning of a large one.
struct RecordedFile {
    std::string name;
    std::string content;
    bool is_head = false;
};

inline std::vector<RecordedFile> files_of(const io::CaptureFile& recording) {
    std::vector<RecordedFile> files;
    for (const auto& piece : recording.pieces) {
        const auto blank = piece.bytes.find(' ');
        if (piece.direction == '=') files.push_back({io::decode_name(piece.bytes.substr(0, blank)), piece.bytes.substr(blank + 1)});
        if (const auto head = piece.direction == '#' ? io::decode_head(piece.bytes) : std::nullopt) {
            files.push_back({head->name, {reinterpret_cast<const char*>(head->file.head.data()), head->file.head.size()}, true});
        }
    }
    return files;
}

/// With other content than was recorded, where a test cuts or damages it.
inline void give(Driver& driver, const RecordedFile& file, std::string_view content, Collector& out) {
    if (file.is_head) driver.on_head(file.name, {as_bytes(content), content.size(), sha256(content)}, HostTime{}, out);
    else driver.on_file(file.name, as_bytes(content), HostTime{}, out);
}

/// All that counts of what was reported.
inline void expect_same(const Collector& got, const Collector& whole, const std::string& where) {
    ASSERT_EQ(got.impulses, whole.impulses) << where;
    ASSERT_EQ(got.traces, whole.traces) << where;
    ASSERT_EQ(got.results, whole.results) << where;
    ASSERT_EQ(got.samples, whole.samples) << where;
    ASSERT_EQ(got.restarts, whole.restarts) << where;
    ASSERT_EQ(got.missed, whole.missed) << where;
    ASSERT_EQ(got.skipped_bytes, whole.skipped_bytes) << where;
}

}  // namespace bowball::capture
