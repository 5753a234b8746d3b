// Writes files into an archive, one after another, and remembers what they were. On the disk; held in memory is one portion at a time.
#pragma once
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "cases/case_note.hpp"

namespace bowball::cases {

class ArchiveWriter {
public:
    ArchiveWriter(std::string path, WallTime at);
    [[nodiscard]] Result<void> add(std::string_view name, std::string_view bytes);
    /// Fails with errc::io_failed where the file cannot be read, or changes meanwhile.
    [[nodiscard]] Result<void> add_file(std::string_view name, const std::string& path);
    /// Fails with errc::too_large where it has more than limits::case_bytes.
    [[nodiscard]] Result<void> finish();
    /// Of all that was added.
    [[nodiscard]] const std::vector<CaseNote::File>& files() const { return files_; }

private:
    [[nodiscard]] Result<void> begin(std::string_view name, std::uint64_t bytes);
    [[nodiscard]] Result<void> written() const;

    std::string path_;
    std::uint64_t written_s_;
    std::ofstream out_;
    std::vector<CaseNote::File> files_;
};

}  // namespace bowball::cases
