#include "io/note_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/note_pieces.hpp"
#include "io/descriptor.hpp"
#include "io/durable.hpp"

namespace bowball::io {
namespace {

Error failed(const std::string& file, const char* what) { return {errc::io_failed, file + " cannot be " + what + ". Check the disk."}; }

}  // namespace

Result<std::size_t> mend_notes(const std::string& file) {
    const Descriptor opened{::open(file.c_str(), O_WRONLY | O_CLOEXEC)};
    if (!opened.is_open()) return errno == ENOENT ? Result<std::size_t>{0} : failed(file, "opened");
    std::ifstream in{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in) return failed(file, "read");
    const auto whole = whole_bytes(text);
    const auto lacks_empty_line = whole > 0 && !std::string_view{text}.substr(0, whole).ends_with("\n\n");
    if (whole == text.size() && !lacks_empty_line) return 0;
    const auto is_mended = ::ftruncate(opened.get(), static_cast<off_t>(whole)) == 0 && (!lacks_empty_line || ::pwrite(opened.get(), "\n", 1, static_cast<off_t>(whole)) == 1) && ::fsync(opened.get()) == 0;
    if (!is_mended) return failed(file, "mended");
    return text.size() - whole;
}

Result<void> append_note(const std::string& file, const std::string& note) {
    std::error_code unknown;
    const auto is_new = !std::filesystem::exists(file, unknown);
    const Descriptor opened{::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644)};
    struct stat before{};
    if (!opened.is_open() || ::fstat(opened.get(), &before) != 0) return failed(file, "opened");
    if (write_all(opened.get(), note + "\n") && ::fsync(opened.get()) == 0) return is_new ? make_name_durable(file) : Result<void>{};
    if (::ftruncate(opened.get(), before.st_size) == 0) std::ignore = ::fsync(opened.get());
    return failed(file, "written");
}

}  // namespace bowball::io
