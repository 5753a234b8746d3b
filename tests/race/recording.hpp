// A race on a journal file whose disk can be made to fail.
#pragma once
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>

#include "race/race_loop.hpp"

namespace bowball::race {

namespace fs = std::filesystem;

/// A journal file whose disk can be made to fail.
class ShakyFile final : public journal::Journal {
public:
    explicit ShakyFile(const std::string& file) : inner(journal::open_sqlite_journal(file).value()) {}
    Result<void> append(std::span<const engine::Entry> entries) override {
        if (is_broken) return Error{errc::io_failed, "the disk is full"};
        if (throws) throw std::bad_alloc{};
        return inner->append(entries);
    }
    journal::Head head() const override { return inner->head(); }
    Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const override { return inner->read(first, visit); }
    Result<void> walk(const std::function<void(engine::Entry&&)>& visit, const std::function<void(journal::Flaw&&)>& flaw) const override { return inner->walk(visit, flaw); }
    const std::string& epoch() const override { return inner->epoch(); }
    void note_unrecorded(bool waiting) override { inner->note_unrecorded(waiting); }
    Result<std::string> spill(const journal::EntriesToSpill& entries) const override {
        if (throws_at_spill) throw std::bad_alloc{};
        return inner->spill(entries);
    }
    std::string trouble_at_opening() const override { return inner->trouble_at_opening(); }

    std::unique_ptr<journal::Journal> inner;
    bool is_broken = false;
    bool throws = false;
    bool throws_at_spill = false;
};

class Recording : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-recording-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + "-" + std::to_string(::getpid()));
        fs::create_directories(folder);
        file = (folder / "journal.sqlite").string();
        open();
    }
    void TearDown() override {
        race.reset();
        journal.reset();
        fs::remove_all(folder);
    }

    void open(std::size_t most_unwritten = limits::unwritten_entries) {
        race.reset();
        journal.reset();
        published.clear();
        journal = std::make_unique<ShakyFile>(file);
        Options options;
        options.now = [] { return Now{RaceTime{1000s}, WallTime{}}; };
        options.publish = [this](const Batch& batch) { published.push_back(batch); };
        options.drivers = {{"camera", {"lif", "proven"}}};
        options.most_unwritten = most_unwritten;
        options.committed = [this](const DeviceName& device, std::uint64_t mark) { committed.push_back(device + " " + std::to_string(mark)); };
        race = Race::open(*journal, std::move(options)).value();
    }

    engine::Outcome order(engine::Command command) {
        engine::Outcome outcome = Error{errc::bad_input, "no answer"};
        race->submit({std::move(command), {{"Anna", Role::admin}, {}, {}}, [&](engine::Outcome got) { outcome = std::move(got); }});
        race->drain();
        return outcome;
    }
    void meets(int count) {
        for (int i = 0; i < count; ++i) ASSERT_TRUE(order(engine::OpenMeet{"meet " + std::to_string(i), "", 2000}).has_value());
    }
    [[nodiscard]] std::vector<std::uint64_t> on_the_log() const {
        std::vector<std::uint64_t> seqs;
        for (const auto& batch : published) {
            for (const auto& entry : batch.entries) seqs.push_back(entry.seq.value());
        }
        return seqs;
    }
    [[nodiscard]] views::HealthView health() const { return std::get<views::HealthView>(race->health().view); }
    void sql(const char* statement) const {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
        ASSERT_EQ(sqlite3_exec(database, statement, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
        sqlite3_close(database);
    }

    fs::path folder;
    std::string file;
    std::unique_ptr<ShakyFile> journal;
    std::unique_ptr<Race> race;
    std::vector<Batch> published;
    std::vector<std::string> committed;
};

}  // namespace bowball::race
