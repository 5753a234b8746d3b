// The power is cut at any moment: what append() acknowledged is there. Every write, truncate and sync of the real journal is recorded, and
// what a disk may hold after each of them is opened. A failure prints the seed; run it alone with BOWBALL_SEED=<seed>, longer with
// BOWBALL_POWER_CUTS=<number>.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

#include "journal/journal.hpp"
#include "platter.hpp"

namespace bowball::journal {
namespace power_cut_test {

namespace fs = std::filesystem;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const auto* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

class PowerCut : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-power-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + "-" + std::to_string(::getpid()));
        fs::create_directories(folder / "before");
        fs::create_directories(folder / "after");
        disk.keeps_steps = true;
    }
    void TearDown() override { fs::remove_all(folder); }

    /// Two lives of a server, long enough that the WAL goes into the file and begins anew several times.
    void write_days(SqliteOptions options = {}) {
        for (int life = 0; life < 2; ++life) {
            const auto journal = open_sqlite_journal(before(), options).value();
            for (int batch = 0; batch < 260; ++batch) append(*journal);
        }
    }

    void append(Journal& journal) {
        std::vector<engine::Entry> batch;
        const auto count = 1 + chance.below(12);
        for (std::size_t i = 0; i < count; ++i) {
            const Seq seq{journal.head().seq.value() + 1 + i};
            batch.push_back({seq, RaceTime{}, WallTime{}, {{"Anna", Role::judge}, "id-" + std::to_string(seq.value()), std::string(chance.below(9000), 'r')}, engine::RaceCalled{RaceId{7}}});
        }
        // The power may be cut within append(), too: it may have come to the disk, and was not acknowledged.
        if (journal.append(batch)) acknowledged.push_back({disk.steps.size(), journal.head()});
    }

    /// Opens what the disk holds; says what is missing, or "".
    std::string look(const std::map<std::string, std::string>& files, const Head& least) {
        const auto after = folder / "after";
        fs::remove_all(after);
        fs::create_directories(after);
        for (const auto& [path, bytes] : files) std::ofstream{after / fs::path{path}.filename(), std::ios::binary} << bytes;
        const auto file = (after / "journal.sqlite").string();
        auto opened = open_sqlite_journal(file);
        if (!opened) return "it cannot be opened: " + opened.error().text;
        const auto head = (*opened)->head();
        if (head.seq < least.seq) return "it ends at " + std::to_string(head.seq.value());
        const engine::Entry next{Seq{head.seq.value() + 1}, RaceTime{}, WallTime{}, {}, engine::RaceCalled{RaceId{8}}};
        if (const auto written = (*opened)->append(std::span{&next, 1}); !written) return "nothing can be written: " + written.error().text;
        opened->reset();
        const auto verified = verify_sqlite_journal(file, least.seq > Seq{} ? std::vector{least} : std::vector<Head>{});
        if (!verified) return "it cannot be read: " + verified.error().text;
        return verified->first_bad ? "entry " + std::to_string(verified->first_bad->value()) + ": " + verified->why : "";
    }

    /// Cuts the power so many times; returns what was missing, at most a few.
    std::vector<std::string> cut(std::size_t times) {
        disk.keeps_steps = false;
        const auto steps = std::move(disk.steps);
        std::vector<std::size_t> moments;
        for (std::size_t i = 0; i < times; ++i) moments.push_back(chance.below(steps.size() + 1));
        std::ranges::sort(moments);
        std::vector<std::string> missing;
        Platter platter;
        std::size_t taken = 0;
        for (const auto moment : moments) {
            while (taken < moment) platter.take(steps[taken++]);
            const auto cut = static_cast<Platter::Cut>(chance.below(3));
            const auto least = acknowledged_at(moment);
            const auto wrong = look(platter.after(cut, chance), least);
            if (!wrong.empty() && missing.size() < 5)
                missing.push_back("after step " + std::to_string(moment) + " of " + std::to_string(steps.size()) + ", entry " + std::to_string(least.seq.value()) + " was acknowledged: " + wrong);
        }
        return missing;
    }

    [[nodiscard]] Head acknowledged_at(std::size_t moment) const {
        Head newest{};
        for (const auto& [step, head] : acknowledged) {
            if (step <= moment) newest = head;
        }
        return newest;
    }
    [[nodiscard]] std::string before() const { return (folder / "before" / "journal.sqlite").string(); }

    std::uint64_t seed = number_from("BOWBALL_SEED", std::random_device{}());
    Chance chance{seed};
    ShakyDisk disk;
    fs::path folder;
    std::vector<std::pair<std::size_t, Head>> acknowledged;   ///< after so many steps
};

TEST_F(PowerCut, AtAnyMomentLosesNothingThatWasAcknowledged) {
    const auto times = number_from("BOWBALL_POWER_CUTS", 120);
    write_days();
    const auto steps = disk.steps.size();
    const auto entries = acknowledged.back().second.seq.value();
    std::cout << times << " cuts among " << steps << " writes, truncates and syncs of " << entries << " entries, seed " << seed << "\n";
    for (const auto& wrong : cut(times)) ADD_FAILURE() << "seed " << seed << ", " << wrong;
}

/// That this would find a sync that is missing.
TEST_F(PowerCut, AJournalThatDoesNotSyncLosesEntriesAndIsFound) {
    write_days({.synchronous_off = true});
    EXPECT_FALSE(cut(40).empty()) << "seed " << seed;
}

/// A sync that fails may have thrown away what it was to write, and the next one says nothing of it.
TEST_F(PowerCut, AfterSyncsThatFailedLosesNothingThatWasAcknowledged) {
    disk.fault = [this](ShakyDisk::Call call) { return call == ShakyDisk::Call::sync && chance.below(6) == 0 ? 10 | (4 << 8) /* SQLITE_IOERR_FSYNC */ : 0; };
    // At the opening nothing fails: without a journal nothing would be acknowledged.
    const auto failing = std::exchange(disk.fault, nullptr);
    {
        const auto journal = open_sqlite_journal(before()).value();
        disk.fault = failing;
        for (int batch = 0; batch < 400; ++batch) append(*journal);
    }
    disk.fault = nullptr;
    ASSERT_FALSE(acknowledged.empty());
    EXPECT_LT(acknowledged.size(), 400u) << "some were refused";
    for (const auto& wrong : cut(100)) ADD_FAILURE() << "seed " << seed << ", " << wrong;
}

/// A process that begins after a sync that failed reads from the system's memory what the disk never got. What it writes behind that must not be lost with it.
TEST_F(PowerCut, AfterLivesThatEndedWithASyncThatFailedLosesNothingThatWasAcknowledged) {
    constexpr int sync_failed = 10 | (4 << 8);   // SQLITE_IOERR_FSYNC
    for (int life = 0; life < 12; ++life) {
        disk.fault = nullptr;
        auto journal = open_sqlite_journal(before()).value();
        for (int batch = 0; batch < 12; ++batch) append(*journal);
        disk.fault = [](ShakyDisk::Call call) { return call == ShakyDisk::Call::sync ? sync_failed : 0; };
        const auto known = acknowledged.size();
        append(*journal);
        EXPECT_EQ(acknowledged.size(), known);
        // Killed: nothing more is written, nothing tidied up.
        disk.fault = [](ShakyDisk::Call call) { return call == ShakyDisk::Call::read ? 0 : 10 /* SQLITE_IOERR */; };
        journal.reset();
    }
    disk.fault = nullptr;
    for (const auto& wrong : cut(200)) ADD_FAILURE() << "seed " << seed << ", " << wrong;
}

}  // namespace power_cut_test
}  // namespace bowball::journal
