// Every call to the disk fails once, and for a while: the race goes on from memory and says that it is not recorded; when the disk works
// again all is written, in order, and no call makes the journal unusable.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <map>

#include "race/race.hpp"
#include "shaky_disk.hpp"

namespace bowball::race {
namespace disk_faults_test {

namespace fs = std::filesystem;
using Call = ShakyDisk::Call;

struct Fault {
    Call call;
    int code;
    const char* name;
};
constexpr std::array faults{
    Fault{Call::write, SQLITE_IOERR_WRITE, "a write"},
    Fault{Call::write, SQLITE_FULL, "a write for want of room"},
    Fault{Call::write, SQLITE_READONLY, "a write to what is read-only now"},
    Fault{Call::sync, SQLITE_IOERR_FSYNC, "a sync"},
    Fault{Call::truncate, SQLITE_IOERR_TRUNCATE, "a truncate"},
    Fault{Call::read, SQLITE_IOERR_READ, "a read"},
    Fault{Call::read, SQLITE_NOMEM, "a read for want of memory"},
    Fault{Call::open, SQLITE_CANTOPEN, "an open"},
    Fault{Call::map, SQLITE_IOERR_SHMMAP, "a map"},
    Fault{Call::remove, SQLITE_IOERR_DELETE, "a removal"},
};

class DiskFaults : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-faults-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + "-" + std::to_string(::getpid()));
        fs::create_directories(folder / "template");
        make_template();
        disk.fault = [this](Call call) {
            const auto number = ++counted[call];
            const auto fails = armed && call == armed->call && number >= first && (number == first || lasts);
            failed = failed || fails;
            return fails ? armed->code : SQLITE_OK;
        };
    }
    void TearDown() override { fs::remove_all(folder); }

    /// A journal whose WAL is nearly as long as it may become: in the day that follows it goes into the file.
    void make_template() {
        const auto file = (folder / "template" / "journal.sqlite").string();
        const auto journal = journal::open_sqlite_journal(file).value();
        for (std::uint64_t i = 0; i < entries_before; ++i) {
            const engine::Entry large{Seq{journal->head().seq.value() + 1}, RaceTime{}, WallTime{}, {{"Anna", Role::admin}, "", std::string(120'000, 'r')}, engine::MeetOpened{"before", "", 2000}};
            ASSERT_TRUE(journal->append(std::span{&large, 1}).has_value());
        }
        // As a power cut leaves it: with its WAL.
        fs::create_directories(folder / "cut");
        for (const auto* name : {"journal.sqlite", "journal.sqlite-wal"}) fs::copy_file(folder / "template" / name, folder / "cut" / name);
    }

    void begin() {
        fs::remove_all(folder / "day");
        fs::copy(folder / "cut", folder / "day");
        published.clear();
        counted.clear();
        failed = false;
    }

    [[nodiscard]] Result<std::unique_ptr<Race>> open_race(journal::Journal& journal) {
        Options options;
        options.now = [] { return Now{RaceTime{1000s}, WallTime{}}; };
        options.publish = [this](const Batch& batch) { published.push_back(batch); };
        return Race::open(journal, std::move(options));
    }

    /// Orders of a day, with a try to catch up after each. Returns what is wrong, or "".
    std::string race_on(Race& race) {
        for (int order = 0; order < orders; ++order) {
            const auto was_recorded = race.unwritten() == 0;
            auto is_answered = false;
            const auto name = "meet " + std::to_string(order);
            race.submit({engine::OpenMeet{name, "", 2000}, {{"Anna", Role::admin}, {}, std::string(900, 'r')}, [&](const engine::Outcome& outcome) { is_answered = outcome.has_value(); }});
            race.drain();
            if (!is_answered || race.state().name != name) return "the race does not go on from memory: order " + std::to_string(order);
            const auto& batch = published.back();
            if (batch.views.empty()) return "nothing is shown";
            if (batch.recorded != (race.unwritten() == 0) || health_in(batch, !batch.recorded)) return "it lies about what is recorded";
            if (was_recorded && !batch.recorded && !health_in(batch, false)) return "NOT RECORDED is not said at once";
            std::ignore = race.catch_up();
        }
        return {};
    }
    static bool health_in(const Batch& batch, bool recorded) {
        return std::ranges::any_of(batch.views, [&](const views::TopicView& one) {
            const auto* health = std::get_if<views::HealthView>(&one.view);
            return health != nullptr && health->recorded == recorded;
        });
    }

    std::string what_was_lost(const std::string& file, const Race& race, Seq before) {
        auto next = before.value();
        for (const auto& batch : published) {
            for (const auto& entry : batch.entries) {
                if (entry.seq.value() != ++next) return "the log has " + std::to_string(entry.seq.value()) + " in the place of " + std::to_string(next);
            }
        }
        if (next != race.state().head.value()) return "the log ends at " + std::to_string(next);
        const auto verified = journal::verify_sqlite_journal(file);
        if (!verified) return verified.error().text;
        if (verified->first_bad) return verified->why;
        if (verified->head.seq != race.state().head) return "the file ends at " + std::to_string(verified->head.seq.value()) + " of " + std::to_string(race.state().head.value());
        return {};
    }

    /// One day on a disk that fails as `armed` says. Returns what is wrong, or "".
    std::string day() {
        begin();
        const auto file = (folder / "day" / "journal.sqlite").string();
        auto opened = journal::open_sqlite_journal(file);
        if (!opened) {
            if (opened.error().text.find(file) == std::string::npos) return "the refusal names no file: " + opened.error().text;
            armed.reset();
            opened = journal::open_sqlite_journal(file);
            if (!opened) return "it cannot be opened when the disk works again: " + opened.error().text;
        }
        const auto before = (*opened)->head().seq;
        if (before != Seq{entries_before}) return "the journal was opened with " + std::to_string(before.value()) + " entries";
        auto begun = open_race(**opened);
        if (!begun) {
            armed.reset();
            begun = open_race(**opened);
            if (!begun) return "it cannot be read when the disk works again: " + begun.error().text;
        }
        const auto race = std::move(*begun);
        if (auto wrong = race_on(*race); !wrong.empty()) return wrong;
        counted_in_time = counted;
        armed.reset();   // the disk is back
        if (!race->catch_up()) return "it does not catch up: " + std::get<views::HealthView>(race->health().view).journal_text;
        if (!std::get<views::HealthView>(race->health().view).recorded) return "health still says NOT RECORDED";
        auto wrong = what_was_lost(file, *race, before);
        if (!wrong.empty()) return wrong;
        opened->reset();
        const auto again = journal::open_sqlite_journal(file);
        if (!again) return again.error().text;
        return (*again)->head().seq == race->state().head ? "" : "after a restart it ends at " + std::to_string((*again)->head().seq.value());
    }

    static constexpr std::uint64_t entries_before = 31;
    static constexpr int orders = 24;
    fs::path folder;
    ShakyDisk disk;
    std::optional<Fault> armed;
    std::size_t first = 0;
    bool lasts = false;
    bool failed = false;
    std::map<Call, std::size_t> counted;
    std::map<Call, std::size_t> counted_in_time;   ///< those that a fault of this day can meet
    std::vector<Batch> published;
};

TEST_F(DiskFaults, WhicheverCallFailsNothingIsLostAndItIsSaid) {
    ASSERT_EQ(day(), "") << "where nothing fails";
    const auto calls = counted_in_time;
    EXPECT_GT(calls.at(Call::sync), std::size_t{orders}) << "each order, and the WAL on its way into the file";
    EXPECT_GT(calls.at(Call::write), 900u) << "the WAL did not go into the file in this day";
    std::size_t tried = 0;
    std::size_t happened = 0;
    for (const auto& fault : faults) {
        const auto count = calls.contains(fault.call) ? calls.at(fault.call) : 0;
        // Every call where they are few; of the pages that go into the file, some.
        const auto stride = std::max<std::size_t>(1, count / 25);
        for (first = 1; first <= count; first += stride) {
            for (const auto for_a_while : {false, true}) {
                lasts = for_a_while;
                armed = fault;
                const auto wrong = day();
                ++tried;
                happened += failed ? 1 : 0;
                EXPECT_EQ(wrong, "") << fault.name << " failed, number " << first << " of " << count << (lasts ? " and all after it" : "");
                armed.reset();
            }
        }
    }
    std::cout << tried << " days, one fault each; " << happened << " met it\n";
    EXPECT_GT(happened, tried * 8 / 10);
}

}  // namespace disk_faults_test
}  // namespace bowball::race
