// Whichever allocation fails while a batch is worked off, no entry is lost and none has the number of another.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <numeric>

#include "journal/patient_journal.hpp"
#include "race/race.hpp"
#include "shaky_journal.hpp"

namespace {

thread_local long allocations_left = -1;   ///< below zero: as many as are wanted

}  // namespace

void* operator new(std::size_t size) {
    if (allocations_left == 0) {
        allocations_left = -1;   // one alone fails
        throw std::bad_alloc{};
    }
    if (allocations_left > 0) --allocations_left;
    if (auto* got = std::malloc(size == 0 ? 1 : size)) return got;
    throw std::bad_alloc{};
}
[[gnu::noinline]] void operator delete(void* given) noexcept { std::free(given); }
[[gnu::noinline]] void operator delete(void* given, std::size_t) noexcept { std::free(given); }

namespace bowball::race {
namespace {

struct World {
    std::unique_ptr<journal::Journal> journal = journal::make_memory_journal();
    std::vector<std::uint64_t> log;
    std::unique_ptr<Race> race;

    World() {
        Options options;
        options.now = [] { return Now{RaceTime{1000s}, WallTime{}}; };
        options.publish = [this](const Batch& batch) {
            for (const auto& entry : batch.entries) log.push_back(entry.seq.value());
        };
        race = Race::open(*journal, std::move(options)).value();
    }
    void submit(engine::Command command) const { race->submit({std::move(command), {{"Anna", Role::admin}, {}, {}}, {}}); }
    [[nodiscard]] std::vector<std::uint64_t> numbers() const {
        std::vector<std::uint64_t> seqs;
        EXPECT_TRUE(journal->read(Seq{1}, [&](engine::Entry&& entry) { seqs.push_back(entry.seq.value()); }).has_value());
        return seqs;
    }
    [[nodiscard]] std::vector<std::uint64_t> one_after_another() const {
        std::vector<std::uint64_t> seqs(race->state().head.value());
        std::iota(seqs.begin(), seqs.end(), 1);
        return seqs;
    }
    void work_off() const {
        while (race->drain()) {
        }
    }
};

// The entry went with the exception, and the journal refused every one after it until the server was started anew.
TEST(NoMemory, WhicheverAllocationOfABatchFailsTheNumbersGoOnAndTheJournalTakesThem) {
    auto is_done = false;
    auto failed = 0;
    for (long nth = 0; !is_done && nth < 20'000; ++nth) {
        World world;
        world.submit(engine::OpenMeet{"before", "Lake", 2000});
        world.work_off();
        world.submit(engine::DeclareEvent{"M1x", "Men's Single Sculls"});
        world.submit(engine::EnterCrew{{CrewId{1}, "M1x", "C1", "Crew", "", {}}});
        allocations_left = nth;
        try {
            world.work_off();
            is_done = allocations_left >= 0;
        } catch (const std::bad_alloc&) {
            ++failed;
        }
        allocations_left = -1;
        world.work_off();
        world.submit(engine::OpenMeet{"after", "Lake", 2000});
        world.work_off();
        ASSERT_TRUE(world.race->catch_up());
        ASSERT_EQ(world.journal->head().seq, world.race->state().head) << "allocation " << nth;
        ASSERT_EQ(world.numbers(), world.one_after_another()) << "allocation " << nth;
    }
    EXPECT_TRUE(is_done);
    EXPECT_GT(failed, 20);
}

// The first event of the order was in the journal, and the others were not: a list of entries with half its crews.
TEST(NoMemory, WhicheverAllocationOfAnOrderFailsItIsInTheJournalWholeOrNotAtAll) {
    const std::vector<engine::EntryRow> rows{{.line = 1, .event = "M1x", .code = "NED 1", .name = "a crew with a name that is long"}, {.line = 2, .event = "M1x", .code = "NED 2", .name = "another crew with a long name"}};
    auto is_done = false;
    auto whole = 0;
    for (long nth = 0; !is_done && nth < 20'000; ++nth) {
        World world;
        world.submit(engine::OpenMeet{"before", "Lake", 2000});
        world.submit(engine::DeclareEvent{"M1x", "Men's Single Sculls"});
        world.work_off();
        const auto plan = digest_of(world.race->plan_entries(rows));
        std::vector<bool> answers;
        answers.reserve(2);
        const auto reply = [&answers](const engine::Outcome& outcome) { answers.push_back(outcome.has_value()); };
        world.race->submit({engine::ImportEntries{rows, {}, plan}, {{"Anna", Role::admin}, "the import", "entries.csv"}, reply});
        allocations_left = nth;
        try {
            world.work_off();
            is_done = allocations_left >= 0;
        } catch (const std::bad_alloc&) {
        }
        allocations_left = -1;
        world.work_off();
        ASSERT_TRUE(world.race->catch_up()) << "what the journal was not given at once";
        auto of_it = 0;
        ASSERT_TRUE(world.journal->read(Seq{1}, [&](engine::Entry&& entry) { of_it += entry.origin.command_id == "the import" ? 1 : 0; }).has_value());
        ASSERT_TRUE(of_it == 0 || of_it == 2) << of_it << " entries of two, allocation " << nth;
        ASSERT_EQ(answers, std::vector<bool>{of_it == 2}) << "once, and with what became of it, allocation " << nth;
        whole += of_it == 2 ? 1 : 0;
    }
    EXPECT_TRUE(is_done);
    EXPECT_GT(whole, 1) << "some failed behind the deciding";
}

// What failed may be the folding, behind which its id was noted: pressed again it was carried out again.
TEST(NoMemory, WhicheverAllocationOfAnOrderFailsPressedAgainItIsNotCarriedOutAgain) {
    auto is_done = false;
    auto failed = 0;
    for (long nth = 0; !is_done && nth < 20'000; ++nth) {
        World world;
        const auto press = [&world] { world.race->submit({engine::OpenMeet{"a name that does not fit into a string of its own", "Lake", 2000}, {{"Anna", Role::admin}, "the id of an order that is long", {}}, {}}); };
        press();
        allocations_left = nth;
        try {
            world.work_off();
            is_done = allocations_left >= 0;
        } catch (const std::bad_alloc&) {
            ++failed;
        }
        allocations_left = -1;
        world.work_off();
        press();
        world.work_off();
        ASSERT_TRUE(world.race->catch_up());
        auto of_it = 0;
        ASSERT_TRUE(world.journal->read(Seq{1}, [&](engine::Entry&& entry) { of_it += entry.origin.command_id.empty() ? 0 : 1; }).has_value());
        ASSERT_EQ(of_it, 1) << "allocation " << nth;
    }
    EXPECT_TRUE(is_done);
    EXPECT_GT(failed, 10);
}

/// A disk that takes nothing in the journal, and has room beside it.
class FullJournal final : public journal::Journal {
public:
    explicit FullJournal(std::shared_ptr<std::size_t> spilled) : spilled_(std::move(spilled)) {}
    Result<void> append(std::span<const engine::Entry>) override { return Error{errc::io_failed, "the disk is full"}; }
    journal::Head head() const override { return {}; }
    Result<void> read(Seq, const std::function<void(engine::Entry&&)>&) const override { return {}; }
    const std::string& epoch() const override { return epoch_; }
    Result<std::string> spill_beside(std::span<const engine::Entry> entries) const override { return *spilled_ = entries.size(), std::string{"a file"}; }

private:
    std::shared_ptr<std::size_t> spilled_;
    std::string epoch_ = "an epoch";
};

// They may be a million, and memory is full of them: a copy of all was wanted, in order that nothing be lost.
TEST(NoMemory, WhatIsSpilledIsNotCopied) {
    const auto spilled = std::make_shared<std::size_t>(0);
    const auto journal = journal::make_patient_journal(std::make_unique<FullJournal>(spilled));
    Options options;
    options.now = [] { return Now{RaceTime{1000s}, WallTime{}}; };
    const auto race = Race::open(*journal, std::move(options)).value();
    for (int i = 0; i < 1000; ++i) {
        race->submit({engine::OpenMeet{"a name that does not fit into a string of its own " + std::to_string(i), "Lake", 2000}, {{"Anna", Role::admin}, {}, {}}, {}});
        race->drain();
    }
    ASSERT_EQ(race->unwritten(), 1000u);
    allocations_left = 100;
    std::string said;
    EXPECT_NO_THROW(said = race->spill());
    allocations_left = -1;
    EXPECT_NE(said.find("1000 entries from 1 on"), std::string::npos) << said;
    EXPECT_NE(said.find("a file"), std::string::npos) << said;
    EXPECT_EQ(*spilled, 1000u);
    EXPECT_EQ(race->unwritten(), 1000u) << "they are not in the journal";
}

// What waits for the disk and what came with the batch: where there is no room to put one to the other, both stay.
TEST(NoMemory, WhicheverAllocationFailsWhileEntriesWaitNoneIsLost) {
    auto is_done = false;
    auto failed = 0;
    for (long nth = 0; !is_done && nth < 20'000; ++nth) {
        ShakyJournal journal;
        Options options;
        options.now = [] { return Now{RaceTime{1000s}, WallTime{}}; };
        const auto race = Race::open(journal, std::move(options)).value();
        const auto submit = [&](const std::string& name) { race->submit({engine::OpenMeet{name, "Lake", 2000}, {{"Anna", Role::admin}, {}, {}}, {}}); };
        journal.broken = true;
        submit("before");
        race->drain();
        submit("while it is broken");
        allocations_left = nth;
        try {
            race->drain();
            is_done = allocations_left >= 0;
        } catch (const std::bad_alloc&) {
            ++failed;
        }
        allocations_left = -1;
        race->drain();
        submit("after");
        race->drain();
        journal.broken = false;
        ASSERT_TRUE(race->catch_up());
        std::vector<std::uint64_t> seqs;
        ASSERT_TRUE(journal.read(Seq{1}, [&](engine::Entry&& entry) { seqs.push_back(entry.seq.value()); }).has_value());
        ASSERT_EQ(seqs.size(), race->state().head.value()) << "allocation " << nth;
        ASSERT_TRUE(std::ranges::is_sorted(seqs)) << "allocation " << nth;
    }
    EXPECT_TRUE(is_done);
    EXPECT_GT(failed, 10);
}

}  // namespace
}  // namespace bowball::race
