#include "formats/tar.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <optional>

#include "core/case_limits.hpp"
#include "core/text.hpp"

namespace bowball::formats {
namespace {

constexpr std::size_t block = 512;

/// Where a field lies in a head, and how long it is.
struct Field {
    std::size_t at;
    std::size_t length;
};
constexpr Field name_field{0, 100};
constexpr Field mode_field{100, 8};
constexpr Field user_field{108, 8};
constexpr Field group_field{116, 8};
constexpr Field size_field{124, 12};
constexpr Field written_field{136, 12};
constexpr Field sum_field{148, 8};
constexpr std::size_t type_at = 156;
constexpr Field magic_field{257, 8};
constexpr Field prefix_field{345, 155};
constexpr std::string_view magic{"ustar\00000", 8};

/// Octal digits, as many as fit before a zero.
void put_number(std::string& head, Field field, std::uint64_t number) {
    for (auto i = field.length - 1; i-- > 0; number >>= 3) head[field.at + i] = static_cast<char>('0' + (number & 7));
}

/// Of all bytes, where the sum itself counts as blanks.
std::uint64_t sum_of(std::string_view head) {
    const auto add = [](std::uint64_t sum, char byte) { return sum + static_cast<unsigned char>(byte); };
    const auto all = std::accumulate(head.begin(), head.end(), std::uint64_t{0}, add);
    const auto own = head.substr(sum_field.at, sum_field.length);
    return all - std::accumulate(own.begin(), own.end(), std::uint64_t{0}, add) + sum_field.length * std::uint64_t{' '};
}

std::string_view text_in(std::string_view head, Field field) {
    const auto text = head.substr(field.at, field.length);
    return text.substr(0, text.find('\0'));
}

/// Octal digits, and behind them zeros or blanks. Absent for anything else, the binary numbers of other programs among it.
std::optional<std::uint64_t> number_in(std::string_view head, Field field) {
    auto text = head.substr(field.at, field.length);
    const auto end = text.find_first_of(std::string_view{" \0", 2});
    if (end != std::string_view::npos && text.substr(end).find_first_not_of(std::string_view{" \0", 2}) != std::string_view::npos) return std::nullopt;
    text = text.substr(0, end);
    if (text.empty() || text.find_first_not_of("01234567") != std::string_view::npos) return std::nullopt;
    std::uint64_t number = 0;
    for (const auto digit : text) number = number * 8 + static_cast<std::uint64_t>(digit - '0');
    return number;
}

bool is_zero(std::string_view bytes) { return bytes.find_first_not_of('\0') == std::string_view::npos; }

Error no_archive(const std::string& why) { return {errc::bad_input, "This is no archive of a case: " + why + "."}; }

/// What a head says.
struct Head {
    std::string name;
    std::uint64_t bytes = 0;
};

Result<Head> read_head(std::string_view head) {
    const auto name = std::string{text_in(head, name_field)};
    const auto called = "\"" + printable(name, 100) + "\"";
    if (head.substr(magic_field.at, magic_field.length) != magic) return no_archive("what should be the head of a file is none");
    if (number_in(head, sum_field) != sum_of(head)) return no_archive("the head of " + called + " was changed: its sum is wrong");
    if (head[type_at] != '0' && head[type_at] != '\0') return no_archive(called + " is no plain file but a link, a folder or a device");
    if (!is_plain_tar_name(name) || !is_zero(head.substr(prefix_field.at, prefix_field.length))) return no_archive("the name " + called + " leads elsewhere");
    const auto bytes = number_in(head, size_field);
    if (!bytes) return no_archive("the size of " + called + " is no number");
    return Head{name, *bytes};
}

bool is_plain_part(std::string_view part) {
    const auto is_plain = [](unsigned char letter) { return letter < 0x80 && (std::isalnum(letter) != 0 || letter == '-' || letter == '_' || letter == '.'); };
    return !part.empty() && part.front() != '.' && std::ranges::all_of(part, is_plain);
}

}  // namespace

bool is_plain_tar_name(std::string_view name) {
    const auto parts = split(name, '/');
    return name.size() < name_field.length && parts.size() <= 2 && std::ranges::all_of(parts, is_plain_part);
}

Result<std::string> tar_head(std::string_view name, std::uint64_t bytes, std::uint64_t written_s) {
    constexpr auto most = (std::uint64_t{1} << 33) - 1;
    if (!is_plain_tar_name(name)) return Error{errc::bad_input, "\"" + printable(name, 100) + "\" is no plain name for a file of an archive."};
    if (bytes > most) return Error{errc::too_large, std::string{name} + " is too large for an archive."};
    std::string head(block, '\0');
    head.replace(name_field.at, name.size(), name);
    put_number(head, mode_field, 0644);
    put_number(head, user_field, 0);
    put_number(head, group_field, 0);
    put_number(head, size_field, bytes);
    put_number(head, written_field, std::min(written_s, most));
    head[type_at] = '0';
    head.replace(magic_field.at, magic.size(), magic);
    // Six digits, a zero and a blank: the one field that is written so.
    put_number(head, {sum_field.at, sum_field.length - 1}, sum_of(head));
    head[sum_field.at + sum_field.length - 1] = ' ';
    return head;
}

std::string tar_fill(std::uint64_t bytes) { return std::string((block - bytes % block) % block, '\0'); }

std::string tar_end() { return std::string(2 * block, '\0'); }

Result<std::vector<TarFile>> read_tar(std::string_view archive) {
    std::vector<TarFile> files;
    for (;;) {
        if (archive.size() < block) return no_archive("its end is missing");
        const auto head = archive.substr(0, block);
        if (is_zero(head)) break;
        const auto read = read_head(head);
        if (!read) return read.error();
        archive.remove_prefix(block);
        const auto fill = tar_fill(read->bytes).size();
        if (read->bytes > archive.size() || archive.size() - read->bytes < fill) return no_archive(read->name + " goes on behind its end");
        if (!is_zero(archive.substr(read->bytes, fill))) return no_archive("something stands behind " + read->name + " that belongs to no file");
        if (std::ranges::find(files, read->name, &TarFile::name) != files.end()) return no_archive(read->name + " is in it twice");
        if (files.size() == limits::tar_files) return Error{errc::too_many, "There are more than " + std::to_string(limits::tar_files) + " files in the archive."};
        files.push_back({read->name, archive.substr(0, read->bytes)});
        archive.remove_prefix(read->bytes + fill);
    }
    if (archive.size() < 2 * block) return no_archive("its end is missing");
    if (!is_zero(archive)) return no_archive("something stands behind its end");
    return files;
}

}  // namespace bowball::formats
