// The bytes of a journal file, damaged anywhere: it is opened, or refused with a sentence, and never more.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/text.hpp"
#include "fuzz/decoder.hpp"
#include "fuzz/scratch.hpp"
#include "journal/install.hpp"
#include "journal/journal.hpp"
#include "journal/rows.hpp"

namespace bowball::fuzz {
namespace {

std::string path_of_ours() { return scratch_path("journal.db"); }

struct Removal {
    ~Removal() {
        std::error_code ignored;
        for (const auto* ending : {"", "-wal", "-shm", "-journal", ".lock", ".unrecorded"}) std::filesystem::remove(path_of_ours() + ending, ignored);
    }
};

template <class T>
void demand_sentence(const Result<T>& result) {
    demand(result || (!result.error().text.empty() && is_utf8(result.error().text)), "a refusal without a word, or not UTF-8");
}

bool decode(std::string_view bytes) {
    static const Removal at_the_end;
    const auto path = path_of_ours();
    std::error_code ignored;
    for (const auto* ending : {"-wal", "-shm", "-journal"}) std::filesystem::remove(path + ending, ignored);
    std::ofstream{path, std::ios::binary | std::ios::trunc} << bytes;
    const auto said = journal::verify_sqlite_journal(path);
    demand_sentence(said);
    demand_sentence(journal::epoch_of(path));
    demand_sentence(journal::RowReader::open(path));
    const auto read = journal::open_sqlite_journal_to_read(path);
    demand_sentence(read);
    if (!read) return false;
    std::size_t told = 0;
    const auto walked = (*read)->walk([&](engine::Entry&&) { ++told; }, [](journal::Flaw&& flaw) { demand(!flaw.why.empty() && is_utf8(flaw.why), "a flaw without a word"); });
    demand_sentence(walked);
    demand(told <= bytes.size(), "more entries than bytes");
    return said && !said->first_bad && said->entries > 0;
}

std::vector<std::string> seeds() {
    const auto path = path_of_ours();
    const Removal before;
    {
        const auto journal = journal::open_sqlite_journal(path, {.synchronous_off = true}).value();
        std::vector<engine::Entry> entries;
        for (std::uint64_t seq = 1; seq <= 5; ++seq) entries.push_back({Seq{seq}, RaceTime{1h}, WallTime{1h}, {{"Anna", Role::admin}, "x", "y"}, engine::ServerStarted{}});
        demand(journal->append(entries).has_value(), "a journal cannot be made");
    }
    std::ifstream file{path, std::ios::binary};
    return {std::string{std::istreambuf_iterator<char>{file}, {}}};
}

}  // namespace

extern const Decoder journal_file_decoder{decode, {}, seeds, 64 * 1024};

}  // namespace bowball::fuzz
