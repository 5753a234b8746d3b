#include "cases/archive_writer.hpp"

#include <algorithm>
#include <filesystem>

#include "core/case_limits.hpp"
#include "core/limits.hpp"
#include "core/running_digest.hpp"
#include "formats/tar.hpp"
#include "io/durable.hpp"

namespace bowball::cases {

ArchiveWriter::ArchiveWriter(std::string path, WallTime at)
    : path_(std::move(path)), written_s_(static_cast<std::uint64_t>(std::max<std::int64_t>(to_us(at), 0)) / 1'000'000), out_(path_, std::ios::binary | std::ios::trunc) {}

Result<void> ArchiveWriter::written() const {
    if (!out_) return Error{errc::io_failed, path_ + " cannot be written. Check that disk."};
    return {};
}

Result<void> ArchiveWriter::begin(std::string_view name, std::uint64_t bytes) {
    const auto head = formats::tar_head(name, bytes, written_s_);
    if (!head) return head.error();
    out_ << *head;
    return written();
}

Result<void> ArchiveWriter::add(std::string_view name, std::string_view bytes) {
    if (const auto begun = begin(name, bytes.size()); !begun) return begun;
    out_ << bytes << formats::tar_fill(bytes.size());
    files_.push_back({std::string{name}, bytes.size(), sha256(bytes)});
    return written();
}

Result<void> ArchiveWriter::add_file(std::string_view name, const std::string& path) {
    const Error unreadable{errc::io_failed, path + " cannot be read, or was changed meanwhile. Try again."};
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(path, failed);
    std::ifstream in{path, std::ios::binary};
    if (failed || !in) return unreadable;
    if (const auto begun = begin(name, bytes); !begun) return begun;
    RunningDigest digest;
    std::string portion;
    for (auto left = bytes; left > 0; left -= portion.size()) {
        portion.resize(std::min<std::uint64_t>(left, limits::device_portion_bytes));
        if (!in.read(portion.data(), static_cast<std::streamsize>(portion.size()))) return unreadable;
        digest.add(portion);
        out_ << portion;
        if (const auto sound = written(); !sound) return sound;
    }
    out_ << formats::tar_fill(bytes);
    files_.push_back({std::string{name}, bytes, digest.finish()});
    return written();
}

Result<void> ArchiveWriter::finish() {
    out_ << formats::tar_end();
    const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(out_.tellp(), 0));
    out_.close();
    if (const auto sound = written(); !sound) return sound;
    if (size > limits::case_bytes) return Error{errc::too_large, "The case has more than " + std::to_string(limits::case_bytes >> 20) + " MiB. Take a backup instead: bowball backup."};
    return io::make_durable(path_);
}

}  // namespace bowball::cases
