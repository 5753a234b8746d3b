// Whichever allocation fails while a batch is worked off, no entry is lost and none has the number of another.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <numeric>

#include "race/race.hpp"

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
void operator delete(void* given) noexcept { std::free(given); }
void operator delete(void* given, std::size_t) noexcept { std::free(given); }

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

}  // namespace
}  // namespace bowball::race
