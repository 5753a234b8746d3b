// Whether an entry could be read back: what cannot be read must not be written, or the next start finds it.
#include "formats/entry.hpp"
#include "journal/journal.hpp"

namespace bowball::journal {
namespace {

/// Shorter lines are within every bound of the reader, and all but a few result files are shorter: no need to read them.
constexpr std::size_t surely_readable_bytes = 64 * 1024;

}  // namespace

Result<void> check_entry(const engine::Entry& entry) {
    const auto line = formats::encode_entry(entry);
    if (line.size() <= surely_readable_bytes) return {};
    const auto read = formats::decode_entry(line);
    if (!read) return Error{errc::too_large, "It cannot be kept in the journal: " + read.error().text};
    return {};
}

}  // namespace bowball::journal
