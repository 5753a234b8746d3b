// The disk of a simulated server: the real SQLite journal on a disk that fails, in memory where the system has room for files there. The process
// may die in the midst of a write, and the power be cut.
#pragma once
#include <filesystem>

#include "journal/journal.hpp"
#include "journal/platter.hpp"
#include "shaky_disk.hpp"
#include "world.hpp"

namespace bowball::simulation {

/// The process dies here and now.
struct Death {};

class Disk {
public:
    explicit Disk(World& world);
    ~Disk();

    /// The journal, as whoever starts a server opens it.
    [[nodiscard]] Result<std::unique_ptr<journal::Journal>> open();
    /// From now on, or no more.
    void fail(bool fails) { fails_ = fails; }
    /// The process dies in the midst of a write to come.
    void die_at_write(unsigned writes) { writes_left_ = writes; }
    /// Nothing more is written by whoever is dead: call it before what he had is let go.
    void freeze();
    /// Of what was not synced any part is there.
    void cut_power();
    /// Once the dead are buried.
    void thaw();

private:
    class Mortal;
    int ask(ShakyDisk::Call call);
    void clear();

    World& world_;
    std::filesystem::path folder_;
    ShakyDisk disk_;
    journal::Chance luck_;
    bool fails_ = false;
    bool is_frozen_ = false;
    std::optional<unsigned> writes_left_;
};

}  // namespace bowball::simulation
