// A journal in memory: for tests, and for a demo that leaves nothing behind. The same chain, no disk.
#include "formats/entry.hpp"
#include "journal/chain.hpp"
#include "journal/journal.hpp"

#include <iterator>
#include <vector>

namespace bowball::journal {
namespace {

class MemoryJournal final : public Journal {
public:
    Result<void> append(std::span<const engine::Entry> entries) override {
        // All or nothing, as in a file: what throws here is tried again.
        auto head = head_;
        std::vector<std::string> rows;
        for (const auto& entry : entries) {
            rows.push_back(formats::encode_entry(entry));
            head = {entry.seq, sha256(head.hash, rows.back())};
        }
        rows_.insert(rows_.end(), std::move_iterator{rows.begin()}, std::move_iterator{rows.end()});
        head_ = head;
        return {};
    }

    Head head() const override { return head_; }

    Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const override {
        for (auto seq = first.value() == 0 ? 1 : first.value(); seq <= rows_.size(); ++seq) {
            auto entry = formats::decode_entry(rows_[seq - 1]);
            if (!entry) return Error{errc::corrupt, "Entry " + std::to_string(seq) + ": " + entry.error().text};
            visit(std::move(*entry));
        }
        return {};
    }

    const std::string& epoch() const override { return epoch_; }

private:
    std::vector<std::string> rows_;
    Head head_{};
    std::string epoch_ = make_epoch();
};

}  // namespace

std::unique_ptr<Journal> make_memory_journal() { return std::make_unique<MemoryJournal>(); }

}  // namespace bowball::journal
