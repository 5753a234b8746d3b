// What a disk holds after the power was cut: everything up to the last sync of a file, and of what was written after it any part.
#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shaky_disk.hpp"

namespace bowball::journal {

/// splitmix64: the same numbers on every machine.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    std::size_t below(std::size_t count) { return next() % count; }

private:
    std::uint64_t state_;
};

class Platter {
public:
    /// How much of what was not synced came to the disk.
    enum class Cut {
        prefix,     ///< in its order, up to somewhere, the last one perhaps in part
        any,        ///< some and others not: a disk writes in the order that suits it
        nothing,
    };

    void take(const ShakyDisk::Step& step) {
        auto& file = files_[step.file];
        using Call = ShakyDisk::Call;
        if (step.call == Call::remove) {
            file.ghost = file.is_there && step.offset == 0 ? std::optional{file.synced} : std::nullopt;
            file.is_there = false;
            file.synced.clear();
            file.waiting.clear();
            return;
        }
        file.ghost.reset();
        file.is_there = true;
        if (step.call != Call::sync) {
            file.waiting.push_back(&step);
            return;
        }
        // After a sync that failed nobody knows, and the next one says nothing of it: the worst is that all is gone.
        if (!step.failed) {
            for (const auto* one : file.waiting) carry_out(file.synced, *one, one->bytes.size());
        }
        file.waiting.clear();
    }

    /// Path -> bytes.
    [[nodiscard]] std::map<std::string, std::string> after(Cut cut, Chance& chance) const {
        std::map<std::string, std::string> found;
        for (const auto& [path, file] : files_) {
            if (!file.is_there) {
                if (file.ghost && chance.below(2) == 0) found[path] = *file.ghost;
                continue;
            }
            auto bytes = file.synced;
            const auto kept = cut == Cut::prefix && !file.waiting.empty() ? chance.below(file.waiting.size() + 1) : file.waiting.size();
            for (std::size_t i = 0; i < kept && cut != Cut::nothing; ++i) {
                if (cut == Cut::any && chance.below(2) == 0) continue;
                const auto& step = *file.waiting[i];
                const auto is_torn = i + 1 == kept || cut == Cut::any;
                carry_out(bytes, step, is_torn ? torn(step.bytes.size(), chance) : step.bytes.size());
            }
            found[path] = std::move(bytes);
        }
        return found;
    }

private:
    static constexpr std::size_t sector = 512;

    /// All of it, or whole sectors from its beginning.
    static std::size_t torn(std::size_t size, Chance& chance) { return chance.below(2) == 0 ? size : std::min(size, sector * chance.below(size / sector + 1)); }

    static void carry_out(std::string& bytes, const ShakyDisk::Step& step, std::size_t count) {
        const auto offset = static_cast<std::size_t>(step.offset);
        if (step.call == ShakyDisk::Call::truncate) return bytes.resize(offset);
        if (bytes.size() < offset + count) bytes.resize(offset + count);
        bytes.replace(offset, count, step.bytes, 0, count);
    }

    struct File {
        bool is_there = false;
        std::string synced;
        std::vector<const ShakyDisk::Step*> waiting;
        std::optional<std::string> ghost;   ///< of a file that was removed: the folder may not know yet
    };
    std::map<std::string, File> files_;
};

}  // namespace bowball::journal
