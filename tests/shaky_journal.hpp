// A journal in memory whose disk can fail: for tests of what happens then.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "journal/journal.hpp"

namespace bowball {

class ShakyJournal final : public journal::Journal {
public:
    Result<void> append(std::span<const engine::Entry> entries) override {
        if (broken) return Error{errc::io_failed, "the disk is full"};
        return inner->append(entries);
    }
    journal::Head head() const override { return inner->head(); }
    Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const override { return inner->read(first, visit); }
    const std::string& epoch() const override { return inner->epoch(); }

    std::unique_ptr<journal::Journal> inner = journal::make_memory_journal();
    bool broken = false;
};

}  // namespace bowball
