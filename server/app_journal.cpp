#include "app_journal.hpp"

#include "journal/rows.hpp"

namespace bowball {

net::JournalSource journal_source(std::string file) {
    return [file = std::move(file)](Seq after, std::size_t most, std::size_t bytes) -> Result<std::vector<net::JournalRow>> {
        auto reader = journal::RowReader::open(file);
        if (!reader) return reader.error();
        auto rows = (*reader)->after(after, most, bytes);
        if (!rows) return rows.error();
        std::vector<net::JournalRow> found;
        found.reserve(rows->size());
        for (auto& row : *rows) found.push_back({row.seq, std::move(row.text), row.hash});
        return found;
    };
}

}  // namespace bowball
