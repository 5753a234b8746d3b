// Files in one archive: "ustar" of POSIX.1 (pax, ustar interchange format), which every computer opens. Of that format the plain part
// only: files with short plain names, "journal.sqlite" or "frames/01-finish.jpg". Whatever else an archive may hold is refused, so that
// a stranger's can write nowhere and hide nothing. Pure.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace bowball::formats {

/// One file of an archive. Its bytes are the archive's own.
struct TarFile {
    std::string name;
    std::string_view bytes;
};

/// What stands before the bytes of a file: 512 bytes. `written_s`: since 1970. Fails with errc::bad_input where the name is not plain, and
/// with errc::too_large beyond 8 GiB, which the format's twelve digits cannot say.
[[nodiscard]] Result<std::string> tar_head(std::string_view name, std::uint64_t bytes, std::uint64_t written_s);
/// What stands behind so many bytes: zeros, up to a whole block.
[[nodiscard]] std::string tar_fill(std::uint64_t bytes);
/// What stands at the end: two blocks of zeros.
[[nodiscard]] std::string tar_end();

/// One or two parts of 1 to 99 letters, digits, '-', '_' and '.', none of which begins with a '.', with a '/' between them: 99 bytes at most.
[[nodiscard]] bool is_plain_tar_name(std::string_view name);

/// The files, in their order. Fails with errc::bad_input for what is no such archive, naming the file: a name that is not plain or comes
/// twice, a link or a folder, a size beyond the end, a head whose sum is wrong, bytes between or behind the files; with errc::too_many
/// beyond limits::tar_files.
[[nodiscard]] Result<std::vector<TarFile>> read_tar(std::string_view archive);

}  // namespace bowball::formats
