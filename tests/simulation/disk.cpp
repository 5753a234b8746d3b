#include "disk.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>

namespace bowball::simulation {

namespace fs = std::filesystem;

/// The journal of a process that can die while it writes: what it would do afterwards it does not do.
class Disk::Mortal final : public journal::Journal {
public:
    Mortal(Disk& disk, std::unique_ptr<journal::Journal> inner) : disk_(disk), inner_(std::move(inner)) {}
    Result<void> append(std::span<const engine::Entry> entries) override {
        auto done = inner_->append(entries);
        if (disk_.is_frozen_) throw Death{};
        if (!done) ++disk_.world_.tally.failed_batches;
        return done;
    }
    journal::Head head() const override { return inner_->head(); }
    Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const override { return inner_->read(first, visit); }
    Result<void> walk(const std::function<void(engine::Entry&&)>& visit, const std::function<void(journal::Flaw&&)>& flaw) const override { return inner_->walk(visit, flaw); }
    const std::string& epoch() const override { return inner_->epoch(); }
    void note_unrecorded(bool waiting) override { inner_->note_unrecorded(waiting); }
    Result<std::string> spill(const journal::EntriesToSpill& entries) const override { return inner_->spill(entries); }
    std::string trouble_at_opening() const override { return inner_->trouble_at_opening(); }

private:
    Disk& disk_;
    std::unique_ptr<journal::Journal> inner_;
};

namespace {

fs::path room() {
    const fs::path memory{"/dev/shm"};
    return ::access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path();
}

}  // namespace

Disk::Disk(World& world) : world_(world), folder_(room() / ("bowball-regatta-" + std::to_string(::getpid()) + "-" + std::to_string(world.seed))), luck_(world.seed ^ 0xD15C) {
    fs::create_directories(folder_ / "tmp");
    // What the journal keeps there in its need is to be no real disk's matter either.
    ::setenv("TMPDIR", (folder_ / "tmp").c_str(), 1);
    disk_.keeps_steps = world.hazards.power_cuts > 0;
    disk_.fault = [this](ShakyDisk::Call call) { return ask(call); };
}

Disk::~Disk() {
    ::unsetenv("TMPDIR");
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

Result<std::unique_ptr<journal::Journal>> Disk::open() {
    auto opened = journal::open_sqlite_journal((folder_ / "journal.sqlite").string());
    if (!opened) return opened.error();
    return std::unique_ptr<journal::Journal>{std::make_unique<Mortal>(*this, std::move(*opened))};
}

int Disk::ask(ShakyDisk::Call call) {
    if (call == ShakyDisk::Call::write && writes_left_ && (*writes_left_)-- == 0) {
        writes_left_.reset();
        ++world_.tally.deaths_in_a_write;
        freeze();
    }
    if (is_frozen_) return SQLITE_IOERR;
    if (!fails_ || call == ShakyDisk::Call::read || luck_.below(100) >= world_.hazards.failing_calls) return SQLITE_OK;
    constexpr std::array ways{SQLITE_FULL, SQLITE_IOERR, SQLITE_IOERR_NOMEM};
    return call == ShakyDisk::Call::sync ? SQLITE_IOERR_FSYNC : ways[luck_.below(ways.size())];
}

void Disk::freeze() {
    is_frozen_ = true;
    disk_.keeps_steps = false;
    writes_left_.reset();
}

void Disk::thaw() {
    is_frozen_ = false;
    disk_.keeps_steps = world_.hazards.power_cuts > 0;
}

void Disk::cut_power() {
    // Many systems begin with an empty folder for temporary files.
    if (luck_.below(2) == 0) {
        fs::remove_all(folder_ / "tmp");
        fs::create_directories(folder_ / "tmp");
    }
    journal::Platter platter;
    for (const auto& step : disk_.steps) platter.take(step);
    const auto files = platter.after(static_cast<journal::Platter::Cut>(luck_.below(3)), luck_);
    disk_.steps.clear();
    clear();
    // What is there now is there: the next power cut begins with it.
    for (const auto& [path, bytes] : files) {
        std::ofstream{path, std::ios::binary} << bytes;
        disk_.steps.push_back({ShakyDisk::Call::write, path, 0, bytes});
        disk_.steps.push_back({ShakyDisk::Call::sync, path, 0, {}});
    }
}

void Disk::clear() {
    for (const auto* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(folder_ / ("journal.sqlite" + std::string{ending}));
}

}  // namespace bowball::simulation
